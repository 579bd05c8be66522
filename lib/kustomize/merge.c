/*
 * merge: the strategic merge of mappings and scalars; merge_list.c has the lists.
 *
 * The rules are those of kustomize's kyaml, which differ from the API server's:
 * every mapping of the object is gone through, also where the patch says
 * nothing, and every field is set anew. That is why fields with an empty null
 * disappear, why lists with a merge key lose doubles, and why the old style of
 * a value survives.
 */
#include "merge.h"

#include <stdlib.h>

#include "kagent/buf.h"
#include "patch.h"
#include "setter.h"

enum { PATH_MAX_BYTES = 1024 };

/* ---- failures ---- */

static void add_path(struct kg_buf *out, const struct kg_merge_path *path)
{
    if (path->up != NULL)
        add_path(out, path->up);
    if (path->name.length == 0 || out->length + path->name.length > PATH_MAX_BYTES)
        return;
    if (path->element)
        kg_buf_printf(out, "[%.*s]", KG_STR_ARG(path->name));
    else
        kg_buf_printf(out, "%s%.*s", out->length > 0 ? "." : "", KG_STR_ARG(path->name));
}

int kg_merge_locate(const struct kg_merge *merge, const struct kg_merge_path *path)
{
    struct kg_buf text;

    kg_buf_init(&text, merge->arena, 2 * PATH_MAX_BYTES);
    add_path(&text, path);
    if (text.length == 0)
        return -1;
    return kg_error_context(merge->err, "%.*s", KG_STR_ARG(kg_buf_str(&text)));
}

int kg_merge_fail(const struct kg_merge *merge, const struct kg_merge_path *path,
                  const struct kg_node *node, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    kg_error_at_list(merge->err, KG_ERROR_NEGATIVE, kg_node_position(node), format, arguments);
    va_end(arguments);
    return kg_merge_locate(merge, path);
}

/* ---- directives ---- */

enum kg_directive kg_directive_parse(struct kg_str name)
{
    if (kg_str_is(name, "merge"))
        return KG_DIRECTIVE_MERGE;
    if (kg_str_is(name, "replace"))
        return KG_DIRECTIVE_REPLACE;
    return kg_str_is(name, "delete") ? KG_DIRECTIVE_DELETE : KG_DIRECTIVE_UNKNOWN;
}

/* The directive of a mapping, which is taken out of it; an unknown one stays. */
static enum kg_directive take_directive(struct kg_node *patch)
{
    const struct kg_node *directive = kg_node_get(patch, "$patch");

    if (directive == NULL)
        return KG_DIRECTIVE_MERGE;
    enum kg_directive parsed = kg_directive_parse(kg_node_text(directive));
    if (parsed != KG_DIRECTIVE_UNKNOWN)
        kg_node_remove(patch, KG_STR("$patch"));
    return parsed;
}

/* ---- mappings ---- */

void kg_merge_take_style(struct kg_merge_pair pair)
{
    if (pair.object != NULL && pair.patch != NULL && pair.object->kind != KG_NODE_SCALAR &&
        pair.object->count == 0)
        pair.object->style = pair.patch->style;
}

/*
 * The mapping that goes on: the object's, the patch's, or none. A null that the
 * object spells out ("null", "~") is kept where the patch says nothing; one that
 * is only an absent value is not.
 */
static int choose_mapping(const struct kg_merge *merge, const struct kg_merge_path *path,
                          struct kg_merge_pair pair, struct kg_node **chosen)
{
    *chosen = NULL;
    if (kg_node_is_null(pair.object)) {
        if (take_directive(pair.patch) == KG_DIRECTIVE_DELETE)
            return 0;
        *chosen = pair.patch;
        if (pair.patch == NULL && kg_node_text(pair.object).length > 0) {
            *chosen = pair.object;
            pair.object->mark = 0; /* kustomize makes a new one */
        }
        return 0;
    }
    if (pair.patch != NULL && kg_node_is_null(pair.patch))
        return 0;
    switch (take_directive(pair.patch)) {
    case KG_DIRECTIVE_DELETE:
        return 0;
    case KG_DIRECTIVE_UNKNOWN:
        return kg_merge_fail(merge, path, kg_node_get(pair.patch, "$patch"),
                             "unknown patch directive '%.*s' (known: merge, replace, delete)",
                             KG_STR_ARG(kg_node_text(kg_node_get(pair.patch, "$patch"))));
    case KG_DIRECTIVE_REPLACE:
        *chosen = pair.patch;
        return 0;
    default:
        *chosen = pair.object;
        return 0;
    }
}

/* A field of either mapping. */
struct field {
    struct kg_str name;
    uint32_t order; /* where it was found; of equal names the first counts */
    const struct kg_pair *patch;
    uint32_t object; /* index into the object's pairs, or NO_PAIR */
};

#define NO_PAIR UINT32_MAX

static int compare_fields(const void *a, const void *b)
{
    const struct field *x = a;
    const struct field *y = b;
    int order = kg_str_compare(x->name, y->name);

    return order != 0 ? order : (x->order > y->order) - (x->order < y->order);
}

/* One field from the several entries of one name, the object's before the patch's. */
static uint32_t unite(struct field *fields, uint32_t count)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < count; i++) {
        struct field *last = kept > 0 ? &fields[kept - 1] : NULL;
        if (last == NULL || !kg_str_equal(last->name, fields[i].name))
            fields[kept++] = fields[i];
        else if (last->patch == NULL)
            last->patch = fields[i].patch;
    }
    return kept;
}

/* All fields of both mappings, sorted by name. Either may be null or missing. */
static struct field *list_fields(struct kg_arena *arena, const struct kg_node *object,
                                 const struct kg_node *patch, uint32_t *count)
{
    uint32_t from_object = kg_node_is(object, KG_NODE_MAPPING) ? object->count : 0;
    uint32_t from_patch = kg_node_is(patch, KG_NODE_MAPPING) ? patch->count : 0;
    struct field *fields =
        kg_arena_alloc(arena, ((size_t)from_object + from_patch) * sizeof(*fields));
    uint32_t used = 0;

    for (uint32_t i = 0; i < from_object; i++, used++)
        fields[used] = (struct field){kg_node_text(object->pairs[i].key), used, NULL, i};
    for (uint32_t i = 0; i < from_patch; i++, used++)
        fields[used] =
            (struct field){kg_node_text(patch->pairs[i].key), used, &patch->pairs[i], NO_PAIR};
    qsort(fields, used, sizeof(*fields), compare_fields);
    *count = unite(fields, used);
    return fields;
}

static void append_field(const struct kg_merge *merge, struct kg_node *mapping,
                         const struct field *field, struct kg_node *value)
{
    const struct kg_node *old = field->patch->key;
    struct kg_node *key = kg_node_scalar(merge->arena, KG_TAG_NONE, field->name);

    key->source = old->source;
    key->line = old->line;
    key->column = old->column;
    if (value == field->patch->value)
        key->style = old->style;
    kg_node_append_pair(merge->arena, mapping, key, value);
}

/* Puts the outcome of one field into the mapping; `*removed` counts the pairs left without value.
 */
static void set_field(const struct kg_merge *merge, struct kg_node *mapping,
                      const struct field *field, struct kg_node *value, uint32_t *removed)
{
    bool kept_null = field->patch == NULL && value != NULL;

    kg_quote_value(merge->arena, value);
    if (!kg_node_is_null(value) || kept_null) {
        if (field->object == NO_PAIR)
            append_field(merge, mapping, field, value);
        else
            kg_overwrite(mapping->pairs[field->object].value, value);
        return;
    }
    if (field->object != NO_PAIR) {
        mapping->pairs[field->object].value = NULL;
        ++*removed;
    }
}

/* Closes the gaps that set_field has left. */
static void drop_removed(struct kg_arena *arena, struct kg_node *mapping)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < mapping->count; i++)
        if (mapping->pairs[i].value != NULL)
            mapping->pairs[kept++] = mapping->pairs[i];
    mapping->count = kept;
    kg_node_reindex(arena, mapping);
}

static int merge_field(const struct kg_merge *merge, const struct kg_merge_path *path,
                       struct kg_merge_pair pair, const struct field *field, uint32_t *removed)
{
    struct kg_merge_path below = {.up = path, .name = field->name};
    struct kg_merge_pair values = {
        .object = field->object == NO_PAIR ? NULL : pair.object->pairs[field->object].value,
        .patch = field->patch == NULL ? NULL : field->patch->value,
        .at = kg_merge_schema_field(pair.at, field->name),
    };
    struct kg_node *value = NULL;

    if (kg_merge_walk(merge, &below, values, &value) < 0)
        return -1;
    if (field->name.length == 0)
        return kg_merge_fail(merge, path, pair.object,
                             "a field with an empty name cannot take part in a strategic merge");
    set_field(merge, pair.object, field, value, removed);
    return 0;
}

static int merge_mapping(const struct kg_merge *merge, const struct kg_merge_path *path,
                         struct kg_merge_pair pair, struct kg_node **result)
{
    uint32_t count = 0;
    uint32_t removed = 0;

    kg_merge_take_style(pair);
    if (choose_mapping(merge, path, pair, result) < 0)
        return -1;
    pair.object = *result;
    if (!kg_node_is(pair.object, KG_NODE_MAPPING))
        return 0;
    struct field *fields = list_fields(merge->arena, pair.object, pair.patch, &count);
    for (uint32_t i = 0; i < count; i++)
        if (merge_field(merge, path, pair, &fields[i], &removed) < 0)
            return -1;
    if (removed > 0)
        drop_removed(merge->arena, pair.object);
    return 0;
}

/* ---- any place ---- */

/* The kind of the first of the two that is there and not null, or 0. */
static enum kg_node_kind pair_kind(struct kg_merge_pair pair)
{
    const struct kg_node *first = kg_node_is_null(pair.object) ? pair.patch : pair.object;

    return kg_node_is_null(first) ? 0 : (enum kg_node_kind)first->kind;
}

/* The schema of an object that stands somewhere inside another one. */
static struct kg_merge_schema_cursor embedded_schema(const struct kg_merge *merge,
                                                     struct kg_merge_pair pair)
{
    const struct kg_node *nodes[] = {pair.object, pair.patch};
    struct kg_merge_schema_cursor found = {NULL, NULL};

    for (size_t i = 0; i < 2 && found.definition == NULL; i++) {
        const struct kg_node *kind = kg_node_get(nodes[i], "kind");
        const struct kg_node *api_version = kg_node_get(nodes[i], "apiVersion");
        if (!kg_node_is_null(kind) && !kg_node_is_null(api_version))
            found = kg_merge_schema_of_kind(merge->schema, kg_node_text(api_version),
                                            kg_node_text(kind));
    }
    return found;
}

int kg_merge_walk(const struct kg_merge *merge, const struct kg_merge_path *path,
                  struct kg_merge_pair pair, struct kg_node **result)
{
    enum kg_node_kind kind = pair_kind(pair);

    if (kind != 0 && !kg_node_is_null(pair.patch) && pair.patch->kind != kind)
        return kg_merge_fail(merge, path, pair.patch,
                             "the patch has a %s where the object has a %s",
                             kg_node_kind_name(pair.patch), kg_node_kind_name(pair.object));
    if (pair.at.definition == NULL && kind == KG_NODE_MAPPING)
        pair.at = embedded_schema(merge, pair);
    if (kind == 0 || kind == KG_NODE_MAPPING)
        return merge_mapping(merge, path, pair, result);
    if (kind == KG_NODE_SEQUENCE) {
        struct kg_merge_rule rule = kg_merge_schema_rule(pair.at);
        kg_merge_take_style(pair);
        if (rule.merges)
            return kg_merge_list(merge, path, pair, &rule, result);
    }
    *result = pair.patch != NULL ? pair.patch : pair.object;
    return 0;
}

int kg_strategic_merge(struct kg_arena *arena, const struct kg_merge_schema *schema,
                       struct kg_node **object, struct kg_node *patch, struct kg_error *err)
{
    struct kg_merge merge = {.arena = arena, .schema = schema, .err = err};
    struct kg_merge_path root = {.up = NULL};
    struct kg_merge_pair pair = {.object = *object, .patch = patch};
    struct kg_node *result = NULL;

    if (kg_merge_walk(&merge, &root, pair, &result) < 0)
        return -1;
    /* Only in place: a `$patch: replace` of the whole object changes nothing in kustomize. */
    if (result == NULL)
        *object = NULL;
    return 0;
}
