/* images: other names, tags and digests for container images. */
#include "kagent/regex.h"
#include "setter.h"
#include "shape.h"
#include "transform.h"

struct image {
    struct kg_arena *arena;
    const struct kg_node *entry;
    const struct kg_node *origin; /* where changed references come from */
    const struct kg_regex *pattern;
};

/* "name:tag@digest"; a port before the first slash is part of the name. */
struct reference {
    struct kg_str name;
    struct kg_str tag;
    struct kg_str digest;
};

static struct reference split(struct kg_str text)
{
    ptrdiff_t slash = kg_str_find(text, '/');
    size_t start = slash > 0 ? (size_t)slash : 0;
    struct kg_str rest = kg_str_from_index(text, start);
    ptrdiff_t at = kg_str_find(rest, '@');
    ptrdiff_t colon = kg_str_find(rest, ':');
    if (at >= 0 && colon > at)
        colon = -1; /* the colon of "sha256:..." */
    struct reference reference = {text, KG_STR(""), KG_STR("")};
    if (at >= 0) {
        reference.digest = kg_str_from_index(rest, (size_t)at + 1);
        rest = kg_str_head(rest, (size_t)at);
    }
    if (colon >= 0)
        reference.tag = kg_str_from_index(rest, (size_t)colon + 1);
    if (colon >= 0 || at >= 0)
        reference.name = kg_str_head(text, start + (size_t)(colon >= 0 ? colon : at));
    return reference;
}

static void change(const struct image *image, struct reference *reference)
{
    struct kg_str name = kg_shape_text(image->entry, "newName");
    struct kg_str tag = kg_shape_text(image->entry, "newTag");
    struct kg_str digest = kg_shape_text(image->entry, "digest");
    struct kg_str suffix = kg_shape_text(image->entry, "tagSuffix");
    if (name.length > 0)
        reference->name = name;
    if (tag.length > 0 || digest.length > 0) {
        reference->tag = tag;
        reference->digest = digest;
    } else if (suffix.length > 0) {
        reference->tag = kg_str_join(image->arena, reference->tag, suffix);
        reference->digest = KG_STR("");
    }
}

/* The line of the entry that makes the change, where it is a single one. */
static const struct kg_node *origin_of(const struct kg_node *entry)
{
    static const char *const fields[] = {"newName", "newTag", "digest", "tagSuffix"};
    const struct kg_node *origin = NULL;
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        if (kg_shape_text(entry, fields[i]).length == 0)
            continue;
        if (origin != NULL)
            return entry;
        origin = kg_node_get(entry, fields[i]);
    }
    return origin != NULL ? origin : entry;
}

static struct kg_str join(struct kg_arena *arena, struct reference reference)
{
    struct kg_str text = reference.name;
    if (reference.tag.length > 0)
        text = kg_str_join(arena, kg_str_join(arena, text, KG_STR(":")), reference.tag);
    if (reference.digest.length > 0)
        text = kg_str_join(arena, kg_str_join(arena, text, KG_STR("@")), reference.digest);
    return text;
}

static int update(void *context, struct kg_node *node, struct kg_error *err)
{
    const struct image *image = context;
    if (!kg_node_is_null(node) && node->kind != KG_NODE_SCALAR)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                           "an image must be a text, not a %s", kg_node_kind_name(node));
    int matches = kg_regex_match(image->pattern, kg_node_text(node), err);
    if (matches <= 0)
        return matches;
    struct reference reference = split(node->text);
    change(image, &reference);
    struct kg_node *value =
        kg_node_scalar(image->arena, KG_TAG_NONE, join(image->arena, reference));
    kg_node_at(value, image->origin);
    return kg_set_scalar(node, value, err);
}

static int update_containers(struct image *image, struct kg_node *containers, struct kg_error *err)
{
    for (uint32_t i = 0; containers->kind == KG_NODE_SEQUENCE && i < containers->count; i++) {
        struct kg_node *container = containers->items[i];
        if (kg_node_is_null(container))
            continue;
        if (container->kind != KG_NODE_MAPPING)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(container),
                               "a container must be a mapping, not a %s",
                               kg_node_kind_name(container));
        struct kg_node *reference = kg_node_get(container, "image");
        if (reference != NULL && update(image, reference, err) != 0)
            return -1;
    }
    return 0;
}

/* Every list named `containers` or `initContainers`, wherever it stands. */
static int walk(struct image *image, struct kg_node *node, struct kg_error *err)
{
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i < node->count; i++)
        if (walk(image, node->items[i], err) != 0)
            return -1;
    for (uint32_t i = 0; node->kind == KG_NODE_MAPPING && i < node->count; i++) {
        struct kg_str key = kg_node_text(node->pairs[i].key);
        struct kg_node *value = node->pairs[i].value;
        if (walk(image, value, err) != 0)
            return -1;
        bool holds_containers = kg_str_is(key, "containers") || kg_str_is(key, "initContainers");
        if (holds_containers && update_containers(image, value, err) != 0)
            return -1;
    }
    return 0;
}

static int compile(struct image *image, struct kg_error *err)
{
    const char *pattern =
        kg_arena_printf(image->arena, "^%.*s(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$",
                        KG_STR_ARG(kg_shape_text(image->entry, "name")));
    if (kg_regex_compile(image->arena, kg_str_from(pattern), KG_REGEX_ANYWHERE, &image->pattern,
                         err) == 0)
        return 0;
    return kg_error_locate(err, kg_node_position(image->entry));
}

int kg_transform_image(const struct kg_transformation *t, struct kg_error *err)
{
    struct image image = {
        .arena = t->build->arena, .entry = t->config, .origin = origin_of(t->config)};
    if (compile(&image, err) != 0)
        return -1;
    struct kg_field_setter setter = {.set = update, .context = &image};
    /* All by position first, then all by field spec: a suffix is added twice, as in kustomize. */
    for (size_t i = 0; i < t->resources->count; i++) {
        struct kg_node *object = t->resources->items[i]->node;
        if (kg_str_is(kg_node_gvk(object).kind, "CustomResourceDefinition"))
            continue;
        if (walk(&image, object, err) != 0 ||
            kg_fieldspecs_apply(image.arena, t->specs, object, &setter, err) != 0)
            return -1;
    }
    return 0;
}
