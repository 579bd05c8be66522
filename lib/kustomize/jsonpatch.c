/*
 * jsonpatch: JSON patches in the dialect of Go's json-patch v4.
 *
 * It differs from RFC 6902 where kubectl does: `replace` adds a missing field
 * (but no missing element), `copy` of a missing field makes a null, indices may
 * be negative and count from the end, a missing field passes a test for null,
 * and values are compared by their spelling.
 */
#include <stdint.h>

#include "json_value.h"
#include "kagent/buf.h"
#include "kagent/json.h"
#include "kagent/yaml.h"
#include "patch.h"

/* ---- reading ---- */

int kg_json_patch_read(struct kg_arena *arena, struct kg_str text, const struct kg_source *source,
                       unsigned first_line, struct kg_node **operations, struct kg_error *err)
{
    bool is_json = kg_str_starts(text, "[");
    struct kg_node *document = NULL;

    *operations = NULL;
    if (is_json ? kg_json_read(arena, text, source, first_line, &document, err) < 0
                : kg_yaml_read(arena, text, source, first_line, &document, err) < 0 ||
                      kg_yaml_expand(arena, &document, err) < 0)
        return -1;
    if (kg_node_is_null(document))
        return 0;
    if ((is_json ? kg_json_from_json : kg_json_from_yaml)(arena, document, &document, err) < 0)
        return -1;
    if (document->kind != KG_NODE_SEQUENCE)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(document),
                           "a JSON patch is a list of operations, this is a %s",
                           kg_node_kind_name(document));
    for (uint32_t i = 0; i < document->count; i++)
        if (document->items[i]->kind != KG_NODE_MAPPING)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(document->items[i]),
                               "an operation of a JSON patch is a mapping, this is a %s",
                               kg_node_kind_name(document->items[i]));
    *operations = document;
    return 0;
}

/* ---- one operation ---- */

struct operation {
    struct kg_arena *arena;
    struct kg_node *document; /* what the patch works on; an operation may replace it */
    const struct kg_node *node;
    size_t copied; /* nodes that copying has made so far */
    struct kg_error *err;
};

/* A place in the document: a field of a mapping, or an element of a list. */
struct place {
    struct kg_node *parent;
    struct kg_str above; /* the pointer to the parent, as written */
    struct kg_str key;   /* the last step, decoded */
    unsigned depth;      /* in steps from the document */
};

static int fail(const struct operation *operation, const char *format, ...) KG_PRINTF(2, 3);

static int fail(const struct operation *operation, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    kg_error_at_list(operation->err, KG_ERROR_NEGATIVE, kg_node_position(operation->node), format,
                     arguments);
    va_end(arguments);
    return -1;
}

static const char *name_of(const struct operation *operation, struct kg_str pointer)
{
    if (pointer.length == 0)
        return "the object";
    return kg_arena_printf(operation->arena, "\"%.*s\"", KG_STR_ARG(pointer));
}

/* Says that a field is missing, and which there are. */
static int fail_missing(const struct operation *operation, const struct place *place)
{
    enum { NAMES_MAX = 12 };
    const char *parent = name_of(operation, place->above);
    struct kg_buf names;

    fail(operation, "%s has no field \"%.*s\"", parent, KG_STR_ARG(place->key));
    if (place->parent->count == 0)
        return kg_error_advise(operation->err, "%s is empty.", parent);
    kg_buf_init(&names, operation->arena, SIZE_MAX / 2);
    for (uint32_t i = 0; i < place->parent->count && i < NAMES_MAX; i++)
        kg_buf_printf(&names, "%s%.*s", i > 0 ? ", " : "",
                      KG_STR_ARG(place->parent->pairs[i].key->text));
    return kg_error_advise(operation->err, "%s has: %.*s%s", parent, KG_STR_ARG(kg_buf_str(&names)),
                           place->parent->count > NAMES_MAX ? ", ..." : "");
}

/* ---- places ---- */

/* Undoes `~1` and `~0`. */
static struct kg_str decode(struct kg_arena *arena, struct kg_str step)
{
    if (kg_str_find(step, '~') < 0)
        return step;
    char *decoded = kg_arena_alloc(arena, step.length + 1);
    size_t used = 0;
    for (size_t i = 0; i < step.length; i++) {
        char next = i + 1 < step.length ? step.data[i + 1] : '\0';
        bool escape = step.data[i] == '~' && (next == '0' || next == '1');
        decoded[used++] = escape ? (next == '0' ? '~' : '/') : step.data[i];
        i += escape;
    }
    return (struct kg_str){decoded, used};
}

/* Reads an index as Go's strconv.Atoi does, leading zeros and plus included. */
static bool parse_index(struct kg_str text, long *index)
{
    enum { DIGITS_MAX = 9 }; /* no list is longer */
    size_t at = text.length > 0 && (text.data[0] == '-' || text.data[0] == '+') ? 1 : 0;

    *index = 0;
    if (at == text.length || text.length - at > DIGITS_MAX)
        return false;
    for (size_t i = at; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        *index = *index * 10 + (text.data[i] - '0');
    }
    if (text.data[0] == '-')
        *index = -*index;
    return true;
}

/* The element that a place means, when `limit` indices are possible; -1 and an error if none. */
static long find_index(const struct operation *operation, const struct place *place, uint32_t limit)
{
    long index;

    if (!parse_index(place->key, &index))
        return fail(operation, "%s is a list of %u elements, \"%.*s\" is no index of it",
                    name_of(operation, place->above), place->parent->count, KG_STR_ARG(place->key));
    if (index >= (long)limit || index < -(long)limit)
        return fail(operation, "%s is a list of %u elements, the index %ld is out of range",
                    name_of(operation, place->above), place->parent->count, index);
    return index < 0 ? index + (long)limit : index;
}

/* What stands at a place; NULL for a missing field. Fails for a missing element. */
static int get(const struct operation *operation, const struct place *place, struct kg_node **value)
{
    if (place->parent->kind == KG_NODE_MAPPING) {
        *value = kg_node_get_str(place->parent, place->key);
        return 0;
    }
    long index = find_index(operation, place, place->parent->count);
    if (index < 0)
        return -1;
    *value = place->parent->items[index];
    return 0;
}

/* Goes from a place to what stands there, which must be a collection. */
static int enter(const struct operation *operation, struct place *place, struct kg_str pointer)
{
    struct kg_node *below;

    if (get(operation, place, &below) < 0)
        return -1;
    if (below == NULL)
        return fail_missing(operation, place);
    if (below->kind == KG_NODE_SCALAR)
        return fail(operation, "\"%.*s\" is %s, nothing can be below it", KG_STR_ARG(pointer),
                    below->tag == KG_TAG_NULL ? "null" : "a scalar");
    place->parent = below;
    place->above = pointer;
    place->depth++;
    return 0;
}

/* The text of `path` or `from`. */
static int read_pointer(const struct operation *operation, const char *field,
                        struct kg_str *pointer)
{
    const struct kg_node *node = kg_node_get(operation->node, field);

    if (node == NULL)
        return fail(operation, "the operation has no \"%s\"", field);
    if (!kg_node_is(node, KG_NODE_SCALAR) || node->tag != KG_TAG_STR)
        return fail(operation, "\"%s\" must be a text", field);
    *pointer = node->text;
    return 0;
}

/* Finds the place that `path` or `from` points to. Everything above it must be there. */
static int find_place(const struct operation *operation, const char *field, struct place *place)
{
    struct kg_str pointer;

    if (read_pointer(operation, field, &pointer) < 0)
        return -1;
    ptrdiff_t slash = kg_str_find(pointer, '/');
    if (slash < 0)
        return fail(operation, "\"%s\" must begin with a slash, it is \"%.*s\"", field,
                    KG_STR_ARG(pointer));
    *place = (struct place){operation->document, KG_STR(""), KG_STR(""), 1};
    for (size_t start = (size_t)slash + 1;; start += (size_t)slash + 1) {
        struct kg_str rest = kg_str_from_index(pointer, start);
        slash = kg_str_find(rest, '/');
        place->key = decode(operation->arena, slash < 0 ? rest : kg_str_head(rest, (size_t)slash));
        if (slash < 0)
            return 0;
        if (enter(operation, place, kg_str_head(pointer, start + (size_t)slash)) < 0)
            return -1;
    }
}

static void set_field(const struct operation *operation, const struct place *place,
                      struct kg_node *value)
{
    struct kg_pair *pair = kg_node_pair(place->parent, place->key);

    if (pair != NULL) {
        pair->value = value;
        return;
    }
    struct kg_node *key = kg_node_scalar(operation->arena, KG_TAG_STR, place->key);
    key->source = operation->node->source;
    key->line = operation->node->line;
    key->column = operation->node->column;
    kg_node_append_pair(operation->arena, place->parent, key, value);
}

/* Patches can put what is deep below what is deep, again and again. */
static int check_depth(const struct operation *operation, const struct place *place,
                       const struct kg_node *value)
{
    if (place->depth + kg_node_depth(value) <= KG_YAML_DEPTH_MAX)
        return 0;
    return fail(operation, "the value would be nested more than %d levels deep", KG_YAML_DEPTH_MAX);
}

/* Sets a field, or inserts an element before the index. */
static int insert(const struct operation *operation, const struct place *place,
                  struct kg_node *value)
{
    struct kg_node *parent = place->parent;

    if (check_depth(operation, place, value) < 0)
        return -1;
    if (parent->kind == KG_NODE_MAPPING) {
        set_field(operation, place, value);
        return 0;
    }
    long index = parent->count;
    if (!kg_str_is(place->key, "-"))
        index = find_index(operation, place, parent->count + 1);
    if (index < 0)
        return -1;
    kg_node_insert(operation->arena, parent, (uint32_t)index, value);
    return 0;
}

static int take_out(const struct operation *operation, const struct place *place)
{
    if (place->parent->kind == KG_NODE_MAPPING)
        return kg_node_remove(place->parent, place->key) == NULL ? fail_missing(operation, place)
                                                                 : 0;
    long index = find_index(operation, place, place->parent->count);
    if (index < 0)
        return -1;
    kg_node_remove_index(place->parent, (uint32_t)index);
    return 0;
}

/* ---- the operations ---- */

static struct kg_node *copy_or_null(const struct operation *operation, const struct kg_node *value)
{
    if (value == NULL)
        return kg_node_at(kg_node_scalar(operation->arena, KG_TAG_NULL, KG_STR("null")),
                          operation->node);
    return kg_node_copy(operation->arena, value);
}

/*
 * The value to put somewhere. To json-patch a null that an operation has put
 * there differs from one that was there, but only inside of what is tested: it
 * is marked, so that it equals no other.
 */
static struct kg_node *new_value(const struct operation *operation)
{
    const struct kg_node *value = kg_node_get(operation->node, "value");
    struct kg_node *made = copy_or_null(operation, value);

    if (value != NULL && value->tag == KG_TAG_NULL)
        made->explicit_tag = true;
    return made;
}

static int do_add(struct operation *operation)
{
    struct place place;

    if (find_place(operation, "path", &place) < 0)
        return -1;
    return insert(operation, &place, new_value(operation));
}

static int do_remove(struct operation *operation)
{
    struct place place;

    if (find_place(operation, "path", &place) < 0)
        return -1;
    return take_out(operation, &place);
}

/* Of the whole document: json-patch leaves it alone when the value is a scalar. */
static int replace_document(struct operation *operation)
{
    const struct kg_node *value = kg_node_get(operation->node, "value");

    if (value == NULL)
        return fail(operation, "the operation has no \"value\"");
    if (value->kind != KG_NODE_SCALAR)
        operation->document = kg_node_copy(operation->arena, value);
    return 0;
}

static int do_replace(struct operation *operation)
{
    struct kg_str pointer;
    struct place place;

    if (read_pointer(operation, "path", &pointer) < 0)
        return -1;
    if (pointer.length == 0)
        return replace_document(operation);
    if (find_place(operation, "path", &place) < 0)
        return -1;
    struct kg_node *value = new_value(operation);
    if (check_depth(operation, &place, value) < 0)
        return -1;
    if (place.parent->kind == KG_NODE_MAPPING) {
        set_field(operation, &place, value);
        return 0;
    }
    long index = find_index(operation, &place, place.parent->count);
    if (index < 0)
        return -1;
    place.parent->items[index] = value;
    return 0;
}

static int do_move(struct operation *operation)
{
    struct place place;
    struct kg_node *value;

    if (find_place(operation, "from", &place) < 0 || get(operation, &place, &value) < 0 ||
        take_out(operation, &place) < 0 || find_place(operation, "path", &place) < 0)
        return -1;
    return insert(operation, &place, value);
}

static int do_copy(struct operation *operation)
{
    struct place place;
    struct kg_node *value;

    if (find_place(operation, "from", &place) < 0 || get(operation, &place, &value) < 0 ||
        find_place(operation, "path", &place) < 0)
        return -1;
    operation->copied += value == NULL ? 1 : kg_node_count(value);
    if (operation->copied > KG_YAML_ALIAS_MAX)
        return fail(operation, "the patch copies more than %d values", KG_YAML_ALIAS_MAX);
    return insert(operation, &place, copy_or_null(operation, value));
}

static bool equal_values(const struct kg_node *a, const struct kg_node *b);

static bool equal_mappings(const struct kg_node *a, const struct kg_node *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        const struct kg_node *other = kg_node_get_str(b, a->pairs[i].key->text);
        if (other == NULL || !equal_values(a->pairs[i].value, other))
            return false;
    }
    return true;
}

/* Scalars are equal when they are spelled alike. A null in a list equals nothing. */
static bool equal_values(const struct kg_node *a, const struct kg_node *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == KG_NODE_MAPPING)
        return equal_mappings(a, b);
    if (a->kind == KG_NODE_SCALAR)
        return (a->tag == KG_TAG_STR) == (b->tag == KG_TAG_STR) &&
               a->explicit_tag == b->explicit_tag && kg_str_equal(a->text, b->text);
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (kg_node_is_null(a->items[i]) || !equal_values(a->items[i], b->items[i]))
            return false;
    return true;
}

static int fail_test(const struct operation *operation, struct kg_str pointer,
                     const struct kg_node *found, const struct kg_node *expected)
{
    const struct kg_node *values[] = {found, expected};
    const char *texts[2];

    for (size_t i = 0; i < 2; i++) {
        const struct kg_node *value = values[i];
        texts[i] = "missing";
        if (value != NULL && value->kind != KG_NODE_SCALAR)
            texts[i] = kg_arena_printf(operation->arena, "a %s", kg_node_kind_name(value));
        else if (value != NULL)
            texts[i] =
                kg_arena_printf(operation->arena, value->tag == KG_TAG_STR ? "\"%.*s\"" : "%.*s",
                                KG_STR_ARG(value->text));
    }
    fail(operation, "the test has failed: %s is %s, not %s", name_of(operation, pointer), texts[0],
         texts[1]);
    if (found != NULL && found->kind == KG_NODE_SCALAR &&
        kg_str_is(kg_str_from(texts[0]), texts[1]))
        kg_error_advise(operation->err, "kubectl compares the spelling: write the string without "
                                        "escapes that JSON does not need, and < > & as escapes.");
    return -1;
}

static int do_test(struct operation *operation)
{
    const struct kg_node *expected = kg_node_get(operation->node, "value");
    struct kg_node *found = operation->document;
    struct kg_str pointer;
    struct place place;

    if (read_pointer(operation, "path", &pointer) < 0)
        return -1;
    if (expected == NULL)
        return fail(operation, "the operation has no \"value\"");
    if (pointer.length > 0 &&
        (find_place(operation, "path", &place) < 0 || get(operation, &place, &found) < 0))
        return -1;
    if (kg_node_is_null(found) ? kg_node_is_null(expected) : equal_values(found, expected))
        return 0;
    return fail_test(operation, pointer, found, expected);
}

/* ---- all operations ---- */

static const struct {
    const char *name;
    int (*apply)(struct operation *operation);
} kinds[] = {
    {"add", do_add},   {"remove", do_remove}, {"replace", do_replace},
    {"move", do_move}, {"copy", do_copy},     {"test", do_test},
};

static int apply(struct operation *operation, uint32_t number)
{
    const struct kg_node *op = kg_node_get(operation->node, "op");
    struct kg_str name = kg_node_text(op);

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (op == NULL || op->tag != KG_TAG_STR || !kg_str_is(name, kinds[i].name))
            continue;
        if (kinds[i].apply(operation) == 0)
            return 0;
        struct kg_str pointer = kg_node_text(kg_node_get(operation->node, "path"));
        return kg_error_context(operation->err, "operation %u, %s \"%.*s\"", number, kinds[i].name,
                                KG_STR_ARG(pointer));
    }
    fail(operation, "operation %u: \"op\" is none of add, remove, replace, move, copy, test",
         number);
    return -1;
}

int kg_json_patch(struct kg_arena *arena, struct kg_node **object, const struct kg_node *operations,
                  struct kg_error *err)
{
    struct operation operation = {.arena = arena, .err = err};

    if (kg_json_from_object(arena, *object, &operation.document, err) < 0)
        return -1;
    for (uint32_t i = 0; operations != NULL && i < operations->count; i++) {
        operation.node = operations->items[i];
        if (apply(&operation, i + 1) < 0)
            return -1;
    }
    if (operation.document->kind != KG_NODE_MAPPING)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(operations),
                           "the patch turns the object into a list");
    if (kg_json_to_object(arena, operation.document, err) < 0)
        return -1;
    *object = operation.document;
    return 0;
}
