/*
 * client: what the parts of the Kubernetes client share.
 */
#ifndef KG_KUBE_CLIENT_H
#define KG_KUBE_CLIENT_H

#include "kagent/buf.h"
#include "kagent/kube.h"
#include "kagent/map.h"

/* What a plugin or a token file has yielded. Replaced as a whole, in an arena that wipes. */
struct credentials {
    struct kg_arena arena;
    const char *token;
    struct kg_str certificate; /* PEM, with the key; empty for none */
    struct kg_str key;
    bool held;
    int64_t expires;  /* seconds since 1970; INT64_MAX when it does not say */
    int64_t read_ms;  /* when the token file was read */
    unsigned edition; /* another one after each replacement */
};

struct exec_source;

/* Somebody who waits for credentials. Lives where he does. */
struct credential_wait {
    struct credential_wait *next;
    struct exec_source *source; /* NULL: waits for nothing */
    int64_t deadline_ms; /* of kg_http_now_ms(); INT64_MAX: none. It is put off while a plugin
                          * has the terminal: a person has lost nobody time. */
    bool due;
    /* They are there, or (`err` not NULL) are not to be had. */
    void (*ready)(void *context, const struct kg_error *err);
    void *context;
};

struct kg_kube {
    struct kg_arena *arena;
    struct kg_http *http;
    struct kg_kube_options options;
    const struct kg_kubeconfig *config;
    struct credentials own;          /* of a token file */
    struct credentials *credentials; /* these, or those of the plugin's source */
    struct exec_source *source;      /* NULL: no plugin */
    const char *proxy;               /* NULL: none */
    bool secure;
    bool http1;              /* HTTP/2 has lost an answer: speak HTTP/1.1 from then on */
    struct kg_arena scratch; /* of a request while it is put together; it wipes */
    struct kg_map warned;    /* the warnings that were passed on already */
};

/* ---- credentials.c ---- */

/*
 * Whether all that the kubeconfig can yield is there and not expired: 0. 1: a
 * plugin must be waited for. -1: the token file cannot be read; it is read here.
 */
int kg_credentials_ready(struct kg_kube *kube, struct kg_error *err);

/* After 1: calls wait->ready, with the deadline, from the loop. Fails when the loop has no memory.
 */
int kg_credentials_wait(struct kg_kube *kube, struct credential_wait *wait, struct kg_error *err);

/* Waits no more. NULL, and who does not wait, are nothing. */
void kg_credentials_wait_cancel(struct credential_wait *wait);

/*
 * The server did not accept those of this edition. Returns whether newer ones
 * may be had, or are there already since another request heard of it first.
 */
bool kg_credentials_refused(struct kg_kube *kube, unsigned edition);

/* The value of the Authorization header, in the arena; NULL for none. */
const char *kg_credentials_header(const struct kg_kube *kube, struct kg_arena *arena);

void kg_credentials_release(void *credentials);

/* ---- exec_credential.c ---- */

/* The ExecCredential that the plugin is given in KUBERNETES_EXEC_INFO. */
const char *kg_exec_info(const struct kg_kube *kube, struct kg_arena *arena, bool interactive);

/* Reads what the plugin printed into `credentials`, in its arena. */
int kg_exec_credential(const struct kg_kubeconfig_exec *plugin, struct kg_str output,
                       struct credentials *credentials, struct kg_error *err);

/* ---- path.c ---- */

/* The path with its query. Fails with KG_ERROR_USAGE for a name that can be none. */
int kg_kube_request_path(struct kg_arena *arena, const struct kg_kube_request *request,
                         const char *more, const char **path, struct kg_error *err);

/* ---- send.c ---- */

/* A request as it is sent once. Must live until it is over, or cancelled. */
struct sending {
    const struct kg_kube_request *request;
    const char *path;    /* with the query */
    int64_t deadline_ms; /* of kg_http_now_ms(), until it is over; INT64_MAX: none */
    int64_t silence_ms;  /* of a stream, whose deadline is only that of its credentials; 0: none */
    size_t body_max;
    const struct kg_http_handler *handler;
    void (*failed)(void *context, const struct kg_error *err); /* it could not be sent after all */
    void *context;

    struct kg_http_request *under_way; /* NULL: not yet, or (the handler says so) no more */
    unsigned edition;                  /* of the credentials that it was sent with */
    struct kg_kube *kube;
    struct credential_wait wait;
};

/* What `limit_ms` (0 or less: none) from now on is as a deadline. */
int64_t kg_kube_deadline(int64_t limit_ms);

/*
 * Sends it, with credentials and all else that belongs to it; once these are
 * there, where they must be waited for. Nothing is called when this fails.
 */
int kg_kube_send(struct kg_kube *kube, struct sending *sending, struct kg_error *err);

/* Nothing of it is called any more. */
void kg_kube_send_cancel(struct sending *sending);

/*
 * libcurl 7.88 often loses the body of an answer behind which the server closes an HTTP/2
 * connection; the API server does so to whoever it does not know. Returns whether that happened and
 * the request may be sent again, over HTTP/1.1.
 */
bool kg_kube_http2_lost(struct kg_kube *kube, const struct kg_kube_request *request,
                        const struct kg_http_result *result);

/* ---- status.c ---- */

/*
 * Judges an answer: what kind it is and, unless it is a success, the sentence.
 * Sets answer->reason and answer->object. `body` must live as long as the
 * arena.
 */
void kg_kube_judge(struct kg_kube *kube, struct kg_arena *arena,
                   const struct kg_kube_request *request, struct kg_str body,
                   struct kg_kube_answer *answer, struct kg_error *err);

/* The sentence for a Status object (of a stream, too). Returns its reason. */
enum kg_kube_reason kg_kube_describe_status(const struct kg_kube *kube, struct kg_arena *scratch,
                                            const struct kg_node *status, int code,
                                            struct kg_error *err);

/* Puts what the client was about in front of a failure of http. */
void kg_kube_describe_no_answer(const struct kg_kube *kube, const struct kg_http_result *result,
                                struct kg_error *err);

/* The texts of the Warning fields, NULL-terminated, in the arena; NULL when there are none. */
const char *const *kg_kube_read_warnings(struct kg_arena *arena, const struct kg_http_head *head);

/* Passes them on, each text once. */
void kg_kube_pass_warnings(struct kg_kube *kube, const char *const *warnings);

/* ---- trace.c ---- */

void kg_kube_trace_request(struct kg_kube *kube, const struct kg_http_spec *spec);
void kg_kube_trace_answer(struct kg_kube *kube, const struct kg_kube_request *request,
                          const char *path, const struct kg_http_result *result);

/* ---- small things ---- */

/* An element of a list gets the kind and apiVersion that the list left out. */
void kg_kube_complete_item(struct kg_arena *arena, const struct kg_kube_resource *resource,
                           struct kg_node *item);

/* A number from 0 to 1, for waiting times. Not for secrets. */
double kg_kube_chance(void);

#endif
