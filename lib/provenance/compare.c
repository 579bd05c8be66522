/*
 * kg_compare: two builds, resource by resource.
 *
 * The builds are watched, so that resources can be paired by the names that
 * they had before prefixes and hashes made them differ.
 */
#include "census.h"
#include "compare_object.h"
#include "kagent/map.h"
#include "subject.h"

/* A built resource. */
struct entry {
    const struct kg_node *object;
    const struct kg_sighting *sighting;
    struct entry *partner; /* in the other build, or NULL */
};

struct side {
    struct kg_build build;
    struct kg_census census;
    struct entry *entries;
};

static void watch(void *context, const struct kg_step *step, const struct kg_observed *resources,
                  size_t count)
{
    kg_census_take(context, step, resources, count);
}

static int build_side(struct kg_arena *arena, const struct kg_side *wanted, struct side *side,
                      struct kg_error *err)
{
    struct kg_kustomize_options options = *wanted->options;
    struct kg_census *census = &side->census;
    kg_census_init(census, arena);
    options.observe = watch;
    options.observe_context = census;
    if (kg_kustomize_build(arena, &options, &side->build, err) != 0)
        return kg_error_context(err, "building %s", wanted->name);
    side->entries = kg_arena_zero(arena, side->build.count + 1, sizeof(*side->entries));
    for (size_t i = 0; i < census->count; i++) {
        const struct kg_sighting *sighting = census->items[i];
        if (kg_census_is_built(census, sighting))
            side->entries[sighting->place] =
                (struct entry){side->build.resources[sighting->place], sighting, NULL};
    }
    return 0;
}

/* ---- pairing ---- */

/* What may make two resources a pair. */
typedef struct kg_id choose_id(const struct kg_sighting *sighting);

static struct kg_id last_of_any_version(const struct kg_sighting *sighting)
{
    struct kg_id id = kg_sighting_last(sighting);
    id.gvk.version = KG_STR("");
    return id;
}

static struct kg_id first_of_any_version(const struct kg_sighting *sighting)
{
    struct kg_id id = kg_sighting_first(sighting);
    id.gvk.version = KG_STR("");
    return id;
}

/* In this order: a pair once found stays. */
static choose_id *const ways_to_pair[] = {kg_sighting_last, last_of_any_version, kg_sighting_first,
                                          first_of_any_version};

/* Resources of one build that have the same id. */
struct namesakes {
    struct entry *last;
    size_t count;
};

static void index_unpaired(struct kg_arena *arena, struct side *side, choose_id *id_of,
                           struct kg_map *index)
{
    kg_map_init(index, arena);
    for (size_t i = 0; i < side->build.count; i++) {
        struct entry *entry = &side->entries[i];
        if (entry->partner != NULL)
            continue;
        void **slot = kg_map_slot(index, kg_id_key(arena, id_of(entry->sighting)));
        if (*slot == NULL)
            *slot = kg_arena_zero(arena, 1, sizeof(struct namesakes));
        struct namesakes *namesakes = *slot;
        namesakes->last = entry;
        namesakes->count++;
    }
}

/* Pairs those that are left, where the id is that of exactly one resource on either side. */
static void pair_by(struct kg_arena *arena, struct side *first, struct side *second,
                    choose_id *id_of)
{
    struct kg_map own;
    struct kg_map others;
    index_unpaired(arena, first, id_of, &own);
    index_unpaired(arena, second, id_of, &others);
    for (size_t i = 0; i < first->build.count; i++) {
        struct entry *entry = &first->entries[i];
        if (entry->partner != NULL)
            continue;
        struct kg_str key = kg_id_key(arena, id_of(entry->sighting));
        const struct namesakes *mine = kg_map_get(&own, key);
        const struct namesakes *theirs = kg_map_get(&others, key);
        if (mine->count != 1 || theirs == NULL || theirs->count != 1)
            continue;
        entry->partner = theirs->last;
        theirs->last->partner = entry;
    }
}

struct result {
    struct kg_arena *arena;
    const struct kg_merge_schema *schema;
    struct kg_map titles[2]; /* of both builds */
    struct kg_compared *items;
    size_t count;
    size_t equal_count;
};

/* ---- titles ---- */

/* Counts, for each KIND/NAME, the resources that are called so. */
static void count_titles(struct kg_arena *arena, const struct side *side, struct kg_map *titles)
{
    for (size_t i = 0; i < side->build.count; i++) {
        struct kg_id id = kg_sighting_last(side->entries[i].sighting);
        void **slot = kg_map_slot(titles, kg_str_from(kg_id_title(arena, id)));
        if (*slot == NULL)
            *slot = kg_arena_zero(arena, 1, sizeof(size_t));
        ++*(size_t *)*slot;
    }
}

/* Whether one build has several resources of this title. */
static bool is_ambiguous(const struct kg_map *titles, const char *title)
{
    const size_t *count = kg_map_get(titles, kg_str_from(title));
    return count != NULL && *count > 1;
}

/* What the resource is called, in both builds where that differs. */
static const char *title_of(const struct result *result, const struct entry *entry)
{
    struct kg_arena *arena = result->arena;
    struct kg_id id = kg_sighting_last(entry->sighting);
    const char *title = kg_id_title(arena, id);
    if (is_ambiguous(&result->titles[0], title) || is_ambiguous(&result->titles[1], title))
        title = kg_id_full_title(arena, id);
    if (entry->partner == NULL)
        return title;
    struct kg_str other = kg_sighting_last(entry->partner->sighting).name;
    if (kg_str_equal(id.name, other))
        return title;
    return kg_arena_printf(arena, "%s, %.*s", title, KG_STR_ARG(other));
}

/* ---- the outcome ---- */

static void add_pair(struct result *result, const struct entry *entry)
{
    struct kg_differences differences = {0};
    kg_compare_objects(result->arena, result->schema, entry->object, entry->partner->object,
                       &differences);
    if (differences.count == 0) {
        result->equal_count++;
        return;
    }
    result->items[result->count++] = (struct kg_compared){.title = title_of(result, entry),
                                                          .first = entry->object,
                                                          .second = entry->partner->object,
                                                          .differences = differences.items,
                                                          .difference_count = differences.count};
}

static void compare_sides(struct result *result, const struct side *first,
                          const struct side *second)
{
    size_t limit = first->build.count + second->build.count;
    result->items = kg_arena_zero(result->arena, limit + 1, sizeof(*result->items));
    for (size_t i = 0; i < first->build.count; i++) {
        const struct entry *entry = &first->entries[i];
        if (entry->partner != NULL)
            add_pair(result, entry);
        else
            result->items[result->count++] =
                (struct kg_compared){.title = title_of(result, entry), .first = entry->object};
    }
    for (size_t i = 0; i < second->build.count; i++) {
        const struct entry *entry = &second->entries[i];
        if (entry->partner == NULL)
            result->items[result->count++] =
                (struct kg_compared){.title = title_of(result, entry), .second = entry->object};
    }
}

int kg_compare(struct kg_arena *arena, const struct kg_side *first, const struct kg_side *second,
               struct kg_comparison *comparison, struct kg_error *err)
{
    struct side sides[2] = {0};
    if (build_side(arena, first, &sides[0], err) != 0 ||
        build_side(arena, second, &sides[1], err) != 0)
        return -1;
    for (size_t i = 0; i < sizeof(ways_to_pair) / sizeof(ways_to_pair[0]); i++)
        pair_by(arena, &sides[0], &sides[1], ways_to_pair[i]);
    struct result result = {.arena = arena, .schema = sides[0].build.schema};
    for (size_t i = 0; i < 2; i++) {
        kg_map_init(&result.titles[i], arena);
        count_titles(arena, &sides[i], &result.titles[i]);
    }
    compare_sides(&result, &sides[0], &sides[1]);
    *comparison = (struct kg_comparison){.first = first->name,
                                         .second = second->name,
                                         .resources = result.items,
                                         .count = result.count,
                                         .equal_count = result.equal_count};
    return 0;
}
