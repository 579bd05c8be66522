#include "route.h"

#include <ctype.h>
#include <string.h>

#include "kagent/suggest.h"

enum { ROUTE_TEXT_MAX = 1 << 20 };

/* ---- reading ---- */

struct reader {
    struct kg_arena *arena;
    struct kg_str text;
    size_t at;
    struct kg_route *route;
    struct kg_error *err;
};

static int fail(const struct reader *reader, size_t at, const char *what)
{
    return kg_error_set(reader->err, KG_ERROR_USAGE, "the path `%.*s`, character %zu: %s",
                        KG_STR_ARG(reader->text), at + 1, what);
}

static bool at_end(const struct reader *reader)
{
    return reader->at == reader->text.length;
}

static char peek(const struct reader *reader)
{
    return at_end(reader) ? '\0' : reader->text.data[reader->at];
}

static struct kg_route_step *add_step(struct reader *reader, enum kg_route_kind kind)
{
    struct kg_route *route = reader->route;
    size_t size = sizeof(*route->steps);
    route->steps =
        kg_arena_grow(reader->arena, route->steps, route->count * size, (route->count + 1) * size);
    route->steps[route->count] = (struct kg_route_step){
        .kind = kind, .key = KG_STR(""), .conditions = NULL, .condition_count = 0};
    return &route->steps[route->count++];
}

/*
 * Takes the text up to one of `ends` or the end of the route. A backslash
 * stands before a character that is meant as it is.
 */
static struct kg_str take_text(struct reader *reader, const char *ends)
{
    struct kg_buf out;
    kg_buf_init(&out, reader->arena, reader->text.length + 1);
    while (!at_end(reader) && strchr(ends, peek(reader)) == NULL) {
        if (peek(reader) == '\\' && reader->at + 1 < reader->text.length)
            reader->at++;
        kg_buf_add_char(&out, reader->text.data[reader->at++]);
    }
    return out.length > 0 ? kg_buf_str(&out) : KG_STR("");
}

/* Takes a text in quotes, which the cursor stands at. */
static int take_quoted(struct reader *reader, struct kg_str *text)
{
    size_t start = reader->at;
    char quote[] = {peek(reader), '\0'};
    reader->at++;
    *text = take_text(reader, quote);
    if (at_end(reader))
        return fail(reader, start, "this quotation mark has no partner");
    reader->at++;
    return 0;
}

static bool at_quote(const struct reader *reader)
{
    return peek(reader) == '"' || peek(reader) == '\'';
}

static bool read_index(struct kg_str text, size_t *index)
{
    enum { DIGITS_MAX = 9 };
    *index = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!isdigit((unsigned char)text.data[i]))
            return false;
        *index = *index * 10 + (size_t)(text.data[i] - '0');
    }
    return text.length > 0 && text.length <= DIGITS_MAX;
}

/* Takes `=value`; a comma ends it only if another condition follows. */
static int take_value(struct reader *reader, struct kg_str *value)
{
    reader->at++;
    if (at_quote(reader))
        return take_quoted(reader, value);
    *value = take_text(reader, ",]");
    while (peek(reader) == ',') {
        struct kg_str rest = kg_str_from_index(reader->text, reader->at + 1);
        size_t end = 0;
        while (end < rest.length && strchr("=,]", rest.data[end]) == NULL)
            end++;
        if (end < rest.length && rest.data[end] == '=')
            break;
        reader->at++;
        *value = kg_str_join(reader->arena, kg_str_join(reader->arena, *value, KG_STR(",")),
                             take_text(reader, ",]"));
    }
    return 0;
}

/* Takes `field=value,field=value`; the first field has been taken already. */
static int take_conditions(struct reader *reader, struct kg_str field)
{
    struct kg_route_step *step = add_step(reader, KG_ROUTE_SELECT);
    for (;;) {
        struct kg_condition condition = {.field = field};
        if (take_value(reader, &condition.value) != 0)
            return -1;
        size_t size = sizeof(condition);
        step->conditions =
            kg_arena_grow(reader->arena, step->conditions, step->condition_count * size,
                          (step->condition_count + 1) * size);
        step->conditions[step->condition_count++] = condition;
        if (peek(reader) != ',')
            return 0;
        reader->at++;
        field = take_text(reader, "=");
    }
}

/* Takes `[...]`. */
static int take_brackets(struct reader *reader)
{
    size_t start = reader->at++;
    struct kg_str text;
    if (at_quote(reader)) {
        if (take_quoted(reader, &text) != 0)
            return -1;
        add_step(reader, KG_ROUTE_KEY)->key = text;
    } else {
        size_t index;
        text = take_text(reader, "=]");
        if (peek(reader) == '=') {
            if (take_conditions(reader, text) != 0)
                return -1;
        } else if (read_index(text, &index)) {
            add_step(reader, KG_ROUTE_INDEX)->index = index;
        } else if (text.length == 0 || strchr("*?:-", text.data[0]) != NULL) {
            return fail(reader, start,
                        "one element is chosen by its index, [0], or by a field, [name=web]");
        } else {
            add_step(reader, KG_ROUTE_KEY)->key = text;
        }
    }
    if (peek(reader) != ']')
        return fail(reader, start, "this bracket is never closed");
    reader->at++;
    return 0;
}

static int take_key(struct reader *reader)
{
    size_t start = reader->at;
    struct kg_str key = take_text(reader, ".[");
    if (key.length == 0)
        return fail(reader, start, "the name of a field is missing");
    add_step(reader, KG_ROUTE_KEY)->key = key;
    return 0;
}

/* Without the braces and the leading dot of kubectl's JSONPath. */
static struct kg_str without_braces(struct kg_str text)
{
    if (kg_str_starts(text, "{") && kg_str_ends(text, "}"))
        text = kg_str_from_index(kg_str_head(text, text.length - 1), 1);
    return kg_str_starts(text, ".") ? kg_str_from_index(text, 1) : text;
}

int kg_route_parse(struct kg_arena *arena, struct kg_str text, struct kg_route *route,
                   struct kg_error *err)
{
    *route = (struct kg_route){0};
    struct reader reader = {
        .arena = arena, .text = without_braces(text), .route = route, .err = err};
    while (!at_end(&reader)) {
        if ((peek(&reader) == '[' ? take_brackets(&reader) : take_key(&reader)) != 0)
            return -1;
        if (at_end(&reader) || peek(&reader) == '[')
            continue;
        if (peek(&reader) != '.')
            return fail(&reader, reader.at, "behind a bracket comes a dot or another bracket");
        reader.at++;
        if (at_end(&reader))
            return fail(&reader, reader.at, "the name of a field is missing");
    }
    return 0;
}

/* ---- following ---- */

static bool fulfils(const struct kg_node *element, const struct kg_route_step *step)
{
    for (size_t i = 0; i < step->condition_count; i++) {
        const struct kg_condition *condition = &step->conditions[i];
        const struct kg_node *field =
            condition->field.length == 0 ? element : kg_node_get_str(element, condition->field);
        if (!kg_node_is(field, KG_NODE_SCALAR) || !kg_str_equal(field->text, condition->value))
            return false;
    }
    return true;
}

static bool find_index(const struct kg_route_step *step, const struct kg_node *list, size_t *index)
{
    if (step->kind == KG_ROUTE_KEY)
        return read_index(step->key, index) && *index < list->count;
    if (step->kind == KG_ROUTE_INDEX) {
        *index = step->index;
        return *index < list->count;
    }
    for (*index = 0; *index < list->count; ++*index)
        if (fulfils(list->items[*index], step))
            return true;
    return false;
}

const struct kg_node *kg_route_step_into(const struct kg_route_step *step,
                                         const struct kg_node *node, size_t *index)
{
    if (kg_node_is(node, KG_NODE_SEQUENCE))
        return find_index(step, node, index) ? node->items[*index] : NULL;
    return step->kind == KG_ROUTE_KEY ? kg_node_get_str(node, step->key) : NULL;
}

const struct kg_node *kg_route_follow(const struct kg_route *route, const struct kg_node *root,
                                      size_t *reached)
{
    const struct kg_node *node = root;
    size_t index;
    size_t i = 0;
    for (; node != NULL && i < route->count; i++) {
        const struct kg_node *below = kg_route_step_into(&route->steps[i], node, &index);
        if (below == NULL)
            break;
        node = below;
    }
    if (reached != NULL)
        *reached = i;
    return i == route->count ? node : NULL;
}

/* ---- writing ---- */

static bool is_plain(struct kg_str text, const char *extra)
{
    for (size_t i = 0; i < text.length; i++)
        if (!isalnum((unsigned char)text.data[i]) && strchr(extra, text.data[i]) == NULL)
            return false;
    return text.length > 0 && memchr(text.data, '\0', text.length) == NULL;
}

static void add_quoted(struct kg_buf *out, struct kg_str text)
{
    kg_buf_add_char(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == '"' || text.data[i] == '\\')
            kg_buf_add_char(out, '\\');
        kg_buf_add_char(out, text.data[i]);
    }
    kg_buf_add_char(out, '"');
}

static void add_conditions(struct kg_buf *out, const struct kg_route_step *step)
{
    for (size_t i = 0; i < step->condition_count; i++) {
        const struct kg_condition *condition = &step->conditions[i];
        kg_buf_printf(out, "%s%.*s=", i > 0 ? "," : "", KG_STR_ARG(condition->field));
        if (is_plain(condition->value, "-_./:@+ "))
            kg_buf_add_str(out, condition->value);
        else
            add_quoted(out, condition->value);
    }
}

void kg_route_add_step(struct kg_buf *out, const struct kg_route_step *step, bool first)
{
    if (step->kind == KG_ROUTE_KEY && is_plain(step->key, "-_/$")) {
        if (!first)
            kg_buf_add_char(out, '.');
        kg_buf_add_str(out, step->key);
        return;
    }
    kg_buf_add_char(out, '[');
    if (step->kind == KG_ROUTE_KEY)
        add_quoted(out, step->key);
    else if (step->kind == KG_ROUTE_INDEX)
        kg_buf_printf(out, "%zu", step->index);
    else
        add_conditions(out, step);
    kg_buf_add_char(out, ']');
}

const char *kg_route_text(struct kg_arena *arena, const struct kg_route *route, size_t count)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, ROUTE_TEXT_MAX);
    kg_buf_add_text(&out, "");
    for (size_t i = 0; i < count; i++)
        kg_route_add_step(&out, &route->steps[i], i == 0);
    return kg_str_copy(arena, kg_buf_str(&out));
}

/* ---- leading nowhere ---- */

/* How an element of a list is told from the others, for a list of what there is. */
static void add_element(struct kg_buf *out, const struct kg_node *element, size_t index)
{
    const struct kg_node *name = kg_node_get(element, "name");
    if (kg_node_is(name, KG_NODE_SCALAR))
        kg_buf_printf(out, "[name=%.*s]", KG_STR_ARG(name->text));
    else
        kg_buf_printf(out, "[%zu]", index);
}

static const char *list_contents(struct kg_arena *arena, const struct kg_node *node)
{
    enum { SHOWN_MAX = 12 };
    struct kg_buf out;
    kg_buf_init(&out, arena, ROUTE_TEXT_MAX);
    for (uint32_t i = 0; i < node->count && i < SHOWN_MAX; i++) {
        if (i > 0)
            kg_buf_add_text(&out, ", ");
        if (node->kind == KG_NODE_SEQUENCE)
            add_element(&out, node->items[i], i);
        else
            kg_buf_add_str(&out, kg_node_text(node->pairs[i].key));
    }
    if (node->count > SHOWN_MAX)
        kg_buf_add_text(&out, ", ...");
    return kg_str_copy(arena, kg_buf_str(&out));
}

/* The field that `step` was probably meant to be, or NULL. */
static const char *nearest_key(struct kg_arena *arena, const struct kg_route_step *step,
                               const struct kg_node *mapping)
{
    if (step->kind != KG_ROUTE_KEY || mapping->kind != KG_NODE_MAPPING)
        return NULL;
    struct kg_suggestion suggestion = {.word = kg_str_copy(arena, step->key)};
    for (uint32_t i = 0; i < mapping->count; i++)
        kg_suggest_offer(&suggestion, kg_str_copy(arena, kg_node_text(mapping->pairs[i].key)));
    return suggestion.nearest;
}

/* The same for the value of `[name=value]`. */
static const char *nearest_value(struct kg_arena *arena, const struct kg_route_step *step,
                                 const struct kg_node *list)
{
    if (step->kind != KG_ROUTE_SELECT || list->kind != KG_NODE_SEQUENCE ||
        step->conditions[0].field.length == 0)
        return NULL;
    struct kg_suggestion suggestion = {.word = kg_str_copy(arena, step->conditions[0].value)};
    for (uint32_t i = 0; i < list->count; i++) {
        const struct kg_node *value = kg_node_get_str(list->items[i], step->conditions[0].field);
        if (value != NULL)
            kg_suggest_offer(&suggestion, kg_str_copy(arena, kg_node_text(value)));
    }
    if (suggestion.nearest == NULL)
        return NULL;
    return kg_arena_printf(arena, "[%.*s=%s]", KG_STR_ARG(step->conditions[0].field),
                           suggestion.nearest);
}

int kg_route_fail(struct kg_arena *arena, const struct kg_route *route, const struct kg_node *root,
                  struct kg_error *err)
{
    size_t reached = 0;
    kg_route_follow(route, root, &reached);
    struct kg_route there = {.steps = route->steps, .count = reached};
    const struct kg_node *last = kg_route_follow(&there, root, NULL);
    const struct kg_route_step *missing = &route->steps[reached];
    struct kg_route rest = {.steps = route->steps + reached, .count = 1};
    const char *name = kg_route_text(arena, &rest, 1);
    const char *parent = reached == 0 ? "the object" : kg_route_text(arena, route, reached);
    if (last->kind == KG_NODE_SCALAR)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "%s is a single value: there is no %s in it",
                            parent, name);
    kg_error_set(err, KG_ERROR_NEGATIVE, "%s has no %s", parent, name);
    const char *nearest = nearest_key(arena, missing, last);
    if (nearest == NULL)
        nearest = nearest_value(arena, missing, last);
    if (nearest != NULL)
        return kg_error_advise(err, "Did you mean %s?", nearest);
    if (last->count == 0)
        return kg_error_advise(err, "%s is empty.", parent);
    return kg_error_advise(err, "There is: %s.", list_contents(arena, last));
}
