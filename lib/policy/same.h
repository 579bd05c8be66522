/*
 * same: whether two values say the same, however they are written.
 */
#ifndef KG_POLICY_SAME_H
#define KG_POLICY_SAME_H

#include "kagent/node.h"

/*
 * Compares as the API server would see them: the order of keys, quotes and the
 * style of collections do not count, a null is an absent field. NULL equals NULL.
 */
bool kg_same(const struct kg_node *a, const struct kg_node *b);

#endif
