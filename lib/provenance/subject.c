#include "subject.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "kagent/suggest.h"

int kg_subject_parse(struct kg_str text, struct kg_subject *subject, struct kg_error *err)
{
    ptrdiff_t slash = kg_str_find(text, '/');
    struct kg_str kind = kg_str_head(text, slash < 0 ? text.length : (size_t)slash);
    ptrdiff_t dot = kg_str_find(kind, '.');
    *subject = (struct kg_subject){
        .kind = kg_str_head(kind, dot < 0 ? kind.length : (size_t)dot),
        .group = dot < 0 ? KG_STR("") : kg_str_from_index(kind, (size_t)dot + 1),
        .rest = slash < 0 ? KG_STR("") : kg_str_from_index(text, (size_t)slash + 1)};
    if (subject->kind.length > 0 && subject->rest.length > 0)
        return 0;
    kg_error_set(err, KG_ERROR_USAGE, "`%.*s` does not say which resource is meant",
                 KG_STR_ARG(text));
    return kg_error_advise(err, "Write KIND/NAME:PATH, such as StatefulSet/kagent:spec.replicas.");
}

/* ---- kinds ---- */

/* kubectl's short names of Kubernetes' own kinds. */
static const struct {
    const char *name;
    const char *kind;
} short_names[] = {
    {"cj", "CronJob"},
    {"cm", "ConfigMap"},
    {"crd", "CustomResourceDefinition"},
    {"deploy", "Deployment"},
    {"ds", "DaemonSet"},
    {"ep", "Endpoints"},
    {"hpa", "HorizontalPodAutoscaler"},
    {"ing", "Ingress"},
    {"limits", "LimitRange"},
    {"netpol", "NetworkPolicy"},
    {"ns", "Namespace"},
    {"pc", "PriorityClass"},
    {"pdb", "PodDisruptionBudget"},
    {"po", "Pod"},
    {"pv", "PersistentVolume"},
    {"pvc", "PersistentVolumeClaim"},
    {"quota", "ResourceQuota"},
    {"rc", "ReplicationController"},
    {"rs", "ReplicaSet"},
    {"sa", "ServiceAccount"},
    {"sc", "StorageClass"},
    {"sts", "StatefulSet"},
    {"svc", "Service"},
};

static bool equal_in_any_case(struct kg_str a, struct kg_str b)
{
    return a.length == b.length && strncasecmp(a.data, b.data, a.length) == 0;
}

/* Whether `word` is `kind` with this ending in place of its last `cut` letters. */
static bool is_plural(struct kg_str word, struct kg_str kind, size_t cut, const char *ending)
{
    struct kg_str stem = kg_str_head(kind, kind.length < cut ? 0 : kind.length - cut);
    struct kg_str rest = kg_str_from_index(word, stem.length);
    return equal_in_any_case(kg_str_head(word, stem.length), stem) &&
           equal_in_any_case(rest, kg_str_from(ending));
}

static bool is_kind(struct kg_str word, struct kg_str kind)
{
    if (equal_in_any_case(word, kind) || is_plural(word, kind, 0, "s") ||
        is_plural(word, kind, 0, "es") || is_plural(word, kind, 1, "ies"))
        return true;
    for (size_t i = 0; i < sizeof(short_names) / sizeof(short_names[0]); i++)
        if (equal_in_any_case(word, kg_str_from(short_names[i].name)) &&
            kg_str_is(kind, short_names[i].kind))
            return true;
    return false;
}

/* `apps`, `v1.apps`, or for the core group `v1`. */
static bool is_group(struct kg_str word, struct kg_gvk gvk)
{
    if (word.length == 0 || kg_str_equal(word, gvk.group))
        return true;
    struct kg_str version = kg_str_head(word, gvk.version.length);
    if (!kg_str_equal(version, gvk.version))
        return false;
    struct kg_str rest = kg_str_from_index(word, version.length);
    if (gvk.group.length == 0)
        return rest.length == 0;
    return kg_str_starts(rest, ".") && kg_str_equal(kg_str_from_index(rest, 1), gvk.group);
}

/* ---- names ---- */

/* Takes `name` off the front; it ends with the text, or at a colon. */
static bool take_name(struct kg_str *rest, struct kg_str name)
{
    if (!kg_str_equal(kg_str_head(*rest, name.length), name))
        return false;
    struct kg_str behind = kg_str_from_index(*rest, name.length);
    if (behind.length > 0 && behind.data[0] != ':')
        return false;
    *rest = kg_str_from_index(behind, 1);
    return true;
}

/* The length of the id's name where the subject speaks of it, else 0. */
static size_t match(const struct kg_subject *subject, struct kg_id id, struct kg_str *path)
{
    if (!is_kind(subject->kind, id.gvk.kind) || !is_group(subject->group, id.gvk) ||
        id.name.length == 0)
        return 0;
    *path = subject->rest;
    if (take_name(path, id.name))
        return id.name.length;
    size_t length = id.namespace.length;
    *path = kg_str_from_index(subject->rest, length + 1);
    bool in_namespace = length > 0 && length < subject->rest.length &&
                        subject->rest.data[length] == '/' &&
                        kg_str_equal(kg_str_head(subject->rest, length), id.namespace);
    return in_namespace && take_name(path, id.name) ? length + 1 + id.name.length : 0;
}

/*
 * How well a resource fits: by its final name best, then by the original, then
 * by others; and better if it has no namespace where none was asked for.
 */
enum fit { FIT_NONE = 0, FIT_INTERMEDIATE = 2, FIT_ORIGINAL = 4, FIT_FINAL = 6, FIT_WHOLLY = 1 };

static unsigned fit_of(const struct kg_subject *subject, const struct kg_sighting *sighting,
                       size_t *length, struct kg_str *path)
{
    for (size_t i = sighting->id_count; i-- > 0;) {
        *length = match(subject, sighting->ids[i], path);
        if (*length == 0)
            continue;
        unsigned wholly = kg_sighting_last(sighting).namespace.length == 0 ? FIT_WHOLLY : 0;
        if (i + 1 == sighting->id_count)
            return FIT_FINAL + wholly;
        return (i == 0 ? FIT_ORIGINAL : FIT_INTERMEDIATE) + wholly;
    }
    return FIT_NONE;
}

const char *kg_id_title(struct kg_arena *arena, struct kg_id id)
{
    return kg_arena_printf(arena, "%.*s/%.*s", KG_STR_ARG(id.gvk.kind), KG_STR_ARG(id.name));
}

const char *kg_id_full_title(struct kg_arena *arena, struct kg_id id)
{
    return kg_arena_printf(arena, "%.*s%s%.*s/%.*s%s%.*s", KG_STR_ARG(id.gvk.kind),
                           id.gvk.group.length > 0 ? "." : "", KG_STR_ARG(id.gvk.group),
                           KG_STR_ARG(id.namespace), id.namespace.length > 0 ? "/" : "",
                           KG_STR_ARG(id.name));
}

static int fail_ambiguous(const struct kg_subject *subject, const struct kg_census *census,
                          const struct kg_sighting *a, const struct kg_sighting *b,
                          struct kg_error *err)
{
    kg_error_set(err, KG_ERROR_USAGE, "`%.*s/%.*s` may mean %s or %s", KG_STR_ARG(subject->kind),
                 KG_STR_ARG(subject->rest), kg_id_full_title(census->arena, kg_sighting_last(a)),
                 kg_id_full_title(census->arena, kg_sighting_last(b)));
    return kg_error_advise(err, "Add the group or the namespace: KIND.GROUP/NAMESPACE/NAME.");
}

static int fail_unknown(const struct kg_subject *subject, const struct kg_census *census,
                        struct kg_error *err)
{
    struct kg_arena *arena = census->arena;
    ptrdiff_t colon = kg_str_find(subject->rest, ':');
    struct kg_str name = kg_str_head(subject->rest, colon < 0 ? SIZE_MAX : (size_t)colon);
    const char *wanted =
        kg_arena_printf(arena, "%.*s/%.*s", KG_STR_ARG(subject->kind), KG_STR_ARG(name));
    struct kg_suggestion suggestion = {.word = wanted};
    for (size_t i = 0; i < census->count; i++)
        if (kg_census_is_built(census, census->items[i]))
            kg_suggest_offer(&suggestion, kg_id_title(arena, kg_sighting_last(census->items[i])));
    kg_error_set(err, KG_ERROR_NEGATIVE, "no resource is %s", wanted);
    if (suggestion.nearest != NULL)
        return kg_error_advise(err, "Did you mean %s?", suggestion.nearest);
    return kg_error_advise(err, "List what there is with -o name.");
}

int kg_subject_find(const struct kg_subject *subject, const struct kg_census *census,
                    const struct kg_sighting **found, struct kg_str *path, struct kg_error *err)
{
    const struct kg_sighting *rival = NULL;
    size_t best_length = 0;
    unsigned best = FIT_NONE;
    *found = NULL;
    for (size_t i = 0; i < census->count; i++) {
        const struct kg_sighting *sighting = census->items[i];
        size_t length = 0;
        struct kg_str rest;
        if (!kg_census_is_built(census, sighting) && sighting->gone == NULL)
            continue; /* the configuration of a plugin */
        unsigned fit = fit_of(subject, sighting, &length, &rest);
        if (fit == FIT_NONE || length < best_length || (length == best_length && fit < best))
            continue;
        rival = length == best_length && fit == best ? *found : NULL;
        *found = sighting;
        *path = rest;
        best_length = length;
        best = fit;
    }
    if (*found == NULL)
        return fail_unknown(subject, census, err);
    return rival == NULL ? 0 : fail_ambiguous(subject, census, rival, *found, err);
}
