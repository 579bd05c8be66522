#include "kagent/capacity.h"

#include <stdlib.h>

#include "capacity_text.h"
#include "kagent/object.h"
#include "survey.h"

/* Which domains are taken: "KEY=VALUE" to the name of a pod there. */
struct held {
    struct kg_map own;    /* by pods of the set */
    struct kg_map others; /* by pods that do not go together with the set's */
    struct kg_str *keys;  /* the labels that `others` speaks of */
    size_t key_count;
};

/* NULL when the node does not have it. */
static const struct kg_node *label_of(const struct kg_site *site, struct kg_str key)
{
    return kg_node_get_str(kg_node_path(site->node, "metadata", "labels", NULL), key);
}

static struct kg_str domain_of(const struct kg_survey *survey, const struct kg_site *site,
                               struct kg_str key)
{
    return kg_str_from(kg_arena_printf(survey->arena, "%.*s=%.*s", KG_STR_ARG(key),
                                       KG_STR_ARG(kg_node_text(label_of(site, key)))));
}

/* ---- who holds which domain ---- */

static void add_key(const struct kg_survey *survey, struct held *held, struct kg_str key)
{
    for (size_t i = 0; i < held->key_count; i++) {
        if (kg_str_equal(held->keys[i], key))
            return;
    }
    held->keys = kg_arena_extend(survey->arena, held->keys, held->key_count, sizeof *held->keys);
    held->keys[held->key_count++] = key;
}

/* A pod of others keeps the set from its domain, as `term` (its own or the set's) says. */
static void hold(const struct kg_survey *survey, struct held *held, const struct kg_node *term,
                 const struct kg_node *pod)
{
    struct kg_str key = kg_node_text(kg_node_get(term, "topologyKey"));
    const struct kg_site *site = kg_survey_site(survey, pod);
    if (site == NULL || label_of(site, key) == NULL)
        return;
    kg_map_put(&held->others, domain_of(survey, site, key),
               kg_str_copy(survey->arena, kg_object_metadata(pod, "name")));
    add_key(survey, held, key);
}

static void hold_by(const struct kg_survey *survey, struct held *held, const struct kg_node *pod)
{
    const struct kg_node *own_terms = kg_company_terms(survey->spec);
    const struct kg_node *terms = kg_company_terms(kg_node_get(pod, "spec"));
    const struct kg_company_pod other = {
        .namespace = kg_object_metadata(pod, "namespace"),
        .labels = kg_node_path(pod, "metadata", "labels", NULL),
    };
    for (uint32_t i = 0; i < kg_object_count(own_terms); i++) {
        if (kg_company_refuses(own_terms->items[i], &survey->self, &other))
            hold(survey, held, own_terms->items[i], pod);
    }
    for (uint32_t i = 0; i < kg_object_count(terms); i++) {
        if (kg_company_refuses(terms->items[i], &other, &survey->self))
            hold(survey, held, terms->items[i], pod);
    }
}

static void add_company(const struct kg_survey *survey, struct kg_capacity *capacity,
                        struct kg_company company)
{
    struct kg_company *companies = (struct kg_company *)(uintptr_t)capacity->companies;
    companies =
        kg_arena_extend(survey->arena, companies, capacity->company_count, sizeof *companies);
    companies[capacity->company_count++] = company;
    capacity->companies = companies;
}

/* A pod of the set has the domain of its node, whether it may share it or not. */
static void hold_own(const struct kg_survey *survey, struct held *held, struct kg_str key,
                     const struct kg_node *pod, struct kg_capacity *capacity)
{
    const struct kg_site *site = kg_survey_site(survey, pod);
    char *name = kg_str_copy(survey->arena, kg_object_metadata(pod, "name"));
    const char *before;
    capacity->placed++;
    if (key.length == 0 || site == NULL || label_of(site, key) == NULL)
        return;
    before = kg_map_put(&held->own, domain_of(survey, site, key), name);
    if (before != NULL)
        add_company(
            survey, capacity,
            (struct kg_company){before, name,
                                kg_str_copy(survey->arena, kg_node_text(label_of(site, key)))});
}

static void hold_all(const struct kg_survey *survey, struct held *held, struct kg_str key,
                     struct kg_capacity *capacity)
{
    const struct kg_node *pods = survey->snapshot->lists[KG_LIST_PODS].items;
    *held = (struct held){0};
    kg_map_init(&held->own, survey->arena);
    kg_map_init(&held->others, survey->arena);
    for (uint32_t i = 0; i < kg_object_count(pods); i++) {
        if (kg_survey_is_placed(survey, pods->items[i]))
            hold_own(survey, held, key, pods->items[i], capacity);
        else if (kg_survey_is_other(survey, pods->items[i]))
            hold_by(survey, held, pods->items[i]);
    }
}

/* ---- the nodes as places ---- */

static struct kg_place place_of(const struct kg_survey *survey, const struct held *held,
                                const struct kg_site *site, struct kg_str key)
{
    struct kg_str scarce;
    const struct kg_node *label = label_of(site, key);
    struct kg_place place = {
        .node = kg_object_name(survey->arena, site->node),
        .reason = kg_survey_reason(survey, site),
        .domain = label == NULL ? NULL : kg_str_copy(survey->arena, kg_node_text(label)),
        .room = kg_survey_room(survey, site, &scarce),
    };
    if (label != NULL)
        place.own = kg_map_get(&held->own, domain_of(survey, site, key));
    for (size_t i = 0; place.other == NULL && i < held->key_count; i++)
        if (label_of(site, held->keys[i]) != NULL)
            place.other = kg_map_get(&held->others, domain_of(survey, site, held->keys[i]));
    return place;
}

/* Where nothing parts the pods: those that the node can take beside those of the set on it. */
static int64_t more_on(const struct kg_place *place, const struct kg_site *site)
{
    if (place->other != NULL || place->room <= site->own)
        return 0;
    return place->room == INT64_MAX ? INT64_MAX : place->room - site->own;
}

static int64_t sum(int64_t a, int64_t b)
{
    return b < INT64_MAX - a ? a + b : INT64_MAX;
}

static void add_unparted(struct kg_capacity *capacity, const struct kg_place *place,
                         const struct kg_site *site)
{
    int64_t more = more_on(place, site);
    capacity->most = sum(capacity->most, more);
    capacity->unparted++;
    capacity->unparted_pods += site->own;
    capacity->unparted_room = sum(capacity->unparted_room, sum(more, site->own));
}

static void count_places(const struct kg_survey *survey, const struct held *held, struct kg_str key,
                         struct kg_capacity *capacity)
{
    struct kg_place *places = kg_arena_zero(survey->arena, survey->site_count + 1, sizeof *places);
    struct kg_map domains, free;
    kg_map_init(&domains, survey->arena);
    kg_map_init(&free, survey->arena);
    capacity->places = places;
    capacity->place_count = survey->site_count;
    capacity->most = capacity->placed;
    for (size_t i = 0; i < survey->site_count; i++) {
        struct kg_place *place = &places[i];
        *place = place_of(survey, held, &survey->sites[i], key);
        if (place->reason != NULL)
            continue;
        capacity->eligible++;
        if (place->domain == NULL) {
            add_unparted(capacity, place, &survey->sites[i]);
            continue;
        }
        kg_map_put(&domains, kg_str_from(place->domain), place);
        if (place->own == NULL && place->other == NULL)
            kg_map_put(&free, kg_str_from(place->domain), place);
    }
    capacity->domains = key.length > 0 ? domains.count : 0;
    capacity->most = sum(capacity->most, (int64_t)free.count);
    capacity->fits = capacity->most >= capacity->wanted;
}

/* ---- the judgement ---- */

/* Judges with the pods parted by one label; by none where it is empty. */
static void judge_by(const struct kg_survey *survey, struct kg_str key,
                     struct kg_capacity *capacity)
{
    struct held held;
    *capacity = (struct kg_capacity){.wanted = survey->wanted};
    if (key.length > 0)
        capacity->topology_key = kg_str_copy(survey->arena, key);
    hold_all(survey, &held, key, capacity);
    count_places(survey, &held, key, capacity);
}

/* Several terms part the pods: each bounds their number, and the tightest counts. */
static void judge(const struct kg_survey *survey, struct kg_capacity *capacity)
{
    const struct kg_node *terms = kg_company_terms(survey->spec);
    bool parted = false;
    for (uint32_t i = 0; i < kg_object_count(terms); i++) {
        struct kg_str key = kg_node_text(kg_node_get(terms->items[i], "topologyKey"));
        struct kg_capacity other;
        if (key.length == 0 || !kg_company_refuses(terms->items[i], &survey->self, &survey->self))
            continue;
        judge_by(survey, key, &other);
        if (!parted || other.most < capacity->most)
            *capacity = other;
        parted = true;
    }
    if (!parted)
        judge_by(survey, KG_STR(""), capacity);
}

void kg_capacity_judge(struct kg_arena *arena, const struct kg_snapshot *snapshot, int64_t wanted,
                       struct kg_capacity *capacity)
{
    static const enum kg_snapshot_list needed[] = {KG_LIST_NODES, KG_LIST_PODS};
    struct kg_survey survey;
    *capacity = (struct kg_capacity){.wanted = wanted, .fits = true, .most = INT64_MAX};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (snapshot->lists[needed[i]].items != NULL)
            continue;
        capacity->unknown = snapshot->lists[needed[i]].unknown;
        capacity->sentence = kg_arena_printf(arena, "whether %lld replicas fit is not known: %s",
                                             (long long)wanted, capacity->unknown);
        return;
    }
    kg_survey_init(&survey, arena, snapshot, wanted);
    judge(&survey, capacity);
    kg_capacity_tell(&survey, capacity);
}
