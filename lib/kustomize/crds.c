/*
 * crds: field specs out of OpenAPI definitions.
 *
 * A `crds` file maps type names to {Schema, Dependencies}. Extensions at the
 * properties of a schema say that a field is a name, a set of labels, a set of
 * annotations, or refers to another object; `$ref` leads on to other types of
 * the file.
 */
#include "crds.h"

#include <strings.h>

#include "kagent/yaml.h"

enum {
    NESTING_MAX = 200,       /* of types that refer to each other */
    PROPERTIES_MAX = 200000, /* gone through; a type counts wherever it is referred to */
};

/* What has been found for one list of a configuration. */
struct found {
    struct kg_fieldspec *items;
    size_t count;
};

struct crd_reader {
    struct kg_arena *arena;
    const struct kg_node *types; /* the whole file */
    struct kg_gvk gvk;           /* of the type that is being read */
    unsigned properties;         /* gone through so far */
    struct found annotations;
    struct found labels;
    struct found names;
    struct kg_name_reference *references;
    size_t reference_count;
    struct kg_error *err;
};

/* The types on the way from the root, and the path of properties between them. */
struct crd_path {
    struct kg_str text;
    unsigned depth;
};

static struct kg_str join_path(struct kg_arena *arena, struct kg_str path, struct kg_str name)
{
    if (path.length == 0)
        return name;
    return kg_str_join(arena, kg_str_join(arena, path, KG_STR("/")), name);
}

/* A field as encoding/json finds it: whatever the case of its letters. */
static const struct kg_node *get_any_case(const struct kg_node *mapping, const char *name)
{
    const struct kg_node *exact = kg_node_get(mapping, name);

    if (exact != NULL || !kg_node_is(mapping, KG_NODE_MAPPING))
        return exact;
    for (uint32_t i = 0; i < mapping->count; i++) {
        struct kg_str key = kg_node_text(mapping->pairs[i].key);
        if (key.length == strlen(name) && strncasecmp(key.data, name, key.length) == 0)
            return mapping->pairs[i].value;
    }
    return NULL;
}

static const struct kg_node *properties_of(const struct kg_node *type)
{
    return kg_node_get(get_any_case(type, "schema"), "properties");
}

static bool is_text(const struct kg_node *node)
{
    return kg_node_is(node, KG_NODE_SCALAR) && node->tag == KG_TAG_STR;
}

static void add_spec(struct crd_reader *reader, struct found *found, struct kg_str path)
{
    found->items =
        kg_arena_extend(reader->arena, found->items, found->count, sizeof(*found->items));
    found->items[found->count++] = kg_fieldspec_make(reader->arena, reader->gvk, path, false);
}

/* A property that names an object of some kind. */
static void add_reference(struct crd_reader *reader, const struct kg_node *property,
                          struct kg_str path)
{
    const struct kg_node *version = kg_node_get(property, "x-kubernetes-object-ref-api-version");
    const struct kg_node *kind = kg_node_get(property, "x-kubernetes-object-ref-kind");
    const struct kg_node *key = kg_node_get(property, "x-kubernetes-object-ref-name-key");

    if (!is_text(version) || !is_text(kind))
        return;
    path = join_path(reader->arena, path, is_text(key) ? key->text : KG_STR("name"));
    struct kg_fieldspec *spec = kg_arena_alloc(reader->arena, sizeof(*spec));
    *spec = kg_fieldspec_make(reader->arena, reader->gvk, path, false);
    reader->references = kg_arena_extend(reader->arena, reader->references, reader->reference_count,
                                         sizeof(*reader->references));
    reader->references[reader->reference_count++] = (struct kg_name_reference){
        .target = {.group = KG_STR(""), .version = version->text, .kind = kind->text},
        .referrers = {.items = spec, .count = 1},
    };
}

static void add_property(struct crd_reader *reader, const struct kg_node *property,
                         struct kg_str path)
{
    const struct {
        const char *extension;
        struct found *found;
    } extensions[] = {
        {"x-kubernetes-annotation", &reader->annotations},
        {"x-kubernetes-label-selector", &reader->labels},
        {"x-kubernetes-identity", &reader->names},
    };

    for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++)
        if (is_text(kg_node_get(property, extensions[i].extension)))
            add_spec(reader, extensions[i].found, path);
    add_reference(reader, property, path);
}

static int read_type(struct crd_reader *reader, struct kg_str name, struct crd_path path)
{
    const struct kg_node *properties = properties_of(kg_node_get_str(reader->types, name));
    uint32_t count = kg_node_is(properties, KG_NODE_MAPPING) ? properties->count : 0;

    if (path.depth > NESTING_MAX)
        return kg_error_at(reader->err, KG_ERROR_NEGATIVE, kg_node_position(properties),
                           "the type '%.*s' contains itself", KG_STR_ARG(name));
    for (uint32_t i = 0; i < count; i++) {
        const struct kg_node *property = properties->pairs[i].value;
        const struct kg_node *next = kg_node_get(property, "$ref");
        struct crd_path below = {
            .text = join_path(reader->arena, path.text, kg_node_text(properties->pairs[i].key)),
            .depth = path.depth + 1,
        };
        if (++reader->properties > PROPERTIES_MAX)
            return kg_error_at(reader->err, KG_ERROR_NEGATIVE, kg_node_position(property),
                               "the types of this file have more than %d properties, with those "
                               "of the types that they refer to",
                               PROPERTIES_MAX);
        add_property(reader, property, below.text);
        if (is_text(next) && read_type(reader, next->text, below) < 0)
            return -1;
    }
    return 0;
}

/* Objects of the API, as against parts of them, have these three. */
static bool is_object_type(const struct kg_node *type)
{
    const struct kg_node *properties = properties_of(type);

    return kg_node_get(properties, "kind") != NULL &&
           kg_node_get(properties, "apiVersion") != NULL &&
           kg_node_get(properties, "metadata") != NULL;
}

/* "github.com/example/v1.Bee" -> "Bee" */
static struct kg_str kind_of(struct kg_str type_name)
{
    return kg_str_from_index(type_name, (size_t)(kg_str_find_last(type_name, '.') + 1));
}

static int check_types(const struct kg_node *types, const struct kg_source *source,
                       struct kg_error *err)
{
    struct kg_position where = {.file = source->name};

    if (types == NULL || (!kg_node_is_null(types) && types->kind != KG_NODE_MAPPING))
        return kg_error_at(err, KG_ERROR_NEGATIVE, where,
                           "a crds file must map type names to OpenAPI definitions");
    for (uint32_t i = 0; !kg_node_is_null(types) && i < types->count; i++) {
        const struct kg_pair *pair = &types->pairs[i];
        const struct kg_node *schema = get_any_case(pair->value, "schema");
        const struct kg_node *properties = kg_node_get(schema, "properties");
        const struct kg_node *parts[] = {pair->value, schema, properties};
        for (size_t j = 0; j < sizeof(parts) / sizeof(parts[0]); j++)
            if (!kg_node_is_null(parts[j]) && parts[j]->kind != KG_NODE_MAPPING) {
                kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(parts[j]),
                            "'%.*s' is not an OpenAPI definition: expected a mapping, found a %s",
                            KG_STR_ARG(kg_node_text(pair->key)), kg_node_kind_name(parts[j]));
                return kg_error_advise(err, "`crds` takes OpenAPI definitions of types; a "
                                            "CustomResourceDefinition belongs in `resources`");
            }
    }
    return 0;
}

static struct kg_fieldspecs specs_of(const struct found *found)
{
    return (struct kg_fieldspecs){.items = found->items, .count = found->count};
}

int kg_crds_merge(struct kg_arena *arena, struct kg_str text, const struct kg_source *source,
                  struct kg_transformer_config *config, struct kg_error *err)
{
    struct crd_reader reader = {.arena = arena, .err = err};
    struct kg_node *types = NULL;

    if (kg_yaml_read(arena, text, source, 1, &types, err) != 0 ||
        kg_yaml_expand(arena, &types, err) != 0 || check_types(types, source, err) != 0)
        return -1;
    reader.types = types;
    for (uint32_t i = 0; !kg_node_is_null(types) && i < types->count; i++) {
        struct kg_str name = kg_node_text(types->pairs[i].key);
        if (!is_object_type(types->pairs[i].value))
            continue;
        reader.gvk = (struct kg_gvk){KG_STR(""), KG_STR(""), kind_of(name)};
        if (read_type(&reader, name, (struct crd_path){.text = KG_STR("")}) < 0)
            return -1;
    }
    struct kg_transformer_config added = {
        .common_annotations = specs_of(&reader.annotations),
        .common_labels = specs_of(&reader.labels),
        .name_prefix = specs_of(&reader.names),
        .name_references = {.items = reader.references, .count = reader.reference_count},
    };
    return kg_transformer_config_merge(arena, config, &added, err);
}
