/* Comparisons as texts and documents. */
#include "kagent/provenance.h"
#include "kagent/table.h"
#include "show.h"

enum { FIELD_INDENT = 2, VALUE_INDENT = 6 };

/* How the kinds of differences are marked and named. */
static const struct {
    char sign;
    const char *name;
} kinds[] = {
    [KG_DIFFERENCE_REMOVED] = {'-', "removed"},
    [KG_DIFFERENCE_ADDED] = {'+', "added"},
    [KG_DIFFERENCE_CHANGED] = {'~', "changed"},
    [KG_DIFFERENCE_ORDER] = {'~', "order"},
};

static const char *mark_of(const struct kg_palette *palette, char sign)
{
    if (sign == '-')
        return palette->removed;
    return sign == '+' ? palette->added : palette->changed;
}

static const char *value_text(struct kg_arena *arena, const struct kg_difference *difference,
                              const struct kg_node *value, const struct kg_node *other,
                              const char *order)
{
    if (order != NULL)
        return kg_show_text(arena, order);
    return kg_show_difference(arena, value, other, difference->masked);
}

static void add_value(struct kg_table *table, char sign, const char *text,
                      const struct kg_node *value, const struct kg_palette *palette)
{
    const char *cell = kg_arena_printf(table->arena, "%c %s", sign, text);
    kg_table_add(
        table, (struct kg_row){{cell, kg_show_place(table->arena, value)}, mark_of(palette, sign)});
}

static void add_difference(struct kg_buf *out, const struct kg_difference *difference,
                           const struct kg_palette *palette)
{
    struct kg_arena *arena = out->arena;
    struct kg_table table;
    kg_buf_add_repeated(out, ' ', FIELD_INDENT);
    kg_buf_printf(out, "%c %s%s\n", kinds[difference->kind].sign,
                  kg_show_text(arena, difference->path),
                  difference->kind == KG_DIFFERENCE_ORDER ? " (order)" : "");
    kg_table_init(&table, arena);
    if (difference->first != NULL)
        add_value(&table, '-',
                  value_text(arena, difference, difference->first, difference->second,
                             difference->first_order),
                  difference->first, palette);
    if (difference->second != NULL)
        add_value(&table, '+',
                  value_text(arena, difference, difference->second, difference->first,
                             difference->second_order),
                  difference->second, palette);
    kg_table_print(out, &table, VALUE_INDENT, palette->reset);
}

static void add_resource(struct kg_buf *out, const struct kg_compared *resource,
                         const struct kg_palette *palette)
{
    const char *title = kg_show_text(out->arena, resource->title);
    kg_buf_add_char(out, '\n');
    if (resource->first == NULL || resource->second == NULL) {
        char sign = resource->first == NULL ? '+' : '-';
        const struct kg_node *object = resource->first == NULL ? resource->second : resource->first;
        kg_buf_printf(out, "%s%c %s   %s%s\n", mark_of(palette, sign), sign, title,
                      kg_show_place(out->arena, object), palette->reset);
        return;
    }
    kg_buf_printf(out, "%s~ %s%s\n", palette->heading, title, palette->reset);
    for (size_t i = 0; i < resource->difference_count; i++)
        add_difference(out, &resource->differences[i], palette);
}

void kg_comparison_print(struct kg_buf *out, const struct kg_comparison *comparison,
                         const struct kg_palette *palette)
{
    if (comparison->count == 0)
        return;
    kg_buf_printf(out, "%s--- %s%s\n%s+++ %s%s\n", palette->heading,
                  kg_show_text(out->arena, comparison->first), palette->reset, palette->heading,
                  kg_show_text(out->arena, comparison->second), palette->reset);
    for (size_t i = 0; i < comparison->count; i++)
        add_resource(out, &comparison->resources[i], palette);
}

/* ---- as a document ---- */

/* One side of a difference. */
static void put_side(struct kg_arena *arena, struct kg_node *document, const char *field,
                     const struct kg_node *value, const char *order, bool masked)
{
    if (value == NULL)
        return;
    struct kg_node *side = kg_node_mapping(arena);
    if (order != NULL)
        kg_node_set_text(arena, side, "order", order);
    else
        kg_put_value(arena, side, "value", value, masked);
    kg_put_place(arena, side, "setAt", kg_node_position(value));
    kg_node_set(arena, document, field, side);
}

static struct kg_node *difference_document(struct kg_arena *arena,
                                           const struct kg_difference *difference)
{
    struct kg_node *document = kg_node_mapping(arena);
    kg_node_set_text(arena, document, "difference", kinds[difference->kind].name);
    kg_node_set_text(arena, document, "path", difference->path);
    put_side(arena, document, "first", difference->first, difference->first_order,
             difference->masked);
    put_side(arena, document, "second", difference->second, difference->second_order,
             difference->masked);
    return document;
}

static void put_object(struct kg_arena *arena, struct kg_node *document, const char *field,
                       const struct kg_node *object)
{
    if (object == NULL)
        return;
    struct kg_str name = kg_node_name(object);
    struct kg_str namespace = kg_node_namespace(object);
    struct kg_node *side = kg_node_mapping(arena);
    kg_node_set_text(arena, side, "apiVersion",
                     kg_str_copy(arena, kg_node_text(kg_node_get(object, "apiVersion"))));
    kg_node_set_text(arena, side, "name", kg_str_copy(arena, name));
    if (namespace.length > 0)
        kg_node_set_text(arena, side, "namespace", kg_str_copy(arena, namespace));
    kg_put_place(arena, side, "setAt", kg_node_position(object));
    kg_node_set(arena, document, field, side);
}

static struct kg_node *resource_document(struct kg_arena *arena, const struct kg_compared *resource)
{
    struct kg_node *document = kg_node_mapping(arena);
    const struct kg_node *any = resource->first != NULL ? resource->first : resource->second;
    enum kg_difference_kind kind = KG_DIFFERENCE_CHANGED;
    if (resource->first == NULL)
        kind = KG_DIFFERENCE_ADDED;
    else if (resource->second == NULL)
        kind = KG_DIFFERENCE_REMOVED;
    kg_node_set_text(arena, document, "difference", kinds[kind].name);
    kg_node_set_text(arena, document, "kind", kg_str_copy(arena, kg_node_gvk(any).kind));
    put_object(arena, document, "first", resource->first);
    put_object(arena, document, "second", resource->second);
    struct kg_node *fields = kg_node_sequence(arena);
    for (size_t i = 0; i < resource->difference_count; i++)
        kg_node_append(arena, fields, difference_document(arena, &resource->differences[i]));
    if (fields->count > 0)
        kg_node_set(arena, document, "fields", fields);
    return document;
}

struct kg_node *kg_comparison_document(struct kg_arena *arena,
                                       const struct kg_comparison *comparison)
{
    struct kg_node *document = kg_node_mapping(arena);
    struct kg_node *resources = kg_node_sequence(arena);
    kg_node_set_text(arena, document, "first", comparison->first);
    kg_node_set_text(arena, document, "second", comparison->second);
    kg_node_set_number(arena, document, "equalResources", comparison->equal_count);
    for (size_t i = 0; i < comparison->count; i++)
        kg_node_append(arena, resources, resource_document(arena, &comparison->resources[i]));
    kg_node_set(arena, document, "resources", resources);
    return document;
}
