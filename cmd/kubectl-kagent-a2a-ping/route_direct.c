#include "route.h"

struct direct {
    struct route route;
    const struct settings *settings;
    const char *url;
};

static int prepare(struct route *route, struct target *target, const char *path,
                   const char *const *extra, struct kg_http_spec *spec, struct kg_error *err)
{
    const struct direct *direct = (const struct direct *)route;
    (void)err;
    spec->url = kg_arena_printf(target->arena, "%s%s", direct->url, path);
    spec->headers = route_agent_headers(target, direct->settings, extra);
    spec->tls = &direct->settings->tls;
    return 0;
}

struct route *route_direct(struct kg_arena *arena, const struct settings *settings, const char *url)
{
    struct direct *direct = kg_arena_zero(arena, 1, sizeof *direct);
    direct->route = (struct route){.name = "direct", .prepare = prepare};
    direct->settings = settings;
    direct->url = url;
    return &direct->route;
}
