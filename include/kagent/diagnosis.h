/*
 * diagnosis: which layer between a person and an agent is the first that is broken.
 *
 * Probes tell that an agent does not answer as it should; the cluster tells
 * what stands between. Held together, layer by layer and from the outside in,
 * they name the first that is broken, the evidence, and what to type next:
 *
 *     a pod:      pod, containers, readiness, Service, way there, port,
 *     a Service:  Service, endpoints, target port, way there, port,
 *     a URL:      name, connection, TLS,
 *     all:        HTTP, card, JSON-RPC, agent
 *
 * Pods and Services are looked at through objects of the API, the steps to a URL
 * by one more attempt; the rest is what probes found. What probes have come through cannot be what
 * is broken: where the agent has answered, troubles of the layers before are noted and no more.
 *
 * Functions of what they are given: no cluster is asked, and any of it may be
 * unknown, with the reason why.
 */
#ifndef KAGENT_DIAGNOSIS_H
#define KAGENT_DIAGNOSIS_H

#include "kagent/a2a.h"
#include "kagent/node.h"
#include "kagent/target.h"

/* What the cluster said to one question. */
struct kg_diagnosis_part {
    const struct kg_node *node; /* the object, or the sequence of objects; NULL without */
    bool absent;                /* there is none of this name */
    const char *unknown;        /* why nothing is known; NULL when it is */
};

/* The probe that speaks for all of them. */
struct kg_diagnosis_probe {
    enum kg_a2a_verdict verdict;
    unsigned status;    /* of HTTP; 0 when there was no answer */
    bool has_code;      /* a JSON-RPC error was the answer */
    const char *agent;  /* the name on the card; "" when none was found */
    const char *reason; /* one printable line */
};

/* The steps of a request to a URL, in their order. */
enum kg_diagnosis_step { KG_STEP_NAME, KG_STEP_CONNECTION, KG_STEP_TLS, KG_STEP_ANSWER };

/* How far one more request to a URL got. */
struct kg_diagnosis_attempt {
    enum kg_diagnosis_step reached; /* the first step that failed; ANSWER when none of them did */
    const char *reason;             /* why, where one has failed */
    const char *peer;               /* the address that was connected to; "" for none */
    int64_t connected_us;           /* microseconds that this took, with the name's */
    int64_t encrypted_us;           /* and TLS on top; 0 without */
};

/* What was asked. */
enum kg_diagnosis_kind { KG_DIAGNOSIS_POD, KG_DIAGNOSIS_SERVICE, KG_DIAGNOSIS_URL };

/* What each of the programs that may be of use next has to be told besides what it is to do. */
struct kg_diagnosis_targets {
    struct kg_target kubectl;
    struct kg_target ping;      /* kubectl kagent a2a-ping, as it was asked for */
    struct kg_target elsewhere; /* the same but for port and path */
    struct kg_target curl;
    struct kg_target openssl;
};

/* An agent that does not answer as it should. */
struct kg_diagnosis_subject {
    enum kg_diagnosis_kind kind;
    const char *name; /* of the pod or Service; the URL */
    const char *way;  /* "port-forward", "proxy", "direct" */
    unsigned port;    /* of the pod or Service; 0 for a URL */
    struct kg_diagnosis_targets targets;
    struct kg_diagnosis_part object;     /* the Pod or Service */
    struct kg_diagnosis_part slices;     /* the EndpointSlices of the namespace */
    struct kg_diagnosis_attempt attempt; /* at a URL */
    struct kg_diagnosis_probe probe;
};

enum kg_layer_state {
    KG_LAYER_SOUND,
    KG_LAYER_NOTED, /* not as it should be, and not what keeps probes from being answered */
    KG_LAYER_BROKEN,
    KG_LAYER_UNCHECKED, /* could not be looked at */
};

/* A layer and what is known of it. Texts are the arena's and may hold what strangers wrote. */
struct kg_layer {
    const char *name;
    enum kg_layer_state state;
    const char *evidence;
    const char *next; /* what to type; NULL for nothing */
};

enum { KG_LAYERS_MAX = 10 };

/*
 * Looks at the layers of `subject` up to the first that is broken, which is the
 * last of `layers` then. Returns their number. For a probe whose verdict is
 * ALIVE or WARNING no layer is broken.
 */
size_t kg_diagnose(struct kg_arena *arena, const struct kg_diagnosis_subject *subject,
                   struct kg_layer layers[KG_LAYERS_MAX]);

#endif
