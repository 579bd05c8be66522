#include "version.h"

#include "kagent/buf.h"
#include "kagent/emit.h"
#include "kagent/node.h"

#include "suite.h"

enum { VERSION_MAX = 4096 };

/* The kustomize whose output render reproduces (kagent/kustomize.h). */
static const char kustomize_version[] = "v5.5.0";

static void set_text(struct kg_arena *arena, struct kg_node *mapping, const char *key,
                     const char *text)
{
    kg_node_set(arena, mapping, key, kg_node_string(arena, kg_str_from(text)));
}

/* The fields are named as in `kubectl version -o json`. */
static struct kg_node *describe(struct kg_arena *arena)
{
    struct kg_node *document = kg_node_mapping(arena);
    struct kg_node *client = kg_node_mapping(arena);
    set_text(arena, client, "gitVersion", kagent_suite.version);
    kg_node_set(arena, document, "clientVersion", client);
    set_text(arena, document, "kustomizeVersion", kustomize_version);
    return document;
}

int version_print(struct kg_arena *arena, const struct kg_arguments *arguments,
                  struct kg_error *err)
{
    const struct kg_option_value *format = &arguments->options[KAGENT_VERSION_OUTPUT];
    struct kg_buf out;
    int rc = 0;
    kg_buf_init(&out, arena, VERSION_MAX);
    if (!format->given) {
        kg_buf_printf(&out, "Client Version: %s\nKustomize Version: %s\n", kagent_suite.version,
                      kustomize_version);
    } else if (format->choice == KAGENT_VERSION_OUTPUT_JSON) {
        rc = kg_emit_json(&out, describe(arena), KG_JSON_INDENTED, err);
        kg_buf_add_char(&out, '\n');
    } else {
        rc = kg_emit_yaml(&out, describe(arena), NULL, err);
    }
    return rc != 0 ? -1 : cmd_print(kg_buf_str(&out), err);
}
