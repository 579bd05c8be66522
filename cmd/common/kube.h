/*
 * kube: from the command line and the environment to a client of the API.
 *
 * Commands that speak to a cluster name the flag group `kubectl` in
 * plugins.yaml and call cmd_kube(); the flags are found by their names, so that
 * every command reads them in one way.
 */
#ifndef KG_CMD_KUBE_H
#define KG_CMD_KUBE_H

#include "kagent/kube.h"
#include "kagent/options.h"

/* Where a command works. */
struct cmd_kube {
    struct kg_kubeconfig config;
    const char *namespace; /* -n, else the context's, else "kagent" */
    struct kg_http *http;
    struct kg_kube *kube;
    int verbosity; /* -v */
};

/*
 * Reads the kubeconfig and makes a client; sends nothing. Warnings (a
 * kubeconfig that others can read, TLS without verification) go to standard
 * error. From here on the process leaves no core file: it holds credentials.
 */
int cmd_kube(struct kg_arena *arena, const struct kg_arguments *arguments, struct cmd_kube *cluster,
             struct kg_error *err);

/* What a client is to be like that the command line does not say. Zero for nothing. */
struct cmd_kube_wish {
    const struct kg_kubeconfig_files
        *files;                      /* cmd_kube_files(), already warned of; NULL: read now */
    const char *context;             /* of the kubeconfig, instead of --context */
    struct kg_http *http;            /* the loop to work on; NULL: one of its own */
    struct kg_kube_plugins *plugins; /* cmd_kube_plugins() of that loop; NULL: some of its own */
    /* Called for warnings of the API; NULL: they go to standard error. */
    void (*warn)(void *context, const char *text);
    void *warn_context;
    bool one_of_many;     /* other clusters are asked at the same time: plugins do not queue up for
                           * a terminal that they can do without */
    bool tells_of_config; /* the caller itself tells what is wrong with the kubeconfig */
};

/* The same as cmd_kube(), for a wish. */
int cmd_kube_for(struct kg_arena *arena, const struct kg_arguments *arguments,
                 const struct cmd_kube_wish *wish, struct cmd_kube *cluster, struct kg_error *err);

/*
 * Credential plugins to share among the clients of a loop, which end with the
 * program also when a signal ends it that nobody else has a handler for.
 */
struct kg_kube_plugins *cmd_kube_plugins(struct kg_arena *arena, struct kg_http *http);

/* Whether a kubeconfig with credentials can be read by others than its owner. */
bool cmd_kube_is_open(const struct kg_kubeconfig_file *file);

/* The files of the kubeconfig, read once for clients of several contexts. */
int cmd_kube_files(struct kg_arena *arena, const struct kg_arguments *arguments,
                   const struct kg_kubeconfig_files **files, struct kg_error *err);

/* Warns of those that hold credentials and that others can read. */
void cmd_kube_warn_of_readers(const struct kg_kubeconfig_files *files);

/*
 * The kubeconfig alone, for those who only want to know the context and the
 * namespace before anything is sent.
 */
int cmd_kubeconfig(struct kg_arena *arena, const struct kg_arguments *arguments,
                   struct kg_kubeconfig *config, struct kg_error *err);

#endif
