/*
 * merge: what the parts of the strategic merge share.
 *
 * A merge walks two trees at once: the object's node and the patch's node of
 * the same place, one of which may be missing (NULL). Each step answers with
 * the node that shall stand there, or NULL for none.
 */
#ifndef KG_KUSTOMIZE_MERGE_H
#define KG_KUSTOMIZE_MERGE_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/node.h"
#include "merge_schema.h"

struct kg_merge {
    struct kg_arena *arena;
    const struct kg_merge_schema *schema;
    struct kg_error *err;
};

/* Where the walk is, for messages. */
struct kg_merge_path {
    const struct kg_merge_path *up; /* NULL at the root */
    struct kg_str name;             /* of a field, or the key of an element */
    bool element;
};

/* One place of both trees. */
struct kg_merge_pair {
    struct kg_node *object;
    struct kg_node *patch;
    struct kg_merge_schema_cursor at;
};

/* What `$patch` says. */
enum kg_directive {
    KG_DIRECTIVE_MERGE, /* also when it is absent */
    KG_DIRECTIVE_REPLACE,
    KG_DIRECTIVE_DELETE,
    KG_DIRECTIVE_UNKNOWN,
};

/* The directive with this name. */
enum kg_directive kg_directive_parse(struct kg_str name);

/* Merges one place. */
int kg_merge_walk(const struct kg_merge *merge, const struct kg_merge_path *path,
                  struct kg_merge_pair pair, struct kg_node **result);

/* Merges two lists by `rule`; at least one is a list, the other a list, null or missing. */
int kg_merge_list(const struct kg_merge *merge, const struct kg_merge_path *path,
                  struct kg_merge_pair pair, const struct kg_merge_rule *rule,
                  struct kg_node **result);

/* An empty collection of the object is written like the patch's from now on. */
void kg_merge_take_style(struct kg_merge_pair pair);

/* Records a failure at `node` whose message begins with the path. Returns -1. */
int kg_merge_fail(const struct kg_merge *merge, const struct kg_merge_path *path,
                  const struct kg_node *node, const char *format, ...) KG_PRINTF(4, 5);

/* Puts the path in front of the message of a failure. Returns -1. */
int kg_merge_locate(const struct kg_merge *merge, const struct kg_merge_path *path);

#endif
