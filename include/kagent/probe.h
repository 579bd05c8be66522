/*
 * probe: the conversation that finds out whether an agent is there.
 *
 * A probe asks for a task that cannot exist, because its id is random, and
 * judges the answer (a2a.h). Nothing that it sends makes an agent do anything:
 * it only reads, never sends a message, cancels, lists or subscribes; and it
 * never uses HEAD, which Go servers refuse. There is no operation for this
 * purpose in A2A; asking for an unknown task is the cheapest request that
 * passes through all of an agent's protocol layer and leaves no line in its
 * log (measured with the SDKs for JavaScript and Python) if it is made in the
 * agent's own dialect. So before the first probe the agent's card is looked
 * for; and a server that says it does not know the method or version is asked
 * once more in the other dialect, which is then remembered.
 *
 * The module sends nothing itself. It is a machine that a transport turns:
 *
 *     kg_probe_begin(&probe, random);
 *     while (kg_probe_request(&probe, &request))
 *         kg_probe_answer(&probe, &answer);     (or kg_probe_fail)
 *     result = kg_probe_result(&probe);
 *
 * Each turn is one HTTP exchange; a probe takes one, while nothing is known of
 * the agent up to four. After an answer that was not sound the next probe
 * begins with the card again, as another agent may be there by then.
 */
#ifndef KAGENT_PROBE_H
#define KAGENT_PROBE_H

#include "kagent/a2a.h"

/* What the user demands. Borrowed: it must live as long as the probes. */
struct kg_probe_settings {
    /*
     * The path under which the agent lives, safe by kg_a2a_path(): "/" unless a
     * server has several agents. Its card is looked for below. Requests go to the
     * path that the card names if that lies below it too, else to this path itself.
     */
    const char *base;
    const char *expected; /* the version that the agent must speak: "1.0", "0.3"; "" for any */
    struct kg_a2a_accepted accepted;
};

enum { KG_PROBE_RANDOM = 32, KG_PROBE_ID_MAX = 37, KG_PROBE_BODY_MAX = 1024 };

/* What one probe found. */
struct kg_probe_result {
    struct kg_a2a_judgement judgement;
    unsigned status; /* of the last answer; 0 when there was none */
};

/* What is inside belongs to the module. Nothing to release. */
struct kg_probe {
    const struct kg_probe_settings *settings;
    unsigned step;
    bool known;        /* the endpoint answered soundly: no need for the card */
    bool card_refused; /* the card is not for everyone */
    bool retried;
    char agent[KG_A2A_NAME_MAX]; /* name on the card; "" without one */
    char agent_version[KG_A2A_NAME_MAX];
    struct kg_a2a_endpoint endpoint;
    char note[KG_A2A_REASON_MAX]; /* what was wrong with the card; "" for nothing */
    char task[KG_PROBE_ID_MAX];
    char id[KG_PROBE_ID_MAX];
    char path[KG_A2A_PATH_MAX + 32]; /* of the next request */
    char version[KG_A2A_VERSION_MAX];
    char body[KG_PROBE_BODY_MAX];
    struct kg_a2a_judgement first; /* before the retry */
    struct kg_probe_result result;
};

/* What to send next. Texts belong to the probe and last until its next turn. */
struct kg_probe_request {
    const char *path;
    const char *version; /* the value of A2A-Version; "" sends no such header */
    struct kg_str body;  /* of a POST with content type application/json; empty for a GET */
};

/* A probe of an agent of which nothing is known. */
void kg_probe_init(struct kg_probe *probe, const struct kg_probe_settings *settings);

/*
 * Begins a probe. `random` must be unpredictable and fresh each time: the ids
 * of the task and of the request are made of it.
 */
void kg_probe_begin(struct kg_probe *probe, const unsigned char random[KG_PROBE_RANDOM]);

/* The next request; false when there is a result. */
bool kg_probe_request(const struct kg_probe *probe, struct kg_probe_request *request);

/* Takes the answer to that request, from anyone: it may be of any size and form. */
void kg_probe_answer(struct kg_probe *probe, const struct kg_a2a_answer *answer);

/*
 * Ends the probe without an answer: `verdict` is DOWN, UNAVAILABLE, DEGRADED,
 * NOT_A2A or UNKNOWN, and `reason` says what happened.
 */
void kg_probe_fail(struct kg_probe *probe, enum kg_a2a_verdict verdict, const char *reason);

/* What was found; stays until the next kg_probe_begin(). */
const struct kg_probe_result *kg_probe_result(const struct kg_probe *probe);

/*
 * Holds a sound answer that took `nanoseconds` against the longest time that
 * the user allows (0 for any): what took longer is UNEXPECTED.
 */
void kg_probe_demand_time(struct kg_probe *probe, int64_t nanoseconds, int64_t longest);

/*
 * The protocol version as a person is told: that of the card, else "0.x" or
 * "1.x" by the dialect that was understood; "" while nothing is known.
 */
const char *kg_probe_version(const struct kg_probe *probe);

#endif
