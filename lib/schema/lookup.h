/*
 * lookup: asking the built-in tables.
 */
#ifndef KG_SCHEMA_LOOKUP_H
#define KG_SCHEMA_LOOKUP_H

#include "schema.h"

/* The text at an offset of the tables. */
struct kg_str kg_schema_name_at(uint16_t offset);

/* The same as a C text; NULL for the empty one. */
const char *kg_schema_text_at(uint16_t offset);

/* The kind in one of the versions of `mask`; NULL when there is none. */
const struct kg_schema_kind_row *kg_schema_kind_of(uint16_t mask, struct kg_str api_version,
                                                   struct kg_str kind);

/* The kind when no version of the tables has it, but an earlier one had; else NULL. */
const struct kg_schema_gone *kg_schema_gone_of(struct kg_str api_version, struct kg_str kind);

/* A field of a struct in one of the versions of `mask`; NULL when there is none. */
const struct kg_schema_field *kg_schema_field_of(const struct kg_schema_row *row, uint16_t mask,
                                                 struct kg_str name);

/* Of the versions in `among`, the one that is nearest to that of `mask`. */
const char *kg_schema_nearest(uint16_t mask, uint16_t among);

#endif
