#include <strings.h>

#include "loop.h"

bool kg_http_field(const struct kg_http_head *head, const char *name, size_t nth,
                   struct kg_str *value)
{
    struct kg_str rest = head->text, line;
    size_t length = strlen(name);
    while (rest.data != NULL && kg_str_split(&rest, '\n', &line)) {
        if (line.length <= length || line.data[length] != ':' ||
            strncasecmp(line.data, name, length) != 0)
            continue;
        if (nth-- > 0)
            continue;
        *value = kg_str_trim(kg_str_from_index(line, length + 1));
        return true;
    }
    return false;
}

struct fetch {
    struct kg_arena *arena;
    struct kg_http_result *result;
    bool over;
};

static struct kg_str kept(struct kg_arena *arena, struct kg_str text)
{
    return (struct kg_str){kg_arena_strndup(arena, text.data, text.length), text.length};
}

static void fetched(void *context, const struct kg_http_result *result)
{
    struct fetch *fetch = context;
    *fetch->result = *result;
    fetch->result->head.text = kept(fetch->arena, result->head.text);
    fetch->result->body = kept(fetch->arena, result->body);
    fetch->result->peer = kg_arena_strdup(fetch->arena, result->peer);
    fetch->over = true;
}

int kg_http_fetch(struct kg_http *http, struct kg_arena *arena, const struct kg_http_spec *spec,
                  struct kg_http_result *result, struct kg_error *err)
{
    static const struct kg_http_handler handler = {.done = fetched};
    struct fetch fetch = {.arena = arena, .result = result};
    struct kg_http_request *request;
    *result = (struct kg_http_result){.failure = KG_HTTP_LOCAL, .peer = ""};
    if (kg_http_start(http, spec, &handler, &fetch, &request, err) != 0)
        return -1;
    while (!fetch.over) {
        if (kg_http_step(http, -1, err) == 0)
            continue;
        kg_http_cancel(request);
        return -1;
    }
    if (result->failure == KG_HTTP_OK)
        return 0;
    if (err != NULL)
        *err = result->error;
    return -1;
}
