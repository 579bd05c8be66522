/*
 * trial: what a check sees, and how it says what it has found.
 *
 * A check is a function of its trial alone. It asks kg_each() for the
 * manifests that it is about; having seen one makes the check relevant. It names
 * a field by its path, and where that field comes from, or should stand, is
 * found out here, only once something is wrong with it.
 */
#ifndef KG_POLICY_TRIAL_H
#define KG_POLICY_TRIAL_H

#include "kagent/capacity.h"
#include "kagent/policy.h"
#include "kagent/rollout.h"
#include "kagent/selector.h"
#include "manifests.h"
#include "place.h"

struct kg_trial;

/* A row of the table. */
/* What must be there for a check to run; where it is not, the check is irrelevant. */
enum kg_policy_needs {
    KG_NEEDS_MANIFESTS,
    KG_NEEDS_CLUSTER, /* that a cluster was asked, with whatever success */
    KG_NEEDS_ANSWERS, /* that it answered: kg_trial.live */
};

struct kg_policy_row {
    struct kg_check check;
    void (*run)(struct kg_trial *trial);
    bool judges_failures;     /* runs even where nothing could be built */
    bool judges_declarations; /* runs last, when it is known what suppressions have done */
    enum kg_policy_needs needs;
};

/* The table is in parts (tables/); these are all rows, by id. */
struct kg_policy_table {
    const struct kg_policy_row *rows;
    size_t count;
};

extern const struct kg_policy_table kg_document_checks; /* KV0xx */
extern const struct kg_policy_table kg_live_checks;     /* KL1xx */

size_t kg_policy_row_count(void);
const struct kg_policy_row *kg_policy_row(size_t number);

/* A finding with what only the making of the verdict needs. */
struct kg_found {
    struct kg_finding finding;
    const struct kg_manifest *manifest; /* NULL where no single object is meant */
    const struct kg_node *node;         /* what finding.where is the place of; or NULL */
    unsigned number;                    /* in the order of finding */
    bool confidential;                  /* the line is not to be quoted */
};

struct kg_api_judgement;

struct kg_trial {
    struct kg_arena *arena;
    const struct kg_policy_subject *subject;
    const struct kg_promises *promises; /* never NULL */
    const struct kg_manifests *manifests;

    /* What is not among the objects is nowhere: all of an environment is here. */
    bool closed;

    /* ---- what a cluster says, judged once for all checks; NULL where there is nothing ---- */
    const struct kg_live *live;         /* NULL also when it could not be reached */
    const struct kg_manifest *live_set; /* the StatefulSet that it is about */
    const struct kg_rollout *rollout;
    const struct kg_capacity *capacity;

    /* ---- of the check that is running ---- */
    const struct kg_check *check;
    enum kg_severity severity; /* what it weighs in this class */
    bool looked;
    const char *why_not;   /* it has nothing to look at, because ... */
    const char *elsewhere; /* the first object that is referred to and not here: "Secret db" */
    size_t elsewhere_count;

    /* ---- what all of them have made ---- */
    struct kg_found *found;
    size_t found_count;
    size_t lost;
    struct kg_unchecked *unchecked;
    size_t unchecked_count;

    const struct kg_api_judgement *api; /* what schema and rules say; NULL until someone asks */

    /* ---- suppressions, for the check of declarations ---- */
    const struct kg_promise_problem *declaration_problems;
    size_t declaration_problem_count;
};

/* ---- looking ---- */

/*
 * The next manifest behind `after` (NULL: the first) of a kind in `kinds`. The
 * check counts as having looked.
 */
const struct kg_manifest *kg_each(struct kg_trial *trial, const struct kg_manifest *after,
                                  unsigned kinds);

/* The same for the StatefulSets that the environment's promises are about. */
const struct kg_manifest *kg_each_promised(struct kg_trial *trial, const struct kg_manifest *after);

/* Says why there is nothing to look at; the check ends as irrelevant unless it has looked. */
void kg_irrelevant(struct kg_trial *trial, const char *why);

/* Iterates over a list of containers of a pod. Start with index 0 and list -1. */
struct kg_container {
    const struct kg_manifest *manifest;
    const struct kg_node *node;
    const char *list; /* "containers" */
    uint32_t index;
    struct kg_str name;
};

/* Which lists of containers. */
enum kg_container_lists {
    KG_CONTAINERS_MAIN = 1,
    KG_CONTAINERS_INIT = 2,
    KG_CONTAINERS_EPHEMERAL = 4,
    KG_CONTAINERS_ALL = 7,
};

/* Moves to the next container of the manifest's pod; start with `{.manifest = m}`. */
bool kg_each_container(struct kg_container *container, unsigned lists);

/* "spec.template.spec.containers[0].FIELD" in the arena; FIELD may be "". */
const char *kg_container_path(const struct kg_trial *trial, const struct kg_container *container,
                              const char *field);

/* ---- finding ---- */

/*
 * Records a finding about a field. `path` may lead to something that is not
 * there: then the nearest thing around it is pointed at. Returns the finding,
 * never NULL.
 */
struct kg_finding *kg_find(struct kg_trial *trial, const struct kg_manifest *manifest,
                           const char *path, const char *format, ...) KG_PRINTF(4, 5);

/*
 * The same for a field that the environment itself has to set: what an overlay
 * promises is not mended in the base. Where the field does not come from the
 * environment's own directory, the nearest line there that has to do with the
 * object is pointed at, else the kustomization.
 */
struct kg_finding *kg_find_promised(struct kg_trial *trial, const struct kg_manifest *manifest,
                                    const char *path, const char *format, ...) KG_PRINTF(4, 5);

/* A finding about a node, of no object or of `manifest`; `node` may be NULL. */
struct kg_finding *kg_find_node(struct kg_trial *trial, const struct kg_manifest *manifest,
                                const struct kg_node *node, const char *path, const char *format,
                                ...) KG_PRINTF(5, 6);

/* A finding at a place that is no node. */
struct kg_finding *kg_find_position(struct kg_trial *trial, struct kg_position where,
                                    const char *format, ...) KG_PRINTF(3, 4);

/* Says what to do about it. Returns the finding. */
struct kg_finding *kg_find_advise(struct kg_trial *trial, struct kg_finding *finding,
                                  const char *format, ...) KG_PRINTF(3, 4);

/* Lets this finding weigh no more than `severity`, or exactly that much. */
void kg_find_at_most(struct kg_finding *finding, enum kg_severity severity);
void kg_find_exactly(struct kg_finding *finding, enum kg_severity severity);

/*
 * Says that something could not be checked. A check that only says so has not
 * passed.
 */
void kg_find_unchecked(struct kg_trial *trial, const struct kg_manifest *manifest, const char *what,
                       const char *why, const char *advice);

/*
 * Says that an object is referred to which is not among the files. All of them
 * together become one thing that is not checked.
 */
void kg_find_elsewhere(struct kg_trial *trial, const struct kg_manifest *manifest, const char *kind,
                       struct kg_str name);

/* Makes one of what kg_find_elsewhere() was told. Called when a check is done. */
void kg_trial_sum_up_elsewhere(struct kg_trial *trial);

/* Keeps the line that the finding is about out of every report: it may hold a secret. */
void kg_find_confidential(struct kg_finding *finding);

/* The same for what somebody else has left out. */
void kg_trial_leave_out(struct kg_trial *trial, const struct kg_unchecked *unchecked);

/* "overlays/prod/kustomization.yaml:8", where a promise is declared. In the arena. */
const char *kg_declared_at(const struct kg_trial *trial, const struct kg_node *promise);

/* A text of a document in a message: shortened, in the arena. */
const char *kg_quoted(const struct kg_trial *trial, struct kg_str text);

/* ---- values ---- */

/* The text of a field; empty for everything else. */
struct kg_str kg_text_at(const struct kg_node *node, const char *key);

/* The field `spec`. */
const struct kg_node *kg_spec_of(const struct kg_manifest *manifest);

/* Whether a list of texts has the word; whether the words (ended by NULL) have the text. */
bool kg_lists(const struct kg_node *list, const char *word);
bool kg_is_among(struct kg_str text, const char *const *words);

/* The whole number in a scalar. Returns false for everything else. */
bool kg_whole(const struct kg_trial *trial, const struct kg_node *node, int64_t *number);

/* Whether a scalar says true, or says false. */
bool kg_is_true(const struct kg_trial *trial, const struct kg_node *node);
bool kg_is_false(const struct kg_trial *trial, const struct kg_node *node);

#endif
