/*
 * finding: what checks have found, as data.
 *
 * Checks make findings, reporters write them; this header is all that both know.
 * A report holds a verdict on each thing that was verified (an environment, a
 * directory, a set of files); a verdict holds what was found, what was found and
 * suppressed, what could not be checked, and how each check ended. Nothing is
 * left out silently: a check that did not look says so.
 *
 * Texts are NUL-terminated, may come from documents (a reporter escapes what its
 * format or the terminal needs), and live in the arena of whoever made the
 * report. A text that is optional is NULL when absent. Values of a Secret are in
 * no text.
 */
#ifndef KAGENT_FINDING_H
#define KAGENT_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/str.h"

/* What a finding weighs. OFF is the weight of a check where it does not apply. */
enum kg_severity {
    KG_SEVERITY_OFF,
    KG_SEVERITY_INFO,    /* worth knowing; never fails */
    KG_SEVERITY_WARNING, /* fails under --strict */
    KG_SEVERITY_ERROR,   /* fails */
};

/*
 * What an environment is for. It decides what each check weighs there; what is
 * promised in particular (how many replicas) is said by the environment itself.
 */
enum kg_class {
    KG_CLASS_GENERAL, /* the environment does not say, or there is none */
    KG_CLASS_DEV,
    KG_CLASS_PROD,
    KG_CLASS_COUNT,
};

/* A check as a person knows it. They are rows of constant tables, so pointers can be compared. */
struct kg_check {
    const char *id;       /* "KV016"; KV0xx looks at documents, KL1xx at a cluster */
    const char *name;     /* "anti-affinity-kind": the same for programs that want words */
    const char *title;    /* the rule as a sentence without its full stop: what is right */
    const char *protects; /* what goes wrong where it is broken: whole sentences */
    const char *remedy;   /* how it is mended in general: whole sentences */
    const char *source;   /* who says so: the ADR's words, or a public practice */
    enum kg_severity severity[KG_CLASS_COUNT];
};

/* Which object. All texts are there; "" is for what the object does not say. */
struct kg_resource_ref {
    const char *api_version;
    const char *kind;
    const char *namespace;
    const char *name;
};

struct kg_finding {
    const struct kg_check *check;
    enum kg_severity severity; /* as it counts here; never OFF */
    const char *rule;          /* which part of the check: "enum"; NULL where it has only one */

    /*
     * The line to edit: in the overlay, a component or the base, whichever gave
     * the value; for a field that is missing, the nearest thing around it. file
     * is NULL where nothing can be pointed at. Columns count characters.
     */
    struct kg_position where;
    unsigned width;        /* how many characters of the line are meant, from where.column on */
    struct kg_str excerpt; /* that line without its break; empty where it is not to be shown */

    struct kg_resource_ref resource; /* kind is "" when no single object is meant */
    const char *path;    /* of the field: "spec.template.spec.affinity"; "" for the whole object */
    const char *message; /* a sentence without its full stop, to be printed as it is */
    const char *advice;  /* the edit or command that mends it, whole sentences; NULL if unknown */
    const char *reason;  /* why it is suppressed, in the words of who did it; NULL if it is not */
    const char *details; /* lines to be shown as they are: a table of pods; NULL for none */
};

/* Something that nobody has looked at, and why. */
struct kg_unchecked {
    const struct kg_check *check;    /* NULL where it concerns no check in particular */
    struct kg_resource_ref resource; /* kind is "" when no single object is meant */
    struct kg_position where;        /* file is NULL where nothing can be pointed at */
    const char *what;                /* "the fields of PeerAuthentication/kagent" */
    const char *why;                 /* "there is no schema of security.istio.io/v1" */
    const char *advice;              /* what it takes to have it checked; NULL if nothing does */
};

/* How a check ended. */
enum kg_outcome {
    KG_OUTCOME_PASSED,     /* it looked, and all is well */
    KG_OUTCOME_FOUND,      /* it has findings */
    KG_OUTCOME_SUPPRESSED, /* it has findings, and each is suppressed */
    KG_OUTCOME_IRRELEVANT, /* there was nothing for it to look at, or it is off in this class */
    KG_OUTCOME_UNCHECKED,  /* it could not look: see the list of what is unchecked */
    KG_OUTCOME_SKIPPED,    /* the user left it out, by --only or --skip */
};

struct kg_result {
    const struct kg_check *check;
    enum kg_severity severity; /* what its findings weigh in this class; OFF for none */
    enum kg_outcome outcome;
    size_t count;    /* of its findings that are not suppressed */
    const char *why; /* of IRRELEVANT and UNCHECKED; else NULL */
};

struct kg_tally {
    size_t errors;
    size_t warnings;
    size_t infos;
    size_t suppressed;
    size_t unchecked;
};

enum kg_verified_kind {
    KG_VERIFIED_ENVIRONMENT, /* --env: an overlay of the root */
    KG_VERIFIED_DIRECTORY,   /* DIR: a kustomization */
    KG_VERIFIED_FILES,       /* -f: documents as they are */
};

/* What was verified, and what came of it. Every list may be empty (count 0, pointer NULL). */
struct kg_verdict {
    enum kg_verified_kind kind;
    const char *name;     /* "prod", "path/to/overlay", "-f" with the files as typed */
    const char *place;    /* the directory of the kustomization; NULL for files */
    const char *revision; /* the commit that it is checked out from, in full; NULL: not known */
    const char *cluster;  /* "context prod, cluster c, user u, namespace n"; NULL: none was asked */
    enum kg_class class;
    bool declared;    /* the class is declared, not assumed */
    size_t documents; /* how many objects were looked at */

    const struct kg_result *results; /* every check there is, by id */
    size_t result_count;
    const struct kg_finding *findings; /* by file, line, column, check */
    size_t finding_count;
    const struct kg_finding *suppressed; /* the same; `reason` is set */
    size_t suppressed_count;
    const struct kg_unchecked *unchecked;
    size_t unchecked_count;
    size_t lost; /* findings beyond the limit, which are nowhere in the lists but count as errors */
    struct kg_tally tally;
};

struct kg_report {
    const struct kg_verdict *verdicts; /* in the order in which they were asked for */
    size_t verdict_count;
    const char *kubernetes_version; /* whose API was checked against: "1.34" */
    const char *suite_version;      /* "v0.1.0" */
    bool strict;                    /* warnings fail, and so does what is not checked */
    struct kg_tally tally;          /* of all verdicts */
};

/* "error", "warning", "info", "off"; "prod", "dev", "general". */
const char *kg_severity_name(enum kg_severity severity);
const char *kg_class_name(enum kg_class class);

/* "passed", "found", "suppressed", "irrelevant", "unchecked", "skipped". */
const char *kg_outcome_name(enum kg_outcome outcome);

/* "StatefulSet/kagent"; "" when no object is meant. In the arena. */
const char *kg_resource_ref_text(struct kg_arena *arena, const struct kg_resource_ref *resource);

/* Whether a finding of this severity makes the report negative. */
bool kg_severity_fails(enum kg_severity severity, bool strict);

/*
 * The exit code that the report stands for: 1 where a finding fails, 3 where none
 * does, the report is strict and something is unchecked, else 0.
 */
int kg_report_status(const struct kg_report *report);

#endif
