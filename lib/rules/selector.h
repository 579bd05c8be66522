/*
 * selector: label selectors. Source: API reference, "LabelSelector".
 */
#ifndef KG_RULES_SELECTOR_H
#define KG_RULES_SELECTOR_H

#include "walk.h"

/* Judges a LabelSelector. */
extern const struct type type_label_selector;

/* Whether a LabelSelector selects an object with these labels; an absent one selects nothing. */
bool selector_matches(const struct spot *selector, const struct spot *labels);

/* Whether a map of labels, as Services have it, selects these labels. */
bool map_matches(const struct spot *map, const struct spot *labels);

/* Whether a LabelSelector has no condition. */
bool selector_is_empty(const struct spot *selector);

/*
 * Operators and the values they take: `In` and `NotIn` some, `Exists` and `DoesNotExist` none,
 * `Gt` and `Lt` one. An operator that is not among `operators` is reported.
 */
void check_operator(struct judge *judge, const struct spot *requirement,
                    const char *const *operators, size_t count);

#endif
