#include "replicas.h"

#include <string.h>

static int refuse(struct kg_error *err, const char *text, const char *why)
{
    kg_error_set(err, KG_ERROR_USAGE, "\"%s\" is no number of replicas: %s", text, why);
    return kg_error_advise(err, "Say how many there shall be, as in: kubectl kagent scale 5");
}

int replicas_parse(const char *text, int64_t *replicas, struct kg_error *err)
{
    size_t length = strlen(text);
    int64_t number = 0;
    if (length == 0 || strspn(text, "0123456789") != length)
        return refuse(err, text, "it must be written in digits alone");
    if (text[0] == '0' && length > 1)
        return refuse(err, text, "it must not begin with a zero");
    for (size_t i = 0; i < length && number <= REPLICAS_MAX; i++)
        number = number * 10 + (text[i] - '0');
    if (number > REPLICAS_MAX)
        return refuse(err, text, "Kubernetes takes at most 2147483647");
    *replicas = number;
    return 0;
}

int replicas_check_words(const struct kg_command *command, const char *const *words,
                         struct kg_error *err)
{
    for (size_t i = 0; words[i] != NULL && strcmp(words[i], "--") != 0;) {
        size_t extent = kg_options_extent(command->options, command->option_count, words + i);
        if (extent == 0 && words[i][0] == '-' && words[i][1] >= '0' && words[i][1] <= '9')
            return refuse(err, words[i], "it cannot be negative");
        for (extent = extent > 0 ? extent : 1; extent > 0 && words[i] != NULL; extent--)
            i++;
    }
    return 0;
}
