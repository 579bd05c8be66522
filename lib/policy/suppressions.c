#include "suppressions.h"

#include <string.h>

#include "kagent/suggest.h"

/* A suppression, and what became of it. */
struct active {
    struct kg_suppression declared;
    const struct kg_manifest *manifest; /* NULL: the whole environment */
    const struct kg_check *check;
    bool used;
    bool refused;
};

struct active_list {
    struct kg_arena *arena;
    struct active *items;
    size_t count;
    struct kg_promise_problem *problems;
    size_t problem_count;
};

static void add_problem(struct active_list *list, const struct kg_node *node, const char *message,
                        const char *advice)
{
    list->problems =
        kg_arena_extend(list->arena, list->problems, list->problem_count, sizeof *list->problems);
    list->problems[list->problem_count++] = (struct kg_promise_problem){node, message, advice};
}

static void add_unknown(struct active_list *list, const struct kg_suppression *suppression)
{
    struct kg_suggestion suggestion = {.word = suppression->id};
    for (size_t i = 0; i < kg_policy_row_count(); i++)
        kg_suggest_offer(&suggestion, kg_policy_row(i)->check.id);
    add_problem(list, suppression->key,
                kg_arena_printf(list->arena, "there is no check %s to ignore", suppression->id),
                suggestion.nearest == NULL
                    ? "`kubectl kagent verify --list` lists the checks."
                    : kg_arena_printf(list->arena, "Did you mean %s?", suggestion.nearest));
}

static void activate(struct active_list *list, const struct kg_suppression *suppression,
                     const struct kg_manifest *manifest)
{
    const struct kg_check *check = kg_policy_find(suppression->id);
    if (check == NULL) {
        add_unknown(list, suppression);
        return;
    }
    list->items = kg_arena_extend(list->arena, list->items, list->count, sizeof *list->items);
    list->items[list->count++] =
        (struct active){.declared = *suppression, .manifest = manifest, .check = check};
}

static void collect_promised(struct active_list *list, const struct kg_promises *promises)
{
    for (size_t i = 0; i < promises->problem_count; i++)
        add_problem(list, promises->problems[i].node, promises->problems[i].message,
                    promises->problems[i].advice);
    for (size_t i = 0; i < promises->suppression_count; i++)
        activate(list, &promises->suppressions[i], NULL);
}

static void collect_of_objects(struct active_list *list, const struct kg_manifests *manifests)
{
    for (size_t i = 0; i < manifests->count; i++) {
        struct kg_suppression *suppressions = NULL;
        size_t count = 0;
        kg_suppressions_read(list->arena, manifests->items[i].node, &suppressions, &count,
                             &list->problems, &list->problem_count);
        for (size_t j = 0; j < count; j++)
            activate(list, &suppressions[j], &manifests->items[i]);
    }
}

static void apply(const struct kg_trial *trial, struct active *active)
{
    for (size_t i = 0; i < trial->found_count; i++) {
        struct kg_found *found = &trial->found[i];
        if (found->finding.check != active->check ||
            (active->manifest != NULL && active->manifest != found->manifest))
            continue;
        active->used = true;
        if (found->finding.severity == KG_SEVERITY_ERROR && trial->promises->class == KG_CLASS_PROD)
            active->refused = true;
        else
            found->finding.reason = active->declared.reason;
    }
}

/* Whether the check was left out by the user, so that nothing can be said about it. */
static bool is_skipped(const struct kg_trial *trial, const struct kg_check *check)
{
    const bool *wanted = trial->subject->selection.wanted;
    for (size_t i = 0; wanted != NULL && i < kg_policy_row_count(); i++) {
        if (&kg_policy_row(i)->check == check)
            return !wanted[i];
    }
    return false;
}

static void judge(struct active_list *list, const struct kg_trial *trial,
                  const struct active *active)
{
    const char *id = active->check->id;
    if (active->refused)
        add_problem(list, active->declared.key,
                    kg_arena_printf(list->arena,
                                    "%s is an error in an environment of the class prod, "
                                    "and is not ignored there",
                                    id),
                    "Mend it, and take the annotation out.");
    else if (!active->used && !is_skipped(trial, active->check))
        add_problem(list, active->declared.key,
                    kg_arena_printf(list->arena, "%s is to be ignored, but finds nothing here", id),
                    "Take the annotation out.");
}

void kg_suppress(struct kg_trial *trial)
{
    struct active_list list = {.arena = trial->arena};
    collect_promised(&list, trial->promises);
    collect_of_objects(&list, trial->manifests);
    for (size_t i = 0; i < list.count; i++)
        apply(trial, &list.items[i]);
    for (size_t i = 0; i < list.count; i++)
        judge(&list, trial, &list.items[i]);
    trial->declaration_problems = list.problems;
    trial->declaration_problem_count = list.problem_count;
}
