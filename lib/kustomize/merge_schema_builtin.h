/*
 * merge_schema_builtin: asking the built-in table (tables/merge_schema_table.h).
 *
 * A type is NULL where nothing is known; every function takes that for an
 * answer, too.
 */
#ifndef KG_KUSTOMIZE_MERGE_SCHEMA_BUILTIN_H
#define KG_KUSTOMIZE_MERGE_SCHEMA_BUILTIN_H

#include "gvk.h"
#include "merge_schema.h"
#include "tables/merge_schema_table.h"

/* What the table says about a kind, or NULL. */
const struct kg_merge_schema_kind *kg_builtin_kind(struct kg_gvk gvk);

/* The type of objects of a kind. */
const struct kg_merge_schema_type *kg_builtin_type(struct kg_str api_version, struct kg_str kind);

/* The type of a definition, by its full name. */
const struct kg_merge_schema_type *kg_builtin_definition(struct kg_str name);

const struct kg_merge_schema_type *kg_builtin_field(const struct kg_merge_schema_type *type,
                                                    struct kg_str field);
const struct kg_merge_schema_type *kg_builtin_elements(const struct kg_merge_schema_type *type);
struct kg_merge_rule kg_builtin_merge_rule(const struct kg_merge_schema_type *type);

#endif
