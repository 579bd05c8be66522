/* From the trials of all checks to one verdict. */
#include <stdlib.h>
#include <string.h>

#include "kagent/policy.h"
#include "live_trial.h"
#include "suppressions.h"
#include "trial.h"

/* ---- running ---- */

static struct kg_result irrelevant(const struct kg_trial *trial, const char *why)
{
    return (struct kg_result){.check = trial->check,
                              .severity = trial->severity,
                              .outcome = KG_OUTCOME_IRRELEVANT,
                              .why = why};
}

/* Only the check of the build itself has anything to say where nothing was built. */
static bool is_unbuilt(const struct kg_trial *trial)
{
    return trial->subject->failure_count > 0 && trial->subject->kind != KG_VERIFIED_FILES;
}

static struct kg_result run(struct kg_trial *trial, const struct kg_policy_row *row)
{
    size_t found = trial->found_count;
    size_t unchecked = trial->unchecked_count;
    trial->looked = false;
    trial->why_not = NULL;
    trial->elsewhere = NULL;
    trial->elsewhere_count = 0;
    if (is_unbuilt(trial) && !row->judges_failures)
        return (struct kg_result){.check = trial->check,
                                  .severity = trial->severity,
                                  .outcome = KG_OUTCOME_UNCHECKED,
                                  .why = "the manifests cannot be built"};
    if (row->needs != KG_NEEDS_MANIFESTS && trial->subject->live == NULL)
        return irrelevant(trial, "no cluster was asked");
    if (row->needs == KG_NEEDS_ANSWERS && trial->live == NULL)
        return irrelevant(trial, "the cluster could not be asked");
    row->run(trial);
    kg_trial_sum_up_elsewhere(trial);
    struct kg_result result = {.check = trial->check, .severity = trial->severity};
    if (trial->found_count > found) {
        result.outcome = KG_OUTCOME_FOUND;
    } else if (trial->unchecked_count > unchecked) {
        result.outcome = KG_OUTCOME_UNCHECKED;
        result.why = trial->unchecked[unchecked].why;
    } else if (!trial->looked) {
        return irrelevant(trial, trial->why_not != NULL ? trial->why_not
                                                        : "there is nothing that it is about");
    }
    return result;
}

static bool is_wanted(const struct kg_trial *trial, size_t number)
{
    const bool *wanted = trial->subject->selection.wanted;
    return wanted == NULL || wanted[number];
}

static bool wants_answers(const struct kg_trial *trial)
{
    for (size_t i = 0; i < kg_policy_row_count(); i++) {
        if (is_wanted(trial, i) && kg_policy_row(i)->needs == KG_NEEDS_ANSWERS)
            return true;
    }
    return false;
}

/* What keeps the checks that are wanted from looking is told whichever they are. */
static bool must_tell(const struct kg_trial *trial, const struct kg_policy_row *row)
{
    const struct kg_live *live = trial->subject->live;
    if (row->judges_failures && trial->subject->failure_count > 0)
        return true;
    return row->needs == KG_NEEDS_CLUSTER && live != NULL && live->unreachable != NULL &&
           wants_answers(trial);
}

static void try_row(struct kg_trial *trial, size_t number, struct kg_result *result)
{
    const struct kg_policy_row *row = kg_policy_row(number);
    trial->check = &row->check;
    trial->severity = row->check.severity[trial->promises->class];
    if (!is_wanted(trial, number) && !must_tell(trial, row))
        *result = (struct kg_result){.check = &row->check, .outcome = KG_OUTCOME_SKIPPED};
    else if (trial->severity == KG_SEVERITY_OFF)
        *result = irrelevant(trial, kg_arena_printf(trial->arena, "it is off in the class %s",
                                                    kg_class_name(trial->promises->class)));
    else
        *result = run(trial, row);
}

/* Those that judge the declarations come last, when it is known what these have done. */
static void try_all(struct kg_trial *trial, struct kg_result *results)
{
    for (size_t i = 0; i < kg_policy_row_count(); i++) {
        if (!kg_policy_row(i)->judges_declarations)
            try_row(trial, i, &results[i]);
    }
    kg_suppress(trial);
    for (size_t i = 0; i < kg_policy_row_count(); i++) {
        if (kg_policy_row(i)->judges_declarations)
            try_row(trial, i, &results[i]);
    }
}

/* ---- the verdict ---- */

static int compare_numbers(unsigned a, unsigned b)
{
    return (a > b) - (a < b);
}

/* By file, line, column, check; at last in the order in which they were found. */
static int compare(const void *left, const void *right)
{
    const struct kg_found *a = left;
    const struct kg_found *b = right;
    const char *a_file = a->finding.where.file != NULL ? a->finding.where.file : "";
    const char *b_file = b->finding.where.file != NULL ? b->finding.where.file : "";
    int order = strcmp(a_file, b_file);
    if (order == 0)
        order = compare_numbers(a->finding.where.line, b->finding.where.line);
    if (order == 0)
        order = compare_numbers(a->finding.where.column, b->finding.where.column);
    if (order == 0)
        order = strcmp(a->finding.check->id, b->finding.check->id);
    return order != 0 ? order : compare_numbers(a->number, b->number);
}

/* The lines that findings are about; those of Secrets stay where they are. */
static void quote_lines(struct kg_trial *trial)
{
    struct kg_lines lines;
    kg_lines_init(&lines, trial->arena, trial->subject->fs);
    for (size_t i = 0; i < trial->found_count; i++) {
        struct kg_finding *finding = &trial->found[i].finding;
        if (trial->found[i].confidential || strcmp(finding->resource.kind, "Secret") == 0)
            continue;
        finding->excerpt = kg_lines_get(&lines, finding->where, trial->found[i].node);
        if (finding->excerpt.length > 0)
            finding->width =
                kg_lines_width(finding->excerpt, finding->where.column, trial->found[i].node);
    }
}

static struct kg_result *result_of(struct kg_result *results, const struct kg_check *check)
{
    while (results->check != check)
        results++;
    return results;
}

static void count(struct kg_tally *tally, enum kg_severity severity)
{
    switch (severity) {
    case KG_SEVERITY_ERROR:
        tally->errors++;
        break;
    case KG_SEVERITY_WARNING:
        tally->warnings++;
        break;
    default:
        tally->infos++;
        break;
    }
}

/* Parts the findings into those that stand and those that are suppressed. */
static void hand_over(struct kg_trial *trial, struct kg_result *results, struct kg_verdict *verdict)
{
    struct kg_finding *stand = kg_arena_zero(trial->arena, trial->found_count + 1, sizeof *stand);
    struct kg_finding *suppressed =
        kg_arena_zero(trial->arena, trial->found_count + 1, sizeof *suppressed);
    for (size_t i = 0; i < trial->found_count; i++) {
        const struct kg_finding *finding = &trial->found[i].finding;
        if (finding->reason != NULL) {
            suppressed[verdict->suppressed_count++] = *finding;
            continue;
        }
        stand[verdict->finding_count++] = *finding;
        result_of(results, finding->check)->count++;
        count(&verdict->tally, finding->severity);
    }
    verdict->findings = stand;
    verdict->suppressed = suppressed;
    for (size_t i = 0; i < kg_policy_row_count(); i++) {
        if (results[i].outcome == KG_OUTCOME_FOUND && results[i].count == 0)
            results[i].outcome = KG_OUTCOME_SUPPRESSED;
    }
}

static struct kg_trial open_trial(struct kg_arena *arena, const struct kg_policy_subject *subject)
{
    struct kg_promises *promises = kg_arena_zero(arena, 1, sizeof *promises);
    struct kg_manifests *manifests = kg_arena_zero(arena, 1, sizeof *manifests);
    kg_promises_none(promises);
    kg_manifests_init(manifests, arena, subject->objects, subject->count);
    return (struct kg_trial){
        .arena = arena,
        .subject = subject,
        .promises = subject->promises != NULL ? subject->promises : promises,
        .manifests = manifests,
        .closed = subject->kind != KG_VERIFIED_FILES || subject->promises != NULL,
    };
}

void kg_policy_judge(struct kg_arena *arena, const struct kg_policy_subject *subject,
                     struct kg_verdict *verdict)
{
    struct kg_trial trial = open_trial(arena, subject);
    kg_judge_live(&trial);
    for (size_t i = 0; i < subject->left_out_count; i++)
        kg_trial_leave_out(&trial, &subject->left_out[i]);
    struct kg_result *results = kg_arena_zero(arena, kg_policy_row_count(), sizeof *results);
    try_all(&trial, results);
    for (size_t i = 0; i < trial.found_count; i++)
        trial.found[i].number = (unsigned)i;
    if (trial.found_count > 0)
        qsort(trial.found, trial.found_count, sizeof *trial.found, compare);
    quote_lines(&trial);
    *verdict = (struct kg_verdict){
        .kind = subject->kind,
        .name = subject->name,
        .place = subject->place,
        .revision = subject->revision,
        .cluster = kg_live_place(&trial),
        .class = trial.promises->class,
        .declared = trial.promises->class_node != NULL,
        .documents = subject->count,
        .results = results,
        .result_count = kg_policy_row_count(),
        .unchecked = trial.unchecked,
        .unchecked_count = trial.unchecked_count,
        .lost = trial.lost,
    };
    hand_over(&trial, results, verdict);
    verdict->tally.errors += trial.lost;
    verdict->tally.suppressed = verdict->suppressed_count;
    verdict->tally.unchecked = verdict->unchecked_count;
}

void kg_report_add_up(struct kg_report *report)
{
    report->tally = (struct kg_tally){0};
    for (size_t i = 0; i < report->verdict_count; i++) {
        const struct kg_tally *tally = &report->verdicts[i].tally;
        report->tally.errors += tally->errors;
        report->tally.warnings += tally->warnings;
        report->tally.infos += tally->infos;
        report->tally.suppressed += tally->suppressed;
        report->tally.unchecked += tally->unchecked;
    }
}
