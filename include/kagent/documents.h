/*
 * documents: manifests as they lie about, in files and streams, into objects.
 *
 * Unlike a build, which stops at the first thing that is wrong, this reads on:
 * whoever verifies two hundred files wants to hear of all that are broken. What
 * could not be read is kept as a list of failures with their places.
 *
 * Streams are split as kubectl does; Lists are taken apart into their items.
 */
#ifndef KAGENT_DOCUMENTS_H
#define KAGENT_DOCUMENTS_H

#include "kagent/finding.h"
#include "kagent/fs.h"
#include "kagent/node.h"

/* The largest file, and the largest document in one, that is read, in bytes. */
#define KG_DOCUMENTS_FILE_MAX     ((size_t)256 << 20)
#define KG_DOCUMENTS_DOCUMENT_MAX ((size_t)32 << 20)

/* All memory is the arena's. */
struct kg_documents {
    struct kg_arena *arena;
    struct kg_node **items; /* objects, in the order in which they were read; all mappings */
    size_t count;
    struct kg_error *failures;
    size_t failure_count;
    struct kg_unchecked *left_out; /* files of a directory that hold no manifests */
    size_t left_out_count;
};

void kg_documents_init(struct kg_documents *documents, struct kg_arena *arena);

/*
 * Reads the objects of a text, YAML or JSON. `name` names it in positions. Both
 * are borrowed as long as the objects are used.
 */
void kg_documents_read(struct kg_documents *documents, struct kg_str text, const char *name);

/*
 * Reads a file, or all files of a directory and of those below it whose names
 * end in .yaml, .yml or .json, as `kubectl apply -R -f` does; kustomizations
 * are left out. Fails with KG_ERROR_UNKNOWN when the file or directory itself
 * cannot be read, or holds no file of these names.
 */
int kg_documents_read_path(struct kg_documents *documents, const struct kg_fs *fs, const char *path,
                           struct kg_error *err);

#endif
