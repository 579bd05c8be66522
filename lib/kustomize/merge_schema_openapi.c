#include "merge_schema_openapi.h"

#include "gvk.h"
#include "kagent/json.h"
#include "kagent/map.h"
#include "kagent/yaml.h"
#include "merge_schema_builtin.h"

/* What the document says about one kind; the same kind of other apiVersions follows. */
struct openapi_kind {
    struct kg_str group;
    struct kg_str version;
    const struct kg_node *definition;
    enum kg_merge_schema_scope scope;
    struct openapi_kind *next;
};

struct kg_openapi {
    struct kg_arena *arena;
    enum kg_merge_schema_rank rank;
    const struct kg_node *definitions;
    struct kg_map kinds; /* by kind: struct openapi_kind */
};

#define EXTENSION "x-kubernetes-"

/* A definition that only refers to itself must come to an end. */
enum { REFERENCES_MAX = 64 };

static const struct kg_node *mapping_or_null(const struct kg_node *node)
{
    return kg_node_is(node, KG_NODE_MAPPING) ? node : NULL;
}

/* ---- reading ---- */

/* The entry of a kind, made if there is none. NULL unless `gvk` has a version and a kind. */
static struct openapi_kind *kind_entry(struct kg_openapi *document, const struct kg_node *gvk)
{
    struct kg_str group = kg_node_text(kg_node_get(gvk, "group"));
    struct kg_str version = kg_node_text(kg_node_get(gvk, "version"));
    struct kg_str kind = kg_node_text(kg_node_get(gvk, "kind"));

    if (version.length == 0 || kind.length == 0)
        return NULL;
    void **slot = kg_map_slot(&document->kinds, kind);
    struct openapi_kind *entry = *slot;
    while (entry != NULL &&
           !(kg_str_equal(entry->group, group) && kg_str_equal(entry->version, version)))
        entry = entry->next;
    if (entry == NULL) {
        entry = kg_arena_zero(document->arena, 1, sizeof(*entry));
        *entry = (struct openapi_kind){.group = group, .version = version, .next = *slot};
        *slot = entry;
    }
    return entry;
}

static void index_definition(struct kg_openapi *document, const struct kg_node *definition)
{
    const struct kg_node *gvks = kg_node_get(definition, EXTENSION "group-version-kind");

    if (!kg_node_is(gvks, KG_NODE_SEQUENCE))
        return;
    for (uint32_t i = 0; i < gvks->count; i++) {
        struct openapi_kind *entry = kind_entry(document, gvks->items[i]);
        if (entry != NULL)
            entry->definition = definition;
    }
}

/* A kind is namespaced when one of the paths that read it has a namespace in it. */
static void index_path(struct kg_openapi *document, struct kg_str path, const struct kg_node *item)
{
    static const char parameter[] = "namespaces/{namespace}";
    const struct kg_node *gvk = kg_node_path(item, "get", EXTENSION "group-version-kind", NULL);
    struct openapi_kind *entry = gvk == NULL ? NULL : kind_entry(document, gvk);

    if (entry == NULL)
        return;
    if (memmem(path.data, path.length, parameter, sizeof(parameter) - 1) != NULL)
        entry->scope = KG_SCOPE_NAMESPACED;
    else if (entry->scope == KG_SCOPE_UNKNOWN)
        entry->scope = KG_SCOPE_CLUSTER;
}

static void index_document(struct kg_openapi *document, const struct kg_node *root)
{
    const struct kg_node *paths = mapping_or_null(kg_node_get(root, "paths"));

    document->definitions = mapping_or_null(kg_node_get(root, "definitions"));
    for (uint32_t i = 0; document->definitions != NULL && i < document->definitions->count; i++)
        index_definition(document, document->definitions->pairs[i].value);
    for (uint32_t i = 0; paths != NULL && i < paths->count; i++)
        index_path(document, kg_node_text(paths->pairs[i].key), paths->pairs[i].value);
}

/* Refuses lists with more keys than a merge rule holds. */
static int check_keys(const struct kg_node *node, struct kg_error *err)
{
    const struct kg_node *keys = kg_node_get(node, EXTENSION "list-map-keys");

    if (kg_node_is(keys, KG_NODE_SEQUENCE) && keys->count > KG_MERGE_KEYS_MAX)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(keys),
                           EXTENSION "list-map-keys has more than %d names", KG_MERGE_KEYS_MAX);
    for (uint32_t i = 0; mapping_or_null(node) != NULL && i < node->count; i++)
        if (check_keys(node->pairs[i].value, err) < 0)
            return -1;
    for (uint32_t i = 0; kg_node_is(node, KG_NODE_SEQUENCE) && i < node->count; i++)
        if (check_keys(node->items[i], err) < 0)
            return -1;
    return 0;
}

/* JSON is read strictly where it is JSON, because YAML readers refuse some of its escapes. */
static int read_document(struct kg_arena *arena, struct kg_str text, const char *name,
                         struct kg_node **root, struct kg_error *err)
{
    struct kg_source *source = kg_arena_zero(arena, 1, sizeof(*source));

    source->name = name;
    if (kg_str_starts(text, "{"))
        return kg_json_read(arena, text, source, 1, root, err);
    if (kg_yaml_read(arena, text, source, 1, root, err) < 0)
        return -1;
    return kg_yaml_expand(arena, root, err);
}

int kg_openapi_read(struct kg_arena *arena, struct kg_str text, const char *name,
                    enum kg_merge_schema_rank rank, const struct kg_openapi **document,
                    struct kg_error *err)
{
    struct kg_openapi *made = kg_arena_zero(arena, 1, sizeof(*made));
    struct kg_node *root = NULL;

    made->arena = arena;
    made->rank = rank;
    kg_map_init(&made->kinds, arena);
    if (read_document(arena, text, name, &root, err) < 0)
        return kg_error_context(err, "the OpenAPI document cannot be read");
    if (!kg_node_is(root, KG_NODE_MAPPING))
        return kg_error_at(err, KG_ERROR_NEGATIVE, (struct kg_position){name, 1, 1},
                           "an OpenAPI document is a mapping, this is a %s",
                           kg_node_kind_name(root));
    if (check_keys(kg_node_get(root, "definitions"), err) < 0)
        return -1;
    index_document(made, root);
    *document = made;
    return 0;
}

/* ---- asking ---- */

static const struct openapi_kind *find_kind(const struct kg_openapi *document,
                                            struct kg_str api_version, struct kg_str kind)
{
    struct kg_gvk gvk;
    const struct openapi_kind *entry = kg_map_get(&document->kinds, kind);

    kg_gvk_set_api_version(&gvk, api_version);
    while (entry != NULL &&
           !(kg_str_equal(entry->group, gvk.group) && kg_str_equal(entry->version, gvk.version)))
        entry = entry->next;
    return entry;
}

/* Of two answers the one that counts. */
static struct kg_openapi_place choose(const struct kg_openapi *document,
                                      const struct kg_node *schema,
                                      const struct kg_merge_schema_type *builtin)
{
    struct kg_openapi_place place = {schema, builtin};

    if (document->rank == KG_MERGE_SCHEMA_ALONE ||
        (document->rank == KG_MERGE_SCHEMA_BEFORE && schema != NULL))
        place.builtin = NULL;
    if (place.builtin != NULL)
        place.schema = NULL;
    return place;
}

struct kg_openapi_place kg_openapi_kind(const struct kg_openapi *document,
                                        struct kg_str api_version, struct kg_str kind)
{
    const struct openapi_kind *entry = find_kind(document, api_version, kind);

    return choose(document, entry == NULL ? NULL : entry->definition,
                  kg_builtin_type(api_version, kind));
}

enum kg_merge_schema_scope kg_openapi_scope(const struct kg_openapi *document,
                                            struct kg_str api_version, struct kg_str kind)
{
    const struct openapi_kind *entry = find_kind(document, api_version, kind);

    return entry == NULL ? KG_SCOPE_UNKNOWN : entry->scope;
}

/* The schema itself or what its references lead to. */
static struct kg_openapi_place resolve(const struct kg_openapi *document,
                                       const struct kg_node *schema)
{
    static const char local[] = "#/definitions/";
    struct kg_openapi_place place = {schema, NULL};

    for (int i = 0; i < REFERENCES_MAX && kg_node_is(place.schema, KG_NODE_MAPPING); i++) {
        struct kg_str reference = kg_node_text(kg_node_get(place.schema, "$ref"));
        if (reference.length == 0)
            return place;
        if (!kg_str_starts(reference, local))
            break;
        struct kg_str name = kg_str_from_index(reference, sizeof(local) - 1);
        place = choose(document, kg_node_get_str(document->definitions, name),
                       kg_builtin_definition(name));
    }
    place.schema = NULL;
    return place;
}

struct kg_openapi_place kg_openapi_field(const struct kg_openapi *document,
                                         const struct kg_node *schema, struct kg_str field)
{
    const struct kg_node *found = kg_node_get_str(kg_node_get(schema, "properties"), field);

    if (found == NULL)
        found = kg_node_get(schema, "additionalProperties");
    return resolve(document, found);
}

static bool is_list(const struct kg_node *schema)
{
    const struct kg_node *type = kg_node_get(schema, "type");

    if (kg_node_is(type, KG_NODE_SEQUENCE))
        return type->count == 1 && kg_str_is(kg_node_text(type->items[0]), "array");
    return kg_str_is(kg_node_text(type), "array");
}

struct kg_openapi_place kg_openapi_elements(const struct kg_openapi *document,
                                            const struct kg_node *schema)
{
    return resolve(document, is_list(schema) ? kg_node_get(schema, "items") : NULL);
}

static bool names_merge(struct kg_str strategies)
{
    struct kg_str strategy;

    while (kg_str_split(&strategies, ',', &strategy))
        if (kg_str_is(strategy, "merge"))
            return true;
    return false;
}

struct kg_merge_rule kg_openapi_merge_rule(const struct kg_node *schema)
{
    struct kg_merge_rule rule = {.merges = false};
    const struct kg_node *keys = kg_node_get(schema, EXTENSION "list-map-keys");
    const struct kg_node *key = kg_node_get(schema, EXTENSION "patch-merge-key");

    if (!names_merge(kg_node_text(kg_node_get(schema, EXTENSION "patch-strategy"))))
        return rule;
    rule.merges = true;
    for (uint32_t i = 0; kg_node_is(keys, KG_NODE_SEQUENCE) && i < keys->count; i++)
        rule.keys[rule.key_count++] = kg_node_text(keys->items[i]);
    if (!kg_node_is(keys, KG_NODE_SEQUENCE) && key != NULL)
        rule.keys[rule.key_count++] = kg_node_text(key);
    return rule;
}
