/* Asking the table of checks. */
#include <string.h>
#include <strings.h>

#include "kagent/suggest.h"
#include "trial.h"

size_t kg_policy_row_count(void)
{
    return kg_document_checks.count + kg_live_checks.count;
}

const struct kg_policy_row *kg_policy_row(size_t number)
{
    return number < kg_document_checks.count
               ? &kg_document_checks.rows[number]
               : &kg_live_checks.rows[number - kg_document_checks.count];
}

size_t kg_policy_check_count(void)
{
    return kg_policy_row_count();
}

const struct kg_check *kg_policy_check(size_t number)
{
    return &kg_policy_row(number)->check;
}

/* The number of the check that a word names, or the count of checks. */
static size_t number_of(const char *word)
{
    size_t i = 0;
    while (i < kg_policy_row_count() && strcasecmp(kg_policy_row(i)->check.id, word) != 0 &&
           strcasecmp(kg_policy_row(i)->check.name, word) != 0)
        i++;
    return i;
}

const struct kg_check *kg_policy_find(const char *word)
{
    size_t number = number_of(word);
    return number < kg_policy_row_count() ? kg_policy_check(number) : NULL;
}

int kg_policy_refuse_unknown(const char *word, struct kg_error *err)
{
    struct kg_suggestion suggestion = {.word = word};
    for (size_t i = 0; i < kg_policy_row_count(); i++) {
        kg_suggest_offer(&suggestion, kg_policy_row(i)->check.id);
        kg_suggest_offer(&suggestion, kg_policy_row(i)->check.name);
    }
    kg_error_set(err, KG_ERROR_USAGE, "unknown check \"%s\"", word);
    if (suggestion.nearest != NULL)
        return kg_error_advise(err, "Did you mean %s? --list lists the checks.",
                               suggestion.nearest);
    return kg_error_advise(err, "--list lists the checks.");
}

/* Marks the checks that a flag names. */
static int mark(struct kg_arena *arena, const char *const *words, bool *marks, bool value,
                struct kg_error *err)
{
    for (; *words != NULL; words++) {
        struct kg_str rest = kg_str_from(*words);
        struct kg_str piece;
        while (kg_str_split(&rest, ',', &piece)) {
            const char *word = kg_str_copy(arena, kg_str_trim(piece));
            size_t number = number_of(word);
            if (number == kg_policy_row_count())
                return kg_policy_refuse_unknown(word, err);
            marks[number] = value;
        }
    }
    return 0;
}

int kg_policy_select(struct kg_arena *arena, const char *const *only, const char *const *skip,
                     struct kg_policy_selection *selection, struct kg_error *err)
{
    bool *wanted = kg_arena_zero(arena, kg_policy_row_count(), sizeof *wanted);
    bool all = *only == NULL;
    for (size_t i = 0; i < kg_policy_row_count(); i++)
        wanted[i] = all;
    if (mark(arena, only, wanted, true, err) != 0 || mark(arena, skip, wanted, false, err) != 0)
        return -1;
    selection->wanted = wanted;
    return 0;
}

void kg_policy_explain(struct kg_buf *out, const struct kg_check *check)
{
    kg_buf_printf(out, "# %s %s\n\n%s.\n\n", check->id, check->name, check->title);
    kg_buf_printf(out, "%s\n\n", check->protects);
    kg_buf_printf(out, "**To mend it:** %s\n\n", check->remedy);
    kg_buf_printf(out, "**Weighs:** ");
    for (int class = KG_CLASS_PROD; class >= 0; class --)
        kg_buf_printf(out, "%s in %s%s", kg_severity_name(check->severity[class]),
                      kg_class_name((enum kg_class) class), class > 0 ? ", " : ".\n\n");
    kg_buf_printf(out, "**Source:** %s\n", check->source);
}
