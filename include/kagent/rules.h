/*
 * rules: what the API server refuses although no schema says so.
 *
 * A schema knows fields, types, what is required and which words are allowed.
 * The API server's validation knows more: how names are written, which ranges
 * numbers have, which of several fields may stand together, whether a mount
 * has its volume. This module judges one object by all of that, for the
 * built-in kinds that people write: the whole pod as the pod validator judges
 * it (also inside of workloads: API servers before 1.34 accept a StatefulSet
 * whose pods they will refuse), and what is particular to each kind.
 *
 * It leaves to a schema what is a schema's: a field of the wrong type, an
 * unknown field, a required one that is missing, a word that is not in an
 * enumeration of the API's own description. Values of a wrong type are passed
 * over in silence here.
 *
 * Defaults are taken into account: a Service without a type is a ClusterIP, a
 * container port without a protocol is TCP. Judging is a pure function of the
 * tree; nothing is asked of a network.
 */
#ifndef KAGENT_RULES_H
#define KAGENT_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "kagent/node.h"
#include "kagent/problem.h"

/* The Kubernetes minors whose validation is known: 1.27 to 1.37. Others are judged like the
 * nearest. */
enum { KG_RULES_OLDEST = 27, KG_RULES_NEWEST = 37 };

/* Who refuses what breaks a rule. */
enum kg_rule_judge {
    KG_RULE_API_SERVER, /* the API server, when the object, or its pod, is created */
    KG_RULE_OURS,       /* this program alone: the server accepts it and it fails later */
};

/* A rule. `kg_problem.rule` is the id of one of these. */
struct kg_rule {
    const char *id;     /* "mount-without-volume" */
    const char *title;  /* what must hold, a sentence without its full stop */
    const char *source; /* where that is written: the page of the API reference and the field */
    enum kg_rule_judge judge;
};

/* All rules, by id. `*count` is set to their number. They are constants. */
const struct kg_rule *kg_rules_all(size_t *count);

/* The rule with this id, or NULL. */
const struct kg_rule *kg_rules_find(const char *id);

/*
 * Judges one object: a mapping with apiVersion and kind, as the API server of
 * Kubernetes 1.`minor` would (0: the newest that is known, KG_RULES_NEWEST).
 * Problems are added to the list in the order of the kind's fields. Paths
 * start at the object.
 *
 * Returns whether the kind is known here; of an object of an unknown kind
 * only the metadata are judged. What is no mapping has no problems.
 */
bool kg_rules_check(const struct kg_node *object, unsigned minor, struct kg_problems *problems);

#endif
