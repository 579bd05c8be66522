/*
 * object: reading fields of API objects.
 *
 * The API leaves out what is zero, and documents may hold anything: every
 * question here has an answer for a field that is absent or of another type.
 */
#ifndef KAGENT_OBJECT_H
#define KAGENT_OBJECT_H

#include "kagent/moment.h"
#include "kagent/node.h"

/* The integer of a scalar; `otherwise` for everything else. */
int64_t kg_object_integer(const struct kg_node *node, int64_t otherwise);

/* Whether the scalar is `true`. */
bool kg_object_true(const struct kg_node *node);

/* The moment of an RFC 3339 scalar; KG_MOMENT_NONE for everything else. */
int64_t kg_object_moment(const struct kg_node *node);

/* A scalar's text as a NUL-terminated copy; "" for everything else. */
const char *kg_object_text(struct kg_arena *arena, const struct kg_node *node);

/* metadata.NAME of an object. */
struct kg_str kg_object_metadata(const struct kg_node *object, const char *name);

/* metadata.name as a NUL-terminated copy. */
const char *kg_object_name(struct kg_arena *arena, const struct kg_node *object);

/* The elements of a sequence: none for everything else. */
static inline uint32_t kg_object_count(const struct kg_node *sequence)
{
    return kg_node_is(sequence, KG_NODE_SEQUENCE) ? sequence->count : 0;
}

/* The element of a list of mappings whose `key` is `value`, or NULL. */
const struct kg_node *kg_object_find(const struct kg_node *sequence, const char *key,
                                     const char *value);

/* The status condition of this type, or NULL; and whether its status is "True". */
const struct kg_node *kg_object_condition(const struct kg_node *object, const char *type);
bool kg_object_holds(const struct kg_node *object, const char *type);

/* Whether the object's controller has this uid. */
bool kg_object_owned(const struct kg_node *object, struct kg_str uid);

/* The pod template of a StatefulSet. */
const struct kg_node *kg_object_template(const struct kg_node *statefulset);

#endif
