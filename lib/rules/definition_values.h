/*
 * definition_values: what stands in the schema of a CustomResourceDefinition as a value.
 */
#ifndef KG_RULES_DEFINITION_VALUES_H
#define KG_RULES_DEFINITION_VALUES_H

#include "walk.h"

/* The default of a schema, by the schema itself. Of objects and lists only the kind is looked at.
 */
void judge_default(struct judge *judge, const struct spot *schema);

/* The rules in CEL: that they are there, with a message of one line. They are not compiled. */
void judge_validations(struct judge *judge, const struct spot *schema);

/*
 * The types of the fields of a schema and of those inside of it, but not in its items and
 * additionalProperties. The API's description ends where this is needed.
 */
void judge_schema_types(struct judge *judge, const struct spot *schema);

#endif
