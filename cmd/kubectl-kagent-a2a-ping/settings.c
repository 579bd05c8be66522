#include "settings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "kagent/fs.h"
#include "suite.h"

/* ---- times ---- */

/*
 * Reads seconds as ping takes them ("0.2"), or a duration as kubectl does
 * ("200ms"), into nanoseconds; what is longer than a century is a mistake.
 */
static int read_time(const struct kg_arguments *arguments, size_t option, int64_t *nanoseconds,
                     struct kg_error *err)
{
    const char *text = arguments->options[option].text;
    char *end = NULL;
    if (text[0] == '\0' && !arguments->options[option].given) {
        *nanoseconds = 0;
        return 0;
    }
    /* Digits and a point only: strtod would take "inf" and "0x1p3" too. */
    bool plain = text[0] != '\0' && strspn(text, "0123456789.") == strlen(text);
    double seconds = plain ? strtod(text, &end) : 0;
    if (plain && *end == '\0' && seconds < 1e9 && strcmp(text, ".") != 0) {
        *nanoseconds = (int64_t)(seconds * 1e9 + 0.5);
        return 0;
    }
    if (!plain && kg_duration_parse(text, nanoseconds) == 0 && *nanoseconds >= 0)
        return 0;
    return kg_error_set(err, KG_ERROR_USAGE,
                        "--%s: '%s' is no time; write seconds (0.2) or a unit (200ms, 1m)",
                        arguments->command->options[option].name, text);
}

static int read_schedule(const struct kg_arguments *arguments,
                         struct kg_schedule_settings *schedule, struct kg_error *err)
{
    const struct kg_option_value *values = arguments->options;
    int64_t count = values[KAGENT_A2A_PING_COUNT].integer;
    if (read_time(arguments, KAGENT_A2A_PING_INTERVAL, &schedule->interval, err) != 0 ||
        read_time(arguments, KAGENT_A2A_PING_WAIT, &schedule->wait, err) != 0 ||
        read_time(arguments, KAGENT_A2A_PING_DEADLINE, &schedule->deadline, err) != 0)
        return -1;
    if (count < 0)
        return kg_error_set(err, KG_ERROR_USAGE, "--count: there are no %lld probes",
                            (long long)count);
    if (schedule->wait == 0)
        return kg_error_set(err, KG_ERROR_USAGE, "--wait: an answer takes longer than no time");
    if (schedule->deadline == 0 && values[KAGENT_A2A_PING_DEADLINE].given)
        return kg_error_set(err, KG_ERROR_USAGE, "--deadline: no time is left for any probe");
    schedule->count = (uint64_t)count;
    schedule->adaptive = values[KAGENT_A2A_PING_ADAPTIVE].boolean;
    return 0;
}

/* ---- what to ask for ---- */

static int read_codes(struct kg_arena *arena, const struct kg_option_value *value,
                      struct kg_a2a_accepted *accepted, struct kg_error *err)
{
    int64_t *codes = kg_arena_zero(arena, value->list_count + 1, sizeof *codes);
    for (size_t i = 0; i < value->list_count; i++) {
        if (kg_integer_parse(value->list[i], &codes[i]) != 0)
            return kg_error_set(err, KG_ERROR_USAGE, "--accept-code: '%s' is no whole number",
                                value->list[i]);
    }
    *accepted = (struct kg_a2a_accepted){codes, value->list_count};
    return 0;
}

static int check_version(const char *version, struct kg_error *err)
{
    if (strspn(version, "0123456789.") == strlen(version) &&
        !kg_str_starts(kg_str_from(version), "."))
        return 0;
    kg_error_set(err, KG_ERROR_USAGE, "--expect-version: '%s' is no version of A2A", version);
    return kg_error_advise(err, "Write 1.0, 0.3 or 0.2.");
}

static int use_path(struct kg_arena *arena, const char *flag, struct kg_str path,
                    struct settings *settings, struct kg_error *err)
{
    char *safe = kg_arena_alloc(arena, KG_A2A_PATH_MAX);
    if (kg_a2a_path(path, safe) != 0)
        return kg_error_set(err, KG_ERROR_USAGE,
                            "%s: the path has what is not the same everywhere: '..', blanks, "
                            "encoded slashes",
                            flag);
    settings->probe.base = safe;
    return 0;
}

static bool is_http(struct kg_str url)
{
    return kg_str_starts(url, "http://") || kg_str_starts(url, "https://");
}

/* Parts --url into scheme and host, and the path under which the agent lives. */
static int read_url(struct kg_arena *arena, const struct kg_option_value *value,
                    struct settings *settings, struct kg_error *err)
{
    struct kg_str url = kg_str_from(value->text);
    if (!is_http(url)) {
        kg_error_set(err, KG_ERROR_USAGE, "--url: '%s' begins with neither http:// nor https://",
                     value->text);
        return kg_error_advise(err, "Did you mean --url http://%s?", value->text);
    }
    size_t host = (size_t)(strstr(value->text, "://") - value->text) + 3;
    size_t length = host + strcspn(value->text + host, "/?#");
    struct kg_str authority = {value->text + host, length - host};
    if (authority.length == 0)
        return kg_error_set(err, KG_ERROR_USAGE, "--url: '%s' names no host", value->text);
    if (kg_str_find(authority, '@') >= 0)
        return kg_error_set(err, KG_ERROR_USAGE,
                            "--url holds a password; give a token with --bearer-file instead");
    settings->url = kg_arena_strndup(arena, value->text, length);
    return use_path(arena, "--url", kg_str_from_index(url, length), settings, err);
}

static int read_probe(struct kg_arena *arena, const struct kg_arguments *arguments,
                      struct settings *settings, struct kg_error *err)
{
    const struct kg_option_value *values = arguments->options;
    const struct kg_option_value *path = &values[KAGENT_A2A_PING_PATH];
    settings->probe.base = "/";
    settings->probe.expected = values[KAGENT_A2A_PING_EXPECT_VERSION].text;
    if (check_version(settings->probe.expected, err) != 0 ||
        read_codes(arena, &values[KAGENT_A2A_PING_ACCEPT_CODE], &settings->probe.accepted, err) !=
            0)
        return -1;
    if (values[KAGENT_A2A_PING_URL].given &&
        read_url(arena, &values[KAGENT_A2A_PING_URL], settings, err) != 0)
        return -1;
    if (!path->given)
        return 0;
    if (path->text[0] != '/')
        return kg_error_set(err, KG_ERROR_USAGE, "--path: '%s' does not begin with a slash",
                            path->text);
    return use_path(arena, "--path", kg_str_from(path->text), settings, err);
}

/* ---- credentials ---- */

static int read_file(struct kg_arena *arena, const struct kg_option_value *value,
                     struct kg_str *content, struct kg_error *err)
{
    if (!value->given)
        return 0;
    if (kg_fs_disk.read(&kg_fs_disk, arena, value->text, content, err) == 0)
        return 0;
    err->class = KG_ERROR_UNKNOWN;
    return -1;
}

/* A token is one word of visible ASCII (RFC 6750, section 2.1): more would be another header. */
static bool is_token(struct kg_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!isgraph((unsigned char)text.data[i]))
            return false;
    }
    return text.length > 0;
}

static int read_bearer(struct kg_arena *arena, const struct kg_arguments *arguments,
                       struct settings *settings, struct kg_error *err)
{
    const struct kg_option_value *file = &arguments->options[KAGENT_A2A_PING_BEARER_FILE];
    const char *variable = getenv("KAGENT_A2A_TOKEN");
    struct kg_str token = kg_str_from(variable);
    if (read_file(arena, file, &token, err) != 0)
        return -1;
    if (!file->given && token.length == 0)
        return 0;
    token = kg_str_trim(token);
    if (!is_token(token))
        return kg_error_set(err, KG_ERROR_UNKNOWN, "%s holds no bearer token: one word is wanted",
                            file->given ? file->text : "$KAGENT_A2A_TOKEN");
    settings->bearer = kg_arena_printf(arena, "Authorization: Bearer %.*s", KG_STR_ARG(token));
    return 0;
}

static int read_tls(struct kg_arena *arena, const struct kg_arguments *arguments,
                    struct kg_http_tls *tls, struct kg_error *err)
{
    const struct kg_option_value *values = arguments->options;
    tls->skip_verify = values[KAGENT_A2A_PING_AGENT_INSECURE].boolean;
    tls->system_ca = getenv("SSL_CERT_FILE");
    if (values[KAGENT_A2A_PING_AGENT_SERVER_NAME].given)
        tls->server_name = values[KAGENT_A2A_PING_AGENT_SERVER_NAME].text;
    if (values[KAGENT_A2A_PING_AGENT_CERT].given != values[KAGENT_A2A_PING_AGENT_KEY].given)
        return kg_error_set(err, KG_ERROR_USAGE, "--agent-cert and --agent-key need each other");
    if (read_file(arena, &values[KAGENT_A2A_PING_AGENT_CA], &tls->ca, err) != 0 ||
        read_file(arena, &values[KAGENT_A2A_PING_AGENT_CERT], &tls->certificate, err) != 0 ||
        read_file(arena, &values[KAGENT_A2A_PING_AGENT_KEY], &tls->key, err) != 0)
        return -1;
    return 0;
}

int read_settings(struct kg_arena *arena, const struct kg_arguments *arguments,
                  struct settings *settings, struct kg_error *err)
{
    int64_t port = arguments->options[KAGENT_A2A_PING_PORT].integer;
    *settings = (struct settings){
        .values = arguments->options,
        .user_agent = kg_arena_printf(arena, "User-Agent: %s/%s", arguments->command->file,
                                      kagent_suite.version),
    };
    if (read_schedule(arguments, &settings->schedule, err) != 0 ||
        read_time(arguments, KAGENT_A2A_PING_MAX_RTT, &settings->max_rtt, err) != 0 ||
        read_probe(arena, arguments, settings, err) != 0 ||
        read_bearer(arena, arguments, settings, err) != 0 ||
        read_tls(arena, arguments, &settings->tls, err) != 0)
        return -1;
    if (arguments->options[KAGENT_A2A_PING_PORT].given && (port < 1 || port > 65535))
        return kg_error_set(err, KG_ERROR_USAGE, "--port: %lld is no port; they go from 1 to 65535",
                            (long long)port);
    if (arguments->options[KAGENT_A2A_PING_DIAGNOSE].boolean &&
        arguments->options[KAGENT_A2A_PING_FORMAT].choice != KAGENT_A2A_PING_FORMAT_TEXT)
        return kg_error_set(err, KG_ERROR_USAGE,
                            "--diagnose explains in words: leave out --format");
    settings->port = (unsigned)port;
    settings->https = arguments->options[KAGENT_A2A_PING_HTTPS].boolean;
    return 0;
}
