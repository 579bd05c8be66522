/*
 * kube: requests to the Kubernetes API.
 *
 * A client is a kubeconfig's answer (kubeconfig.h) on a loop of connections
 * (http.h). It authenticates, repeats what the protocol says may be repeated,
 * and turns answers into document trees and failures into sentences.
 *
 *     struct kg_kube_request request = {
 *         .resource = &kg_kube_statefulsets, .namespace = "kagent", .name = "kagent"};
 *     struct kg_kube_answer answer;
 *     if (kg_kube_call(kube, arena, &request, &answer, err) != 0)
 *         return answer.reason == KG_KUBE_NOT_FOUND ? none() : -1;
 *
 * Failures have the class that is the exit code: forbidden, unauthorized,
 * unreachable and refused certificates are KG_ERROR_UNKNOWN; not found,
 * conflict and invalid are KG_ERROR_NEGATIVE; a time limit is KG_ERROR_TIMEOUT.
 *
 * Repeated are, up to ten times, answers 429 and 5xx that carry Retry-After
 * (with jitter; never beyond the call's time limit), once a request that was
 * refused as unauthorized when there is a way to get newer credentials, and
 * once a read whose kept connection turned out to be dead. An answer 429 to an
 * eviction is the answer of a disruption budget and not repeated. Nothing that
 * could have been carried out already is sent twice.
 *
 * Requests go over one connection, many at a time where the server speaks
 * HTTP/2. No message, warning or trace holds a credential.
 */
#ifndef KAGENT_KUBE_H
#define KAGENT_KUBE_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/http.h"
#include "kagent/kubeconfig.h"
#include "kagent/node.h"
#include "kagent/str.h"

struct kg_kube;

/* ---- the client ---- */

/* The proxies that the environment names; NULL: not set. */
struct kg_kube_proxies {
    const char *https_proxy;
    const char *http_proxy;
    const char *no_proxy;
};

/*
 * The credential plugins of the clients of a loop (the kubeconfig's `exec`). A
 * plugin runs beside everything else in the loop, at most KG_KUBE_PLUGINS_MAX at
 * once, others wait for their turn. One run serves all requests that need its
 * answer, of all clients whose kubeconfigs have it run in the same way (program,
 * arguments, environment and what it is told about the cluster).
 *
 * A plugin is killed with all that it has started when nobody who waits for it
 * has time left (kg_kube_options.request_timeout_ms), when it prints more than
 * 1 MiB, and when these plugins are released. What it leaves running when it
 * ends by itself is let be, and not waited for. One that may ask at the terminal
 * runs alone, has no time limit, and the time it takes counts for nobody.
 */
struct kg_kube_plugins;

enum { KG_KUBE_PLUGINS_MAX = 8 };

/*
 * Makes them; released with the arena, before the loop. `groups` (NULL: none)
 * has KG_KUBE_PLUGINS_MAX elements and outlives them: the process groups of
 * plugins that run, 0 for none. They are not the terminal's, so that a signal
 * that ends the program must be passed on, which its handler can do from there.
 */
struct kg_kube_plugins *kg_kube_plugins_new(struct kg_arena *arena, struct kg_http *http,
                                            volatile sig_atomic_t *groups);

/* Who may ask at the terminal (interactiveMode of a plugin). */
enum kg_kube_terminal {
    KG_TERMINAL_NONE = 0,  /* nobody: standard input is none */
    KG_TERMINAL_MUST,      /* those that must (Always): others are run side by side */
    KG_TERMINAL_AVAILABLE, /* those that can, too (IfAvailable), as with kubectl */
};

struct kg_kube_options {
    const struct kg_kubeconfig *config; /* must outlive the client */
    struct kg_kube_plugins *plugins;    /* of the same loop; NULL: some of its own */
    const char *user_agent;             /* "kubectl-kagent-scale/v0.1.0 (linux/amd64)" */
    int64_t request_timeout_ms;         /* of one call with its repetitions; 0: none */
    int64_t watch_silence_ms;           /* a stream silent for so long is opened anew; 0: 150 s */
    struct kg_kube_proxies proxies;
    const char *system_ca;          /* SSL_CERT_FILE; NULL: not set */
    const char *const *environment; /* "NAME=value" for exec plugins, NULL-terminated */
    enum kg_kube_terminal terminal;

    /* Called for a `Warning` of the server and the like: one sentence. May be NULL. */
    void (*warn)(void *context, const char *text);
    /*
     * Called for each line that tells about requests as kubectl's -v does:
     * from 6 method, URL, status and time; 7 headers of the request; 8 those of
     * the response and bodies, shortened; 9 bodies in full. Credentials are
     * masked, and so are the bodies of Secrets and tokens. May be NULL.
     */
    void (*trace)(void *context, const char *line);
    int verbosity;
    void *context; /* for both */
};

/*
 * Makes a client; it is released (and what it knows is wiped) with the arena.
 * The loop must live longer: make it first, in the same arena.
 * Sends nothing yet. Fails when certificates or keys cannot be used, or when
 * the combination cannot work.
 */
int kg_kube_new(struct kg_arena *arena, struct kg_http *http, const struct kg_kube_options *options,
                struct kg_kube **kube, struct kg_error *err);

/* The loop that the client works on. */
struct kg_http *kg_kube_loop(const struct kg_kube *kube);

/*
 * The client's URL, TLS, proxy and credentials for a request or a raw
 * connection of one's own (a tunnel): fills `spec` with url (server and
 * `path`), tls, proxy and headers (Authorization, impersonation, User-Agent,
 * then those of `extra`, NULL-terminated or NULL), with the credentials that are
 * there: call kg_kube_prepare() first. The texts are in the arena, which should
 * be one that wipes.
 */
int kg_kube_spec(struct kg_kube *kube, struct kg_arena *arena, const char *path,
                 const char *const *extra, struct kg_http_spec *spec, struct kg_error *err);

struct kg_kube_wait;

/*
 * Sees to it that the credentials for kg_kube_spec() are there. Returns 0 when
 * they are; 1 when a plugin must be waited for, at most for the client's time
 * limit: `ready` is called from the loop, `err` NULL when they are there now;
 * -1 when they cannot be had. `*wait` is for kg_kube_wait_cancel(), which the
 * release of the arena does, too.
 */
int kg_kube_prepare(struct kg_kube *kube, struct kg_arena *arena,
                    void (*ready)(void *context, const struct kg_error *err), void *context,
                    struct kg_kube_wait **wait, struct kg_error *err);

/* Waits no more. NULL, and one that is over, are nothing. */
void kg_kube_wait_cancel(struct kg_kube_wait *wait);

/* ---- resources ---- */

/* A resource of the API, in the plural that paths are made of. */
struct kg_kube_resource {
    const char *group; /* "" for the core group */
    const char *version;
    const char *plural;
    const char *kind;
    bool namespaced;
};

/* Those that the suite works with. */
extern const struct kg_kube_resource kg_kube_namespaces, kg_kube_nodes, kg_kube_pods,
    kg_kube_services, kg_kube_events, kg_kube_configmaps, kg_kube_secrets, kg_kube_serviceaccounts,
    kg_kube_pvcs, kg_kube_resourcequotas, kg_kube_limitranges, kg_kube_statefulsets,
    kg_kube_controllerrevisions, kg_kube_endpointslices, kg_kube_hpas, kg_kube_pdbs,
    kg_kube_networkpolicies, kg_kube_selfsubjectaccessreviews;

/* ---- one request ---- */

/*
 * What to ask. Either `path` (from its slash on, with the query if there is
 * one, sent as it is), or `resource` with what narrows it down; names are
 * checked and encoded. Zero asks nothing special.
 */
struct kg_kube_request {
    const char *method; /* NULL: GET */
    const char *path;
    const struct kg_kube_resource *resource;
    const char *namespace;   /* NULL: all namespaces, or the resource has none */
    const char *name;        /* NULL: the collection */
    const char *subresource; /* "scale", "eviction"; NULL: none */

    /* of a query; NULL: left out */
    const char *label_selector;
    const char *field_selector;
    const char *resource_version;
    const char *field_manager;
    const char *field_validation; /* "Strict", "Warn", "Ignore" */
    bool dry_run;                 /* dryRun=All */
    bool force;                   /* force=true, of an apply */
    unsigned limit;               /* of a list: elements in one answer */
    const char *continue_token;

    const char *content_type; /* of the body; one of the KG_KUBE_*_PATCH; NULL: JSON */
    struct kg_str body;
    const char *accept; /* NULL: JSON */
    int64_t timeout_ms; /* 0: the client's; -1: none */
    size_t body_max;    /* most bytes of the answer; 0: KG_HTTP_BODY_MAX */
    bool raw;           /* do not read the answer as JSON: logs, proxied bodies */
};

#define KG_KUBE_MERGE_PATCH     "application/merge-patch+json"
#define KG_KUBE_STRATEGIC_PATCH "application/strategic-merge-patch+json"
#define KG_KUBE_JSON_PATCH      "application/json-patch+json"
#define KG_KUBE_APPLY_PATCH     "application/apply-patch+yaml"

/* What kind of answer it is, from the Status that the server sends (its `reason`, else the code).
 */
enum kg_kube_reason {
    KG_KUBE_SUCCESS = 0,
    KG_KUBE_NO_ANSWER, /* see `failure` */
    KG_KUBE_UNAUTHORIZED,
    KG_KUBE_FORBIDDEN,
    KG_KUBE_NOT_FOUND,
    KG_KUBE_ALREADY_EXISTS,
    KG_KUBE_CONFLICT,
    KG_KUBE_EXPIRED, /* the resourceVersion or continue token is too old */
    KG_KUBE_INVALID,
    KG_KUBE_BAD_REQUEST,
    KG_KUBE_TOO_MANY_REQUESTS,
    KG_KUBE_SERVER_TIMEOUT,
    KG_KUBE_SERVER_ERROR,
    KG_KUBE_NOT_KUBERNETES, /* an answer, but none of an API server */
    KG_KUBE_NO_CREDENTIALS, /* a plugin or file that should yield them failed */
};

struct kg_kube_answer {
    enum kg_kube_reason reason;
    enum kg_http_failure failure; /* where reason is NO_ANSWER */
    int code;                     /* of HTTP; 0 when no answer came */
    struct kg_node
        *object;        /* the body as a tree: the object, or the Status of a failure; or NULL */
    struct kg_str body; /* as it came, where `raw` was asked for */
    /* The warnings that came with it, which `warn` was told too: NULL-terminated, or NULL. */
    const char *const *warnings;
    struct kg_http_timings timings; /* of the last attempt */
    unsigned attempts;
};

/*
 * Sends one request and waits for its answer; the loop serves others meanwhile.
 * The answer is in the arena. Returns 0 for 2xx, else -1 with the error set and
 * `answer` filled.
 */
int kg_kube_call(struct kg_kube *kube, struct kg_arena *arena,
                 const struct kg_kube_request *request, struct kg_kube_answer *answer,
                 struct kg_error *err);

/* One of several calls. */
struct kg_kube_call {
    struct kg_kube_request request;
    struct kg_kube_answer answer;
    struct kg_error error; /* set where answer.reason is not SUCCESS */
};

/*
 * Sends `count` requests at once and waits for all the answers. Returns how many
 * failed; each has its own error.
 */
size_t kg_kube_call_all(struct kg_kube *kube, struct kg_arena *arena, struct kg_kube_call *calls,
                        size_t count);

/*
 * Sends a request and calls `done` from the loop when it is over, once.
 * Everything in `answer` is in `arena`, which must live until then. `err` is
 * NULL on success. Returns -1 when it cannot be sent at all; then `done` is not
 * called.
 */
int kg_kube_start(struct kg_kube *kube, struct kg_arena *arena,
                  const struct kg_kube_request *request,
                  void (*done)(void *context, const struct kg_kube_answer *answer,
                               const struct kg_error *err),
                  void *context, struct kg_error *err);

/*
 * Lists a collection, in pages of `request->limit` (0: 500), and calls `item`
 * for each element. The element and what hangs on it are gone after the call:
 * copy what is to stay (kg_node_detach). kind and apiVersion, which a list leaves
 * out of its elements, are in the element. A token that expired between pages
 * starts the list anew: `restart` is then called, and what was collected must
 * be forgotten (NULL: such a list fails instead). `resource_version` (NULL: not
 * wanted) gets the list's, in the arena.
 */
int kg_kube_list(struct kg_kube *kube, struct kg_arena *arena,
                 const struct kg_kube_request *request,
                 void (*item)(void *context, const struct kg_node *item),
                 void (*restart)(void *context), void *context, const char **resource_version,
                 struct kg_error *err);

/* ---- may I? ---- */

/* A SelfSubjectAccessReview: one question. */
struct kg_kube_access {
    const char *verb;
    const struct kg_kube_resource *resource;
    const char *subresource; /* NULL: none */
    const char *namespace;   /* NULL: all */
    const char *name;        /* NULL: any */
};

/* 1: allowed; 0: not allowed; -1: could not find out. */
int kg_kube_may(struct kg_kube *kube, struct kg_arena *arena, const struct kg_kube_access *access,
                struct kg_error *err);

/* The body of such a question, for kg_kube_call_all(); and what its answer says. */
struct kg_kube_request kg_kube_access_request(struct kg_arena *arena,
                                              const struct kg_kube_access *access);
bool kg_kube_access_allowed(const struct kg_kube_answer *answer);

/* ---- small things about objects ---- */

/* metadata.name, metadata.namespace and metadata.resourceVersion; empty where absent. */
struct kg_str kg_kube_name(const struct kg_node *object);
struct kg_str kg_kube_namespace(const struct kg_node *object);
struct kg_str kg_kube_resource_version(const struct kg_node *object);

#endif
