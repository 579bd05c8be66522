/* When probes are sent, on a clock of the test's own. */
#include "unit.h"

#include <string.h>

#include "kagent/buf.h"
#include "kagent/schedule.h"

/* The unit of these tests: a tenth of a second. */
static const int64_t tick = 100000000;

/*
 * Plays a schedule: the n-th probe is answered after `answers[n]` ticks, never
 * where that is negative; the last entry goes on. What happened is told as
 * "s0 a1 s10 l30 e30": sent, answered, lost, ended at these ticks.
 */
static const char *play(struct kg_arena *arena, const struct kg_schedule_settings *settings,
                        const int64_t *answers, size_t count)
{
    struct kg_schedule schedule;
    struct kg_buf told;
    int64_t answer_at = INT64_MAX;
    int64_t now = 0;
    kg_buf_init(&told, arena, 1 << 16);
    kg_schedule_start(&schedule, settings, now, 0);
    for (int steps = 0; steps < 1000; steps++) {
        int64_t until = INT64_MAX;
        switch (kg_schedule_next(&schedule, now, &until)) {
        case KG_SCHEDULE_WAIT:
            CHECK(until > now);
            if (answer_at > until) {
                now = until;
                break;
            }
            now = answer_at;
            answer_at = INT64_MAX;
            kg_schedule_over(&schedule, now, true, now - schedule.sent_at);
            kg_buf_printf(&told, "a%lld ", (long long)(now / tick));
            break;
        case KG_SCHEDULE_SEND: {
            int64_t answer = answers[schedule.sent < count ? schedule.sent : count - 1];
            kg_schedule_sent(&schedule, now);
            answer_at = answer < 0 ? INT64_MAX : now + answer * tick;
            kg_buf_printf(&told, "s%lld ", (long long)(now / tick));
            break;
        }
        case KG_SCHEDULE_LOSE:
            kg_schedule_over(&schedule, now, false, 0);
            answer_at = INT64_MAX;
            kg_buf_printf(&told, "l%lld ", (long long)(now / tick));
            break;
        case KG_SCHEDULE_END:
            kg_buf_printf(&told, "e%lld%s", (long long)(now / tick),
                          kg_schedule_missed(&schedule) ? " missed" : "");
            return told.data;
        }
    }
    return "without end";
}

#define PLAY(settings, ...)                                                                        \
    play(arena, &(settings), (const int64_t[]){__VA_ARGS__},                                       \
         sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

static struct kg_schedule_settings every_second(void)
{
    return (struct kg_schedule_settings){.interval = 10 * tick, .wait = 50 * tick};
}

TEST("probes are an interval apart, and the count ends with the last answer")
{
    struct kg_schedule_settings settings = every_second();
    settings.count = 3;
    CHECK_TEXT(PLAY(settings, 1), "s0 a1 s10 a11 s20 a21 e21");
    settings.count = 1;
    CHECK_TEXT(PLAY(settings, 0), "s0 a0 e0");
}

TEST("an answer that is late delays the next probe to the next beat, without a burst")
{
    struct kg_schedule_settings settings = every_second();
    settings.count = 3;
    CHECK_TEXT(PLAY(settings, 25, 1), "s0 a25 s30 a31 s40 a41 e41");
    CHECK_TEXT(PLAY(settings, 10, 1), "s0 a10 s20 a21 s30 a31 e31");
}

TEST("a probe without an answer is lost after the wait")
{
    struct kg_schedule_settings settings = every_second();
    settings.count = 2;
    CHECK_TEXT(PLAY(settings, -1), "s0 l50 s60 l110 e110");
    settings.wait = 4 * tick;
    CHECK_TEXT(PLAY(settings, -1, 1), "s0 l4 s10 a11 e11");
}

TEST("a deadline ends everything, an open probe too")
{
    struct kg_schedule_settings settings = every_second();
    settings.deadline = 25 * tick;
    CHECK_TEXT(PLAY(settings, 1), "s0 a1 s10 a11 s20 a21 e25");
    CHECK_TEXT(PLAY(settings, 1, -1), "s0 a1 s10 e25");
}

TEST("with a deadline the count is one of answers")
{
    struct kg_schedule_settings settings = every_second();
    settings.deadline = 100 * tick;
    settings.wait = 5 * tick;
    settings.count = 2;
    CHECK_TEXT(PLAY(settings, -1, 1), "s0 l5 s10 a11 s20 a21 e21");
    settings.deadline = 15 * tick;
    CHECK_TEXT(PLAY(settings, -1, 1), "s0 l5 s10 a11 e15 missed");
}

TEST("without an interval the next follows the answer")
{
    struct kg_schedule_settings settings = {.wait = 50 * tick, .count = 3};
    CHECK_TEXT(PLAY(settings, 2), "s0 a2 s2 a4 s4 a6 e6");
}

TEST("who refuses at once is left alone for a moment")
{
    struct kg_schedule_settings settings = {.wait = 50 * tick, .count = 3};
    struct kg_schedule schedule;
    int64_t until = 0;
    kg_schedule_start(&schedule, &settings, 0, 0);
    kg_schedule_sent(&schedule, 5);
    kg_schedule_over(&schedule, 10, false, 0);
    CHECK_INT(kg_schedule_next(&schedule, 10, &until), KG_SCHEDULE_WAIT);
    CHECK_INT(until, 5 + KG_SCHEDULE_LOST_MIN);
}

TEST("the adaptive pace leaves an agent alone for as long as it took")
{
    struct kg_schedule_settings settings = {.wait = 50 * tick, .count = 3, .adaptive = true};
    CHECK_TEXT(PLAY(settings, 4), "s0 a4 s8 a12 s16 a20 e20");
    CHECK_TEXT(PLAY(settings, -1), "s0 l50 s50 l100 s100 l150 e150");
}

TEST("the adaptive pace has a limit")
{
    struct kg_schedule_settings settings = {.wait = tick, .adaptive = true};
    struct kg_schedule schedule;
    int64_t until = 0;
    kg_schedule_start(&schedule, &settings, 0, 0);
    kg_schedule_sent(&schedule, 0);
    kg_schedule_over(&schedule, 1000, true, 1000);
    CHECK_INT(kg_schedule_next(&schedule, 1000, &until), KG_SCHEDULE_WAIT);
    CHECK_INT(until, KG_SCHEDULE_ADAPTIVE_MIN);
}

TEST("the first probe may be put off, and keeps its beat")
{
    struct kg_schedule_settings settings = every_second();
    struct kg_schedule schedule;
    int64_t until = 0;
    kg_schedule_start(&schedule, &settings, 0, 3 * tick);
    CHECK_INT(kg_schedule_next(&schedule, 0, &until), KG_SCHEDULE_WAIT);
    CHECK_INT(until, 3 * tick);
    CHECK_INT(kg_schedule_next(&schedule, 3 * tick, &until), KG_SCHEDULE_SEND);
    kg_schedule_sent(&schedule, 3 * tick);
    kg_schedule_over(&schedule, 4 * tick, true, tick);
    CHECK_INT(kg_schedule_next(&schedule, 4 * tick, &until), KG_SCHEDULE_WAIT);
    CHECK_INT(until, 13 * tick);
}
