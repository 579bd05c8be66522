/*
 * selector: which resources a patch target chooses.
 */
#include "selector.h"

#include "kagent/regex.h"
#include "label_selector.h"

/* The parts of a target that are regular expressions. */
enum part { PART_GROUP, PART_VERSION, PART_KIND, PART_NAME, PART_NAMESPACE, PART_COUNT };

/* A label or annotation selector. It is parsed for the first object that gets so far. */
struct lazy_selector {
    struct kg_str text;
    const char *field; /* of metadata */
    bool parsed;
    struct kg_label_selector selector;
};

struct selection {
    struct kg_arena *arena;
    const struct kg_regex *parts[PART_COUNT]; /* NULL matches everything */
    struct lazy_selector labels;
    struct lazy_selector annotations;
    struct kg_error *err;
};

static int compile(struct selection *selection, const struct kg_selector *selector)
{
    const struct kg_str patterns[PART_COUNT] = {
        [PART_GROUP] = selector->group,         [PART_VERSION] = selector->version,
        [PART_KIND] = selector->kind,           [PART_NAME] = selector->name,
        [PART_NAMESPACE] = selector->namespace,
    };

    for (int part = 0; part < PART_COUNT; part++)
        if (patterns[part].length > 0 &&
            kg_regex_compile(selection->arena, patterns[part], KG_REGEX_WHOLE,
                             &selection->parts[part], selection->err) < 0)
            return -1;
    return 0;
}

/* 1, 0 or -1. */
static int part_matches(const struct selection *selection, enum part part, struct kg_str text)
{
    if (selection->parts[part] == NULL)
        return 1;
    return kg_regex_match(selection->parts[part], text, selection->err);
}

static int gvk_matches(const struct selection *selection, struct kg_gvk gvk)
{
    int rc = part_matches(selection, PART_KIND, gvk.kind);

    if (rc > 0)
        rc = part_matches(selection, PART_GROUP, gvk.group);
    if (rc > 0)
        rc = part_matches(selection, PART_VERSION, gvk.version);
    return rc;
}

/* Whether the name and the namespace match, each in the current or in the original id. */
static int id_matches(const struct selection *selection, const struct kg_resource *resource)
{
    struct kg_id id = kg_resource_id(resource);
    int name = part_matches(selection, PART_NAME, id.name);
    int namespace = part_matches(selection, PART_NAMESPACE, kg_id_namespace(id));

    if (name == 0 || namespace == 0) {
        id = kg_resource_original_id(selection->arena, resource);
        if (name == 0)
            name = part_matches(selection, PART_NAME, id.name);
        if (namespace == 0)
        namespace = part_matches(selection, PART_NAMESPACE, kg_id_namespace(id));
    }
    return name < 0 || namespace < 0 ? -1 : name > 0 && namespace > 0;
}

static int metadata_matches(const struct selection *selection, struct lazy_selector *lazy,
                            const struct kg_node *object)
{
    /* Also without a selector: kustomize looks all the same. */
    if (kg_node_check_paired(object, lazy->field, selection->err) != 0)
        return -1;
    if (lazy->text.length == 0)
        return 1;
    if (!lazy->parsed &&
        kg_label_selector_parse(selection->arena, lazy->text, &lazy->selector, selection->err) < 0)
        return -1;
    lazy->parsed = true;
    struct kg_text_map map = kg_node_metadata_map(selection->arena, object, lazy->field);
    return kg_label_selector_holds(&lazy->selector, &map);
}

static int resource_matches(struct selection *selection, const struct kg_resource *resource)
{
    int rc = gvk_matches(selection, kg_node_gvk(resource->node));

    if (rc > 0)
        rc = id_matches(selection, resource);
    if (rc > 0)
        rc = metadata_matches(selection, &selection->labels, resource->node);
    if (rc > 0)
        rc = metadata_matches(selection, &selection->annotations, resource->node);
    return rc;
}

int kg_select(struct kg_arena *arena, const struct kg_resources *all,
              const struct kg_selector *selector, struct kg_resources *chosen, struct kg_error *err)
{
    struct selection selection = {
        .arena = arena,
        .labels = {.text = selector->label_selector, .field = "labels"},
        .annotations = {.text = selector->annotation_selector, .field = "annotations"},
        .err = err,
    };
    int rc = compile(&selection, selector);

    *chosen = (struct kg_resources){0};
    for (size_t i = 0; rc >= 0 && i < all->count; i++) {
        rc = resource_matches(&selection, all->items[i]);
        if (rc > 0)
            kg_resources_push(arena, chosen, all->items[i]);
    }
    if (rc < 0)
        return kg_error_locate(err, kg_node_position(selector->node));
    return 0;
}

int kg_label_selector_match(struct kg_arena *arena, struct kg_str selector,
                            struct kg_text_map labels, struct kg_error *err)
{
    struct kg_label_selector parsed;

    if (kg_label_selector_parse(arena, selector, &parsed, err) < 0)
        return -1;
    return kg_label_selector_holds(&parsed, &labels);
}

struct kg_selector kg_selector_read(const struct kg_node *node)
{
    return (struct kg_selector){.group = kg_node_text(kg_node_get(node, "group")),
                                .version = kg_node_text(kg_node_get(node, "version")),
                                .kind = kg_node_text(kg_node_get(node, "kind")),
                                .name = kg_node_text(kg_node_get(node, "name")),
                                .namespace = kg_node_text(kg_node_get(node, "namespace")),
                                .label_selector = kg_node_text(kg_node_get(node, "labelSelector")),
                                .annotation_selector =
                                    kg_node_text(kg_node_get(node, "annotationSelector")),
                                .node = node};
}
