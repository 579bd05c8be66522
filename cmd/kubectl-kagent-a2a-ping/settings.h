/*
 * settings: what the command line and the environment ask for.
 */
#ifndef A2A_PING_SETTINGS_H
#define A2A_PING_SETTINGS_H

#include "kagent/http.h"
#include "kagent/options.h"
#include "kagent/probe.h"
#include "kagent/schedule.h"

struct settings {
    const struct kg_option_value *values; /* for what only one place asks for */
    struct kg_schedule_settings schedule;
    struct kg_probe_settings probe;
    struct kg_http_tls tls; /* towards https agents */
    const char *bearer;     /* "Authorization: Bearer ..."; NULL for none */
    const char *user_agent; /* "User-Agent: ..." */
    int64_t max_rtt;        /* ns; 0 for any */
    const char *url;        /* of --url without its path and a slash at its end; NULL for none */
    bool https;             /* pods speak it */
    unsigned port;          /* 0: to be found out */
};

/* Reads them. Fails with KG_ERROR_USAGE; with KG_ERROR_UNKNOWN for files that cannot be read. */
int read_settings(struct kg_arena *arena, const struct kg_arguments *arguments,
                  struct settings *settings, struct kg_error *err);

#endif
