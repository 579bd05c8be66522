#include "read.h"

#include <string.h>

#include "kagent/buf.h"
#include "kagent/emit.h"
#include "kagent/scalar.h"
#include "kagent/yaml.h"
#include "merge_text.h"

/* Go reads files with CR LF as if they had LF alone. */
static struct kg_str without_carriage_returns(struct kg_arena *arena, struct kg_str text)
{
    if (memchr(text.data, '\r', text.length) == NULL)
        return text;
    char *out = kg_arena_alloc(arena, text.length + 1);
    size_t used = 0;
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] != '\r' || i + 1 == text.length || text.data[i + 1] != '\n')
            out[used++] = text.data[i];
    out[used] = '\0';
    return (struct kg_str){out, used};
}

/* The scalar with which a document ends, or NULL. */
static struct kg_node *last_scalar(struct kg_node *node)
{
    while (node != NULL && node->kind != KG_NODE_SCALAR) {
        if (node->count == 0 || node->kind == KG_NODE_ALIAS)
            return NULL;
        node = node->kind == KG_NODE_MAPPING ? node->pairs[node->count - 1].value
                                             : node->items[node->count - 1];
    }
    return node;
}

/* Whether a comment stands in the text behind its first `lines` lines. */
static bool has_comment_behind(struct kg_str text, unsigned lines)
{
    struct kg_str line;
    for (unsigned i = 0; kg_str_split(&text, '\n', &line); i++) {
        size_t blanks = 0;
        while (blanks < line.length && line.data[blanks] == ' ')
            blanks++;
        if (i >= lines && blanks < line.length && line.data[blanks] == '#')
            return true;
    }
    return false;
}

/*
 * kustomize writes a comment at the end of a document behind an empty line, and
 * reads that back as part of the text before it, if that is a `|+` text with
 * empty lines of its own at its end.
 */
static void add_line_before_comment(struct kg_arena *arena, struct kg_node *document,
                                    struct kg_yaml_piece piece)
{
    struct kg_node *last = last_scalar(document);
    if (last == NULL || last->style != KG_STYLE_LITERAL ||
        (!kg_str_ends(last->text, "\n\n") && !kg_str_is(last->text, "\n")))
        return;
    unsigned lines = last->line - piece.line + 1 + (unsigned)kg_str_count(last->text, '\n');
    if (has_comment_behind(piece.text, lines))
        last->text = kg_str_join(arena, last->text, KG_STR("\n"));
}

static bool ends_with_list(struct kg_str kind)
{
    return kg_str_ends(kind, "List");
}

/* What every object needs. */
static int check_object(const struct kg_node *object, struct kg_error *err)
{
    struct kg_position where = kg_node_position(object);
    if (object->kind != KG_NODE_MAPPING)
        return kg_error_at(err, KG_ERROR_NEGATIVE, where, "an object must be a mapping, not a %s",
                           kg_node_kind_name(object));
    const struct kg_node *kind = kg_node_get(object, "kind");
    if (kg_node_is_empty(kind) || kg_node_text(kind).length == 0) {
        kg_error_at(err, KG_ERROR_NEGATIVE, where, "missing kind in an object");
        return kg_error_advise(err, "Every object needs apiVersion, kind and metadata.name.");
    }
    if (kg_node_check_paired(object, "annotations", err) != 0)
        return -1;
    if (ends_with_list(kg_node_text(kind)) || kg_node_name(object).length > 0)
        return 0;
    kg_error_at(err, KG_ERROR_NEGATIVE, where, "missing metadata.name in an object of kind %.*s",
                KG_STR_ARG(kg_node_text(kind)));
    return kg_error_advise(err, "Every object needs a name; generateName cannot be built with.");
}

static int add_object(struct kg_arena *arena, struct kg_resources *objects, struct kg_node *object,
                      struct kg_error *err)
{
    if (kg_node_is_empty(object))
        return 0;
    if (check_object(object, err) != 0)
        return -1;
    kg_resources_push(arena, objects, kg_resource_new(arena, object));
    return 0;
}

/* The only document of a file may be a List, which stands for its items as they are. */
static bool is_wrapper(const struct kg_node *document)
{
    struct kg_str kind = kg_node_text(kg_node_get(document, "kind"));
    return (kg_str_is(kind, "List") || kg_str_is(kind, "ResourceList")) &&
           (kg_node_get(document, "items") != NULL ||
            kg_node_get(document, "functionConfig") != NULL);
}

static int add_document(struct kg_arena *arena, struct kg_resources *objects,
                        struct kg_node *document, bool only, struct kg_error *err)
{
    if (!only || !is_wrapper(document))
        return add_object(arena, objects, document, err);
    const struct kg_node *items = kg_node_get(document, "items");
    for (uint32_t i = 0; kg_node_is(items, KG_NODE_SEQUENCE) && i < items->count; i++)
        if (add_object(arena, objects, items->items[i], err) != 0)
            return -1;
    return 0;
}

/* Gives every node of a re-read tree the place of the tree it was made from. */
static void relocate(struct kg_node *node, const struct kg_node *original)
{
    kg_node_at(node, original);
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i < node->count; i++)
        relocate(node->items[i], original->kind == KG_NODE_SEQUENCE && i < original->count
                                     ? original->items[i]
                                     : original);
    for (uint32_t i = 0; node->kind == KG_NODE_MAPPING && i < node->count; i++) {
        const struct kg_pair *pair = kg_node_pair(original, node->pairs[i].key->text);
        relocate(node->pairs[i].key, pair != NULL ? pair->key : original);
        relocate(node->pairs[i].value, pair != NULL ? pair->value : original);
    }
}

int kg_reread_json(struct kg_arena *arena, const struct kg_node *object, struct kg_node **result,
                   struct kg_error *err)
{
    struct kg_buf json;
    kg_buf_init(&json, arena, KG_FS_FILE_MAX);
    static const struct kg_source source = {.name = "the object's JSON form"};
    const struct kg_node *outermost = object;
    kg_scalar_settle_keys(arena, &outermost);
    if (outermost != object) /* but this one stands in a list */
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(object),
                           "a key of this object is not a text");
    if (kg_emit_json(&json, object, KG_JSON_COMPACT, err) != 0 ||
        kg_yaml_read(arena, kg_buf_str(&json), &source, 1, result, err) != 0)
        return -1;
    relocate(*result, object);
    return 0;
}

/*
 * The items of a list are decoded as they were read, not written and read back
 * first: what writing does to flow collections and folded texts does not happen.
 */
static void forget_styles(struct kg_node *node)
{
    if (node->style == KG_STYLE_FLOW)
        node->style = KG_STYLE_PLAIN;
    if (node->style == KG_STYLE_FOLDED)
        node->style = KG_STYLE_LITERAL;
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i < node->count; i++)
        forget_styles(node->items[i]);
    for (uint32_t i = 0; node->kind == KG_NODE_MAPPING && i < node->count; i++)
        forget_styles(node->pairs[i].value);
}

/* Replaces lists of objects by what they hold, which goes behind all others. */
static int take_lists_apart(struct kg_arena *arena, struct kg_resources *objects,
                            struct kg_error *err)
{
    struct kg_resources flat = {0};
    for (size_t i = 0; i < objects->count; i++) {
        struct kg_resource *object = objects->items[i];
        const struct kg_pair *items = kg_node_pair(object->node, KG_STR("items"));
        if (!ends_with_list(kg_node_gvk(object->node).kind) || items == NULL) {
            kg_resources_push(arena, &flat, object);
            continue;
        }
        if (kg_node_is_null(items->value))
            continue;
        if (items->value->kind != KG_NODE_SEQUENCE)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(items->value),
                               "the items of a list must be a list, not a %s",
                               kg_node_kind_name(items->value));
        for (uint32_t j = 0; j < items->value->count; j++) {
            struct kg_node *inner;
            forget_styles(items->value->items[j]);
            if (kg_reread_json(arena, items->value->items[j], &inner, err) != 0 ||
                kg_merge_text_drop(inner, err) != 0 || add_object(arena, objects, inner, err) != 0)
                return -1;
        }
    }
    *objects = flat;
    return 0;
}

/* One document of a stream, expanded; NULL when it is empty. */
static int read_document(struct kg_arena *arena, const struct kg_source *source,
                         struct kg_yaml_piece piece, enum kg_read_role role,
                         struct kg_node **document, struct kg_error *err)
{
    if (kg_yaml_read(arena, piece.text, source, piece.line, document, err) != 0)
        return -1;
    if (role == KG_READ_RESOURCES)
        add_line_before_comment(arena, *document, piece);
    /* Hardly any document has a key `<<`: the others need not be searched. */
    bool maybe = kg_str_find(piece.text, '<') >= 0 || kg_str_find(piece.text, '\\') >= 0;
    if (maybe && *document != NULL && kg_merge_text_drop(*document, err) != 0)
        return -1;
    return kg_yaml_expand(arena, document, err);
}

int kg_read_objects(struct kg_arena *arena, struct kg_loaded loaded, unsigned first_line,
                    enum kg_read_role role, struct kg_resources *objects, struct kg_error *err)
{
    *objects = (struct kg_resources){0};
    if (loaded.text.length == 0)
        return 0;
    struct kg_str text = without_carriage_returns(arena, loaded.text);
    struct kg_yaml_piece *pieces;
    size_t count;
    if (kg_yaml_split(arena, text, loaded.source, first_line, &pieces, &count, err) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        struct kg_node *document;
        if (read_document(arena, loaded.source, pieces[i], role, &document, err) != 0)
            return -1;
        if (kg_node_is_null(document))
            continue;
        if (add_document(arena, objects, document, count == 1, err) != 0)
            return -1;
    }
    return take_lists_apart(arena, objects, err);
}

/* ---- texts inside texts ---- */

/* A line of a text, from 1. */
static struct kg_str line_of(struct kg_str text, unsigned number)
{
    struct kg_str line = KG_STR("");
    for (unsigned i = 0; i < number; i++)
        if (text.data == NULL || !kg_str_split(&text, '\n', &line))
            return KG_STR("");
    if (kg_str_ends(line, "\r"))
        line.length--;
    return line;
}

/* Where the text of one line stands in its file, if it stands there as it is. */
static unsigned indent_of_line(const struct kg_node *entry)
{
    struct kg_str line = line_of(entry->source->text, entry->line);
    bool quoted = entry->style != KG_STYLE_PLAIN;
    unsigned indent = entry->column - 1 + quoted;
    struct kg_str found = kg_str_head(kg_str_from_index(line, indent), entry->text.length);
    return kg_str_equal(found, entry->text) ? indent : KG_INDENT_UNKNOWN;
}

/* How far the lines of a block scalar are indented, by the first that is not blank. */
static unsigned indent_of_block(const struct kg_node *entry)
{
    struct kg_str rest = entry->text;
    struct kg_str line;
    for (unsigned number = entry->line + 1; kg_str_split(&rest, '\n', &line); number++) {
        struct kg_str found = line_of(entry->source->text, number);
        if (line.length == 0)
            continue;
        size_t indent = found.length < line.length ? 0 : found.length - line.length;
        bool same = kg_str_equal(kg_str_from_index(found, indent), line);
        return same ? (unsigned)indent : KG_INDENT_UNKNOWN;
    }
    return KG_INDENT_UNKNOWN;
}

static unsigned indent_of(const struct kg_node *entry)
{
    if (entry->source->text.length == 0)
        return KG_INDENT_UNKNOWN;
    if (entry->style == KG_STYLE_LITERAL)
        return indent_of_block(entry);
    return kg_str_find(entry->text, '\n') < 0 ? indent_of_line(entry) : KG_INDENT_UNKNOWN;
}

struct kg_loaded kg_inline_text(struct kg_arena *arena, const struct kg_node *entry,
                                unsigned *first_line)
{
    static const struct kg_source nowhere = {.name = "(inline)"};
    *first_line = entry->line;
    if (entry->style == KG_STYLE_LITERAL || entry->style == KG_STYLE_FOLDED)
        (*first_line)++; /* the text starts on the line below the indicator */
    if (entry->source == NULL)
        return (struct kg_loaded){entry->text, &nowhere};
    struct kg_source *source = kg_arena_zero(arena, 1, sizeof(*source));
    source->name = entry->source->name;
    source->indent = indent_of(entry);
    return (struct kg_loaded){entry->text, source};
}
