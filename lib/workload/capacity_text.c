#include "capacity_text.h"

#include "kagent/buf.h"

enum { SENTENCE_MAX = 1 << 16, NAMES_SHOWN = 3 };

/* ---- names ---- */

/* Some names, each once; of many only the first are shown. */
struct names {
    struct kg_map seen;
    const char *shown[NAMES_SHOWN];
    size_t count;
};

static void names_init(struct names *names, struct kg_arena *arena)
{
    *names = (struct names){0};
    kg_map_init(&names->seen, arena);
}

static void names_add(struct names *names, const char *name)
{
    if (kg_map_put(&names->seen, kg_str_from(name), names) != NULL)
        return;
    if (names->count < NAMES_SHOWN)
        names->shown[names->count] = name;
    names->count++;
}

/* "node-3, node-6, ..." */
static void add_names(struct kg_buf *out, const struct names *names)
{
    for (size_t i = 0; i < names->count && i < NAMES_SHOWN; i++)
        kg_buf_printf(out, "%s%s", i > 0 ? ", " : "", names->shown[i]);
    kg_buf_add_text(out, names->count > NAMES_SHOWN ? ", ..." : "");
}

/* ---- the nodes ---- */

static const char *ending(size_t count)
{
    return count == 1 ? "" : "s";
}

/* "8 nodes: 5 eligible, 1 cordoned (node-7), 2 not ready (node-3, node-6)" */
static const char *nodes_sentence(struct kg_arena *arena, const struct kg_capacity *capacity)
{
    struct kg_map told;
    struct kg_buf out;
    kg_map_init(&told, arena);
    kg_buf_init(&out, arena, SENTENCE_MAX);
    kg_buf_printf(&out, "%zu node%s: %zu eligible", capacity->place_count,
                  ending(capacity->place_count), capacity->eligible);
    for (size_t i = 0; i < capacity->place_count; i++) {
        const char *reason = capacity->places[i].reason;
        struct names names;
        if (reason == NULL || kg_map_put(&told, kg_str_from(reason), &told) != NULL)
            continue;
        names_init(&names, arena);
        for (size_t k = i; k < capacity->place_count; k++) {
            if (capacity->places[k].reason != NULL &&
                strcmp(capacity->places[k].reason, reason) == 0)
                names_add(&names, capacity->places[k].node);
        }
        kg_buf_printf(&out, ", %zu %s (", names.count, reason);
        add_names(&out, &names);
        kg_buf_add_char(&out, ')');
    }
    return capacity->eligible < capacity->place_count ? out.data : NULL;
}

/* ---- the replicas ---- */

/* " of cpu 100m, memory 384Mi" */
static const char *requests_text(const struct kg_survey *survey)
{
    struct kg_buf out;
    kg_buf_init(&out, survey->arena, SENTENCE_MAX);
    for (size_t i = 0; i < survey->requests.count; i++)
        kg_buf_printf(&out, "%s%.*s %s", i > 0 ? ", " : " of ",
                      KG_STR_ARG(survey->requests.items[i].name),
                      kg_quantity_text(survey->arena, survey->requests.items[i].amount));
    if (survey->has_host_port)
        kg_buf_printf(&out, "%s a port of the node", out.length > 0 ? "," : " of");
    return out.length > 0 ? out.data : "";
}

/* What the pods of others take away: " (of which 2 are taken: twin-0, twin-1)". */
static void add_others(struct kg_buf *out, const struct kg_capacity *capacity)
{
    struct names names;
    size_t taken = 0;
    names_init(&names, out->arena);
    for (size_t i = 0; i < capacity->place_count; i++) {
        const struct kg_place *place = &capacity->places[i];
        if (place->reason != NULL || place->other == NULL || place->own != NULL)
            continue;
        taken++;
        names_add(&names, place->other);
    }
    if (taken == 0)
        return;
    kg_buf_printf(out, " (%zu taken by ", taken);
    add_names(out, &names);
    kg_buf_add_char(out, ')');
}

/* " (1 without the label, with room for 4 pods)" */
static void add_unparted(struct kg_buf *out, const struct kg_capacity *capacity)
{
    if (capacity->unparted == 0)
        return;
    kg_buf_printf(out, " (%zu without the label, ", capacity->unparted);
    if (capacity->unparted_room == INT64_MAX)
        kg_buf_add_text(out, "where nothing bounds the pods)");
    else
        kg_buf_printf(out, "with room for %lld pod%s)", (long long)capacity->unparted_room,
                      ending((size_t)capacity->unparted_room));
}

/* Pods of the set that run where no more would go today. */
static int64_t placed_elsewhere(const struct kg_capacity *capacity)
{
    int64_t elsewhere = capacity->placed - capacity->unparted_pods;
    for (size_t i = 0; i < capacity->place_count; i++)
        elsewhere -= capacity->places[i].reason == NULL && capacity->places[i].own != NULL ? 1 : 0;
    return elsewhere;
}

static void add_domains(struct kg_buf *out, const struct kg_capacity *capacity)
{
    bool nodes = strcmp(capacity->topology_key, "kubernetes.io/hostname") == 0;
    int64_t elsewhere = placed_elsewhere(capacity);
    if (nodes)
        kg_buf_printf(out, "%zu eligible node%s", capacity->eligible, ending(capacity->eligible));
    else
        kg_buf_printf(out, "%zu value%s of %s on %zu eligible node%s", capacity->domains,
                      ending(capacity->domains), capacity->topology_key, capacity->eligible,
                      ending(capacity->eligible));
    add_unparted(out, capacity);
    add_others(out, capacity);
    if (nodes && elsewhere > 0)
        kg_buf_printf(out, " and %lld replica%s on nodes that would take none today",
                      (long long)elsewhere, ending((size_t)elsewhere));
    kg_buf_printf(out, ", required anti-affinity%s%s", nodes ? " on " : "",
                  nodes ? capacity->topology_key : "");
}

static void add_room(struct kg_buf *out, const struct kg_survey *survey,
                     const struct kg_capacity *capacity)
{
    kg_buf_printf(out, "%zu eligible node%s", capacity->eligible, ending(capacity->eligible));
    add_others(out, capacity);
    if (capacity->most == INT64_MAX)
        kg_buf_add_text(out, ", and nothing bounds the pods on one");
    else
        kg_buf_printf(out, " with room for %lld pods%s", (long long)capacity->most,
                      requests_text(survey));
}

void kg_capacity_tell(const struct kg_survey *survey, struct kg_capacity *capacity)
{
    struct kg_buf out;
    kg_buf_init(&out, survey->arena, SENTENCE_MAX);
    if (capacity->topology_key != NULL)
        add_domains(&out, capacity);
    else
        add_room(&out, survey, capacity);
    kg_buf_printf(&out, ": %lld replica%s need%s %lld", (long long)capacity->wanted,
                  ending((size_t)capacity->wanted), capacity->wanted == 1 ? "s" : "",
                  (long long)capacity->wanted);
    capacity->sentence = out.data;
    capacity->nodes_sentence = nodes_sentence(survey->arena, capacity);
}
