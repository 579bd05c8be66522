/*
 * kg_explain. A build is watched twice: once to see which resource is meant and
 * by what the elements on the way are known, which only the outcome tells; once
 * to follow the field through the steps.
 */
#include "history.h"
#include "leaves.h"
#include "show.h"
#include "subject.h"

static void watch(void *context, const struct kg_step *step, const struct kg_observed *resources,
                  size_t count)
{
    kg_census_take(context, step, resources, count);
}

static int take_census(struct kg_arena *arena, const struct kg_kustomize_options *options,
                       struct kg_census *census, struct kg_build *build, struct kg_error *err)
{
    struct kg_kustomize_options watched = *options;
    kg_census_init(census, arena);
    watched.observe = watch;
    watched.observe_context = census;
    return kg_kustomize_build(arena, &watched, build, err);
}

static int write_history(struct kg_arena *arena, const struct kg_kustomize_options *options,
                         struct kg_history *history, struct kg_error *err)
{
    struct kg_kustomize_options watched = *options;
    struct kg_build build;
    watched.warn = NULL; /* said already */
    watched.observe = kg_history_take;
    watched.observe_context = history;
    return kg_kustomize_build(arena, &watched, &build, err);
}

/* ---- all together ---- */

static void describe(struct kg_arena *arena, const struct kg_sighting *sighting,
                     struct kg_explanation *explanation)
{
    struct kg_id last = kg_sighting_last(sighting);
    explanation->kind = kg_str_copy(arena, last.gvk.kind);
    explanation->api_version =
        kg_arena_printf(arena, "%.*s%s%.*s", KG_STR_ARG(last.gvk.group),
                        last.gvk.group.length > 0 ? "/" : "", KG_STR_ARG(last.gvk.version));
    explanation->namespace = kg_str_copy(arena, last.namespace);
    explanation->name = kg_str_copy(arena, last.name);
    explanation->original_name = kg_str_copy(arena, kg_sighting_first(sighting).name);
}

int kg_explain(struct kg_arena *arena, const struct kg_kustomize_options *options, const char *text,
               struct kg_explanation *explanation, struct kg_error *err)
{
    struct kg_subject subject;
    struct kg_census census;
    struct kg_build build;
    const struct kg_sighting *sighting;
    struct kg_str path;
    struct kg_route route;
    struct kg_history history;
    if (kg_subject_parse(kg_str_from(text), &subject, err) != 0 ||
        take_census(arena, options, &census, &build, err) != 0 ||
        kg_subject_find(&subject, &census, &sighting, &path, err) != 0 ||
        kg_route_parse(arena, path, &route, err) != 0)
        return -1;
    bool built = kg_census_is_built(&census, sighting);
    const struct kg_node *object = built ? build.resources[sighting->place] : NULL;
    if (built)
        route = kg_route_pin(arena, build.schema, object, &route);
    kg_history_init(&history, arena, build.schema, sighting->number, &route);
    if (write_history(arena, options, &history, err) != 0)
        return -1;
    size_t layer_count;
    const struct kg_layer *layers = kg_history_layers(&history, &layer_count);
    if (layer_count == 0) {
        kg_route_fail(arena, &route, built ? object : sighting->object, err);
        return kg_error_context(err, "%s", kg_id_title(arena, kg_sighting_last(sighting)));
    }
    *explanation = (struct kg_explanation){
        .path = kg_route_text(arena, &route, route.count),
        .value = built ? kg_route_follow(&route, object, NULL) : NULL,
        .masked = kg_is_secret(kg_sighting_last(sighting).gvk, &route),
        .layers = layers,
        .layer_count = layer_count,
    };
    describe(arena, sighting, explanation);
    const struct kg_node *value = explanation->value;
    if (value == NULL || value->kind == KG_NODE_SCALAR)
        return 0;
    struct kg_leaves leaves =
        kg_leaves_list(arena, kg_node_gvk(object), &route,
                       kg_merge_schema_of_route(build.schema, object, &route), value);
    explanation->leaves = leaves.items;
    explanation->leaf_count = value->count > 0 ? leaves.count : 0;
    return 0;
}
