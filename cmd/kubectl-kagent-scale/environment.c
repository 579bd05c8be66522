#include "environment.h"

#include <string.h>

#include "kagent/kustomize.h"

#include "../common/command.h"
#include "../common/manifests.h"

static void warn(void *context, const char *text)
{
    (void)context;
    cmd_note("%s", text);
}

static const struct kg_node *find_set(const struct kg_build *build, const char *name)
{
    for (size_t i = 0; i < build->count; i++) {
        const struct kg_node *object = build->resources[i];
        if (kg_str_is(kg_node_text(kg_node_get(object, "kind")), "StatefulSet") &&
            kg_str_is(kg_node_text(kg_node_path(object, "metadata", "name", NULL)), name))
            return object;
    }
    return NULL;
}

/* What the manifests say about the set: its namespace and its number. */
static int read_manifests(struct kg_arena *arena, const char *set, struct environment *environment,
                          struct kg_error *err)
{
    const struct kg_kustomize_options options = {
        .fs = &environment->root.fs, .directory = environment->directory, .warn = warn};
    struct kg_build build;
    const struct kg_node *object;
    if (kg_kustomize_build(arena, &options, &build, err) != 0)
        return -1;
    object = find_set(&build, set);
    if (object == NULL)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "%s has no StatefulSet %s",
                            environment->scale.name, set);
    environment->namespace =
        kg_str_copy(arena, kg_node_text(kg_node_path(object, "metadata", "namespace", NULL)));
    environment->replicas = kg_node_path(object, "spec", "replicas", NULL);
    environment->scale.rendered = -1;
    if (environment->replicas == NULL)
        return 0;
    environment->scale.rendered_at = kg_node_position(environment->replicas);
    if (kg_integer_parse(kg_str_copy(arena, kg_node_text(environment->replicas)),
                         &environment->scale.rendered) != 0)
        return kg_error_at(err, KG_ERROR_NEGATIVE, environment->scale.rendered_at,
                           "this is no number of replicas");
    return 0;
}

/* A promise that cannot be understood is not passed over: it was meant to hold something back. */
static int read_promises(struct kg_arena *arena, const char *set, struct environment *environment,
                         struct kg_error *err)
{
    struct kg_promises *promises = &environment->promises;
    if (kg_promises_read(arena, &environment->root.fs, environment->directory, promises, err) != 0)
        return -1;
    if (promises->problem_count > 0) {
        const struct kg_promise_problem *problem = &promises->problems[0];
        kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(problem->node), "%s",
                    problem->message);
        return problem->advice != NULL ? kg_error_advise(err, "%s", problem->advice) : -1;
    }
    const struct kg_node *node =
        promises->scale_node != NULL ? promises->scale_node : promises->replicas_node;
    bool about_it = promises->stateful_set == NULL || strcmp(promises->stateful_set, set) == 0;
    environment->scale.promised = node != NULL && about_it;
    environment->scale.least = promises->scale.min;
    environment->scale.most = promises->scale.max;
    environment->scale.promised_at = kg_node_position(node);
    return 0;
}

int environment_read(struct kg_arena *arena, const char *root_flag, const char *name,
                     const char *set, struct environment *environment, struct kg_error *err)
{
    *environment = (struct environment){.given = name != NULL, .namespace = ""};
    if (name == NULL)
        return 0;
    environment->scale.name = name;
    if (cmd_root(arena, root_flag, &environment->root, err) != 0 ||
        kg_root_environment(&environment->root, arena, name, &environment->directory, err) != 0 ||
        read_promises(arena, set, environment, err) != 0)
        return -1;
    return read_manifests(arena, set, environment, err);
}

int environment_check(const struct environment *environment, const char *context,
                      const char *namespace, struct kg_error *err)
{
    if (!environment->given)
        return 0;
    if (!kg_promises_allow_context(&environment->promises, context)) {
        kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(environment->promises.contexts_node),
                    "%s may not be used with the context \"%s\": nothing was sent",
                    environment->scale.name, context);
        return kg_error_advise(err, "Choose one that it allows with --context, or change what it "
                                    "promises.");
    }
    if (environment->namespace[0] == '\0' || strcmp(environment->namespace, namespace) == 0)
        return 0;
    kg_error_set(err, KG_ERROR_NEGATIVE,
                 "the StatefulSet of %s lives in the namespace %s, not in %s: nothing was sent",
                 environment->scale.name, environment->namespace, namespace);
    return kg_error_advise(err, "Say -n %s.", environment->namespace);
}
