/* A tunnel as a request of the client's: where to, and who asks. */
#include <string.h>

#include "portforward_start.h"

/* Whether the text can be a name in a path: lower-case letters, digits, '-' and '.'. */
static bool is_name(const char *text)
{
    size_t length = strlen(text);

    return length > 0 && length <= 253 &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-.") == length;
}

static int check_target(const struct kg_portforward_target *target, struct kg_error *err)
{
    if (!is_name(target->namespace) || !is_name(target->pod))
        return kg_error_set(err, KG_ERROR_USAGE, "'%s/%s' cannot be the name of a pod",
                            target->namespace, target->pod);
    if (target->port < 1 || target->port > 65535)
        return kg_error_set(err, KG_ERROR_USAGE, "%u is no port: 1 to 65535 are", target->port);
    return 0;
}

int kg_portforward_open(struct kg_kube *kube, struct kg_arena *arena,
                        const struct kg_portforward_target *target,
                        const struct kg_portforward_handler *handler, void *context,
                        struct kg_portforward **tunnel, struct kg_error *err)
{
    struct kg_http_spec spec = {0};

    if (check_target(target, err) < 0)
        return -1;
    const char *path = kg_arena_printf(arena, "/api/v1/namespaces/%s/pods/%s/portforward?ports=%u",
                                       target->namespace, target->pod, target->port);
    if (kg_kube_spec(kube, arena, path, NULL, &spec, err) < 0)
        return -1;
    return kg_portforward_start(kg_kube_loop(kube), arena, &spec, target, handler, context, tunnel,
                                err);
}
