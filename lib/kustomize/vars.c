/*
 * vars: `vars` and their expansion.
 *
 * Vars are the older way of replacements: a name for a field of an object, put
 * where `$(NAME)` stands. An entry finds its object when its kustomization has
 * been built, by any id the object ever had; the object remembers the names of
 * the vars that point at it, and what stands in the field is read at the very
 * end, when names are final.
 */
#include "vars.h"

#include <stdlib.h>

#include "fieldpath.h"
#include "kagent/buf.h"
#include "kagent/map.h"
#include "kagent/scalar.h"
#include "owners.h"

/* ---- collecting ---- */

static struct kg_str var_name(const struct kg_node *var)
{
    return kg_node_text(kg_node_get(var, "name"));
}

/* Group, version and kind of an `objref`. An apiVersion wins over both. */
static struct kg_gvk objref_gvk(const struct kg_node *objref)
{
    struct kg_gvk gvk = {
        .group = kg_node_text(kg_node_get(objref, "group")),
        .version = kg_node_text(kg_node_get(objref, "version")),
        .kind = kg_node_text(kg_node_get(objref, "kind")),
    };
    struct kg_str api_version = kg_node_text(kg_node_get(objref, "apiVersion"));
    ptrdiff_t slash = kg_str_find(api_version, '/');

    if (slash < 0 && api_version.length > 0)
        gvk.version = api_version;
    if (slash < 0)
        return gvk;
    struct kg_str version = kg_str_from_index(api_version, (size_t)slash + 1);
    if (kg_str_find(version, '/') >= 0)
        return gvk;
    gvk.group = kg_str_head(api_version, (size_t)slash);
    gvk.version = version;
    return gvk;
}

/* What an `objref` points at. An empty namespace stands for all. */
static bool id_matches(struct kg_id id, const struct kg_id *objref)
{
    if (!kg_str_equal(id.name, objref->name) || !kg_gvk_equal(id.gvk, objref->gvk))
        return false;
    return objref->namespace.length == 0 || kg_str_equal(kg_id_namespace(id), objref->namespace);
}

/* 1, 0 or -1. */
static int resource_matches(struct kg_arena *arena, const struct kg_resource *resource,
                            const struct kg_id *objref, struct kg_error *err)
{
    struct kg_id *ids = NULL;
    size_t count = 0;

    if (id_matches(kg_resource_id(resource), objref))
        return 1;
    if (kg_resource_previous_ids(arena, resource, &ids, &count, err) < 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (id_matches(ids[i], objref))
            return 1;
    return 0;
}

static void remember_var(struct kg_arena *arena, struct kg_resource *resource, struct kg_str name)
{
    resource->var_names = kg_arena_extend(arena, resource->var_names, resource->var_count,
                                          sizeof(*resource->var_names));
    resource->var_names[resource->var_count++] = name;
}

/* Enters all resources under the names that they have or had. */
static int index_names(struct kg_owners *by_name, const struct kg_resources *resources,
                       struct kg_error *err)
{
    for (size_t i = 0; i < resources->count; i++) {
        struct kg_resource *resource = resources->items[i];
        struct kg_id *ids = NULL;
        size_t count = 0;
        if (kg_resource_previous_ids(by_name->arena, resource, &ids, &count, err) < 0)
            return -1;
        kg_owners_add(by_name, kg_node_name(resource->node), resource);
        for (size_t j = 0; j < count; j++)
            kg_owners_add(by_name, ids[j].name, resource);
    }
    return 0;
}

static int mark_resource(const struct kg_owners *by_name, const struct kg_node *var,
                         struct kg_error *err)
{
    const struct kg_node *node = kg_node_get(var, "objref");
    struct kg_id objref = {
        .gvk = objref_gvk(node),
        .name = kg_node_text(kg_node_get(node, "name")),
        .namespace = kg_node_text(kg_node_get(node, "namespace")),
    };
    struct kg_arena *arena = by_name->arena;
    struct kg_resource *match = NULL;
    uint32_t place = KG_NO_PLACE;

    for (struct kg_resource *owner;
         (owner = kg_owners_next(by_name, objref.name, &place)) != NULL;) {
        int rc = owner == match ? 0 : resource_matches(arena, owner, &objref, err);
        if (rc < 0)
            return -1;
        if (rc > 0 && match != NULL)
            return kg_error_at(
                err, KG_ERROR_NEGATIVE, kg_node_position(var),
                "var '%.*s' could be about %s and about %s: its objref must say more",
                KG_STR_ARG(var_name(var)), kg_id_text(arena, kg_resource_id(match)),
                kg_id_text(arena, kg_resource_id(owner)));
        if (rc > 0)
            match = owner;
    }
    if (match != NULL)
        remember_var(arena, match, var_name(var));
    return 0;
}

static int add_var(struct kg_arena *arena, struct kg_vars *vars, const struct kg_node *var,
                   struct kg_error *err)
{
    if (vars->by_name == NULL) {
        vars->by_name = kg_arena_alloc(arena, sizeof(*vars->by_name));
        kg_map_init(vars->by_name, arena);
    }
    void **slot = kg_map_slot(vars->by_name, var_name(var));
    if (*slot != NULL) {
        const struct kg_node *there = vars->items[(uintptr_t)*slot - 1];
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(var),
                           "there is a var '%.*s' already, in line %u of %s",
                           KG_STR_ARG(var_name(var)), there->line,
                           there->source != NULL ? there->source->name : "another kustomization");
    }
    vars->items = kg_arena_extend(arena, vars->items, vars->count, sizeof(*vars->items));
    vars->items[vars->count++] = var;
    *slot = (void *)(uintptr_t)vars->count;
    return 0;
}

int kg_vars_merge(struct kg_arena *arena, struct kg_vars *vars, const struct kg_node *entries,
                  struct kg_resources *resources, struct kg_error *err)
{
    uint32_t count = kg_node_is(entries, KG_NODE_SEQUENCE) ? entries->count : 0;
    struct kg_owners by_name;

    if (count == 0)
        return 0;
    kg_owners_init(&by_name, arena);
    if (index_names(&by_name, resources, err) < 0)
        return -1;
    for (uint32_t i = 0; i < count; i++)
        if (mark_resource(&by_name, entries->items[i], err) < 0)
            return -1;
    for (uint32_t i = 0; i < count; i++)
        if (add_var(arena, vars, entries->items[i], err) < 0)
            return -1;
    return 0;
}

int kg_vars_merge_set(struct kg_arena *arena, struct kg_vars *vars, const struct kg_vars *more,
                      struct kg_error *err)
{
    for (size_t i = 0; i < more->count; i++)
        if (add_var(arena, vars, more->items[i], err) < 0)
            return -1;
    return 0;
}

/* ---- values ---- */

/* What a var stands for. */
struct var_value {
    struct kg_str name;
    const struct kg_node *var;
    enum kg_tag tag;        /* STR, INT, FLOAT, BOOL; NONE for a mapping or a list: never put in */
    struct kg_str whole;    /* the text where the var is all of a field */
    struct kg_str embedded; /* the text where it is a part */
    bool used;
};

struct expansion {
    struct kg_arena *arena;
    struct var_value *values; /* sorted by name */
    size_t count;
    struct kg_map by_name; /* the values again */
};

static int not_a(const struct kg_node *node, const char *what, struct kg_error *err)
{
    return kg_error_set(err, KG_ERROR_NEGATIVE, "'%.*s' cannot be used as %s",
                        KG_STR_ARG(node->text), what);
}

/* Go's Atoi: decimal digits only, within 64 bits. Leading zeros do not count. */
static int read_int(struct kg_arena *arena, const struct kg_node *node, struct var_value *value,
                    struct kg_error *err)
{
    struct kg_str text = node->text;
    bool negative = kg_str_starts(text, "-");
    int64_t number = 0;

    if (negative || kg_str_starts(text, "+"))
        text = kg_str_from_index(text, 1);
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] < '0' || text.data[i] > '9' ||
            __builtin_mul_overflow(number, 10, &number) ||
            (negative ? __builtin_sub_overflow(number, text.data[i] - '0', &number)
                      : __builtin_add_overflow(number, text.data[i] - '0', &number)))
            return not_a(node, "a number", err);
    if (text.length == 0)
        return not_a(node, "a number", err);
    value->whole = kg_str_from(kg_arena_printf(arena, "%lld", (long long)number));
    value->embedded = value->whole;
    return 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes the underscores out of a number. They must stand between digits. */
static bool join_digits(char *text)
{
    char *to = text;

    for (const char *from = text; *from != '\0'; from++) {
        if (*from != '_')
            *to++ = *from;
        else if (from == text || !is_digit(from[-1]) || !is_digit(from[1]))
            return false;
    }
    *to = '\0';
    return true;
}

/* Go's ParseFloat, which does not know YAML's ".inf". */
static int read_float(struct kg_arena *arena, const struct kg_node *node, struct var_value *value,
                      struct kg_error *err)
{
    enum { FLOAT_TEXT_MAX = 32 };
    char *whole = kg_arena_zero(arena, 1, FLOAT_TEXT_MAX);
    char *embedded = kg_arena_zero(arena, 1, FLOAT_TEXT_MAX);
    char *text = kg_str_copy(arena, node->text);

    if (strspn(text, "+-.0123456789eE_") != node->text.length || !join_digits(text))
        return not_a(node, "a number", err);
    double number = strtod(text, NULL);
    value->whole = (struct kg_str){whole, kg_scalar_format_json_float(number, whole)};
    value->embedded = (struct kg_str){embedded, kg_scalar_format_float(number, embedded)};
    return 0;
}

static int read_bool(const struct kg_node *node, struct var_value *value, struct kg_error *err)
{
    static const char *const texts[] = {"true", "True", "TRUE", "false", "False", "FALSE"};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (!kg_str_is(node->text, texts[i]))
            continue;
        value->whole = i < 3 ? KG_STR("true") : KG_STR("false");
        value->embedded = value->whole;
        return 0;
    }
    return not_a(node, "a boolean", err);
}

static int read_scalar(struct kg_arena *arena, const struct kg_node *node, struct var_value *value,
                       struct kg_error *err)
{
    value->whole = node->text;
    value->embedded = node->text;
    value->tag = KG_TAG_STR;
    switch ((enum kg_tag)node->tag) {
    case KG_TAG_INT:
        value->tag = KG_TAG_INT;
        return read_int(arena, node, value, err);
    case KG_TAG_FLOAT:
        value->tag = KG_TAG_FLOAT;
        return read_float(arena, node, value, err);
    case KG_TAG_BOOL:
        value->tag = KG_TAG_BOOL;
        return read_bool(node, value, err);
    default:
        return 0;
    }
}

/* The objects that remember a var, by its name; of several the first. */
static void index_resources(const struct kg_resources *resources, struct kg_map *by_var)
{
    for (size_t i = 0; i < resources->count; i++)
        for (size_t j = 0; j < resources->items[i]->var_count; j++) {
            void **slot = kg_map_slot(by_var, resources->items[i]->var_names[j]);
            if (*slot == NULL)
                *slot = resources->items[i];
        }
}

static int read_value(struct kg_arena *arena, const struct kg_node *var,
                      const struct kg_resource *resource, struct var_value *value,
                      struct kg_error *err)
{
    struct kg_str text = kg_node_text(kg_node_path(var, "fieldref", "fieldPath", NULL));
    struct kg_node *node = NULL;

    *value = (struct var_value){.name = var_name(var), .var = var};
    if (resource == NULL)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "no resource is what its objref describes");
    struct kg_fieldpath path =
        kg_fieldpath_parse_indexed(arena, text.length > 0 ? text : KG_STR("metadata.name"));
    if (kg_fieldpath_get(&path, resource->node, &node, err) < 0)
        return kg_error_context(err, "%s", kg_resource_title(arena, resource));
    if (node == NULL)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "%s has no field '%.*s'",
                            kg_resource_title(arena, resource), KG_STR_ARG(path.text));
    return node->kind == KG_NODE_SCALAR ? read_scalar(arena, node, value, err) : 0;
}

static int compare_values(const void *a, const void *b)
{
    return kg_str_compare(((const struct var_value *)a)->name, ((const struct var_value *)b)->name);
}

static int read_values(struct expansion *expansion, const struct kg_vars *vars,
                       const struct kg_resources *resources, struct kg_error *err)
{
    struct kg_map by_var;

    kg_map_init(&by_var, expansion->arena);
    index_resources(resources, &by_var);
    expansion->values = kg_arena_zero(expansion->arena, vars->count, sizeof(*expansion->values));
    for (; expansion->count < vars->count; expansion->count++) {
        const struct kg_node *var = vars->items[expansion->count];
        const struct kg_resource *resource = kg_map_get(&by_var, var_name(var));
        if (read_value(expansion->arena, var, resource, &expansion->values[expansion->count], err) <
            0) {
            kg_error_context(err, "var '%.*s'", KG_STR_ARG(var_name(var)));
            return kg_error_locate(err, kg_node_position(var));
        }
    }
    qsort(expansion->values, expansion->count, sizeof(*expansion->values), compare_values);
    kg_map_init(&expansion->by_name, expansion->arena);
    for (size_t i = 0; i < expansion->count; i++)
        kg_map_put(&expansion->by_name, expansion->values[i].name, &expansion->values[i]);
    return 0;
}

/* ---- expanding ---- */

enum { EXPANDED_MAX = 1 << 28 };

/* `$(NAME)`, at the start of `text`: its length, or 0. */
static size_t reference_length(struct kg_str text)
{
    ptrdiff_t end;

    if (!kg_str_starts(text, "$("))
        return 0;
    end = kg_str_find(text, ')');
    return end < 0 ? 0 : (size_t)end + 1;
}

static void add_reference(const struct expansion *expansion, struct kg_buf *out,
                          struct kg_str reference)
{
    struct kg_str name = kg_str_from_index(kg_str_head(reference, reference.length - 1), 2);
    struct var_value *value = kg_map_get(&expansion->by_name, name);

    if (value == NULL || value->tag == KG_TAG_NONE) {
        kg_buf_add_str(out, reference); /* someone else's, perhaps the container's */
        return;
    }
    value->used = true;
    kg_buf_add_str(out, value->embedded);
}

/*
 * Expands a text that holds more than one reference alone. `$$` is a dollar
 * sign; a dollar sign before anything else stays, with what follows it.
 */
static int expand_text(const struct expansion *expansion, const struct kg_node *node,
                       struct kg_str *expanded, struct kg_error *err)
{
    struct kg_str rest = node->text;
    const char *end_of_last = rest.data + kg_str_find_last(rest, ')') + 1;
    struct kg_buf out;

    kg_buf_init(&out, expansion->arena, EXPANDED_MAX);
    while (rest.length > 0) {
        ptrdiff_t dollar = kg_str_find(rest, '$');
        if (dollar < 0 || (size_t)dollar + 1 == rest.length)
            break;
        kg_buf_add_str(&out, kg_str_head(rest, (size_t)dollar));
        rest = kg_str_from_index(rest, (size_t)dollar);
        size_t length = rest.data < end_of_last ? reference_length(rest) : 0;
        if (length > 0)
            add_reference(expansion, &out, kg_str_head(rest, length));
        else if ((unsigned char)rest.data[1] >= 0x80)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                               "a '$' before a character beyond ASCII cannot be expanded (kubectl "
                               "damages the text); write '$$'");
        else
            kg_buf_add_str(&out, kg_str_head(rest, rest.data[1] == '$' ? 1 : 2));
        rest = kg_str_from_index(rest, length > 0 ? length : 2);
    }
    kg_buf_add_str(&out, rest);
    *expanded = kg_buf_str(&out);
    return 0;
}

static bool is_string(const struct kg_node *node)
{
    return node->kind == KG_NODE_SCALAR && (node->tag == KG_TAG_STR || node->tag == KG_TAG_NONE);
}

/*
 * Expands a string in place. A text that is one reference takes the type of
 * its value. The node becomes plain even where nothing was to expand.
 */
static int expand_node(const struct expansion *expansion, struct kg_node *node,
                       struct kg_error *err)
{
    struct var_value *value = NULL;

    node->tag = KG_TAG_STR;
    node->style = KG_STYLE_PLAIN;
    node->explicit_tag = false;
    if (kg_str_find(node->text, '$') < 0)
        return 0;
    if (reference_length(node->text) == node->text.length)
        value = kg_map_get(&expansion->by_name,
                           kg_str_from_index(kg_str_head(node->text, node->text.length - 1), 2));
    if (value == NULL || value->tag == KG_TAG_NONE)
        return expand_text(expansion, node, &node->text, err);
    value->used = true;
    node->text = value->whole;
    node->tag = (uint8_t)value->tag;
    return 0;
}

static int expand_mapping(const struct expansion *expansion, struct kg_node *mapping,
                          struct kg_error *err)
{
    for (uint32_t i = 0; i < mapping->count; i++) {
        const struct kg_node *key = mapping->pairs[i].key;
        if (!is_string(key))
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(key),
                               "vars cannot be expanded in a mapping with a key, '%.*s', that is "
                               "no string: quote it",
                               KG_STR_ARG(kg_node_text(key)));
        if (is_string(mapping->pairs[i].value) &&
            expand_node(expansion, mapping->pairs[i].value, err) < 0)
            return -1;
    }
    return 0;
}

static int expand_sequence(const struct expansion *expansion, struct kg_node *sequence,
                           struct kg_error *err)
{
    for (uint32_t i = 0; i < sequence->count; i++) {
        if (!is_string(sequence->items[i]))
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(sequence->items[i]),
                               "vars cannot be expanded in a list with an element that is no "
                               "string: quote it");
        if (expand_node(expansion, sequence->items[i], err) < 0)
            return -1;
    }
    return 0;
}

static int expand_field(void *context, struct kg_node *node, struct kg_error *err)
{
    const struct expansion *expansion = context;

    if (kg_node_is_null(node))
        return 0;
    if (node->kind == KG_NODE_MAPPING)
        return expand_mapping(expansion, node, err);
    if (node->kind == KG_NODE_SEQUENCE)
        return expand_sequence(expansion, node, err);
    return is_string(node) ? expand_node(expansion, node, err) : 0;
}

static void warn_unused(const struct expansion *expansion,
                        const struct kg_kustomize_options *options)
{
    struct kg_buf names;

    kg_buf_init(&names, expansion->arena, EXPANDED_MAX);
    for (size_t i = 0; i < expansion->count; i++) {
        if (expansion->values[i].used)
            continue;
        if (names.length > 0)
            kg_buf_add_char(&names, ',');
        kg_buf_add_str(&names, expansion->values[i].name);
    }
    if (names.length > 0 && options->warn != NULL)
        options->warn(options->warn_context,
                      kg_arena_printf(expansion->arena,
                                      "well-defined vars that were never replaced: %s",
                                      names.data));
}

int kg_vars_resolve(struct kg_arena *arena, const struct kg_vars *vars,
                    struct kg_resources *resources, struct kg_fieldspecs specs,
                    const struct kg_kustomize_options *options, struct kg_error *err)
{
    struct expansion expansion = {.arena = arena};
    struct kg_field_setter setter = {.set = expand_field, .context = &expansion};

    if (vars->count == 0)
        return 0;
    if (read_values(&expansion, vars, resources, err) < 0)
        return -1;
    for (size_t i = 0; i < resources->count; i++)
        if (kg_fieldspecs_apply(arena, specs, resources->items[i]->node, &setter, err) < 0)
            return -1;
    kg_resources_changed(resources);
    warn_unused(&expansion, options);
    return 0;
}
