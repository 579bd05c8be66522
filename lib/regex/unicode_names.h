/*
 * unicode_names: the names that may stand in a regular expression's \p{...}.
 */
#ifndef KG_REGEX_UNICODE_NAMES_H
#define KG_REGEX_UNICODE_NAMES_H

#include "kagent/str.h"

/* Whether this is a general category ("L", "Nd") or a script ("Greek") of Unicode 15, or "Any". */
bool kg_unicode_is_property(struct kg_str name);

bool kg_unicode_is_script(struct kg_str name);

/*
 * Whether characters outside of the property are equal to ones in it but for
 * case, so that ignoring case widens it.
 */
bool kg_unicode_folds(struct kg_str name);

#endif
