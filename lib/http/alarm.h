/*
 * alarm: moments at which something is to happen, the next one first.
 *
 * An alarm is part of what it belongs to; the heap holds pointers. Setting and
 * clearing cost the logarithm of how many are set, looking at the next one
 * nothing. Alarms of the same moment go off in the order in which they were
 * set.
 */
#ifndef KG_HTTP_ALARM_H
#define KG_HTTP_ALARM_H

#include <stddef.h>
#include <stdint.h>

#define KG_ALARM_NEVER INT64_MAX

/* All zero: not set. */
struct kg_alarm {
    void (*goes_off)(struct kg_alarm *alarm); /* it is not set any more then */
    int64_t due_ms;
    uint64_t order;
    size_t place; /* in the heap, from 1; 0: not set */
};

/* All zero: none is set. */
struct kg_alarms {
    struct kg_alarm **heap;
    size_t count;
    size_t capacity;
    uint64_t orders;
};

/* Sets an alarm that is not set. Returns -1 when there is no memory. */
int kg_alarm_set(struct kg_alarms *alarms, struct kg_alarm *alarm, int64_t due_ms);

/* Does nothing to one that is not set. */
void kg_alarm_clear(struct kg_alarms *alarms, struct kg_alarm *alarm);

/* When the next one is due; KG_ALARM_NEVER where there is none. */
int64_t kg_alarms_next(const struct kg_alarms *alarms);

/*
 * Lets those go off that are due at `now_ms`. They may set and clear others; those that they set
 * wait for the next call, whatever their time.
 */
void kg_alarms_run(struct kg_alarms *alarms, int64_t now_ms);

void kg_alarms_release(struct kg_alarms *alarms);

#endif
