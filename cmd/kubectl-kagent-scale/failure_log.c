#include "failure_log.h"

/* A log is a courtesy: nobody waits long for it. */
enum { LOG_MS = 3000, LOG_BYTES = 64 << 10 };

static struct kg_str last_line(struct kg_str text)
{
    size_t start;
    text = kg_str_trim(text);
    for (start = text.length; start > 0 && text.data[start - 1] != '\n';)
        start--;
    return kg_str_from_index(text, start);
}

static const char *read_log(struct kg_arena *arena, const struct cmd_kube *cluster,
                            const struct kg_failure *failure, const char *run)
{
    const struct kg_kube_request request = {
        .path = kg_arena_printf(
            arena, "/api/v1/namespaces/%s/pods/%s/log?container=%s&tailLines=5&limitBytes=%d%s",
            cluster->namespace, failure->pod, failure->container, LOG_BYTES, run),
        .accept = "*/*",
        .raw = true,
        .timeout_ms = LOG_MS,
    };
    struct kg_kube_answer answer;
    struct kg_str line;
    if (kg_kube_call(cluster->kube, arena, &request, &answer, NULL) != 0)
        return NULL;
    line = last_line(answer.body);
    return line.length > 0 ? kg_str_copy(arena, line) : NULL;
}

const char *failure_log(struct kg_arena *arena, const struct cmd_kube *cluster,
                        const struct kg_failure *failure)
{
    static const char *const runs[] = {"&previous=true", ""};
    const char *line = NULL;
    if (failure->container == NULL)
        return NULL;
    for (size_t i = 0; line == NULL && i < sizeof runs / sizeof *runs; i++)
        line = read_log(arena, cluster, failure, runs[i]);
    return line;
}
