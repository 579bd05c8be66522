#include "kagent/print.h"

#include <ctype.h>

#include "kagent/emit.h"

void kg_print_names(struct kg_buf *out, struct kg_node *const *resources, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct kg_str version = kg_node_text(kg_node_get(resources[i], "apiVersion"));
        struct kg_str kind = kg_node_text(kg_node_get(resources[i], "kind"));
        struct kg_str name = kg_node_text(kg_node_path(resources[i], "metadata", "name", NULL));
        ptrdiff_t slash = kg_str_find(version, '/');
        for (size_t j = 0; j < kind.length; j++)
            kg_buf_add_char(out, (char)tolower((unsigned char)kind.data[j]));
        if (slash > 0) {
            kg_buf_add_char(out, '.');
            kg_buf_add_str(out, kg_str_head(version, (size_t)slash));
        }
        kg_buf_add_char(out, '/');
        kg_buf_add_str(out, name);
        kg_buf_add_char(out, '\n');
    }
}

/* A List without items, as `kubectl get` makes it. */
static struct kg_node *make_list(struct kg_arena *arena)
{
    struct kg_node *list = kg_node_mapping(arena);
    struct kg_node *metadata = kg_node_mapping(arena);
    kg_node_set(arena, list, "apiVersion", kg_node_string(arena, KG_STR("v1")));
    kg_node_set(arena, list, "kind", kg_node_string(arena, KG_STR("List")));
    kg_node_set(arena, metadata, "resourceVersion", kg_node_string(arena, KG_STR("")));
    kg_node_set(arena, list, "metadata", metadata);
    return list;
}

int kg_print_json_list(struct kg_buf *out, struct kg_node *const *resources, size_t count,
                       struct kg_error *err)
{
    struct kg_arena *arena = out->arena;
    struct kg_node *list = make_list(arena);
    struct kg_node *items = kg_node_sequence(arena);
    for (size_t i = 0; i < count; i++)
        kg_node_append(arena, items, resources[i]);
    kg_node_set(arena, list, "items", items);
    if (kg_emit_json(out, list, KG_JSON_INDENTED, err) != 0)
        return -1;
    kg_buf_add_char(out, '\n');
    return 0;
}
