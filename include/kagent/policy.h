/*
 * policy: judges the objects of an environment.
 *
 * The checks are rows of one table; each is a pure function of what it is given
 * here. This module reads no files but those whose lines it quotes, and knows no
 * network: objects, promises and schema come from the caller.
 *
 *     struct kg_policy_subject subject = {.kind = KG_VERIFIED_ENVIRONMENT, .name = "prod",
 *                                         .fs = &fs, .place = directory,
 *                                         .promises = &promises, .schema = schema,
 *                                         .objects = build.resources, .count = build.count};
 *     kg_policy_judge(&arena, &subject, &verdict);
 */
#ifndef KAGENT_POLICY_H
#define KAGENT_POLICY_H

#include "kagent/buf.h"
#include "kagent/finding.h"
#include "kagent/fs.h"
#include "kagent/live.h"
#include "kagent/promises.h"
#include "kagent/schema.h"

/* ---- the table ---- */

/* How many checks there are, and the check of a number below that; by id. */
size_t kg_policy_check_count(void);
const struct kg_check *kg_policy_check(size_t number);

/* The check of this id or name ("KV016", "kv016", "anti-affinity"), or NULL. */
const struct kg_check *kg_policy_find(const char *word);

/* Refuses a word that is no check: KG_ERROR_USAGE, naming the nearest. Returns -1. */
int kg_policy_refuse_unknown(const char *word, struct kg_error *err);

/* Which checks are to run. */
struct kg_policy_selection {
    const bool *wanted; /* by the number of the check; NULL for all */
};

/*
 * Reads the words of --only and --skip (NULL-terminated lists of ids and names,
 * several in a word with commas). Without any of `only`, all are wanted. Fails
 * with KG_ERROR_USAGE for a word that is no check, naming the nearest.
 */
int kg_policy_select(struct kg_arena *arena, const char *const *only, const char *const *skip,
                     struct kg_policy_selection *selection, struct kg_error *err);

/* Appends all that there is to say about a check, as Markdown: what --explain prints. */
void kg_policy_explain(struct kg_buf *out, const struct kg_check *check);

/* ---- judging ---- */

/* What is judged. Everything is borrowed, and must live as long as the verdict. */
struct kg_policy_subject {
    enum kg_verified_kind kind;
    const char *name;
    const char *place;      /* the directory of the kustomization; NULL for files */
    const char *flags;      /* by which `scale --write` finds it: "--env prod"; NULL: it cannot */
    const char *revision;   /* the commit of `place` (revision.h); NULL: none is known */
    const struct kg_fs *fs; /* where the files that nodes come from can be read again */
    const struct kg_promises *promises; /* those of an environment; NULL: none */
    struct kg_schema *schema;
    enum kg_dialect dialect; /* how scalars are read: see kg_schema_check() */

    struct kg_node *const *objects;
    size_t count;
    const struct kg_error *failures; /* what could not be read or built, each a finding */
    size_t failure_count;
    const struct kg_unchecked *left_out; /* what was not even read */
    size_t left_out_count;

    /*
     * What an environment is compared with; NULL where there is none. `base` is
     * what its overlay starts from, `previous` an earlier rendering or the live
     * objects. `environments` are the names of all overlays beside it.
     */
    struct kg_node *const *base;
    size_t base_count;
    const char *base_place;
    struct kg_node *const *previous;
    size_t previous_count;
    const char *const *environments;

    /* What a cluster says about the objects; NULL: none was asked, and KL1xx do not look. */
    const struct kg_live *live;

    struct kg_policy_selection selection;
};

/*
 * Runs the checks and makes the verdict. Nothing in it fails: what cannot be
 * judged is in the verdict's list of what is unchecked.
 */
void kg_policy_judge(struct kg_arena *arena, const struct kg_policy_subject *subject,
                     struct kg_verdict *verdict);

/* Adds up the verdicts into the tally of the report. */
void kg_report_add_up(struct kg_report *report);

#endif
