/*
 * provenance_tree: the kustomizations whose fields are traced: a base, two overlays, a component
 * and one of each transformer. The numbers beside the lines are those that the tests speak of.
 */
#ifndef PROVENANCE_TREE_H
#define PROVENANCE_TREE_H

#include "kagent/fs.h"

/* A file of a tree in memory: its path, and the array that holds its text. */
#define PROVENANCE_FILE(path, text)                                                                \
    {                                                                                              \
        path, text, sizeof(text) - 1                                                               \
    }

/* The tree, mounted at /t. */
struct kg_fs provenance_tree(void);

#endif
