/*
 * schedule: when to send the next probe, by the habits of ping.
 *
 * One probe is under way at a time: an agent is asked over one connection, and
 * what is not answered yet says more than a queue of questions behind it. Where
 * an answer comes later than the next probe was due, that one is sent at the
 * next due time and not at once: missed ones are never made up in a burst.
 *
 * The meanings are those of ping (iputils): a count alone limits what is sent;
 * with a deadline it is the number of answers to wait for. The module has no
 * clock: the caller passes in nanoseconds of one that nobody sets.
 */
#ifndef KAGENT_SCHEDULE_H
#define KAGENT_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

/* The adaptive pace keeps at least this much between probes, ns. */
#define KG_SCHEDULE_ADAPTIVE_MIN 10000000

/* After a probe without an answer at least this long passes before the next, whatever the pace, ns.
 */
#define KG_SCHEDULE_LOST_MIN 100000000

/* What the user asks for, all in nanoseconds. */
struct kg_schedule_settings {
    int64_t interval; /* between probes; 0: the next follows the answer */
    int64_t wait;     /* how long an answer may take; then the probe is lost */
    int64_t deadline; /* of everything, since the start; 0: none */
    uint64_t count;   /* probes to send; 0: without end */
    /*
     * The next follows the answer, but not before twice the smoothed round trip
     * time (RFC 6298's, weight 1/8) has passed since the last was sent: an agent is
     * kept busy for half of the time at most.
     */
    bool adaptive;
};

/* Borrows its settings. */
struct kg_schedule {
    const struct kg_schedule_settings *settings;
    int64_t started;
    int64_t due;     /* the next probe */
    int64_t sent_at; /* the last one */
    int64_t smoothed;
    uint64_t sent;
    uint64_t answered;
    bool waiting; /* for the answer to the last one */
};

/* What is to be done now. */
enum kg_schedule_step {
    KG_SCHEDULE_WAIT, /* nothing until `*until`, or an answer */
    KG_SCHEDULE_SEND,
    KG_SCHEDULE_LOSE, /* the answer took too long: give the probe up */
    KG_SCHEDULE_END,  /* all is sent and answered or lost, or the deadline has passed */
};

/* Begins at `now`, with the first probe due `offset` later: many targets are spread by it. */
void kg_schedule_start(struct kg_schedule *schedule, const struct kg_schedule_settings *settings,
                       int64_t now, int64_t offset);

/* The next step. `*until` is set for WAIT: when to ask again at the latest. */
enum kg_schedule_step kg_schedule_next(const struct kg_schedule *schedule, int64_t now,
                                       int64_t *until);

/* A probe was sent. */
void kg_schedule_sent(struct kg_schedule *schedule, int64_t now);

/* It is over: with an answer after `rtt`, or without (`answered` false). */
void kg_schedule_over(struct kg_schedule *schedule, int64_t now, bool answered, int64_t rtt);

/* Whether the deadline passed before as many answers were there as the count asks for. */
bool kg_schedule_missed(const struct kg_schedule *schedule);

#endif
