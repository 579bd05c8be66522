/*
 * replacement: copies a field of one resource into fields of others.
 *
 * The source is one resource, found by its exact identity, and one field of it.
 * What stands there is looked at anew for every target, because a target may be
 * the source itself. Over a scalar only the text is copied: the tag and the
 * style stay, so that a number becomes a string where a string was.
 */
#include "replacement.h"

#include "fieldpath.h"
#include "kagent/buf.h"
#include "kagent/yaml.h"
#include "label_selector.h"

/* Which part of a text a source gives or a target takes. */
struct part {
    struct kg_str delimiter; /* empty: the whole text */
    int64_t index;
    bool create;
};

/* A selector of labels or annotations; what is wrong with one that no resource is held to is not
 * told. */
struct lazy_selector {
    struct kg_str text;
    bool parsed;
    struct kg_label_selector selector;
};

/* `select`, or one of `reject`. */
struct choice {
    const struct kg_node *node;
    struct kg_id id; /* empty parts match everything */
    struct lazy_selector labels;
    struct lazy_selector annotations;
};

struct choices {
    struct choice *items;
    size_t count;
};

struct target {
    struct kg_arena *arena;
    const struct kg_node *node;
    struct choice select;
    struct choices rejects;
    struct part part;
    struct kg_fieldpath *paths;
    const struct kg_node **path_nodes; /* where they are written; NULL for the default */
    size_t path_count;
    struct kg_error *err;
};

/* ---- reading ---- */

static int64_t read_integer(struct kg_str text)
{
    bool negative = kg_str_starts(text, "-");
    int64_t value = 0;

    for (size_t i = negative ? 1 : 0; i < text.length; i++)
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, text.data[i] - '0', &value))
            return negative ? INT64_MIN : INT64_MAX;
    return negative ? -value : value;
}

static struct part read_part(const struct kg_node *options)
{
    return (struct part){
        .delimiter = kg_node_text(kg_node_get(options, "delimiter")),
        .index = read_integer(kg_node_text(kg_node_get(options, "index"))),
        .create = kg_str_is(kg_node_text(kg_node_get(options, "create")), "true"),
    };
}

static struct kg_id read_id(const struct kg_node *node)
{
    return (struct kg_id){
        .gvk = {.group = kg_node_text(kg_node_get(node, "group")),
                .version = kg_node_text(kg_node_get(node, "version")),
                .kind = kg_node_text(kg_node_get(node, "kind"))},
        .name = kg_node_text(kg_node_get(node, "name")),
        .namespace = kg_node_text(kg_node_get(node, "namespace")),
    };
}

static struct choice read_choice(const struct kg_node *node)
{
    return (struct choice){
        .node = node,
        .id = read_id(node),
        .labels.text = kg_node_text(kg_node_get(node, "labelSelector")),
        .annotations.text = kg_node_text(kg_node_get(node, "annotationSelector")),
    };
}

/* The paths of a target: what `fieldPaths` lists, or the name. */
static void read_paths(struct target *target)
{
    const struct kg_node *list = kg_node_get(target->node, "fieldPaths");
    size_t count = kg_node_is(list, KG_NODE_SEQUENCE) ? list->count : 0;

    target->path_count = count > 0 ? count : 1;
    target->paths = kg_arena_zero(target->arena, target->path_count, sizeof(*target->paths));
    target->path_nodes =
        kg_arena_zero(target->arena, target->path_count, sizeof(*target->path_nodes));
    if (count == 0)
        target->paths[0] = kg_fieldpath_parse(target->arena, KG_STR("metadata.name"));
    for (size_t i = 0; i < count; i++) {
        target->path_nodes[i] = list->items[i];
        target->paths[i] = kg_fieldpath_parse(target->arena, list->items[i]->text);
    }
}

static int read_target(struct kg_arena *arena, const struct kg_node *node, struct target *target,
                       struct kg_error *err)
{
    const struct kg_node *select = kg_node_get(node, "select");
    const struct kg_node *rejects = kg_node_get(node, "reject");
    size_t count = kg_node_is(rejects, KG_NODE_SEQUENCE) ? rejects->count : 0;

    *target = (struct target){.arena = arena, .node = node, .err = err};
    if (select == NULL)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                           "the target of a replacement must say what to `select`");
    target->select = read_choice(select);
    target->rejects.items = kg_arena_zero(arena, count, sizeof(*target->rejects.items));
    for (; target->rejects.count < count; target->rejects.count++)
        target->rejects.items[target->rejects.count] =
            read_choice(rejects->items[target->rejects.count]);
    target->part = read_part(kg_node_get(node, "options"));
    read_paths(target);
    return 0;
}

/* ---- choosing resources ---- */

/* "default" and nothing are one namespace, here for all kinds. */
static bool namespaces_equal(struct kg_str a, struct kg_str b)
{
    if (a.length == 0)
        a = KG_STR("default");
    if (b.length == 0)
        b = KG_STR("default");
    return kg_str_equal(a, b);
}

static bool id_chosen(struct kg_id id, const struct kg_id *by)
{
    return (by->name.length == 0 || kg_str_equal(by->name, id.name)) &&
           (by->namespace.length == 0 || namespaces_equal(by->namespace, id.namespace)) &&
           kg_gvk_selected(id.gvk, by->gvk);
}

static bool is_empty_id(const struct kg_id *id)
{
    return id->gvk.group.length + id->gvk.version.length + id->gvk.kind.length + id->name.length +
               id->namespace.length ==
           0;
}

/* Whether the current or an earlier id is chosen: 1, 0 or -1. */
static int resource_chosen(struct kg_arena *arena, const struct kg_resource *resource,
                           const struct kg_id *by, struct kg_error *err)
{
    struct kg_id *ids = NULL;
    size_t count = 0;

    if (id_chosen(kg_resource_id(resource), by))
        return 1;
    if (kg_resource_previous_ids(arena, resource, &ids, &count, err) < 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (id_chosen(ids[i], by))
            return 1;
    return 0;
}

/* Whether a map of the metadata is what the selector wants: 1, 0 or -1. */
static int selector_holds(struct kg_arena *arena, struct lazy_selector *lazy,
                          const struct kg_node *object, const char *field, struct kg_error *err)
{
    if (!lazy->parsed && kg_label_selector_parse(arena, lazy->text, &lazy->selector, err) < 0)
        return -1;
    lazy->parsed = true;
    if (lazy->selector.count == 0)
        return 1;
    struct kg_text_map map = kg_node_metadata_map(arena, object, field);
    return kg_label_selector_holds(&lazy->selector, &map);
}

/* Whether the metadata is chosen: 1, 0 or -1. Both selectors are looked at in any case. */
static int metadata_chosen(struct kg_arena *arena, const struct kg_node *object,
                           struct choice *choice, struct kg_error *err)
{
    int annotations = selector_holds(arena, &choice->annotations, object, "annotations", err);
    int labels =
        annotations < 0 ? -1 : selector_holds(arena, &choice->labels, object, "labels", err);
    if (labels < 0)
        return kg_error_locate(err, kg_node_position(choice->node));
    return annotations > 0 && labels > 0;
}

/*
 * Whether a target takes the resource: 1, 0 or -1. As in the original, each
 * entry of `reject` refuses by its identity and by its selectors apart: one
 * with a kind and labels refuses all of that kind and all with those labels.
 */
static int target_takes(struct target *target, const struct kg_resource *resource)
{
    int rc = metadata_chosen(target->arena, resource->node, &target->select, target->err);
    if (rc <= 0)
        return rc;
    for (size_t i = 0; i < target->rejects.count; i++) {
        struct choice *reject = &target->rejects.items[i];
        if (reject->labels.text.length + reject->annotations.text.length == 0)
            continue;
        rc = metadata_chosen(target->arena, resource->node, reject, target->err);
        if (rc != 0)
            return rc < 0 ? -1 : 0;
    }
    rc = resource_chosen(target->arena, resource, &target->select.id, target->err);
    for (size_t i = 0; rc > 0 && i < target->rejects.count; i++) {
        const struct choice *reject = &target->rejects.items[i];
        if (is_empty_id(&reject->id))
            continue;
        int refused = resource_chosen(target->arena, resource, &reject->id, target->err);
        rc = refused < 0 ? -1 : refused == 0;
    }
    return rc;
}

/* ---- the source ---- */

static const char *id_words(struct kg_arena *arena, const struct kg_id *id)
{
    if (is_empty_id(id))
        return "a source without kind and name";
    return kg_arena_printf(arena, "kind '%.*s', name '%.*s'%s%.*s", KG_STR_ARG(id->gvk.kind),
                           KG_STR_ARG(id->name), id->namespace.length > 0 ? ", namespace " : "",
                           KG_STR_ARG(id->namespace));
}

static int find_source(struct kg_arena *arena, const struct kg_resources *all,
                       const struct kg_node *source, struct kg_resource **found,
                       struct kg_error *err)
{
    struct kg_id id = read_id(source);

    *found = NULL;
    for (size_t i = 0; i < all->count; i++) {
        int chosen = resource_chosen(arena, all->items[i], &id, err);
        if (chosen < 0)
            return -1;
        if (chosen > 0 && *found != NULL)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(source),
                               "the source of a replacement must be one resource: %s and %s both "
                               "match %s",
                               kg_resource_title(arena, *found),
                               kg_resource_title(arena, all->items[i]), id_words(arena, &id));
        if (chosen > 0)
            *found = all->items[i];
    }
    if (*found != NULL)
        return 0;
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(source),
                       "no resource is the source of this replacement: nothing matches %s",
                       id_words(arena, &id));
}

/* Takes the piece before the next delimiter off the front of `*rest`; false at the end. */
static bool next_piece(struct kg_str *rest, struct kg_str delimiter, struct kg_str *piece)
{
    if (rest->data == NULL)
        return false;
    const char *end = memmem(rest->data, rest->length, delimiter.data, delimiter.length);
    *piece = end == NULL ? *rest : kg_str_head(*rest, (size_t)(end - rest->data));
    if (end == NULL)
        rest->data = NULL;
    else
        *rest = kg_str_from_index(*rest, piece->length + delimiter.length);
    return true;
}

/* The pieces of a text between delimiters. */
static struct kg_pieces split(struct kg_arena *arena, struct kg_str text, struct kg_str delimiter)
{
    struct kg_pieces pieces = {0};
    struct kg_str rest = text;
    struct kg_str piece;

    while (next_piece(&rest, delimiter, &piece))
        pieces.count++;
    pieces.items = kg_arena_alloc(arena, pieces.count * sizeof(*pieces.items));
    for (size_t i = 0; next_piece(&text, delimiter, &piece); i++)
        pieces.items[i] = piece;
    return pieces;
}

/* The value without null's text. */
static struct kg_str value_text(const struct kg_node *value)
{
    return kg_node_is_null(value) ? KG_STR("") : kg_node_text(value);
}

/* Picks one part of the source's text. `*value` becomes a copy. */
static int refine_source(struct kg_arena *arena, const struct part *part,
                         const struct kg_node *where, struct kg_node **value, struct kg_error *err)
{
    if (part->delimiter.length == 0)
        return 0;
    if ((*value)->kind != KG_NODE_SCALAR)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(where),
                           "the option `delimiter` can only be used with scalars, and the source "
                           "is a %s",
                           kg_node_kind_name(*value));
    struct kg_pieces pieces = split(arena, value_text(*value), part->delimiter);
    if (part->index < 0 || (uint64_t)part->index >= pieces.count)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(where),
                           "`index` %lld is out of bounds: '%.*s' has %zu parts",
                           (long long)part->index, KG_STR_ARG((*value)->text), pieces.count);
    *value = kg_node_copy(arena, *value);
    (*value)->text = pieces.items[part->index];
    return 0;
}

static int read_source(struct kg_arena *arena, const struct kg_resources *all,
                       const struct kg_node *source, struct kg_node **value, struct kg_error *err)
{
    const struct kg_node *path_node = kg_node_get(source, "fieldPath");
    const struct kg_node *options = kg_node_get(source, "options");
    struct kg_str text = kg_node_text(path_node);
    struct kg_resource *resource;
    struct part part = read_part(options);

    if (find_source(arena, all, source, &resource, err) < 0)
        return -1;
    if (text.length == 0)
        text = KG_STR("metadata.name");
    struct kg_position where = kg_node_position(path_node != NULL ? path_node : source);
    struct kg_fieldpath path = kg_fieldpath_parse(arena, text);
    if (kg_fieldpath_get(&path, resource->node, value, err) < 0) {
        kg_error_context(err, "field '%.*s' of %s", KG_STR_ARG(text),
                         kg_resource_title(arena, resource));
        return kg_error_locate(err, where);
    }
    if (kg_node_is_null(*value) || ((*value)->kind != KG_NODE_SCALAR && (*value)->count == 0))
        return kg_error_at(err, KG_ERROR_NEGATIVE, where,
                           "the source of a replacement, %s, has no field '%.*s', or it is empty",
                           kg_resource_title(arena, resource), KG_STR_ARG(text));
    return refine_source(arena, &part, options, value, err);
}

/* ---- the targets ---- */

/* The target's text with the value in its place, in front or at the end. */
static struct kg_str join_part(struct kg_arena *arena, const struct part *part, struct kg_str old,
                               struct kg_str value)
{
    struct kg_pieces pieces = split(arena, old, part->delimiter);
    struct kg_buf joined;

    if (part->index < 0)
        return kg_str_join(arena, kg_str_join(arena, value, part->delimiter), old);
    if ((uint64_t)part->index >= pieces.count)
        return kg_str_join(arena, kg_str_join(arena, old, part->delimiter), value);
    pieces.items[part->index] = value;
    kg_buf_init(&joined, arena, old.length + value.length);
    for (size_t i = 0; i < pieces.count; i++) {
        if (i > 0)
            kg_buf_add_str(&joined, part->delimiter);
        kg_buf_add_str(&joined, pieces.items[i]);
    }
    return kg_buf_str(&joined);
}

static int set_field(const struct target *target, struct kg_node *field,
                     const struct kg_node *value)
{
    bool joins = target->part.delimiter.length > 0;

    if (field->kind != KG_NODE_SCALAR && joins)
        return kg_error_set(
            target->err, KG_ERROR_NEGATIVE,
            "the option `delimiter` can only be used with scalars, and this is a %s",
            kg_node_kind_name(field));
    if (field->kind != KG_NODE_SCALAR) {
        kg_node_assign(field, kg_node_copy(target->arena, value));
        return 0;
    }
    field->text = joins ? join_part(target->arena, &target->part, field->text, value_text(value))
                        : kg_node_text(value);
    field->source = value->source;
    field->line = value->line;
    field->column = value->column;
    return 0;
}

static int apply_path(const struct target *target, const struct kg_fieldpath *path,
                      struct kg_node *object, const struct kg_node *value)
{
    enum kg_node_kind create = target->part.create ? value->kind : 0;
    struct kg_found found;

    if (path->count + kg_node_depth(value) > KG_YAML_DEPTH_MAX)
        return kg_error_set(target->err, KG_ERROR_NEGATIVE,
                            "the value would be nested more than %d levels deep",
                            KG_YAML_DEPTH_MAX);
    if (kg_node_count(value) > KG_YAML_ALIAS_MAX) /* replacements can double it, and double it */
        return kg_error_set(target->err, KG_ERROR_NEGATIVE, "the value has more than %d nodes",
                            KG_YAML_ALIAS_MAX);
    if (kg_fieldpath_find(target->arena, path, object, create, &found, target->err) < 0)
        return -1;
    if (found.count == 0) {
        kg_error_set(target->err, KG_ERROR_NEGATIVE, "there is no such field");
        if (!target->part.create)
            kg_error_advise(target->err, "`options: {create: true}` in the target makes it");
        return -1;
    }
    for (size_t i = 0; i < found.count; i++)
        if (set_field(target, found.items[i], value) < 0)
            return -1;
    return 0;
}

static int apply_target(struct target *target, const struct kg_resource *resource,
                        const struct kg_node *value)
{
    for (size_t i = 0; i < target->path_count; i++) {
        if (apply_path(target, &target->paths[i], resource->node, value) == 0)
            continue;
        kg_error_context(target->err, "replacement of field '%.*s' in %s",
                         KG_STR_ARG(target->paths[i].text),
                         kg_resource_title(target->arena, resource));
        return kg_error_locate(
            target->err,
            kg_node_position(target->path_nodes[i] != NULL ? target->path_nodes[i] : target->node));
    }
    return 0;
}

int kg_replace(struct kg_arena *arena, struct kg_resources *all, const struct kg_node *replacement,
               struct kg_error *err)
{
    const struct kg_node *source = kg_node_get(replacement, "source");
    const struct kg_node *targets = kg_node_get(replacement, "targets");
    struct kg_node *value = NULL;
    struct target target;

    if (source == NULL || targets == NULL)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(replacement),
                           "a replacement must have a `source` and `targets`");
    if (read_source(arena, all, source, &value, err) < 0)
        return -1;
    for (uint32_t i = 0; i < targets->count; i++) {
        if (read_target(arena, targets->items[i], &target, err) < 0)
            return -1;
        for (size_t j = 0; j < all->count; j++) {
            int takes = target_takes(&target, all->items[j]);
            if (takes < 0 || (takes > 0 && apply_target(&target, all->items[j], value) < 0))
                return -1;
        }
    }
    kg_resources_changed(all);
    return 0;
}
