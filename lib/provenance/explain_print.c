/* Explanations as texts and documents. */
#include "kagent/table.h"
#include "show.h"

#include "kagent/provenance.h"

/* "StatefulSet/kagent" or, with a path, "StatefulSet/kagent spec.replicas". */
static const char *title_of(struct kg_arena *arena, const struct kg_explanation *explanation)
{
    return kg_show_text(
        arena, kg_arena_printf(arena, "%s/%s%s%s", explanation->kind, explanation->name,
                               explanation->path[0] != '\0' ? " " : "", explanation->path));
}

static const char *show_after(struct kg_arena *arena, const struct kg_explanation *explanation,
                              const struct kg_layer *layer)
{
    if (layer->after == NULL)
        return "(removed)";
    if (layer->after->kind != KG_NODE_SCALAR)
        return layer->after->kind == KG_NODE_MAPPING ? "(mapping)" : "(list)";
    return kg_show_value(arena, layer->after, explanation->masked);
}

/* The line that has the last word. */
static void add_origin(struct kg_buf *out, const struct kg_explanation *explanation)
{
    const struct kg_layer *last = &explanation->layers[explanation->layer_count - 1];
    if (explanation->value == NULL) {
        kg_buf_printf(out, "removed by %s\n", kg_show_step(out->arena, last->step));
        return;
    }
    if (explanation->value->kind != KG_NODE_SCALAR)
        return;
    const char *place = kg_show_place(out->arena, explanation->value);
    if (place[0] != '-')
        kg_buf_printf(out, "set at %s\n", place);
    else
        kg_buf_printf(out, "set by %s\n", kg_show_step(out->arena, last->step));
}

static void add_heading(struct kg_buf *out, const struct kg_explanation *explanation,
                        const struct kg_palette *palette)
{
    struct kg_arena *arena = out->arena;
    const struct kg_node *value = explanation->value;
    kg_buf_printf(out, "%s%s%s", palette->heading, title_of(arena, explanation), palette->reset);
    if (value == NULL)
        kg_buf_add_text(out, " is not there any more");
    else if (explanation->leaf_count > 0)
        kg_buf_printf(out, " holds %zu value%s", explanation->leaf_count,
                      explanation->leaf_count == 1 ? "" : "s");
    else
        kg_buf_printf(out, " is %s", kg_show_value(arena, value, explanation->masked));
    kg_buf_add_char(out, '\n');
    if (!kg_str_is(kg_str_from(explanation->name), explanation->original_name))
        kg_buf_printf(out, "originally %s/%s\n", explanation->kind,
                      kg_show_text(arena, explanation->original_name));
    add_origin(out, explanation);
}

static void add_layers(struct kg_buf *out, const struct kg_explanation *explanation,
                       const struct kg_palette *palette)
{
    struct kg_table table;
    kg_table_init(&table, out->arena);
    kg_table_add(&table, (struct kg_row){{"VALUE", "SET AT", "BY"}, palette->faint});
    for (size_t i = 0; i < explanation->layer_count; i++) {
        const struct kg_layer *layer = &explanation->layers[i];
        kg_table_add(&table, (struct kg_row){{show_after(out->arena, explanation, layer),
                                              kg_show_place(out->arena, layer->after),
                                              kg_show_step(out->arena, layer->step)},
                                             ""});
    }
    kg_table_print(out, &table, 0, palette->reset);
}

static void add_leaves(struct kg_buf *out, const struct kg_explanation *explanation,
                       const struct kg_palette *palette)
{
    struct kg_table table;
    kg_table_init(&table, out->arena);
    kg_table_add(&table, (struct kg_row){{"FIELD", "VALUE", "SET AT"}, palette->faint});
    for (size_t i = 0; i < explanation->leaf_count; i++) {
        const struct kg_leaf *leaf = &explanation->leaves[i];
        kg_table_add(&table, (struct kg_row){{kg_show_text(out->arena, leaf->tail),
                                              kg_show_value(out->arena, leaf->value, leaf->masked),
                                              kg_show_place(out->arena, leaf->value)},
                                             ""});
    }
    kg_table_print(out, &table, 0, palette->reset);
}

void kg_explanation_print(struct kg_buf *out, const struct kg_explanation *explanation,
                          const struct kg_palette *palette)
{
    add_heading(out, explanation, palette);
    kg_buf_add_char(out, '\n');
    if (explanation->leaf_count > 0)
        add_leaves(out, explanation, palette);
    else
        add_layers(out, explanation, palette);
}

/* ---- as a document ---- */

static struct kg_node *layer_document(struct kg_arena *arena, const struct kg_layer *layer,
                                      bool masked)
{
    const struct kg_step *step = layer->step;
    struct kg_node *document = kg_node_mapping(arena);
    struct kg_node *by = kg_node_mapping(arena);
    kg_node_set_text(arena, by, "step", step->name);
    if (step->plugin != NULL)
        kg_node_set_text(arena, by, "plugin", step->plugin);
    else if (step->listed)
        kg_node_set_number(arena, by, "index", step->index);
    kg_node_set_text(arena, by, "kustomization", step->directory);
    kg_put_place(arena, by, "at", step->where);
    kg_node_set(arena, document, "by", by);
    kg_put_value(arena, document, "before", layer->before, masked);
    kg_put_value(arena, document, "after", layer->after, masked);
    kg_put_place(arena, document, "setAt", kg_node_position(layer->after));
    return document;
}

static struct kg_node *leaf_document(struct kg_arena *arena, const struct kg_leaf *leaf)
{
    struct kg_node *document = kg_node_mapping(arena);
    kg_node_set_text(arena, document, "path", leaf->path);
    kg_put_value(arena, document, "value", leaf->value, leaf->masked);
    kg_put_place(arena, document, "setAt", kg_node_position(leaf->value));
    return document;
}

static struct kg_node *resource_document(struct kg_arena *arena,
                                         const struct kg_explanation *explanation)
{
    struct kg_node *document = kg_node_mapping(arena);
    kg_node_set_text(arena, document, "apiVersion", explanation->api_version);
    kg_node_set_text(arena, document, "kind", explanation->kind);
    if (explanation->namespace[0] != '\0')
        kg_node_set_text(arena, document, "namespace", explanation->namespace);
    kg_node_set_text(arena, document, "name", explanation->name);
    kg_node_set_text(arena, document, "originalName", explanation->original_name);
    return document;
}

struct kg_node *kg_explanation_document(struct kg_arena *arena,
                                        const struct kg_explanation *explanation)
{
    struct kg_node *document = kg_node_mapping(arena);
    kg_node_set(arena, document, "resource", resource_document(arena, explanation));
    kg_node_set_text(arena, document, "path", explanation->path);
    if (explanation->leaf_count == 0) {
        kg_put_value(arena, document, "value", explanation->value, explanation->masked);
        kg_put_place(arena, document, "setAt", kg_node_position(explanation->value));
    }
    struct kg_node *layers = kg_node_sequence(arena);
    for (size_t i = 0; i < explanation->layer_count; i++)
        kg_node_append(arena, layers,
                       layer_document(arena, &explanation->layers[i], explanation->masked));
    kg_node_set(arena, document, "layers", layers);
    if (explanation->leaf_count == 0)
        return document;
    struct kg_node *fields = kg_node_sequence(arena);
    for (size_t i = 0; i < explanation->leaf_count; i++)
        kg_node_append(arena, fields, leaf_document(arena, &explanation->leaves[i]));
    kg_node_set(arena, document, "fields", fields);
    return document;
}
