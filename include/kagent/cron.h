/*
 * cron: schedules of CronJobs.
 *
 * Source: "CronJob", "Schedule syntax": five fields (minute 0-59, hour 0-23,
 * day of the month 1-31, month 1-12 or jan-dec, day of the week 0-6 or
 * sun-sat) of lists, ranges and steps, `*` or `?` for all; or one of @yearly,
 * @annually, @monthly, @weekly, @daily, @midnight, @hourly; or `@every` and a
 * duration.
 */
#ifndef KAGENT_CRON_H
#define KAGENT_CRON_H

#include "kagent/error.h"
#include "kagent/str.h"

/*
 * Judges a schedule. Returns 0, or -1 with a message that says which field is
 * wrong and how, without a position. A leading TZ= or CRON_TZ= is refused, as
 * the API server does: a CronJob has the field timeZone for that.
 */
int kg_cron_check(struct kg_str schedule, struct kg_error *err);

/*
 * Judges a duration as Go writes it: signed decimal numbers with the units h,
 * m, s, ms, us and ns, such as 1h30m; or 0. Returns 0, or -1 with a message.
 */
int kg_cron_duration_check(struct kg_str duration, struct kg_error *err);

#endif
