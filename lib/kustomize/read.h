/*
 * read: texts into the objects that they hold.
 */
#ifndef KG_KUSTOMIZE_READ_H
#define KG_KUSTOMIZE_READ_H

#include "loader.h"
#include "resource.h"

/* What objects are read for: kustomize writes resources and reads them back, but no patches. */
enum kg_read_role { KG_READ_RESOURCES, KG_READ_PATCHES };

/*
 * Reads all objects of a text: documents parted by `---` lines, Lists taken
 * apart. Each must have a kind and a name. `first_line` is the line number of
 * the text's first line in its source.
 */
int kg_read_objects(struct kg_arena *arena, struct kg_loaded text, unsigned first_line,
                    enum kg_read_role role, struct kg_resources *objects, struct kg_error *err);

/* The text of an inline entry, and the line of the source on which it starts. */
struct kg_loaded kg_inline_text(struct kg_arena *arena, const struct kg_node *entry,
                                unsigned *first_line);

/* The same object, read from its JSON text: what becomes of an object inside a List. */
int kg_reread_json(struct kg_arena *arena, const struct kg_node *object, struct kg_node **result,
                   struct kg_error *err);

#endif
