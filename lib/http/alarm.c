#include "alarm.h"

#include <stdbool.h>
#include <stdlib.h>

static bool is_before(const struct kg_alarm *a, const struct kg_alarm *b)
{
    return a->due_ms != b->due_ms ? a->due_ms < b->due_ms : a->order < b->order;
}

static void put(struct kg_alarms *alarms, size_t place, struct kg_alarm *alarm)
{
    alarms->heap[place - 1] = alarm;
    alarm->place = place;
}

/* Finds the place for an alarm, from an empty one upwards or downwards. */
static void settle(struct kg_alarms *alarms, size_t place, struct kg_alarm *alarm)
{
    while (place > 1 && is_before(alarm, alarms->heap[place / 2 - 1])) {
        put(alarms, place, alarms->heap[place / 2 - 1]);
        place /= 2;
    }
    for (size_t child; (child = place * 2) <= alarms->count; place = child) {
        if (child < alarms->count && is_before(alarms->heap[child], alarms->heap[child - 1]))
            child++;
        if (!is_before(alarms->heap[child - 1], alarm))
            break;
        put(alarms, place, alarms->heap[child - 1]);
    }
    put(alarms, place, alarm);
}

int kg_alarm_set(struct kg_alarms *alarms, struct kg_alarm *alarm, int64_t due_ms)
{
    if (alarms->count == alarms->capacity) {
        size_t capacity = alarms->capacity * 2 + 16;
        struct kg_alarm **grown = realloc(alarms->heap, capacity * sizeof(struct kg_alarm *));
        if (grown == NULL)
            return -1;
        alarms->heap = grown;
        alarms->capacity = capacity;
    }
    alarm->due_ms = due_ms;
    alarm->order = alarms->orders++;
    alarms->count++;
    settle(alarms, alarms->count, alarm);
    return 0;
}

void kg_alarm_clear(struct kg_alarms *alarms, struct kg_alarm *alarm)
{
    size_t place = alarm->place;
    if (place == 0)
        return;
    struct kg_alarm *last = alarms->heap[--alarms->count];
    alarm->place = 0;
    if (last != alarm)
        settle(alarms, place, last);
}

int64_t kg_alarms_next(const struct kg_alarms *alarms)
{
    return alarms->count > 0 ? alarms->heap[0]->due_ms : KG_ALARM_NEVER;
}

void kg_alarms_run(struct kg_alarms *alarms, int64_t now_ms)
{
    /* One that is set meanwhile is behind all others that are due, since time goes forward. */
    uint64_t newer = alarms->orders;
    while (kg_alarms_next(alarms) <= now_ms && alarms->heap[0]->order < newer) {
        struct kg_alarm *alarm = alarms->heap[0];
        kg_alarm_clear(alarms, alarm);
        alarm->goes_off(alarm);
    }
}

void kg_alarms_release(struct kg_alarms *alarms)
{
    free(alarms->heap);
    *alarms = (struct kg_alarms){0};
}
