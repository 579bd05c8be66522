#include "trial.h"

#include <stdarg.h>

#include "kagent/buf.h"

static const struct kg_resource_ref nobody = {"", "", "", ""};

/* More findings than anybody reads; the rest is counted. */
enum { FOUND_MAX = 20000, QUOTED_MAX = 80 };

/* ---- looking ---- */

const struct kg_manifest *kg_each(struct kg_trial *trial, const struct kg_manifest *after,
                                  unsigned kinds)
{
    const struct kg_manifests *manifests = trial->manifests;
    const struct kg_manifest *end = manifests->items + manifests->count;
    for (const struct kg_manifest *at = after == NULL ? manifests->items : after + 1; at < end;
         at++) {
        if ((KG_SET(at->kind) & kinds) == 0)
            continue;
        trial->looked = true;
        return at;
    }
    return NULL;
}

const struct kg_manifest *kg_each_promised(struct kg_trial *trial, const struct kg_manifest *after)
{
    const char *name = trial->promises->stateful_set;
    const struct kg_manifest *at = after;
    if (!trial->closed) {
        kg_irrelevant(trial, "it is about environments");
        return NULL;
    }
    while ((at = kg_each(trial, at, KG_SET(KG_KIND_STATEFUL_SET))) != NULL) {
        if (name == NULL || strcmp(name, at->ref.name) == 0)
            return at;
    }
    return NULL;
}

void kg_irrelevant(struct kg_trial *trial, const char *why)
{
    if (trial->why_not == NULL)
        trial->why_not = why;
}

static const char *const container_lists[] = {"containers", "initContainers",
                                              "ephemeralContainers"};
enum { CONTAINER_LISTS = sizeof container_lists / sizeof *container_lists };

bool kg_each_container(struct kg_container *container, unsigned lists)
{
    size_t list = 0;
    uint32_t index = 0;
    if (container->list != NULL) {
        while (container->list != container_lists[list])
            list++;
        index = container->index + 1;
    }
    for (; list < CONTAINER_LISTS; list++, index = 0) {
        const struct kg_node *items = kg_node_get(container->manifest->pod, container_lists[list]);
        if ((lists & (1U << list)) == 0 || !kg_node_is(items, KG_NODE_SEQUENCE) ||
            index >= items->count)
            continue;
        container->node = items->items[index];
        container->list = container_lists[list];
        container->index = index;
        container->name = kg_node_text(kg_node_get(container->node, "name"));
        return true;
    }
    return false;
}

const char *kg_container_path(const struct kg_trial *trial, const struct kg_container *container,
                              const char *field)
{
    return kg_arena_printf(trial->arena, "%s.%s[%u]%s%s", container->manifest->pod_path,
                           container->list, (unsigned)container->index, field[0] == '\0' ? "" : ".",
                           field);
}

/* ---- texts ---- */

const char *kg_quoted(const struct kg_trial *trial, struct kg_str text)
{
    if (text.length <= QUOTED_MAX)
        return kg_str_copy(trial->arena, text);
    size_t length = QUOTED_MAX;
    while (length > 0 && ((unsigned char)text.data[length] & 0xc0) == 0x80)
        length--;
    return kg_arena_printf(trial->arena, "%.*s...", (int)length, text.data);
}

const char *kg_declared_at(const struct kg_trial *trial, const struct kg_node *promise)
{
    struct kg_position where = kg_node_position(promise);
    return kg_arena_printf(trial->arena, "%s:%u", where.file != NULL ? where.file : "?",
                           where.line);
}

/* ---- finding ---- */

/* Room for one more; beyond the limit the last one is written over, and counted. */
static struct kg_found *next_found(struct kg_trial *trial)
{
    if (trial->found_count == FOUND_MAX) {
        trial->lost++;
        return &trial->found[FOUND_MAX - 1];
    }
    trial->found =
        kg_arena_extend(trial->arena, trial->found, trial->found_count, sizeof *trial->found);
    return &trial->found[trial->found_count++];
}

KG_PRINTF(5, 0)
static struct kg_finding *record(struct kg_trial *trial, const struct kg_manifest *manifest,
                                 const struct kg_node *node, const char *path, const char *format,
                                 va_list arguments)
{
    struct kg_found *found = next_found(trial);
    *found = (struct kg_found){
        .finding =
            {
                .check = trial->check,
                .severity = trial->severity,
                .where = kg_node_position(node),
                .resource = manifest != NULL ? manifest->ref : nobody,
                .path = path,
                .message = kg_arena_vprintf(trial->arena, format, arguments),
            },
        .manifest = manifest,
        .node = node,
    };
    return &found->finding;
}

struct kg_finding *kg_find(struct kg_trial *trial, const struct kg_manifest *manifest,
                           const char *path, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const struct kg_node *node = kg_place_of(manifest->node, path);
    struct kg_finding *finding = record(trial, manifest, node, path, format, arguments);
    va_end(arguments);
    return finding;
}

struct kg_finding *kg_find_promised(struct kg_trial *trial, const struct kg_manifest *manifest,
                                    const char *path, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const struct kg_node *node =
        kg_place_in_environment(trial->subject->place, manifest->node, path);
    if (node == NULL)
        node = trial->promises->document;
    if (node == NULL)
        node = kg_place_of(manifest->node, path);
    struct kg_finding *finding = record(trial, manifest, node, path, format, arguments);
    va_end(arguments);
    return finding;
}

struct kg_finding *kg_find_node(struct kg_trial *trial, const struct kg_manifest *manifest,
                                const struct kg_node *node, const char *path, const char *format,
                                ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct kg_finding *finding = record(trial, manifest, node, path, format, arguments);
    va_end(arguments);
    return finding;
}

struct kg_finding *kg_find_position(struct kg_trial *trial, struct kg_position where,
                                    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct kg_finding *finding = record(trial, NULL, NULL, "", format, arguments);
    va_end(arguments);
    finding->where = where;
    return finding;
}

struct kg_finding *kg_find_advise(struct kg_trial *trial, struct kg_finding *finding,
                                  const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    finding->advice = kg_arena_vprintf(trial->arena, format, arguments);
    va_end(arguments);
    return finding;
}

void kg_find_at_most(struct kg_finding *finding, enum kg_severity severity)
{
    if (finding->severity > severity)
        finding->severity = severity;
}

void kg_find_exactly(struct kg_finding *finding, enum kg_severity severity)
{
    finding->severity = severity;
}

void kg_trial_leave_out(struct kg_trial *trial, const struct kg_unchecked *unchecked)
{
    trial->unchecked = kg_arena_extend(trial->arena, trial->unchecked, trial->unchecked_count,
                                       sizeof *trial->unchecked);
    trial->unchecked[trial->unchecked_count++] = *unchecked;
}

void kg_find_unchecked(struct kg_trial *trial, const struct kg_manifest *manifest, const char *what,
                       const char *why, const char *advice)
{
    const struct kg_unchecked unchecked = {
        .check = trial->check,
        .resource = manifest != NULL ? manifest->ref : nobody,
        .where = kg_node_position(manifest != NULL ? manifest->node : NULL),
        .what = what,
        .why = why,
        .advice = advice,
    };
    kg_trial_leave_out(trial, &unchecked);
}

void kg_find_elsewhere(struct kg_trial *trial, const struct kg_manifest *manifest, const char *kind,
                       struct kg_str name)
{
    if (trial->elsewhere == NULL)
        trial->elsewhere =
            kg_arena_printf(trial->arena, "%s %s, to which %s/%s refers", kind,
                            kg_quoted(trial, name), manifest->ref.kind, manifest->ref.name);
    trial->elsewhere_count++;
}

void kg_trial_sum_up_elsewhere(struct kg_trial *trial)
{
    if (trial->elsewhere_count == 0)
        return;
    const char *what = trial->elsewhere;
    if (trial->elsewhere_count > 1)
        what = kg_arena_printf(trial->arena, "%s, and %zu more references", what,
                               trial->elsewhere_count - 1);
    kg_find_unchecked(trial, NULL, what, "it is not among the files",
                      "Give all files of an environment together, and its name with --env.");
}

void kg_find_confidential(struct kg_finding *finding)
{
    struct kg_found *found = (struct kg_found *)finding; /* its first member */
    found->confidential = true;
}

/* ---- values ---- */

struct kg_str kg_text_at(const struct kg_node *node, const char *key)
{
    return kg_node_text(kg_node_get(node, key));
}

const struct kg_node *kg_spec_of(const struct kg_manifest *manifest)
{
    return kg_node_get(manifest->node, "spec");
}

bool kg_lists(const struct kg_node *list, const char *word)
{
    for (uint32_t i = 0; kg_node_is(list, KG_NODE_SEQUENCE) && i < list->count; i++) {
        if (kg_str_is(kg_node_text(list->items[i]), word))
            return true;
    }
    return false;
}

bool kg_is_among(struct kg_str text, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (kg_str_is(text, *words))
            return true;
    }
    return false;
}

/* The value of a scalar as those who will read the manifests see it. */
static bool value_of(const struct kg_trial *trial, const struct kg_node *node,
                     struct kg_value *value)
{
    if (!kg_node_is(node, KG_NODE_SCALAR))
        return false;
    if (trial->subject->dialect == KG_DIALECT_1_1)
        return kg_scalar_value_1_1(trial->arena, node, value, NULL) == 0;
    return kg_scalar_value(trial->arena, node, KG_CONTEXT_BLOCK, value, NULL) == 0;
}

bool kg_whole(const struct kg_trial *trial, const struct kg_node *node, int64_t *number)
{
    struct kg_value value;
    if (!value_of(trial, node, &value) || value.type != KG_VALUE_INT)
        return false;
    *number = value.integer;
    return true;
}

static bool is_boolean(const struct kg_trial *trial, const struct kg_node *node, bool wanted)
{
    struct kg_value value;
    return value_of(trial, node, &value) && value.type == KG_VALUE_BOOL && value.boolean == wanted;
}

bool kg_is_true(const struct kg_trial *trial, const struct kg_node *node)
{
    return is_boolean(trial, node, true);
}

bool kg_is_false(const struct kg_trial *trial, const struct kg_node *node)
{
    return is_boolean(trial, node, false);
}
