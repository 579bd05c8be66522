/*
 * kubeconfig_load: what the parts of kg_kubeconfig_choose() share.
 */
#ifndef KG_KUBE_KUBECONFIG_LOAD_H
#define KG_KUBE_KUBECONFIG_LOAD_H

#include "kubeconfig_files.h"

struct loading {
    struct kg_arena *arena;
    const struct kg_fs *fs;
    const struct kg_kubeconfig_flags *flags;
    const struct kg_kubeconfig_environment *environment;
    const struct kg_kubeconfig_files *files;
    struct kubeconfig_entry context;
    struct kubeconfig_entry cluster;
    struct kubeconfig_entry user;
    struct kg_kubeconfig *config;
    struct kg_error *err;
};

/* Whether a flag was given and says something. */
static inline bool given(const char *flag)
{
    return flag != NULL && flag[0] != '\0';
}

static inline const char *either(const char *first, const char *second)
{
    return given(first) ? first : second;
}

/* Where an entry stands, for messages. */
struct kg_position kg_kubeconfig_place(const struct kubeconfig_entry *entry);

/* The absolute path that a field of the entry holds; "" for none. */
const char *kg_kubeconfig_path(struct loading *loading, const struct kubeconfig_entry *entry,
                               const char *key);

/* Reads a file with a certificate, a key or the like; `what` is said when that fails. */
int kg_kubeconfig_read_credential(struct loading *loading, const char *what, const char *path,
                                  struct kg_str *content);

/* The server of the flags and the cluster, and how to trust it. */
int kg_kubeconfig_set_cluster(struct loading *loading, const char *server);

/* The credentials of the flags and the user. */
int kg_kubeconfig_set_user(struct loading *loading);

#endif
