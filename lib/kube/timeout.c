#include <string.h>

#include "kagent/kubeconfig.h"
#include "kagent/options.h"

/* Digits alone are seconds, up to some three hundred years. */
static int whole_seconds(const char *text, int64_t *milliseconds)
{
    int64_t seconds = 0;
    size_t length = strlen(text);
    if (length == 0 || length > 10 || text[strspn(text, "0123456789")] != '\0')
        return -1;
    for (size_t i = 0; i < length; i++)
        seconds = seconds * 10 + (text[i] - '0');
    *milliseconds = seconds * 1000;
    return 0;
}

int kg_kubeconfig_timeout(const char *text, int64_t *milliseconds, struct kg_error *err)
{
    int64_t nanoseconds;
    if (whole_seconds(text, milliseconds) == 0)
        return 0;
    if (kg_duration_parse(text, &nanoseconds) == 0 && nanoseconds >= 0) {
        /* Less than a millisecond is not the same as no limit. */
        *milliseconds = nanoseconds > 0 && nanoseconds < 1000000 ? 1 : nanoseconds / 1000000;
        return 0;
    }
    return kg_error_set(err, KG_ERROR_USAGE,
                        "\"%s\" is no time limit: a number of seconds or a duration such as 30s, "
                        "1m30s or 2h is expected; 0 is none",
                        text);
}
