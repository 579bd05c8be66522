#include "kagent/schedule.h"

void kg_schedule_start(struct kg_schedule *schedule, const struct kg_schedule_settings *settings,
                       int64_t now, int64_t offset)
{
    *schedule = (struct kg_schedule){
        .settings = settings,
        .started = now,
        .due = now + offset,
    };
}

/* The end of everything; INT64_MAX where there is none. */
static int64_t deadline_of(const struct kg_schedule *schedule)
{
    int64_t deadline = schedule->settings->deadline;

    return deadline > 0 ? schedule->started + deadline : INT64_MAX;
}

static bool is_enough(const struct kg_schedule *schedule)
{
    const struct kg_schedule_settings *settings = schedule->settings;
    uint64_t reached = settings->deadline > 0 ? schedule->answered : schedule->sent;

    return settings->count > 0 && reached >= settings->count;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

enum kg_schedule_step kg_schedule_next(const struct kg_schedule *schedule, int64_t now,
                                       int64_t *until)
{
    int64_t deadline = deadline_of(schedule);
    int64_t next = schedule->waiting ? schedule->sent_at + schedule->settings->wait : schedule->due;

    if (now >= deadline || (!schedule->waiting && is_enough(schedule)))
        return KG_SCHEDULE_END;
    if (now >= next)
        return schedule->waiting ? KG_SCHEDULE_LOSE : KG_SCHEDULE_SEND;
    *until = earlier(next, deadline);
    return KG_SCHEDULE_WAIT;
}

void kg_schedule_sent(struct kg_schedule *schedule, int64_t now)
{
    schedule->sent++;
    schedule->sent_at = now;
    schedule->waiting = true;
}

static int64_t adaptive_due(struct kg_schedule *schedule, int64_t now)
{
    int64_t pause = 2 * schedule->smoothed;

    if (pause < KG_SCHEDULE_ADAPTIVE_MIN)
        pause = KG_SCHEDULE_ADAPTIVE_MIN;
    return schedule->sent_at + pause > now ? schedule->sent_at + pause : now;
}

void kg_schedule_over(struct kg_schedule *schedule, int64_t now, bool answered, int64_t rtt)
{
    int64_t interval = schedule->settings->interval;

    schedule->waiting = false;
    if (answered) {
        schedule->answered++;
        schedule->smoothed =
            schedule->smoothed == 0 ? rtt : schedule->smoothed + (rtt - schedule->smoothed) / 8;
    }
    if (schedule->settings->adaptive)
        schedule->due = adaptive_due(schedule, now);
    else if (interval == 0)
        schedule->due = now;
    else if (now >= schedule->due)
        schedule->due += ((now - schedule->due) / interval + 1) * interval;
    /* Who refuses at once is not to be asked ten thousand times a second. */
    if (!answered && schedule->due < schedule->sent_at + KG_SCHEDULE_LOST_MIN)
        schedule->due = schedule->sent_at + KG_SCHEDULE_LOST_MIN;
}

bool kg_schedule_missed(const struct kg_schedule *schedule)
{
    const struct kg_schedule_settings *settings = schedule->settings;

    return settings->deadline > 0 && settings->count > 0 && schedule->answered < settings->count;
}
