/*
 * kubeconfig_files: the files of a kubeconfig, merged.
 *
 * Of each cluster, user and context the first file that has one of that name
 * gives all of it; of the current context the first file that sets one.
 */
#ifndef KG_KUBE_KUBECONFIG_FILES_H
#define KG_KUBE_KUBECONFIG_FILES_H

#include "kagent/kubeconfig.h"
#include "kagent/map.h"

/* What stands under a name. */
struct kubeconfig_entry {
    const char *name;
    const struct kg_node *body; /* may be NULL: the name alone */
    const char *path;           /* of the file */
    const char *directory;      /* absolute, of the file: what relative paths are seen from */
};

struct kg_kubeconfig_files {
    struct kg_map clusters; /* of struct kubeconfig_entry, by name */
    struct kg_map users;
    struct kg_map contexts;
    const char **context_names; /* NULL-terminated, in the order in which they stand */
    size_t context_count;
    const char *current_context;
    const char *tried; /* the paths that were looked for, for messages */
    struct kg_kubeconfig_file *files;
    size_t file_count;
};

/* The entry of that name; one without a body when there is none. */
struct kubeconfig_entry kg_kubeconfig_find(const struct kg_map *map, const char *name);

#endif
