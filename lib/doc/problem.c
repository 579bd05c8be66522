#include "kagent/problem.h"

#include "kagent/buf.h"

/* Far beyond what a person reads; whoever quotes a value shortens it before. */
enum { WAY_TEXT_MAX = 1 << 20 };

void kg_problems_init(struct kg_problems *problems, struct kg_arena *arena, size_t limit)
{
    *problems = (struct kg_problems){.arena = arena, .limit = limit};
}

/* Whether the key could be read as more than one step. */
static bool key_is_odd(struct kg_str key)
{
    for (size_t i = 0; i < key.length; i++) {
        if (strchr("./[]", key.data[i]) != NULL)
            return true;
    }
    return key.length == 0;
}

static void add_way(struct kg_buf *text, const struct kg_way *way)
{
    if (way == NULL)
        return;
    add_way(text, way->parent);
    if (way->key.data == NULL) {
        if (way->parent != NULL)
            kg_buf_printf(text, "[%zu]", way->index);
        return;
    }
    if (key_is_odd(way->key)) {
        kg_buf_printf(text, "[%.*s]", KG_STR_ARG(way->key));
        return;
    }
    if (text->length > 0)
        kg_buf_add_char(text, '.');
    kg_buf_add_str(text, way->key);
}

const char *kg_way_text(struct kg_arena *arena, const struct kg_way *way)
{
    struct kg_buf text;
    kg_buf_init(&text, arena, WAY_TEXT_MAX);
    add_way(&text, way);
    return kg_str_copy(arena, kg_buf_str(&text));
}

struct kg_problem *kg_problem_add(struct kg_problems *problems, const char *rule,
                                  const struct kg_way *way, const struct kg_node *node,
                                  const char *format, ...)
{
    va_list arguments;
    struct kg_problem *problem;
    if (problems->count == problems->limit) {
        problems->lost++;
        return NULL;
    }
    problems->items =
        kg_arena_extend(problems->arena, problems->items, problems->count, sizeof *problems->items);
    problem = &problems->items[problems->count++];
    va_start(arguments, format);
    *problem = (struct kg_problem){
        .rule = rule,
        .node = node,
        .path = kg_way_text(problems->arena, way),
        .message = kg_arena_vprintf(problems->arena, format, arguments),
    };
    va_end(arguments);
    return problem;
}

void kg_problem_advise(struct kg_problems *problems, struct kg_problem *problem, const char *format,
                       ...)
{
    va_list arguments;
    if (problem == NULL)
        return;
    va_start(arguments, format);
    problem->advice = kg_arena_vprintf(problems->arena, format, arguments);
    va_end(arguments);
}
