/*
 * a2a: the agent-to-agent protocol, as far as one must know it to ask an agent
 * whether it is there: cards, dialects, and what answers mean.
 *
 * Everything here is a function of texts: nothing is sent or received. The
 * conversation itself is in probe.h.
 *
 * A2A has had two dialects. Up to 0.3 a task is read with `tasks/get`; from
 * 1.0 on with `GetTask`, and the request says its version in the header
 * `A2A-Version` (absent, it means 0.3). Which one an agent speaks is written
 * in its card, a JSON document at a well-known path: agent.json up to 0.2,
 * agent-card.json since 0.3. Servers mix these freely, so that a card is
 * known by its shape and not by where it was found.
 * Sources: the specification's repository a2aproject/A2A at its tags v0.1.0 to
 * v1.0.1 (specification/json/a2a.json, specification/a2a.proto,
 * docs/specification.md).
 */
#ifndef KAGENT_A2A_H
#define KAGENT_A2A_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/str.h"

/* ---- where and how an agent is spoken to ---- */

enum kg_a2a_dialect {
    KG_A2A_TASKS_GET, /* 0.1 to 0.3 */
    KG_A2A_GET_TASK,  /* since 1.0 */
};

enum {
    KG_A2A_PATH_MAX = 1024,
    KG_A2A_VERSION_MAX = 24,
    KG_A2A_TENANT_MAX = 256,
    KG_A2A_NAME_MAX = 128,
    KG_A2A_REASON_MAX = 256,
    KG_A2A_ENDPOINTS_MAX = 8,
    KG_A2A_BODY_MAX = 1 << 20, /* what is read of a card or an answer, in bytes */
};

/* One place where an agent takes JSON-RPC. All texts are NUL-terminated. */
struct kg_a2a_endpoint {
    enum kg_a2a_dialect dialect;
    char path[KG_A2A_PATH_MAX];       /* path and query, as in a request line */
    char version[KG_A2A_VERSION_MAX]; /* of the protocol as the card says it; "" for unsaid */
    char tenant[KG_A2A_TENANT_MAX];   /* to be sent along, as a JSON string; "" for none */
};

/*
 * Writes what the header `A2A-Version` must say to this endpoint: Major.Minor
 * of what its card promises, 1.0 where the dialect is all that is known. Empty
 * up to 0.2, which has no such header.
 */
void kg_a2a_version_header(const struct kg_a2a_endpoint *endpoint, char header[KG_A2A_VERSION_MAX]);

/*
 * Whether `version` is what a person means by `expected`: equal as far as
 * `expected` goes ("1" and "0.3" mean 1.0.1 and 0.3.0; "0.3" is not 0.30).
 */
bool kg_a2a_version_is(const char *version, const char *expected);

/*
 * Takes the path with its query out of a card's URL, whose host is a name that
 * only the cluster knows. "/" where there is none.
 *
 * Cards are written by strangers and the path is put behind a path of the API
 * server, where the user's rights apply. So one that holds `.` or `..` as a
 * segment, plain or in percent-encoding, an encoded slash, backslash or
 * percent sign, or a character that no URL has, is refused: -1, and `path` is
 * left alone.
 */
int kg_a2a_path(struct kg_str url, char path[KG_A2A_PATH_MAX]);

/* How well a port's name says that an agent is behind it: 2 with a2a in it, 1 for http..., else 0.
 */
int kg_a2a_port_rank(struct kg_str name);

/* ---- cards ---- */

struct kg_a2a_card {
    char name[KG_A2A_NAME_MAX];
    char version[KG_A2A_NAME_MAX]; /* of the agent itself, not of the protocol */
    /* Those of JSON-RPC, in the order of preference: 1.x first, then as in the card. */
    struct kg_a2a_endpoint endpoints[KG_A2A_ENDPOINTS_MAX];
    size_t count;
    size_t unsafe;  /* endpoints left out because of their path */
    size_t foreign; /* those of other bindings: gRPC, HTTP+JSON */
};

/*
 * Reads a card of any version. A card is a JSON object that has a name, a
 * version, and a `url` or `supportedInterfaces`; anything else fails with
 * KG_ERROR_NEGATIVE and what is missing. `arena` is for scratch only: the card
 * borrows nothing. Texts that do not fit are cut; control characters in them
 * become blanks.
 */
int kg_a2a_card_read(struct kg_arena *arena, struct kg_str text, struct kg_a2a_card *card,
                     struct kg_error *err);

/*
 * The endpoint to use: the first whose version is `expected`, else the first;
 * NULL when there is none. `expected` may be "".
 */
const struct kg_a2a_endpoint *kg_a2a_card_endpoint(const struct kg_a2a_card *card,
                                                   const char *expected);

/* ---- verdicts ---- */

/* What an answer says about the agent. The order is from good to bad. */
enum kg_a2a_verdict {
    KG_A2A_ALIVE,       /* speaks A2A */
    KG_A2A_WARNING,     /* speaks A2A, but something about it is not as it should be */
    KG_A2A_CREDENTIALS, /* is there, and refuses who does not say who he is */
    KG_A2A_UNEXPECTED,  /* speaks A2A, but not as was demanded (version, time) */
    KG_A2A_DEGRADED,    /* answers, and is not well */
    KG_A2A_NOT_A2A,     /* something answers, but no agent, at least not here */
    KG_A2A_UNAVAILABLE, /* a proxy answers that the agent does not */
    KG_A2A_DOWN,        /* nothing answers */
    KG_A2A_UNKNOWN,     /* could not be asked: rights, trust, a binding other than JSON-RPC */
};
#define KG_A2A_VERDICTS (KG_A2A_UNKNOWN + 1)

/* "alive", "warning", "credentials", ...: the words of every output. */
const char *kg_a2a_verdict_name(enum kg_a2a_verdict verdict);

/* Whether an agent or something in its place answered: what counts as received. */
bool kg_a2a_verdict_answered(enum kg_a2a_verdict verdict);

struct kg_a2a_judgement {
    enum kg_a2a_verdict verdict;
    bool has_code;
    int64_t code; /* of the JSON-RPC error */
    bool retry;   /* the other dialect may be understood */
    /* One printable line that says why; "" for a plain "alive". */
    char reason[KG_A2A_REASON_MAX];
};

/* The answer to a probe, as it came. */
struct kg_a2a_answer {
    unsigned status;         /* of HTTP */
    struct kg_str body;      /* at most KG_A2A_BODY_MAX bytes of it */
    bool cut;                /* the connection ended before the body did */
    bool too_large;          /* there was more of the body than is read */
    struct kg_str challenge; /* the header WWW-Authenticate; empty for none */
    struct kg_str location;  /* the header Location; empty for none */
};

/* Error codes that are as good as "no such task", by the user's word. */
struct kg_a2a_accepted {
    const int64_t *codes;
    size_t count;
};

/*
 * Judges the answer to a request for a task that cannot exist, whose JSON-RPC
 * id was `id`: by the body where it is JSON-RPC 2.0, else by the status. The
 * HTTP status does not decide alone: trpc's server sends 500 with a sound "no
 * such task", others 200 with a page of HTML. 401 and 403 always mean missing
 * credentials. `arena` is for scratch.
 */
void kg_a2a_judge(struct kg_arena *arena, const struct kg_a2a_answer *answer, const char *id,
                  const struct kg_a2a_accepted *accepted, struct kg_a2a_judgement *judgement);

/*
 * Copies `text` as one printable line: control characters and line breaks
 * become blanks, bytes that are no UTF-8 `?`, and what does not fit is left out
 * with "..." for a sign. For everything that an agent says and a person sees.
 */
void kg_a2a_printable(char *out, size_t size, struct kg_str text);

#endif
