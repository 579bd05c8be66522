#include "show.h"

#include <string.h>

#include "kagent/emit.h"
#include "kagent/scalar.h"

enum {
    VALUE_MAX = 64,     /* bytes of a value that are shown */
    TEXT_MAX = 1 << 20, /* of names and paths */
};

/* ---- texts ---- */

const char *kg_show_text(struct kg_arena *arena, const char *text)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, TEXT_MAX);
    kg_buf_add_text(&out, "");
    kg_buf_add_visible(&out, kg_str_from(text));
    return kg_str_copy(arena, kg_buf_str(&out));
}

/* Whether a text has to be quoted, so that one sees what it is. */
static bool needs_quotes(struct kg_str text)
{
    if (text.length == 0 || kg_scalar_needs_quotes(text) || text.data[0] == ' ' ||
        text.data[text.length - 1] == ' ' || strchr("\"'{[*&!|>%@`#", text.data[0]) != NULL)
        return true;
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.data[i] < 0x20 || text.data[i] == '\\')
            return true;
    return !kg_str_is_utf8(text);
}

static void add_shortened(struct kg_buf *out, struct kg_str text, bool quoted)
{
    if (quoted)
        kg_buf_add_char(out, '"');
    size_t start = out->length;
    while (text.length > 0 && out->length - start < VALUE_MAX) {
        if (quoted && (text.data[0] == '"' || text.data[0] == '\\'))
            kg_buf_add_char(out, '\\');
        text = kg_str_from_index(text, kg_buf_add_visible_char(out, text));
    }
    if (text.length > 0)
        kg_buf_add_text(out, "...");
    if (quoted)
        kg_buf_add_char(out, '"');
}

static size_t count_lines(struct kg_str text)
{
    size_t lines = text.length > 0 && text.data[text.length - 1] != '\n';
    for (size_t i = 0; i < text.length; i++)
        lines += text.data[i] == '\n';
    return lines;
}

/* The line with this number, from 0; empty when there are fewer. */
static struct kg_str line_at(struct kg_str text, size_t number)
{
    struct kg_str line = KG_STR("");
    for (size_t i = 0; i <= number; i++) {
        line = KG_STR("");
        if (text.data == NULL || !kg_str_split(&text, '\n', &line))
            return KG_STR("");
    }
    return line;
}

/* One line of a text of several, and how many there are. */
static void add_line(struct kg_buf *out, struct kg_str text, size_t number)
{
    if (number > 0)
        kg_buf_printf(out, "line %zu: ", number + 1);
    struct kg_str line = line_at(text, number);
    while (kg_str_starts(line, " "))
        line = kg_str_from_index(line, 1);
    add_shortened(out, line, false);
    kg_buf_printf(out, " (%zu lines)", count_lines(text));
}

/* ---- values ---- */

static bool is_long(const struct kg_value *value)
{
    ptrdiff_t at = value->type == KG_VALUE_STRING ? kg_str_find(value->text, '\n') : -1;
    return at >= 0 && (size_t)at + 1 < value->text.length;
}

static void add_scalar(struct kg_buf *out, const struct kg_node *node, size_t line)
{
    struct kg_value value;
    if (kg_scalar_value(out->arena, node, KG_CONTEXT_BLOCK, &value, NULL) != 0)
        add_shortened(out, node->text, true);
    else if (is_long(&value))
        add_line(out, value.text, line);
    else if (value.type == KG_VALUE_STRING)
        add_shortened(out, value.text, needs_quotes(value.text));
    else
        kg_emit_json(out, node, KG_JSON_COMPACT, NULL);
}

static const char *show(struct kg_arena *arena, const struct kg_node *value, size_t line)
{
    struct kg_buf out;
    if (value->kind == KG_NODE_MAPPING)
        return value->count == 0 ? "{}" : "(mapping)";
    if (value->kind == KG_NODE_SEQUENCE)
        return value->count == 0 ? "[]" : "(list)";
    kg_buf_init(&out, arena, KG_FS_FILE_MAX);
    add_scalar(&out, value, line);
    return kg_str_copy(arena, kg_buf_str(&out));
}

const char *kg_show_value(struct kg_arena *arena, const struct kg_node *value, bool masked)
{
    return masked && value->kind == KG_NODE_SCALAR ? KG_SHOWN_SECRET : show(arena, value, 0);
}

const char *kg_show_difference(struct kg_arena *arena, const struct kg_node *value,
                               const struct kg_node *other, bool masked)
{
    struct kg_value a;
    struct kg_value b;
    size_t line = 0;
    if (masked || !kg_node_is(value, KG_NODE_SCALAR) || !kg_node_is(other, KG_NODE_SCALAR) ||
        kg_scalar_value(arena, value, KG_CONTEXT_BLOCK, &a, NULL) != 0 ||
        kg_scalar_value(arena, other, KG_CONTEXT_BLOCK, &b, NULL) != 0 || !is_long(&a) ||
        !is_long(&b))
        return kg_show_value(arena, value, masked);
    size_t lines = count_lines(a.text);
    while (line + 1 < lines && kg_str_equal(line_at(a.text, line), line_at(b.text, line)))
        line++;
    return show(arena, value, line);
}

bool kg_same_value(struct kg_arena *arena, const struct kg_node *a, const struct kg_node *b)
{
    struct kg_value x;
    struct kg_value y;
    if (a->kind != b->kind || a->kind != KG_NODE_SCALAR)
        return a->kind == b->kind;
    if (kg_scalar_value(arena, a, KG_CONTEXT_BLOCK, &x, NULL) != 0 ||
        kg_scalar_value(arena, b, KG_CONTEXT_BLOCK, &y, NULL) != 0)
        return a->tag == b->tag && kg_str_equal(a->text, b->text);
    if (x.type != y.type)
        return false;
    switch (x.type) {
    case KG_VALUE_NULL:
        return true;
    case KG_VALUE_BOOL:
        return x.boolean == y.boolean;
    case KG_VALUE_INT:
        return x.integer == y.integer;
    case KG_VALUE_UINT:
        return x.natural == y.natural;
    case KG_VALUE_FLOAT:
        return memcmp(&x.number, &y.number, sizeof(x.number)) == 0;
    default:
        return kg_str_equal(x.text, y.text);
    }
}

/* ---- places and steps ---- */

const char *kg_show_place(struct kg_arena *arena, const struct kg_node *value)
{
    struct kg_position place = kg_node_position(value);
    if (place.file == NULL)
        return "-";
    const char *text = kg_arena_printf(arena, "%s:%u", place.file, place.line);
    if (place.column > 0)
        text = kg_arena_printf(arena, "%s:%u", text, place.column);
    return kg_show_text(arena, text);
}

const char *kg_show_step(struct kg_arena *arena, const struct kg_step *step)
{
    const char *name = step->name;
    if (step->plugin != NULL)
        name = kg_arena_printf(arena, "%s: %s", step->name, step->plugin);
    else if (step->listed)
        name = kg_arena_printf(arena, "%s[%u]", step->name, step->index);
    if (step->where.file != NULL)
        name = kg_arena_printf(arena, "%s of %s:%u", name, step->where.file, step->where.line);
    return kg_show_text(arena, name);
}

/* ---- documents ---- */

void kg_put_place(struct kg_arena *arena, struct kg_node *mapping, const char *field,
                  struct kg_position place)
{
    if (place.file == NULL)
        return;
    struct kg_node *node = kg_node_mapping(arena);
    kg_node_set_text(arena, node, "file", place.file);
    kg_node_set_number(arena, node, "line", place.line);
    if (place.column > 0)
        kg_node_set_number(arena, node, "column", place.column);
    kg_node_set(arena, mapping, field, node);
}

void kg_put_value(struct kg_arena *arena, struct kg_node *mapping, const char *field,
                  const struct kg_node *value, bool masked)
{
    if (value == NULL)
        kg_node_set(arena, mapping, field, kg_node_scalar(arena, KG_TAG_NULL, KG_STR("null")));
    else if (masked)
        kg_node_set_text(arena, mapping, field, KG_SHOWN_SECRET);
    else
        kg_node_set(arena, mapping, field, kg_node_copy(arena, value));
}

/* ---- secrets ---- */

bool kg_is_secret(struct kg_gvk gvk, const struct kg_route *route)
{
    if (!kg_str_is(gvk.kind, "Secret") || gvk.group.length > 0 || route->count == 0)
        return false;
    return kg_str_is(route->steps[0].key, "data") || kg_str_is(route->steps[0].key, "stringData");
}
