#include "resource.h"

#include <stdlib.h>
#include <string.h>

#include "kagent/buf.h"
#include "kagent/scalar.h"
#include "setter.h"

struct kg_gvk kg_node_gvk(const struct kg_node *object)
{
    struct kg_gvk gvk = {.kind = kg_node_text(kg_node_get(object, "kind"))};
    kg_gvk_set_api_version(&gvk, kg_node_text(kg_node_get(object, "apiVersion")));
    return gvk;
}

/* metadata, unless it is null or empty. */
static struct kg_node *metadata_of(const struct kg_node *object)
{
    struct kg_node *metadata = kg_node_get(object, "metadata");
    return kg_node_is_empty(metadata) ? NULL : metadata;
}

/* metadata, made where it is missing; an existing one that is no mapping stays as it is. */
static struct kg_node *make_field(struct kg_arena *arena, struct kg_node *mapping, const char *name)
{
    struct kg_node *field = NULL;
    if (kg_lookup_field(arena, mapping, kg_str_from(name), KG_NODE_MAPPING, &field, NULL) != 0)
        return NULL;
    return field;
}

static struct kg_str metadata_text(const struct kg_node *object, const char *field)
{
    const struct kg_node *node = kg_node_get(metadata_of(object), field);
    return kg_node_is_null(node) ? KG_STR("") : kg_node_text(node);
}

struct kg_str kg_node_name(const struct kg_node *object)
{
    return metadata_text(object, "name");
}

struct kg_str kg_node_namespace(const struct kg_node *object)
{
    return metadata_text(object, "namespace");
}

struct kg_str kg_id_namespace(struct kg_id id)
{
    if (kg_gvk_cluster_scoped(id.gvk))
        return KG_STR(KG_NOT_A_NAMESPACE);
    return id.namespace.length == 0 ? KG_STR("default") : id.namespace;
}

bool kg_id_equal_ignoring_namespace(struct kg_id a, struct kg_id b)
{
    return kg_str_equal(a.name, b.name) && kg_gvk_equal(a.gvk, b.gvk);
}

bool kg_id_equal(struct kg_id a, struct kg_id b)
{
    return kg_id_equal_ignoring_namespace(a, b) &&
           kg_str_equal(kg_id_namespace(a), kg_id_namespace(b));
}

const char *kg_id_text(struct kg_arena *arena, struct kg_id id)
{
    struct kg_buf out;
    kg_buf_init(&out, arena,
                KG_ERROR_MESSAGE_MAX + id.name.length + id.namespace.length + id.gvk.kind.length +
                    id.gvk.group.length + id.gvk.version.length);
    kg_buf_printf(&out, "%.*s.%.*s", KG_STR_ARG(id.gvk.kind), KG_STR_ARG(id.gvk.version));
    if (id.gvk.group.length > 0)
        kg_buf_printf(&out, ".%.*s", KG_STR_ARG(id.gvk.group));
    kg_buf_printf(&out, "/%.*s", KG_STR_ARG(id.name));
    if (id.namespace.length > 0)
        kg_buf_printf(&out, ".%.*s", KG_STR_ARG(id.namespace));
    return kg_buf_str(&out).data;
}

struct kg_id kg_resource_id(const struct kg_resource *resource)
{
    return (struct kg_id){kg_node_gvk(resource->node), kg_node_name(resource->node),
                          kg_node_namespace(resource->node)};
}

static size_t count_pieces(struct kg_str text)
{
    size_t count = 1;
    for (size_t i = 0; i < text.length; i++)
        count += text.data[i] == ',';
    return count;
}

int kg_resource_previous_ids(struct kg_arena *arena, const struct kg_resource *resource,
                             struct kg_id **ids, size_t *count, struct kg_error *err)
{
    *count = 0;
    struct kg_str names;
    struct kg_str namespaces = KG_STR("");
    struct kg_str kinds = KG_STR("");
    if (!kg_node_annotation(resource->node, KG_ANNOTATION_PREVIOUS_NAMES, &names))
        return 0;
    kg_node_annotation(resource->node, KG_ANNOTATION_PREVIOUS_NAMESPACES, &namespaces);
    kg_node_annotation(resource->node, KG_ANNOTATION_PREVIOUS_KINDS, &kinds);
    size_t pieces = count_pieces(names);
    if (count_pieces(namespaces) != pieces || count_pieces(kinds) != pieces)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(resource->node),
                           "the annotations " KG_ANNOTATION_DOMAIN
                           "previous* disagree about how often the resource was renamed");
    struct kg_id id = {.gvk = kg_node_gvk(resource->node)};
    *ids = kg_arena_alloc(arena, pieces * sizeof(**ids));
    for (; *count < pieces; (*count)++) {
        kg_str_split(&names, ',', &id.name);
        kg_str_split(&namespaces, ',', &id.namespace);
        kg_str_split(&kinds, ',', &id.gvk.kind);
        (*ids)[*count] = id;
    }
    return 0;
}

struct kg_id kg_resource_original_id(struct kg_arena *arena, const struct kg_resource *resource)
{
    struct kg_id *ids;
    size_t count;
    if (kg_resource_previous_ids(arena, resource, &ids, &count, NULL) == 0 && count > 0)
        return ids[0];
    return kg_resource_id(resource);
}

static void append_to_annotation(struct kg_arena *arena, struct kg_node *object, const char *key,
                                 struct kg_str value)
{
    struct kg_str old;
    if (value.length == 0)
        return;
    if (kg_node_annotation(object, key, &old))
        value = kg_str_join(arena, kg_str_join(arena, old, KG_STR(",")), value);
    kg_node_set_annotation(arena, object, key, value);
}

void kg_resource_store_previous_id(struct kg_arena *arena, struct kg_resource *resource)
{
    struct kg_id id = kg_resource_id(resource);
    append_to_annotation(arena, resource->node, KG_ANNOTATION_PREVIOUS_NAMES, id.name);
    append_to_annotation(arena, resource->node, KG_ANNOTATION_PREVIOUS_NAMESPACES,
                         kg_id_namespace(id));
    append_to_annotation(arena, resource->node, KG_ANNOTATION_PREVIOUS_KINDS, id.gvk.kind);
}

void kg_resource_add_prefix(struct kg_arena *arena, struct kg_resource *resource,
                            struct kg_str prefix)
{
    append_to_annotation(arena, resource->node, KG_ANNOTATION_PREFIXES, prefix);
}

void kg_resource_add_suffix(struct kg_arena *arena, struct kg_resource *resource,
                            struct kg_str suffix)
{
    append_to_annotation(arena, resource->node, KG_ANNOTATION_SUFFIXES, suffix);
}

int kg_resource_has_id(struct kg_arena *arena, const struct kg_resource *resource, struct kg_id id,
                       struct kg_error *err)
{
    if (kg_id_equal(kg_resource_id(resource), id))
        return 1;
    struct kg_id *ids;
    size_t count;
    if (kg_resource_previous_ids(arena, resource, &ids, &count, err) != 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (kg_id_equal(ids[i], id))
            return 1;
    return 0;
}

static void set_metadata_text(struct kg_arena *arena, struct kg_node *object, const char *field,
                              struct kg_str text)
{
    struct kg_node *value = kg_node_scalar(arena, KG_TAG_NONE, text);
    const struct kg_node *old = kg_node_get(metadata_of(object), field);
    kg_node_at(value, old != NULL ? old : object);
    struct kg_set_field set = {.mapping = make_field(arena, object, "metadata"),
                               .name = kg_str_from(field),
                               .value = value};
    kg_set_field(arena, &set, NULL);
}

void kg_resource_set_name(struct kg_arena *arena, struct kg_resource *resource, struct kg_str name)
{
    set_metadata_text(arena, resource->node, "name", name);
}

void kg_resource_set_namespace(struct kg_arena *arena, struct kg_resource *resource,
                               struct kg_str namespace)
{
    if (namespace.length == 0)
        kg_clear_field(kg_node_get(resource->node, "metadata"), KG_STR("namespace"));
    else
        set_metadata_text(arena, resource->node, "namespace", namespace);
}

const char *kg_resource_title(struct kg_arena *arena, const struct kg_resource *resource)
{
    struct kg_id id = kg_resource_id(resource);
    return kg_arena_printf(arena, "%.*s/%.*s", KG_STR_ARG(id.gvk.kind), KG_STR_ARG(id.name));
}

bool kg_node_annotation(const struct kg_node *object, const char *key, struct kg_str *value)
{
    const struct kg_node *annotations = kg_node_get(metadata_of(object), "annotations");
    const struct kg_node *node = kg_node_get(annotations, key);
    if (node == NULL)
        return false;
    *value = kg_node_text(node);
    return true;
}

void kg_node_set_annotation(struct kg_arena *arena, struct kg_node *object, const char *key,
                            struct kg_str value)
{
    struct kg_node *metadata = make_field(arena, object, "metadata");
    struct kg_node *annotations = kg_node_get(metadata, "annotations");
    if (annotations != NULL && kg_node_is_empty(annotations))
        kg_clear_field(metadata, KG_STR("annotations"));
    annotations = make_field(arena, metadata, "annotations");
    struct kg_node *text = kg_node_string(arena, value);
    text->style = KG_STYLE_SINGLE_QUOTED;
    struct kg_set_field set = {.mapping = annotations, .name = kg_str_from(key), .value = text};
    kg_set_field(arena, &set, NULL);
}

int kg_node_check_paired(const struct kg_node *object, const char *field, struct kg_error *err)
{
    const struct kg_node *list = kg_node_get(metadata_of(object), field);
    if (!kg_node_is(list, KG_NODE_SEQUENCE) || list->count % 2 == 0)
        return 0;
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(list), "metadata.%s is a list", field);
    return kg_error_advise(err, "Write it as a mapping: `%s: {key: value}`.", field);
}

struct kg_text_map kg_node_metadata_map(struct kg_arena *arena, const struct kg_node *object,
                                        const char *field)
{
    struct kg_text_map map = {0};
    const struct kg_node *node = kg_node_get(metadata_of(object), field);
    if (node == NULL || node->kind == KG_NODE_SCALAR)
        return map;
    /* kustomize looks at the bare content: the elements of a list count as keys and values. */
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i + 1 < node->count; i += 2)
        kg_text_map_put(arena, &map,
                        (struct kg_text_pair){kg_node_text(node->items[i]),
                                              kg_node_text(node->items[i + 1]),
                                              node->items[i + 1]});
    for (uint32_t i = 0; node->kind == KG_NODE_MAPPING && i < node->count; i++)
        kg_text_map_put(arena, &map,
                        (struct kg_text_pair){kg_node_text(node->pairs[i].key),
                                              kg_node_text(node->pairs[i].value),
                                              node->pairs[i].value});
    return map;
}

enum { WIDE = 32 }; /* maps with more pairs than this have an index */

struct kg_text_pair *kg_text_map_get(const struct kg_text_map *map, struct kg_str key)
{
    if (map->index != NULL) {
        uintptr_t place = (uintptr_t)kg_map_get(map->index, key); /* counted from 1 */
        return place == 0 ? NULL : &map->pairs[place - 1];
    }
    for (size_t i = 0; i < map->count; i++)
        if (kg_str_equal(map->pairs[i].key, key))
            return &map->pairs[i];
    return NULL;
}

static void make_index(struct kg_arena *arena, struct kg_text_map *map)
{
    map->index = kg_arena_alloc(arena, sizeof(*map->index));
    kg_map_init(map->index, arena);
    for (size_t i = 0; i < map->count; i++)
        kg_map_put(map->index, map->pairs[i].key, (void *)(uintptr_t)(i + 1));
}

void kg_text_map_put(struct kg_arena *arena, struct kg_text_map *map, struct kg_text_pair pair)
{
    struct kg_text_pair *old = kg_text_map_get(map, pair.key);
    if (old != NULL) {
        *old = pair;
        return;
    }
    if (map->count == map->capacity) {
        size_t capacity = map->capacity == 0 ? 8 : map->capacity * 2;
        map->pairs = kg_arena_grow(arena, map->pairs, map->capacity * sizeof(*map->pairs),
                                   capacity * sizeof(*map->pairs));
        map->capacity = capacity;
    }
    map->pairs[map->count++] = pair;
    if (map->index != NULL)
        kg_map_put(map->index, pair.key, (void *)(uintptr_t)map->count);
    else if (map->count > WIDE)
        make_index(arena, map);
}

void kg_text_map_remove(struct kg_text_map *map, struct kg_str key)
{
    struct kg_text_pair *pair = kg_text_map_get(map, key);
    if (pair == NULL)
        return;
    memmove(pair, pair + 1, (size_t)(map->pairs + map->count - pair - 1) * sizeof(*pair));
    map->count--;
    map->index = NULL; /* made again when something is put in */
}

static int compare_keys(const void *a, const void *b)
{
    const struct kg_text_pair *left = a;
    const struct kg_text_pair *right = b;
    return kg_str_compare(left->key, right->key);
}

void kg_text_map_sort(struct kg_text_map *map)
{
    map->index = NULL;
    if (map->count > 1)
        qsort(map->pairs, map->count, sizeof(*map->pairs), compare_keys);
}

static void add_texts(struct kg_arena *arena, struct kg_node *mapping, struct kg_text_map *map)
{
    kg_text_map_sort(map);
    for (size_t i = 0; i < map->count; i++) {
        struct kg_node *value = kg_node_string(arena, map->pairs[i].value);
        if (map->pairs[i].origin != NULL)
            kg_node_at(value, map->pairs[i].origin);
        struct kg_set_field set = {.mapping = mapping, .name = map->pairs[i].key, .value = value};
        kg_set_field(arena, &set, NULL);
    }
}

struct kg_node *kg_text_map_node(struct kg_arena *arena, struct kg_text_map *map)
{
    struct kg_node *mapping = kg_node_mapping(arena);
    add_texts(arena, mapping, map);
    return mapping;
}

void kg_node_set_metadata_map(struct kg_arena *arena, struct kg_node *object, const char *field,
                              struct kg_text_map map)
{
    struct kg_node *metadata = make_field(arena, object, "metadata");
    if (metadata == NULL)
        return;
    const struct kg_pair *found = kg_node_pair(metadata, kg_str_from(field));
    const struct kg_pair old = found != NULL ? *found : (struct kg_pair){NULL, NULL};
    kg_clear_field(metadata, kg_str_from(field));
    if (map.count == 0)
        return;
    struct kg_node *second = kg_node_get(metadata, field);
    if (kg_node_is(second, KG_NODE_MAPPING)) { /* a manifest may have the field twice */
        add_texts(arena, second, &map);
        return;
    }
    struct kg_node *key = kg_node_scalar(arena, KG_TAG_NONE, kg_str_from(field));
    struct kg_node *value = kg_text_map_node(arena, &map);
    if (found != NULL) {
        kg_node_at(key, old.key);
        kg_node_at(value, old.value);
    }
    kg_node_append_pair(arena, metadata, key, value);
}

struct kg_resource *kg_resource_new(struct kg_arena *arena, struct kg_node *node)
{
    struct kg_resource *resource = kg_arena_zero(arena, 1, sizeof(*resource));
    resource->node = node;
    return resource;
}

void kg_resources_push(struct kg_arena *arena, struct kg_resources *set,
                       struct kg_resource *resource)
{
    if (set->count == set->capacity) {
        size_t capacity = set->capacity == 0 ? 8 : set->capacity * 2;
        set->items = kg_arena_grow(arena, set->items, set->capacity * sizeof(*set->items),
                                   capacity * sizeof(*set->items));
        set->capacity = capacity;
    }
    set->items[set->count++] = resource;
}

void kg_resources_drop_empty(struct kg_resources *set)
{
    size_t kept = 0;
    for (size_t i = 0; i < set->count; i++)
        if (!kg_node_is_empty(set->items[i]->node))
            set->items[kept++] = set->items[i];
    if (kept != set->count)
        kg_resources_changed(set);
    set->count = kept;
}

/* Group, version, kind, name and effective namespace as one text. */
struct kg_str kg_id_key(struct kg_arena *arena, struct kg_id id)
{
    const struct kg_str parts[] = {id.gvk.kind, id.name, kg_id_namespace(id), id.gvk.group,
                                   id.gvk.version};
    size_t length = 0;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        length += parts[i].length + 1;
    char *key = kg_arena_alloc(arena, length);
    size_t used = 0;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        memcpy(key + used, parts[i].data, parts[i].length);
        used += parts[i].length;
        key[used++] = '\0';
    }
    return (struct kg_str){key, length};
}

static int already_registered(struct kg_arena *arena, const struct kg_resource *resource,
                              const struct kg_resource *first, struct kg_error *err)
{
    struct kg_position where = kg_node_position(first->node);
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(resource->node),
                "may not add resource with an already registered id: %s",
                kg_id_text(arena, kg_resource_id(resource)));
    if (where.file == NULL)
        return -1;
    return kg_error_advise(err,
                           "The first one stands at %s:%u. Rename one of them, or remove it from "
                           "`resources`.",
                           where.file, where.line);
}

/* Enters the resources from `start` on into the index. */
static int enter(struct kg_arena *arena, struct kg_resources *set, size_t start,
                 struct kg_error *err)
{
    for (size_t i = start; i < set->count; i++) {
        struct kg_resource *first =
            kg_map_put(set->index, kg_id_key(arena, kg_resource_id(set->items[i])), set->items[i]);
        if (first != NULL)
            return already_registered(arena, set->items[i], first, err);
    }
    return 0;
}

void kg_resources_changed(struct kg_resources *set)
{
    set->index = NULL;
}

int kg_resources_check_unique(struct kg_arena *arena, struct kg_resources *set,
                              struct kg_error *err)
{
    set->index = kg_arena_alloc(arena, sizeof(*set->index));
    kg_map_init(set->index, arena);
    return enter(arena, set, 0, err);
}

int kg_resources_append_all(struct kg_arena *arena, struct kg_resources *set,
                            const struct kg_resources *more, struct kg_error *err)
{
    size_t start = set->count;
    for (size_t i = 0; i < more->count; i++)
        kg_resources_push(arena, set, more->items[i]);
    if (set->index == NULL)
        return kg_resources_check_unique(arena, set, err);
    return enter(arena, set, start, err);
}
