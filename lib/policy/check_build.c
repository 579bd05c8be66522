/* That there are objects to judge, and declarations to judge them by. */
#include <string.h>

#include "checks.h"

static void report_failure(struct kg_trial *trial, const struct kg_error *failure)
{
    struct kg_position where = {failure->file[0] != '\0' ? failure->file : NULL, failure->line,
                                failure->column};
    struct kg_finding *finding = kg_find_position(trial, where, "%s", failure->message);
    if (failure->advice[0] != '\0')
        kg_find_advise(trial, finding, "%s", failure->advice);
}

/* What is one object for the API server. */
static struct kg_str identity(const struct kg_trial *trial, const struct kg_resource_ref *ref)
{
    const char *slash = strchr(ref->api_version, '/');
    int group = slash != NULL ? (int)(slash - ref->api_version) : 0;
    return kg_str_from(kg_arena_printf(trial->arena, "%.*s/%s/%s/%s", group, ref->api_version,
                                       ref->kind, ref->namespace, ref->name));
}

static void report_twins(struct kg_trial *trial)
{
    struct kg_map seen;
    kg_map_init(&seen, trial->arena);
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_ALL)) != NULL;) {
        void **slot = kg_map_slot(&seen, identity(trial, &manifest->ref));
        const struct kg_node *first = *slot;
        if (first == NULL || manifest->ref.name[0] == '\0') {
            *slot = (void *)(uintptr_t)manifest->node;
            continue;
        }
        struct kg_position where = kg_node_position(first);
        kg_find_advise(trial,
                       kg_find(trial, manifest, "metadata.name",
                               "%s/%s is defined twice; the later one replaces the earlier",
                               manifest->ref.kind, manifest->ref.name),
                       "The other definition is at %s:%u. Keep one of them.",
                       where.file != NULL ? where.file : "?", where.line);
    }
}

void kg_check_renders(struct kg_trial *trial)
{
    const struct kg_policy_subject *subject = trial->subject;
    trial->looked = true;
    for (size_t i = 0; i < subject->failure_count; i++)
        report_failure(trial, &subject->failures[i]);
    report_twins(trial);
}

void kg_check_declarations(struct kg_trial *trial)
{
    for (size_t i = 0; i < trial->declaration_problem_count; i++) {
        const struct kg_promise_problem *problem = &trial->declaration_problems[i];
        struct kg_finding *finding =
            kg_find_node(trial, NULL, problem->node, "", "%s", problem->message);
        kg_find_advise(trial, finding, "%s", problem->advice);
    }
    trial->looked = trial->promises->document != NULL || trial->declaration_problem_count > 0;
    kg_irrelevant(trial, "nothing is declared");
}
