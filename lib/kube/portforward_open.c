/* A tunnel as a request of the client's: where to, and who asks. */
#include <string.h>

#include "client.h"
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

/* What is kept while a plugin is asked who we are. */
struct opening {
    struct kg_kube *kube;
    struct kg_arena *arena;
    const char *path;
    struct kg_portforward *tunnel;
};

static int go(const struct opening *opening, struct kg_error *err)
{
    struct kg_http_spec spec = {0};

    if (kg_kube_spec(opening->kube, opening->arena, opening->path, NULL, &spec, err) == 0)
        return kg_portforward_start(opening->tunnel, opening->arena, &spec, err);
    kg_portforward_close(opening->tunnel);
    return -1;
}

static void go_on(void *context, const struct kg_error *why)
{
    struct opening *opening = context;
    struct kg_error err = KG_ERROR_INIT;

    if (why != NULL)
        kg_portforward_give_up(opening->tunnel, why);
    else if (go(opening, &err) < 0)
        kg_portforward_give_up(opening->tunnel, &err);
}

int kg_portforward_open(struct kg_kube *kube, struct kg_arena *arena,
                        const struct kg_portforward_target *target,
                        const struct kg_portforward_handler *handler, void *context,
                        struct kg_portforward **tunnel, struct kg_error *err)
{
    struct opening *opening = kg_arena_zero(arena, 1, sizeof(*opening));
    struct kg_kube_wait *waiting = NULL;
    struct kg_portforward_target whole = *target;
    int rc;

    if (check_target(target, err) < 0)
        return -1;
    *opening = (struct opening){
        .kube = kube,
        .arena = arena,
        .path = kg_arena_printf(arena, "/api/v1/namespaces/%s/pods/%s/portforward?ports=%u",
                                target->namespace, target->pod, target->port),
    };
    if (whole.access == NULL)
        whole.access = kube->config->access;
    opening->tunnel = kg_portforward_new(arena, kg_kube_loop(kube), &whole, handler, context);
    rc = kg_kube_prepare(kube, arena, go_on, opening, &waiting, err);
    kg_portforward_wait(opening->tunnel, waiting);
    if (rc < 0 || (rc == 0 && go(opening, err) < 0))
        return -1;
    *tunnel = opening->tunnel;
    return 0;
}
