#include "kagent/promises.h"

#include <string.h>

#include "unit.h"

/* The promises of a kustomization with these annotations, indented by four. */
static struct kg_promises promises_of(struct kg_arena *arena, const char *annotations)
{
    const char *text = kg_arena_printf(arena, "metadata:\n  annotations:\n%s", annotations);
    const struct kg_fs_embedded_file files[] = {
        {"kustomization.yaml", text, strlen(text)},
        {0},
    };
    const struct kg_fs_tree tree = {.mount = "/tree", .files = files};
    struct kg_fs fs;
    struct kg_promises promises;
    kg_fs_embedded(&fs, &tree);
    CHECK_INT(kg_promises_read(arena, &fs, "/tree", &promises, NULL), 0);
    return promises;
}

static const char *range_of(struct kg_arena *arena, const char *value)
{
    struct kg_promises promises =
        promises_of(arena, kg_arena_printf(arena, "    policy.kagent/replicas: \"%s\"\n", value));
    if (promises.problem_count > 0)
        return promises.problems[0].message;
    return kg_range_text(arena, &promises.replicas);
}

TEST("a number of replicas is one number, or a range, or open at its upper end")
{
    CHECK_TEXT(range_of(arena, "5"), "5");
    CHECK_TEXT(range_of(arena, "0"), "0");
    CHECK_TEXT(range_of(arena, "5-10"), "5 to 10");
    CHECK_TEXT(range_of(arena, "5-"), "5 or more");
    CHECK_TEXT(range_of(arena, "5-5"), "5");
}

TEST("what is no number of replicas is a problem and promises nothing")
{
    static const char *const values[] = {"", "five", "-5", "10-5", "5-10-15", "5.5", "4294967296"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        CHECK_TEXT(range_of(arena, values[i]),
                   kg_arena_printf(arena, "policy.kagent/replicas cannot be \"%s\"", values[i]));
}

TEST("where no range for the running number is promised it is that of the manifests")
{
    struct kg_promises promises = promises_of(arena, "    policy.kagent/replicas: 2-3\n");
    CHECK_INT(promises.scale.min, 2);
    CHECK_INT(promises.scale.max, 3);
    CHECK(promises.scale_node == NULL);
}

TEST("contexts are allowed by name or by pattern, and all where none is promised")
{
    struct kg_promises promises =
        promises_of(arena, "    policy.kagent/contexts: kind-*, *-staging-*, minikube\n");
    CHECK(kg_promises_allow_context(&promises, "kind-kagent"));
    CHECK(kg_promises_allow_context(&promises, "kind-"));
    CHECK(kg_promises_allow_context(&promises, "gke-staging-eu"));
    CHECK(kg_promises_allow_context(&promises, "minikube"));
    CHECK(!kg_promises_allow_context(&promises, "minikube2"));
    CHECK(!kg_promises_allow_context(&promises, "gke-prod-eu"));
    CHECK(!kg_promises_allow_context(&promises, ""));
    kg_promises_none(&promises);
    CHECK(kg_promises_allow_context(&promises, "anything"));
}

TEST("every promise and every suppression knows its line")
{
    struct kg_promises promises = promises_of(arena, "    policy.kagent/class: prod\n"
                                                     "    other.example/key: value\n"
                                                     "    policy.kagent/ignore-KV041: one zone\n");
    CHECK_INT(promises.class, KG_CLASS_PROD);
    CHECK_INT(promises.class_node->line, 3);
    CHECK_INT(promises.suppression_count, 1);
    CHECK_TEXT(promises.suppressions[0].id, "KV041");
    CHECK_TEXT(promises.suppressions[0].reason, "one zone");
    CHECK_INT(promises.suppressions[0].key->line, 5);
    CHECK_INT(promises.problem_count, 0);
}
