/*
 * place: which line of a source a finding is about.
 */
#ifndef KG_POLICY_PLACE_H
#define KG_POLICY_PLACE_H

#include "kagent/finding.h"
#include "kagent/fs.h"
#include "kagent/map.h"
#include "kagent/node.h"

/*
 * The node to point at for a path ("spec.template.spec.containers[0].image",
 * "metadata.labels[app.kubernetes.io/name]"): the scalar there, the key of a
 * collection, or of the nearest thing around what is missing. Never NULL.
 */
const struct kg_node *kg_place_of(const struct kg_node *object, const char *path);

/*
 * The same among the nodes whose source lies in `directory`: of all in the
 * object, the first of those that share the longest beginning with the path.
 * NULL when none of the object's nodes comes from there.
 */
const struct kg_node *kg_place_in_environment(const char *directory, const struct kg_node *object,
                                              const char *path);

/* Whether a file, named as nodes name it, lies in a directory named the same way. */
bool kg_place_inside(const char *file, const char *directory);

/* Lines of files, read at most once each. */
struct kg_lines {
    struct kg_arena *arena;
    const struct kg_fs *fs; /* NULL: only texts that nodes bring along */
    struct kg_map texts;
};

void kg_lines_init(struct kg_lines *lines, struct kg_arena *arena, const struct kg_fs *fs);

/*
 * The line at a place, without its break; empty when it cannot be had or is too
 * long to be of use. `node` may bring its text along; it may be NULL.
 */
struct kg_str kg_lines_get(struct kg_lines *lines, struct kg_position where,
                           const struct kg_node *node);

/* How many characters of the line the node takes up, from its column on; at least 1. */
unsigned kg_lines_width(struct kg_str line, unsigned column, const struct kg_node *node);

#endif
