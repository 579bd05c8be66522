#include "generate.h"

#include <stdlib.h>
#include <string.h>

#include "kagent/buf.h"
#include "setter.h"
#include "shape.h"
#include "sources.h"

enum { BASE64_LINE = 70 }; /* Go's YAML library breaks base64 texts here */

/* The four digits of up to three bytes. */
static void encode_group(const unsigned char *bytes, size_t count, char out[4])
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned bits = 0;
    for (size_t i = 0; i < 3; i++)
        bits = bits << 8 | (i < count ? bytes[i] : 0);
    for (size_t i = 0; i < 4; i++)
        out[i] = i <= count ? alphabet[bits >> (18 - 6 * i) & 0x3F] : '=';
}

/* RFC 4648, broken into lines of BASE64_LINE once it is that long. */
static struct kg_str encode_base64(struct kg_arena *arena, struct kg_str data)
{
    size_t length = (data.length + 2) / 3 * 4;
    bool breaks = length >= BASE64_LINE;
    struct kg_buf out;
    kg_buf_init(&out, arena, length + length / BASE64_LINE + 2);
    size_t column = 0;
    for (size_t i = 0; i < data.length; i += 3) {
        char group[4];
        size_t rest = data.length - i;
        encode_group((const unsigned char *)data.data + i, rest < 3 ? rest : 3, group);
        for (size_t j = 0; j < 4; j++) {
            if (breaks && column == BASE64_LINE) {
                kg_buf_add_char(&out, '\n');
                column = 0;
            }
            kg_buf_add_char(&out, group[j]);
            column++;
        }
    }
    if (breaks)
        kg_buf_add_char(&out, '\n');
    return kg_buf_str(&out);
}

static int compare_pairs(const void *a, const void *b)
{
    const struct kg_source_pair *left = a;
    const struct kg_source_pair *right = b;
    return kg_str_compare(left->key, right->key);
}

/* object[field], made as an empty mapping where it is missing. */
static struct kg_node *make_field(struct kg_arena *arena, struct kg_node *object, const char *field)
{
    struct kg_node *mapping = kg_node_get(object, field);
    if (mapping == NULL) {
        mapping = kg_node_mapping(arena);
        kg_node_set(arena, object, field, mapping);
    }
    return mapping;
}

static void set_text(struct kg_arena *arena, struct kg_node *mapping, struct kg_str key,
                     struct kg_str text, const struct kg_node *origin)
{
    struct kg_node *value = kg_node_string(arena, text);
    kg_node_at(value, origin);
    struct kg_set_field set = {.mapping = mapping, .name = key, .value = value};
    kg_set_field(arena, &set, NULL);
}

/* A text goes into `data`; what is no UTF-8, as base64, into `binaryData`. */
static void set_config_map_value(struct kg_arena *arena, struct kg_node *object, struct kg_str key,
                                 struct kg_str text, const struct kg_node *origin)
{
    if (kg_str_is_utf8(text))
        set_text(arena, make_field(arena, object, "data"), key, text, origin);
    else
        set_text(arena, make_field(arena, object, "binaryData"), key, encode_base64(arena, text),
                 origin);
}

static void fill(struct kg_arena *arena, struct kg_node *object, enum kg_generated_kind kind,
                 struct kg_source_pairs *pairs)
{
    if (pairs->count > 1)
        qsort(pairs->items, pairs->count, sizeof(*pairs->items), compare_pairs);
    if (kind == KG_GENERATED_SECRET)
        kg_node_at(make_field(arena, object, "data"), object);
    for (size_t i = 0; i < pairs->count; i++) {
        const struct kg_source_pair *pair = &pairs->items[i];
        if (kind == KG_GENERATED_SECRET)
            set_text(arena, make_field(arena, object, "data"), pair->key,
                     encode_base64(arena, pair->value), &pair->origin);
        else
            set_config_map_value(arena, object, pair->key, pair->value, &pair->origin);
    }
}

/* Copies the pairs of `from` that `map` does not have. */
static void add_missing(struct kg_arena *arena, struct kg_text_map *map, const struct kg_node *from)
{
    for (uint32_t i = 0; from != NULL && i < from->count; i++)
        if (kg_text_map_get(map, from->pairs[i].key->text) == NULL)
            kg_text_map_put(arena, map,
                            (struct kg_text_pair){from->pairs[i].key->text,
                                                  from->pairs[i].value->text,
                                                  from->pairs[i].value});
}

/* A map of options: the entry's own, then those of generatorOptions that it lacks. */
static struct kg_text_map option_map(struct kg_arena *arena, const struct kg_node *options,
                                     const struct kg_node *defaults, const char *field)
{
    struct kg_text_map map = {0};
    add_missing(arena, &map, kg_node_get(options, field));
    add_missing(arena, &map, kg_node_get(defaults, field));
    return map;
}

/* The place where a boolean option is switched on, or NULL. */
static const struct kg_node *switched_on(const struct kg_node *options,
                                         const struct kg_node *defaults, const char *field)
{
    if (kg_shape_bool(options, field))
        return kg_node_get(options, field);
    return kg_shape_bool(defaults, field) ? kg_node_get(defaults, field) : NULL;
}

/* "create", "replace", "merge"; anything else counts as not given. */
static struct kg_str behavior_of(const struct kg_node *arguments)
{
    struct kg_str behavior = kg_shape_text(arguments, "behavior");
    bool known = kg_str_is(behavior, "create") || kg_str_is(behavior, "replace") ||
                 kg_str_is(behavior, "merge");
    return known ? behavior : KG_STR("unspecified");
}

/* Labels of a generated object are in quotes, which a patch leaves: its numbers are texts there. */
static void set_labels(struct kg_arena *arena, struct kg_node *object, struct kg_text_map map)
{
    kg_node_set_metadata_map(arena, object, "labels", map);
    const struct kg_node *labels = kg_node_path(object, "metadata", "labels", NULL);
    for (uint32_t i = 0; labels != NULL && i < labels->count; i++)
        labels->pairs[i].value->style = KG_STYLE_SINGLE_QUOTED;
}

static void apply_options(struct kg_arena *arena, struct kg_node *object,
                          const struct kg_node *arguments, const struct kg_node *defaults)
{
    const struct kg_node *options = kg_node_get(arguments, "options");
    set_labels(arena, object, option_map(arena, options, defaults, "labels"));
    struct kg_text_map annotations = option_map(arena, options, defaults, "annotations");
    if (switched_on(options, defaults, "disableNameSuffixHash") == NULL)
        kg_text_map_put(arena, &annotations,
                        (struct kg_text_pair){.key = KG_STR(KG_ANNOTATION_NEEDS_HASH),
                                              .value = KG_STR("enabled")});
    kg_text_map_put(arena, &annotations,
                    (struct kg_text_pair){.key = KG_STR(KG_ANNOTATION_BEHAVIOR),
                                          .value = behavior_of(arguments)});
    kg_node_set_metadata_map(arena, object, "annotations", annotations);
    const struct kg_node *immutable = switched_on(options, defaults, "immutable");
    if (immutable != NULL)
        kg_node_set(arena, object, "immutable",
                    kg_node_at(kg_node_scalar(arena, KG_TAG_BOOL, KG_STR("true")), immutable));
}

/* A field of the object says what that argument says, or `otherwise` where it is absent. */
static void set_argument(struct kg_arena *arena, struct kg_node *mapping, const char *field,
                         const struct kg_node *arguments, struct kg_str otherwise)
{
    const struct kg_node *argument = kg_node_get(arguments, field);
    bool given = kg_node_text(argument).length > 0;
    set_text(arena, mapping, kg_str_from(field), given ? argument->text : otherwise,
             given ? argument : arguments);
}

static struct kg_node *base_object(struct kg_arena *arena, enum kg_generated_kind kind,
                                   const struct kg_node *arguments)
{
    struct kg_node *object = kg_node_mapping(arena);
    kg_node_at(object, arguments);
    bool secret = kind == KG_GENERATED_SECRET;
    set_text(arena, object, KG_STR("apiVersion"), KG_STR("v1"), arguments);
    set_text(arena, object, KG_STR("kind"), secret ? KG_STR("Secret") : KG_STR("ConfigMap"),
             arguments);
    struct kg_node *metadata = kg_node_at(make_field(arena, object, "metadata"), arguments);
    set_argument(arena, metadata, "name", arguments, KG_STR(""));
    if (kg_shape_text(arguments, "namespace").length > 0)
        set_argument(arena, metadata, "namespace", arguments, KG_STR(""));
    if (secret)
        set_argument(arena, object, "type", arguments, KG_STR("Opaque"));
    return object;
}

int kg_generate(struct kg_arena *arena, const struct kg_loader *loader, enum kg_generated_kind kind,
                const struct kg_node *arguments, const struct kg_node *defaults,
                struct kg_resource **resource, struct kg_error *err)
{
    if (kg_shape_text(arguments, "name").length == 0)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(arguments),
                           "a generated %s must have a name",
                           kind == KG_GENERATED_SECRET ? "Secret" : "ConfigMap");
    struct kg_node *object = base_object(arena, kind, arguments);
    struct kg_source_pairs pairs;
    if (kg_sources_read(arena, loader, arguments, &pairs, err) != 0)
        return -1;
    fill(arena, object, kind, &pairs);
    apply_options(arena, object, arguments, defaults);
    *resource = kg_resource_new(arena, object);
    return 0;
}

int kg_generate_refuse_helm(const struct kg_node *chart, struct kg_error *err)
{
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(chart),
                "Helm charts cannot be inflated offline");
    return kg_error_advise(err, "Use `kustomize build --enable-helm`, or commit the output of "
                                "`helm template` and list it under `resources`.");
}

/* ---- absorbing ---- */

static const char *const bookkeeping[] = {
    KG_ANNOTATION_PREVIOUS_KINDS,   KG_ANNOTATION_PREVIOUS_NAMES, KG_ANNOTATION_PREVIOUS_NAMESPACES,
    KG_ANNOTATION_PREFIXES,         KG_ANNOTATION_SUFFIXES,       KG_ANNOTATION_REFERRED_BY,
    KG_ANNOTATION_BEHAVIOR,         KG_ANNOTATION_NEEDS_HASH,     KG_ANNOTATION_ALLOW_NAME_CHANGE,
    KG_ANNOTATION_ALLOW_KIND_CHANGE};

/* `base` with what `over` says on top. */
static struct kg_text_map overlay_map(struct kg_arena *arena, struct kg_text_map base,
                                      struct kg_text_map over)
{
    struct kg_text_map merged = {0};
    for (size_t i = 0; i < base.count; i++)
        kg_text_map_put(arena, &merged, base.pairs[i]);
    for (size_t i = 0; i < over.count; i++)
        kg_text_map_put(arena, &merged, over.pairs[i]);
    return merged;
}

/* The new one's annotations over the old one's; the bookkeeping is the old one's alone. */
static struct kg_text_map merge_annotations(struct kg_arena *arena, struct kg_text_map old,
                                            struct kg_text_map new)
{
    struct kg_text_map merged = overlay_map(arena, old, new);
    for (size_t i = 0; i < sizeof(bookkeeping) / sizeof(bookkeeping[0]); i++) {
        struct kg_str key = kg_str_from(bookkeeping[i]);
        const struct kg_text_pair *pair = kg_text_map_get(&old, key);
        if (pair != NULL)
            kg_text_map_put(arena, &merged, *pair);
        else
            kg_text_map_remove(&merged, key);
    }
    struct kg_str needs_hash = KG_STR(KG_ANNOTATION_NEEDS_HASH);
    if (kg_text_map_get(&new, needs_hash) == NULL)
        kg_text_map_remove(&merged, needs_hash);
    return merged;
}

/* A field that is the same in two objects comes from where it does in the other. */
static void take_place(struct kg_node *field, const struct kg_node *other)
{
    if (field != NULL && other != NULL)
        kg_node_at(field, other);
}

void kg_resource_inherit_metadata(struct kg_arena *arena, struct kg_resource *resource,
                                  const struct kg_resource *from)
{
    struct kg_node *object = resource->node;
    kg_node_set_metadata_map(arena, object, "labels",
                             overlay_map(arena, kg_node_metadata_map(arena, from->node, "labels"),
                                         kg_node_metadata_map(arena, object, "labels")));
    kg_node_set_metadata_map(
        arena, object, "annotations",
        merge_annotations(arena, kg_node_metadata_map(arena, from->node, "annotations"),
                          kg_node_metadata_map(arena, object, "annotations")));
    kg_resource_set_name(arena, resource, kg_node_name(from->node));
    kg_resource_set_namespace(arena, resource, kg_node_namespace(from->node));
    take_place(kg_node_get(object, "apiVersion"), kg_node_get(from->node, "apiVersion"));
    take_place(kg_node_get(object, "kind"), kg_node_get(from->node, "kind"));
    take_place(kg_node_path(object, "metadata", "name", NULL),
               kg_node_path(from->node, "metadata", "name", NULL));
    take_place(kg_node_path(object, "metadata", "namespace", NULL),
               kg_node_path(from->node, "metadata", "namespace", NULL));
    resource->var_names = from->var_names;
    resource->var_count = from->var_count;
}

/* Merges object[field] of both, key by key, as fresh strings in sorted order. */
static int merge_data(struct kg_arena *arena, struct kg_node *object, const struct kg_node *old,
                      const char *field, struct kg_error *err)
{
    const struct kg_node *sides[] = {kg_node_get(old, field), kg_node_get(object, field)};
    struct kg_node *merged = kg_node_mapping(arena);
    for (size_t side = 0; side < 2; side++)
        for (uint32_t i = 0; kg_node_is(sides[side], KG_NODE_MAPPING) && i < sides[side]->count;
             i++) {
            const struct kg_pair *pair = &sides[side]->pairs[i];
            if (kg_node_text(pair->key).length == 0)
                return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(pair->key),
                                   "a key of `%s` is empty", field);
            kg_node_remove(merged, pair->key->text);
            struct kg_str text =
                kg_node_is_null(pair->value) ? KG_STR("") : kg_node_text(pair->value);
            set_text(arena, merged, pair->key->text, text, pair->value);
        }
    kg_clear_field(object, kg_str_from(field));
    if (merged->count > 0)
        kg_node_set(arena, object, field, merged);
    return 0;
}

/* The generated object is looked up by what it is now, and `old` has become something else. */
static int cannot_take_place(struct kg_arena *arena, const struct kg_resource *old,
                             const struct kg_resource *generated, struct kg_error *err)
{
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(generated->node),
                "the %.*s of this generator cannot take the place of %s, whose kind has changed",
                KG_STR_ARG(kg_node_gvk(generated->node).kind), kg_resource_title(arena, old));
    return kg_error_advise(err, "Generate it before the kind changes, or under another name.");
}

/* `old` stays the same resource, with the generated object in place of its own. */
static int absorb_into(struct kg_arena *arena, struct kg_resource *old,
                       struct kg_resource *generated, struct kg_error *err)
{
    struct kg_str behavior = KG_STR("");
    struct kg_str origin;
    kg_node_annotation(generated->node, KG_ANNOTATION_BEHAVIOR, &behavior);
    bool merges = kg_str_is(behavior, "merge");
    if (!merges && !kg_str_is(behavior, "replace")) {
        kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(generated->node), "%s exists already",
                    kg_resource_title(arena, generated));
        return kg_error_advise(err, "Give the generator `behavior: merge` or `behavior: replace`.");
    }
    bool has_origin = kg_node_annotation(old->node, KG_ANNOTATION_ORIGIN, &origin);
    kg_resource_inherit_metadata(arena, generated, old);
    if (merges) {
        if (merge_data(arena, generated->node, old->node, "data", err) != 0 ||
            merge_data(arena, generated->node, old->node, "binaryData", err) != 0)
            return -1;
        if (has_origin)
            kg_node_set_annotation(arena, generated->node, KG_ANNOTATION_ORIGIN, origin);
    }
    /* An id never has more than one owner here, so the old one's place is found by it or not. */
    if (!kg_id_equal(kg_resource_id(generated), kg_resource_id(old)))
        return cannot_take_place(arena, old, generated, err);
    *old = *generated;
    return 0;
}

void kg_absorber_init(struct kg_absorber *absorber, struct kg_arena *arena,
                      struct kg_resources *all)
{
    *absorber = (struct kg_absorber){.arena = arena, .all = all};
    kg_owners_init(&absorber->by_id, arena);
}

static void enter_id(struct kg_absorber *absorber, struct kg_resource *owner, struct kg_id id)
{
    kg_owners_add(&absorber->by_id, kg_id_key(absorber->arena, id), owner);
}

/* Enters the resources that have come since the last time. */
static int enter_new(struct kg_absorber *absorber, struct kg_error *err)
{
    for (; absorber->entered < absorber->all->count; absorber->entered++) {
        struct kg_resource *resource = absorber->all->items[absorber->entered];
        struct kg_id *ids;
        size_t count;
        if (kg_resource_previous_ids(absorber->arena, resource, &ids, &count, err) != 0)
            return -1;
        enter_id(absorber, resource, kg_resource_id(resource));
        for (size_t i = 0; i < count; i++)
            enter_id(absorber, resource, ids[i]);
    }
    return 0;
}

/* The one resource that has or had the id of the generated one, or NULL. */
static int find_match(const struct kg_absorber *absorber, const struct kg_resource *generated,
                      struct kg_resource **match, struct kg_error *err)
{
    struct kg_id id = kg_resource_id(generated);
    struct kg_str key = kg_id_key(absorber->arena, id);
    uint32_t place = KG_NO_PLACE;
    *match = NULL;
    for (struct kg_resource *owner;
         (owner = kg_owners_next(&absorber->by_id, key, &place)) != NULL;) {
        int matches = owner == *match ? 0 : kg_resource_has_id(absorber->arena, owner, id, err);
        if (matches < 0)
            return -1;
        if (matches && *match != NULL)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(generated->node),
                               "several resources could take in %s",
                               kg_resource_title(absorber->arena, generated));
        if (matches)
            *match = owner;
    }
    return 0;
}

int kg_absorb(struct kg_absorber *absorber, struct kg_resource *generated, struct kg_error *err)
{
    struct kg_arena *arena = absorber->arena;
    struct kg_resource *match;
    if (enter_new(absorber, err) != 0 || find_match(absorber, generated, &match, err) != 0)
        return -1;
    kg_resources_changed(absorber->all);
    if (match != NULL) {
        int rc = absorb_into(arena, match, generated, err);
        enter_id(absorber, match, kg_resource_id(match)); /* its kind may be the generated one's */
        return rc;
    }
    struct kg_str behavior = KG_STR("");
    kg_node_annotation(generated->node, KG_ANNOTATION_BEHAVIOR, &behavior);
    if (kg_str_is(behavior, "merge") || kg_str_is(behavior, "replace")) {
        kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(generated->node),
                    "%s does not exist, so there is nothing to %.*s",
                    kg_resource_title(arena, generated), KG_STR_ARG(behavior));
        return kg_error_advise(err, "Remove `behavior`, or check the name and the namespace.");
    }
    kg_resources_push(arena, absorber->all, generated);
    return 0;
}
