#include "kagent/cron.h"

#include "unit.h"

TEST("schedules that run are accepted")
{
    static const char *const schedules[] = {
        "* * * * *",        "0 0 1 1 0",      "*/5 0-6,22 1 jan-mar mon",
        "0/15  ?  * * SUN", "59 23 31 12 6",  "@hourly",
        "@every 1h30m",     "@every 1.5h",    "\t0 0 * * *\n",
        "0 0 * JAN-DEC *",  "0-59/2 * * * *", "@annually",
    };
    for (size_t i = 0; i < sizeof schedules / sizeof *schedules; i++) {
        struct kg_error err = KG_ERROR_INIT;
        CHECK_TEXT(kg_cron_check(kg_str_from(schedules[i]), &err) == 0 ? "" : err.message, "");
    }
}

TEST("a schedule that cannot run says which field is wrong")
{
    static const struct {
        const char *schedule;
        const char *message;
    } cases[] = {
        {"", "a schedule has 5 fields, this one has 0"},
        {"* * * *", "a schedule has 5 fields, this one has 4"},
        {"60 * * * *", "the minute \"60\" is not between 0 and 59"},
        {"0 6-5 * * *", "the hour \"6-5\" ends before it begins"},
        {"0 0 0 * *", "the day of the month \"0\" is not between 1 and 31"},
        {"0 0 1 foo *", "the month \"foo\" does not begin with a number"},
        {"* * * * 7", "the day of the week \"7\" is not between 0 and 6"},
        {"*/0 * * * *", "the minute \"*/0\" has no positive number for its step"},
        {"1/2/3 * * * *", "the minute \"1/2/3\" has more than one '/'"},
        {"1-2-3 * * * *", "the minute \"1-2-3\" has more than one '-'"},
        {"1- * * * *", "the minute \"1-\" does not end with a number"},
        {"TZ=UTC * * * * *", "a schedule names no time zone"},
        {"@never", "\"@never\" is no schedule"},
        {"@every 5", "\"5\" is no duration such as 1h30m or 90s"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kg_error err = KG_ERROR_INIT;
        CHECK_INT(kg_cron_check(kg_str_from(cases[i].schedule), &err), -1);
        CHECK_TEXT(err.message, cases[i].message);
    }
}

TEST("durations are those that Go reads")
{
    static const char *const right[] = {"0", "-0", "1s", "1h2m3s", "1.5h", ".5s", "1us", "+1ms"};
    static const char *const wrong[] = {"", "1", "s", "1x", "1h2", ".", "1..5h", "-"};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        CHECK_INT(kg_cron_duration_check(kg_str_from(right[i]), NULL), 0);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK_INT(kg_cron_duration_check(kg_str_from(wrong[i]), NULL), -1);
}
