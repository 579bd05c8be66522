/*
 * report: what checks have found, in the form that the reader wants.
 *
 * A report (finding.h) says everything once; here it becomes a text for people,
 * or one of the forms that other tools read. Every form holds all findings, what
 * is suppressed and why, and what was not checked, as far as the form can say
 * it:
 *
 *     text     for people: by object, with the line and a caret
 *     json     the report as one object; yaml the same (docs/REPORTS.md)
 *     junit    the XML that CI systems read (Jenkins' schema): a suite for each
 *              verdict, a case for each check
 *     sarif    SARIF 2.1.0 (OASIS): for code scanning
 *     tap      TAP version 14: a test for each check
 *     github   workflow commands: annotations in a pull request
 *     html     one page that needs nothing else
 *     name     the objects that have a failing finding, "statefulset.apps/kagent"
 *
 * Texts in a report may come from documents: each form escapes them its own way.
 */
#ifndef KAGENT_REPORT_H
#define KAGENT_REPORT_H

#include "kagent/buf.h"
#include "kagent/finding.h"
#include "kagent/palette.h"

enum kg_report_format {
    KG_REPORT_TEXT,
    KG_REPORT_JSON,
    KG_REPORT_YAML,
    KG_REPORT_JUNIT,
    KG_REPORT_SARIF,
    KG_REPORT_TAP,
    KG_REPORT_GITHUB,
    KG_REPORT_HTML,
    KG_REPORT_NAME,
    KG_REPORT_FORMAT_COUNT,
};

/* "text", "json" and so on. */
const char *kg_report_format_name(enum kg_report_format format);

/*
 * Appends the report. Only the text form has marks, and takes them from
 * `palette`. Fails only as kg_emit_json() and kg_emit_yaml() do.
 */
int kg_report_write(struct kg_buf *out, const struct kg_report *report,
                    enum kg_report_format format, const struct kg_palette *palette,
                    struct kg_error *err);

#endif
