#include <stdlib.h>
#include <time.h>

#include "loop.h"

struct kg_http_timer {
    struct item item;
    struct kg_alarm alarm;
    void (*due)(void *context);
    void *context;
};

int64_t kg_http_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void timer_release(struct item *item)
{
    free(item);
}

static void timer_is_due(struct kg_alarm *alarm)
{
    struct kg_http_timer *timer = OWNER_OF(alarm, struct kg_http_timer, alarm);
    kg_http_item_drop(&timer->item);
    timer->due(timer->context);
}

struct kg_http_timer *kg_http_after(struct kg_http *http, int64_t delay_ms,
                                    void (*due)(void *context), void *context)
{
    struct kg_http_timer *timer =
        (struct kg_http_timer *)kg_http_item_new(http, sizeof(*timer), timer_release);
    if (timer == NULL)
        return NULL;
    timer->due = due;
    timer->context = context;
    timer->alarm.goes_off = timer_is_due;
    if (kg_alarm_set(&http->alarms, &timer->alarm,
                     kg_http_now_ms() + (delay_ms > 0 ? delay_ms : 0)) == 0)
        return timer;
    kg_http_item_drop(&timer->item);
    return NULL;
}

void kg_http_timer_cancel(struct kg_http_timer *timer)
{
    if (timer == NULL)
        return;
    kg_alarm_clear(&timer->item.http->alarms, &timer->alarm);
    kg_http_item_drop(&timer->item);
}
