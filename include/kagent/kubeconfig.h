/*
 * kubeconfig: where the API server is, and who we are to it.
 *
 * Reads kubeconfig files as kubectl does (client-go's tools/clientcmd): the
 * list of files, how they are merged, paths relative to the file that holds
 * them, data before files, contexts, what each flag overrides, and the service
 * account of a pod where there is no kubeconfig. The module is pure: flags and
 * the environment are passed in, files come through a reader.
 *
 * The result holds credentials. Everything that is read is put into the arena
 * that is passed in, which should be one that wipes (kg_arena_wipe_on_release).
 * No message and no warning ever holds a credential.
 */
#ifndef KAGENT_KUBECONFIG_H
#define KAGENT_KUBECONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/fs.h"
#include "kagent/node.h"
#include "kagent/str.h"

/* kubectl's connection flags. NULL: not given. A text may be given and empty, which overrides
 * nothing. */
struct kg_kubeconfig_flags {
    const char *kubeconfig;
    const char *context;
    const char *cluster;
    const char *user;
    const char *namespace;
    const char *server;
    const char *tls_server_name;
    const char *certificate_authority;
    const char *client_certificate;
    const char *client_key;
    const char *token;
    const char *username;
    const char *password;
    const char *as;
    const char *as_uid;
    const char *const *as_groups;         /* NULL-terminated, or NULL */
    const char *const *as_extra;          /* "key=value", NULL-terminated, or NULL */
    const bool *insecure_skip_tls_verify; /* NULL: not given */
    bool disable_compression;
};

/* What the environment says. NULL: not set. */
struct kg_kubeconfig_environment {
    const char *kubeconfig;        /* KUBECONFIG: paths parted by ':' */
    const char *home;              /* HOME, else the home directory of the account */
    const char *service_host;      /* KUBERNETES_SERVICE_HOST */
    const char *service_port;      /* KUBERNETES_SERVICE_PORT */
    const char *pod_namespace;     /* POD_NAMESPACE */
    const char *working_directory; /* absolute; relative paths are meant from there */
};

/* A name and a value: a variable of an exec plugin, an attribute of impersonation. */
struct kg_kubeconfig_pair {
    const char *name;
    const char *value;
};

/* When an exec plugin may ask the person at the terminal. */
enum kg_kubeconfig_interactive {
    KG_INTERACTIVE_IF_AVAILABLE = 0,
    KG_INTERACTIVE_NEVER,
    KG_INTERACTIVE_ALWAYS,
};

/* A program that yields credentials (client.authentication.k8s.io). */
struct kg_kubeconfig_exec {
    const char *api_version; /* "client.authentication.k8s.io/v1" or .../v1beta1 */
    const char *command;     /* absolute, or a name to look for in PATH */
    const char *const *args; /* NULL-terminated, without the command */
    const struct kg_kubeconfig_pair *env;
    size_t env_count;
    const char *install_hint; /* NULL: none */
    bool provide_cluster_info;
    enum kg_kubeconfig_interactive interactive;
    const struct kg_node *cluster_config; /* the cluster's extension for exec plugins, or NULL */
};

/* Where the namespace comes from. */
enum kg_kubeconfig_namespace {
    KG_NAMESPACE_UNSET = 0,       /* nobody names one: kubectl would take "default" */
    KG_NAMESPACE_FLAG,            /* --namespace */
    KG_NAMESPACE_CONTEXT,         /* the context's */
    KG_NAMESPACE_SERVICE_ACCOUNT, /* the pod's own */
};

/* A file that was read. */
struct kg_kubeconfig_file {
    const char *path;
    bool credentials; /* holds a token, a key, a password or names a plugin */
};

/* The answer. Texts are never NULL ("" for none) unless said. */
struct kg_kubeconfig {
    const char *context;      /* name of the context in use; "" for none */
    const char *cluster_name; /* "" when flags or the pod alone say it */
    const char *user_name;
    const char *namespace; /* "" when unset: the caller's own default applies */
    enum kg_kubeconfig_namespace namespace_source;
    bool in_cluster; /* it is the service account of this pod */

    /* the server */
    const char *server;          /* http:// or https:// URL without a slash at its end */
    struct kg_str ca;            /* PEM; empty: the system's */
    const char *tls_server_name; /* "" for the host of `server` */
    bool skip_tls_verify;
    const char *proxy_url; /* "" for what the environment says */
    bool disable_compression;

    /* who we are; of what is set, client-go's order of precedence leaves one */
    struct kg_str certificate; /* PEM */
    struct kg_str key;         /* PEM */
    const char *token;
    const char *token_file; /* absolute; read again while the program runs; counts before `token` */
    const char *username;
    const char *password;
    const struct kg_kubeconfig_exec *exec; /* NULL: none, or other credentials win */

    /* impersonation */
    const char *as;
    const char *as_uid;
    const char *const *as_groups; /* NULL-terminated */
    const struct kg_kubeconfig_pair *as_extra;
    size_t as_extra_count;

    const char *access; /* the flags that chose all this: kg_kubeconfig_access() */

    const struct kg_kubeconfig_file *files;
    size_t file_count;
    const char *const *warnings; /* NULL-terminated sentences for the person at the terminal */
};

/* ---- the files ---- */

/* The files of a kubeconfig, read and merged: enough for any number of contexts. */
struct kg_kubeconfig_files;

/*
 * Reads `explicit_path` (--kubeconfig; NULL or "": not given), else the files of
 * $KUBECONFIG, else ~/.kube/config. Files that do not exist are passed over, but
 * for the explicit one. Fails with KG_ERROR_UNKNOWN; the message names the file
 * and, where there is one, the line. The outcome is in the arena.
 */
int kg_kubeconfig_read(struct kg_arena *arena, const struct kg_fs *fs, const char *explicit_path,
                       const struct kg_kubeconfig_environment *environment,
                       const struct kg_kubeconfig_files **files, struct kg_error *err);

/* The names of all contexts, in the order of the files, NULL-terminated; the files' own. */
const char *const *kg_kubeconfig_contexts(const struct kg_kubeconfig_files *files);

/* The files that were there. */
const struct kg_kubeconfig_file *kg_kubeconfig_paths(const struct kg_kubeconfig_files *files,
                                                     size_t *count);

/* ---- the answer ---- */

/*
 * Finds out where to go. Fails with KG_ERROR_UNKNOWN (no kubeconfig, a context
 * that does not exist, contradictory credentials, a file of them that cannot be
 * read) or KG_ERROR_USAGE (a flag whose value cannot be one). `flags->kubeconfig`
 * is only repeated in advice. `files` must live as long as the answer.
 */
int kg_kubeconfig_choose(struct kg_arena *arena, const struct kg_kubeconfig_files *files,
                         const struct kg_fs *fs, const struct kg_kubeconfig_flags *flags,
                         const struct kg_kubeconfig_environment *environment,
                         struct kg_kubeconfig *config, struct kg_error *err);

/* Both at once, for who goes to one place only. Fails as they do. */
int kg_kubeconfig_load(struct kg_arena *arena, const struct kg_fs *fs,
                       const struct kg_kubeconfig_flags *flags,
                       const struct kg_kubeconfig_environment *environment,
                       struct kg_kubeconfig *config, struct kg_error *err);

/*
 * The flags as one has to type them again to reach the same cluster as the same
 * user: "--kubeconfig a --context b", quoted for a shell; "" for none. Without
 * the namespace, of which each command says its own, and without what is secret
 * or of no use without a secret (--token, --username, --password).
 */
const char *kg_kubeconfig_access(struct kg_arena *arena, const struct kg_kubeconfig_flags *flags);

/*
 * Reads a time limit as kubectl reads --request-timeout: a number of seconds
 * ("5") or a duration ("1m30s"); 0 is no limit. In milliseconds. Fails with
 * KG_ERROR_USAGE.
 */
int kg_kubeconfig_timeout(const char *text, int64_t *milliseconds, struct kg_error *err);

#endif
