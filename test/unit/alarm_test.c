#include "unit.h"

#include "http/alarm.h"

enum { ALARMS = 200 };

struct bell {
    struct kg_alarm alarm;
    struct kg_alarms *alarms;
    int64_t rung; /* which one it was, from 1 */
};

static int64_t rung;

static void ring_once(struct kg_alarm *alarm)
{
    ((struct bell *)alarm)->rung = ++rung;
}

static unsigned random_number(unsigned *seed)
{
    *seed = *seed * 1103515245 + 12345;
    return *seed >> 16;
}

TEST("alarms go off by time, then by the order in which they were set, and never when cleared")
{
    struct kg_alarms alarms = {0};
    static struct bell bells[ALARMS];
    unsigned seed = 7;
    rung = 0;
    for (size_t round = 0; round < 20; round++) {
        for (size_t i = 0; i < ALARMS; i++) {
            bells[i] = (struct bell){.alarm = {.goes_off = ring_once}};
            CHECK_INT(kg_alarm_set(&alarms, &bells[i].alarm, random_number(&seed) % 50), 0);
        }
        for (size_t i = 0; i < ALARMS; i += 3)
            kg_alarm_clear(&alarms, &bells[random_number(&seed) % ALARMS].alarm);
        kg_alarms_run(&alarms, 30);
        for (size_t i = 0; i < ALARMS; i++) {
            for (size_t j = i + 1; j < ALARMS; j++) {
                bool before = bells[i].alarm.due_ms <= bells[j].alarm.due_ms;
                if (bells[i].rung != 0 && bells[j].rung != 0)
                    CHECK((bells[i].rung < bells[j].rung) == before);
            }
            CHECK(bells[i].rung == 0 || bells[i].alarm.due_ms <= 30);
            CHECK(bells[i].alarm.place == 0 || bells[i].alarm.due_ms > 30);
            kg_alarm_clear(&alarms, &bells[i].alarm);
        }
        CHECK_INT(alarms.count, 0);
        CHECK(kg_alarms_next(&alarms) == KG_ALARM_NEVER);
    }
    kg_alarms_release(&alarms);
}

static void set_again(struct kg_alarm *alarm)
{
    struct bell *bell = (struct bell *)alarm;
    bell->rung++;
    kg_alarm_set(bell->alarms, alarm, 0);
}

TEST("an alarm that is set again while it goes off waits for its next turn")
{
    struct kg_alarms alarms = {0};
    struct bell bell = {.alarm = {.goes_off = set_again}, .alarms = &alarms};
    CHECK_INT(kg_alarm_set(&alarms, &bell.alarm, 0), 0);
    kg_alarms_run(&alarms, 10);
    CHECK_INT(bell.rung, 1);
    kg_alarms_run(&alarms, 10);
    CHECK_INT(bell.rung, 2);
    kg_alarms_release(&alarms);
}
