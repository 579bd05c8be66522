/*
 * forms: the writers of the forms, and what several of them need.
 */
#ifndef KG_REPORT_FORMS_H
#define KG_REPORT_FORMS_H

#include "kagent/buf.h"
#include "kagent/finding.h"
#include "kagent/node.h"
#include "kagent/palette.h"

void kg_report_text(struct kg_buf *out, const struct kg_report *report,
                    const struct kg_palette *palette);
struct kg_node *kg_report_tree(struct kg_arena *arena, const struct kg_report *report);
struct kg_node *kg_report_sarif(struct kg_arena *arena, const struct kg_report *report);
void kg_report_junit(struct kg_buf *out, const struct kg_report *report);
int kg_report_tap(struct kg_buf *out, const struct kg_report *report, struct kg_error *err);
void kg_report_github(struct kg_buf *out, const struct kg_report *report);
void kg_report_html(struct kg_buf *out, const struct kg_report *report);
void kg_report_names(struct kg_buf *out, const struct kg_report *report);

/* "kubernetes/base/service.yaml:4:3"; NULL without a file. In the arena. */
const char *kg_place_text(struct kg_arena *arena, struct kg_position where);

/* "2 errors, 1 warning, 34 checks passed, 1 not checked". In the arena. */
const char *kg_tally_text(struct kg_arena *arena, const struct kg_tally *tally, size_t passed);

/* How many checks of the verdict ended so. */
size_t kg_verdict_outcomes(const struct kg_verdict *verdict, enum kg_outcome outcome);

/* Appends a text as XML and HTML want it, in an attribute or between tags (XML 1.0, 2.2 and 2.4):
 * characters that XML cannot hold become U+FFFD. */
void kg_add_markup(struct kg_buf *out, const char *text);

/* The first finding of `check` at or behind `*next`, which moves behind it; NULL behind the last.
 */
const struct kg_finding *kg_next_finding(const struct kg_verdict *verdict,
                                         const struct kg_check *check, size_t *next);

/* Whether the check has a finding that makes the report negative. */
bool kg_check_fails(const struct kg_verdict *verdict, const struct kg_check *check, bool strict);

/* Whether the check did not look: left out, off, nothing to look at, or it could not. */
bool kg_outcome_is_skip(enum kg_outcome outcome);

/* New and empty: a mapping or a list as a field of `parent`, a mapping as an element of `list`. */
struct kg_node *kg_object_in(struct kg_arena *arena, struct kg_node *parent, const char *key);
struct kg_node *kg_list_in(struct kg_arena *arena, struct kg_node *parent, const char *key);
struct kg_node *kg_element_in(struct kg_arena *arena, struct kg_node *list);

/* "1 error", "2 errors". In the arena. */
const char *kg_counted(struct kg_arena *arena, size_t count, const char *one, const char *many);

#endif
