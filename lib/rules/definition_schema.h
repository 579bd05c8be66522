/*
 * definition_schema: the schema inside a CustomResourceDefinition.
 *
 * It is an OpenAPI schema that must be structural: every field is described once, outside of
 * allOf, anyOf, oneOf and not, and these only narrow what is described.
 */
#ifndef KG_RULES_DEFINITION_SCHEMA_H
#define KG_RULES_DEFINITION_SCHEMA_H

#include "walk.h"

/* Judges the schema of one of spec.versions, which is there. */
void judge_definition_schema(struct judge *judge, const struct spot *schema,
                             const struct spot *version);

#endif
