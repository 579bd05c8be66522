/*
 * merge_text: keys that are the text `<<`, quoted or tagged, and not a merge key.
 *
 * kustomize's reader looks for merge keys by their tag and takes them out by
 * their text: the first key of a mapping that reads `<<` is gone, whichever it is.
 */
#ifndef KG_KUSTOMIZE_MERGE_TEXT_H
#define KG_KUSTOMIZE_MERGE_TEXT_H

#include "kagent/error.h"
#include "kagent/node.h"

/*
 * Takes such texts out of a document that is not expanded yet. Fails where a
 * merge key takes in a mapping that has one: whether it arrives there depends,
 * in kustomize, on which aliases stand before it.
 */
int kg_merge_text_drop(struct kg_node *document, struct kg_error *err);

#endif
