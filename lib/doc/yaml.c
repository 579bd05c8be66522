#include "kagent/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "kagent/map.h"
#include "resolve.h"

struct reader {
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event;
    struct kg_arena *arena;
    struct kg_str text;
    const struct kg_source *source;
    unsigned first_line;
    unsigned depth;
    bool backslashes;     /* the text holds one somewhere */
    struct kg_node *last; /* the node that was made last */
    struct {              /* the next `#` that may begin a comment; behind the end: none */
        size_t character;
        size_t byte;
    } hash;
    struct { /* a place in the text, which moves forward only */
        size_t character;
        size_t byte;
    } reached;
    struct kg_map anchors;
    struct kg_error *err;
};

static void release_event(struct reader *reader)
{
    if (reader->has_event)
        yaml_event_delete(&reader->event);
    reader->has_event = false;
}

static void release_reader(void *object)
{
    struct reader *reader = object;
    release_event(reader);
    yaml_parser_delete(&reader->parser);
}

static struct kg_position position_of(const struct reader *reader, yaml_mark_t mark)
{
    return (struct kg_position){reader->source->name, (unsigned)mark.line + reader->first_line,
                                kg_source_column(reader->source, (unsigned)mark.column + 1)};
}

static int parser_error(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        return kg_error_set(reader->err, KG_ERROR_UNKNOWN, "out of memory");
    yaml_mark_t mark = parser->problem_mark;
    if (parser->error == YAML_READER_ERROR) { /* the reader knows the byte only */
        mark = (yaml_mark_t){0};
        for (size_t i = 0; i < parser->problem_offset && i < reader->text.length; i++) {
            mark.column = reader->text.data[i] == '\n' ? 0 : mark.column + 1;
            mark.line += reader->text.data[i] == '\n';
        }
    }
    const char *context = parser->context != NULL ? parser->context : "";
    return kg_error_at(reader->err, KG_ERROR_NEGATIVE, position_of(reader, mark),
                       "not valid YAML: %s%s%s", parser->problem ? parser->problem : "unreadable",
                       *context ? " " : "", context);
}

/* How many characters a text has; eight at a time where all are ASCII. */
static size_t count_characters(struct kg_str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length;) {
        uint64_t eight = 0;
        if (text.length - i >= sizeof(eight))
            memcpy(&eight, text.data + i, sizeof(eight));
        bool plain = text.length - i >= sizeof(eight) && (eight & 0x8080808080808080) == 0;
        count += plain ? sizeof(eight) : ((unsigned char)text.data[i] & 0xC0) != 0x80;
        i += plain ? sizeof(eight) : 1;
    }
    return count;
}

/* Goes to the first `#` at `byte` or behind it. */
static void find_hash(struct reader *reader, size_t byte)
{
    struct kg_str rest = kg_str_from_index(reader->text, byte);
    const char *found = memchr(rest.data, '#', rest.length);
    size_t end = found == NULL ? reader->text.length : (size_t)(found - reader->text.data);
    struct kg_str passed = {reader->text.data + reader->hash.byte, end - reader->hash.byte};
    reader->hash.character += count_characters(passed);
    reader->hash.byte = end;
}

/* Whether the `#` stands behind the `|` or `>` of a block text, and so is no part of it. */
static bool is_behind_indicator(const struct reader *reader)
{
    const yaml_event_t *event = &reader->event;
    if (event->type != YAML_SCALAR_EVENT ||
        (event->data.scalar.style != YAML_LITERAL_SCALAR_STYLE &&
         event->data.scalar.style != YAML_FOLDED_SCALAR_STYLE))
        return false;
    size_t length = reader->hash.character - event->start_mark.index;
    return memchr(reader->text.data + reader->hash.byte - length, '\n', length) == NULL;
}

/*
 * What stands between two events and begins with `#` is a comment. It belongs, as far as
 * anybody asks, to the node before it.
 */
static void pass_comments(struct reader *reader)
{
    const yaml_event_t *event = &reader->event;
    while (reader->hash.byte < reader->text.length &&
           reader->hash.character < event->end_mark.index) {
        bool outside = reader->hash.character < event->start_mark.index;
        if (reader->last != NULL && (outside || is_behind_indicator(reader)))
            reader->last->mark |= KG_NODE_COMMENTED;
        find_hash(reader, reader->hash.byte + 1);
    }
}

/* Fetches the next event into reader->event. */
static int next(struct reader *reader)
{
    release_event(reader);
    if (!yaml_parser_parse(&reader->parser, &reader->event))
        return parser_error(reader);
    reader->has_event = true;
    pass_comments(reader);
    return 0;
}

static const struct {
    const char *name;
    enum kg_tag tag;
} core_tags[] = {{"null", KG_TAG_NULL},     {"bool", KG_TAG_BOOL},
                 {"str", KG_TAG_STR},       {"int", KG_TAG_INT},
                 {"float", KG_TAG_FLOAT},   {"timestamp", KG_TAG_TIMESTAMP},
                 {"binary", KG_TAG_BINARY}, {"merge", KG_TAG_MERGE},
                 {"seq", KG_TAG_SEQ},       {"map", KG_TAG_MAP}};

static enum kg_tag tag_from_text(const char *text)
{
    static const char prefix[] = "tag:yaml.org,2002:";
    if (strncmp(text, prefix, sizeof(prefix) - 1) == 0)
        for (size_t i = 0; i < sizeof(core_tags) / sizeof(core_tags[0]); i++)
            if (strcmp(text + sizeof(prefix) - 1, core_tags[i].name) == 0)
                return core_tags[i].tag;
    return KG_TAG_OTHER;
}

/* A node at the current event, with the tag that the source wrote ("!" says nothing). */
static struct kg_node *make_node(struct reader *reader, enum kg_node_kind kind,
                                 const yaml_char_t *tag)
{
    struct kg_node *node = kg_arena_zero(reader->arena, 1, sizeof(*node));
    node->kind = (uint8_t)kind;
    node->source = reader->source;
    node->line = (uint32_t)reader->event.start_mark.line + reader->first_line;
    node->column = (uint32_t)reader->event.start_mark.column + 1;
    node->mark = kg_node_mark((uint32_t)reader->event.start_mark.line + 1, node->column);
    if (tag != NULL && strcmp((const char *)tag, "!") != 0 && tag[0] != '\0') {
        node->tag = (uint8_t)tag_from_text((const char *)tag);
        node->explicit_tag = true;
    }
    reader->last = node;
    return node;
}

static void remember_anchor(struct reader *reader, const yaml_char_t *anchor, struct kg_node *node)
{
    if (anchor != NULL)
        kg_map_put(&reader->anchors,
                   kg_str_from(kg_arena_strdup(reader->arena, (const char *)anchor)), node);
}

/* Goes to the character number `index` and returns its byte; libyaml counts characters. */
static size_t advance(struct reader *reader, size_t index)
{
    struct kg_str text = reader->text;
    size_t byte = reader->reached.byte;
    for (; byte < text.length && reader->reached.character < index; reader->reached.character++)
        for (byte++; byte < text.length && ((unsigned char)text.data[byte] & 0xC0) == 0x80;)
            byte++;
    reader->reached.byte = byte;
    return byte;
}

/* JSON's escape of the slash, which Go's reader does not know and libyaml does. */
static bool has_slash_escape(struct kg_str raw)
{
    for (size_t i = 0; i + 1 < raw.length; i++)
        if (raw.data[i] == '\\' && raw.data[++i] == '/')
            return true;
    return false;
}

static int check_escapes(struct reader *reader)
{
    const yaml_event_t *event = &reader->event;
    size_t start = advance(reader, event->start_mark.index);
    size_t end = advance(reader, event->end_mark.index);
    if (!has_slash_escape((struct kg_str){reader->text.data + start, end - start}))
        return 0;
    kg_error_at(reader->err, KG_ERROR_NEGATIVE, position_of(reader, event->start_mark),
                "not valid YAML: found unknown escape character '\\/' in a quoted text");
    return kg_error_advise(reader->err, "Write the slash without a backslash.");
}

static const uint8_t style_of_libyaml[] = {
    [YAML_ANY_SCALAR_STYLE] = KG_STYLE_PLAIN,
    [YAML_PLAIN_SCALAR_STYLE] = KG_STYLE_PLAIN,
    [YAML_SINGLE_QUOTED_SCALAR_STYLE] = KG_STYLE_SINGLE_QUOTED,
    [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = KG_STYLE_DOUBLE_QUOTED,
    [YAML_LITERAL_SCALAR_STYLE] = KG_STYLE_LITERAL,
    [YAML_FOLDED_SCALAR_STYLE] = KG_STYLE_FOLDED,
};

static int read_scalar(struct reader *reader, struct kg_node **result)
{
    const yaml_event_t *event = &reader->event;
    struct kg_node *node = make_node(reader, KG_NODE_SCALAR, event->data.scalar.tag);
    size_t length = event->data.scalar.length;
    node->text = (struct kg_str){
        kg_arena_strndup(reader->arena, (const char *)event->data.scalar.value, length), length};
    node->style = style_of_libyaml[event->data.scalar.style];
    if (node->style == KG_STYLE_DOUBLE_QUOTED && reader->backslashes && check_escapes(reader) != 0)
        return -1;
    if (!node->explicit_tag) {
        if (node->style != KG_STYLE_PLAIN)
            node->tag = KG_TAG_STR;
        else if (kg_str_is(node->text, "<<"))
            node->tag = KG_TAG_MERGE;
        else
            node->tag = (uint8_t)kg_scalar_resolve(node->text, KG_DIALECT_1_2);
    }
    remember_anchor(reader, event->data.scalar.anchor, node);
    *result = node;
    return 0;
}

static int read_alias(struct reader *reader, struct kg_node **result)
{
    const char *name = (const char *)reader->event.data.alias.anchor;
    struct kg_node *target = kg_map_get(&reader->anchors, kg_str_from(name));
    if (target == NULL)
        return kg_error_at(reader->err, KG_ERROR_NEGATIVE,
                           position_of(reader, reader->event.start_mark),
                           "the alias *%s refers to no anchor &%s above it", name, name);
    *result = make_node(reader, KG_NODE_ALIAS, NULL);
    (*result)->target = target;
    return 0;
}

static int read_node(struct reader *reader, struct kg_node **result);

static int read_sequence(struct reader *reader, struct kg_node *node)
{
    for (;;) {
        if (next(reader) != 0)
            return -1;
        if (reader->event.type == YAML_SEQUENCE_END_EVENT)
            return 0;
        struct kg_node *item;
        if (read_node(reader, &item) != 0)
            return -1;
        kg_node_append(reader->arena, node, item);
    }
}

static int read_mapping(struct reader *reader, struct kg_node *node)
{
    for (;;) {
        if (next(reader) != 0)
            return -1;
        if (reader->event.type == YAML_MAPPING_END_EVENT)
            return 0;
        struct kg_node *key;
        struct kg_node *value;
        if (read_node(reader, &key) != 0 || next(reader) != 0 || read_node(reader, &value) != 0)
            return -1;
        kg_node_append_pair(reader->arena, node, key, value);
    }
}

static int read_collection(struct reader *reader, struct kg_node **result)
{
    const yaml_event_t *event = &reader->event;
    bool is_mapping = event->type == YAML_MAPPING_START_EVENT;
    struct kg_node *node =
        make_node(reader, is_mapping ? KG_NODE_MAPPING : KG_NODE_SEQUENCE,
                  is_mapping ? event->data.mapping_start.tag : event->data.sequence_start.tag);
    bool is_flow = is_mapping ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                              : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    if (is_flow)
        node->style = KG_STYLE_FLOW;
    if (!node->explicit_tag)
        node->tag = is_mapping ? KG_TAG_MAP : KG_TAG_SEQ;
    remember_anchor(
        reader, is_mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor,
        node);
    if (++reader->depth > KG_YAML_DEPTH_MAX)
        return kg_error_at(reader->err, KG_ERROR_NEGATIVE, position_of(reader, event->start_mark),
                           "nested more than %d levels deep", KG_YAML_DEPTH_MAX);
    int rc = is_mapping ? read_mapping(reader, node) : read_sequence(reader, node);
    reader->depth--;
    *result = node;
    return rc;
}

/* Reads the node that starts with the current event. */
static int read_node(struct reader *reader, struct kg_node **result)
{
    switch (reader->event.type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(reader, result);
    case YAML_ALIAS_EVENT:
        return read_alias(reader, result);
    default:
        return read_collection(reader, result);
    }
}

static int read_document(struct reader *reader, struct kg_node **document)
{
    do {
        if (next(reader) != 0)
            return -1;
        if (reader->event.type == YAML_STREAM_END_EVENT)
            return 0;
    } while (reader->event.type != YAML_DOCUMENT_START_EVENT);
    if (next(reader) != 0 || read_node(reader, document) != 0)
        return -1;
    return next(reader); /* the end of the document, where trailing rubbish is noticed */
}

enum { DIRECTIVES_MAX = 1000 };

/*
 * libyaml compares every %TAG directive with all before it, which takes
 * minutes for a megabyte of them. So `%` is counted where a line may begin: in
 * front of the first line of content, behind any byte that ends a line break in
 * UTF-8 or UTF-16. Bytes that stand for nothing by themselves are passed over.
 */
static int check_directives(const struct reader *reader)
{
    static const char break_ends[] = "\n\r\x85\xA8\xA9 ()";
    static const char fillers[] = "\xEF\xBB\xBF\xFE\xFF";
    struct kg_position where = {reader->source->name, reader->first_line, 1};
    unsigned directives = 0;
    char previous = '\n';
    for (size_t i = 0; i < reader->text.length; i++) {
        char c = reader->text.data[i];
        if (c == '\0' || strchr(fillers, c) != NULL)
            continue;
        if (previous == '\n' && strchr("%# \t\r\n", c) == NULL)
            return 0;
        if (c == '%' && strchr(break_ends, previous) != NULL && ++directives > DIRECTIVES_MAX)
            return kg_error_at(reader->err, KG_ERROR_NEGATIVE, where, "has more than %d directives",
                               DIRECTIVES_MAX);
        where.line += c == '\n';
        previous = c;
    }
    return 0;
}

int kg_yaml_read(struct kg_arena *arena, struct kg_str text, const struct kg_source *source,
                 unsigned first_line, struct kg_node **document, struct kg_error *err)
{
    *document = NULL;
    struct reader *reader = kg_arena_zero(arena, 1, sizeof(*reader));
    *reader = (struct reader){.arena = arena,
                              .text = text,
                              .source = source,
                              .first_line = first_line,
                              .backslashes = memchr(text.data, '\\', text.length) != NULL,
                              .err = err};
    if (check_directives(reader) != 0)
        return -1;
    kg_map_init(&reader->anchors, arena);
    find_hash(reader, 0);
    kg_arena_defer(arena, release_reader, reader);
    if (!yaml_parser_initialize(&reader->parser))
        return kg_error_set(err, KG_ERROR_UNKNOWN, "out of memory");
    yaml_parser_set_input_string(&reader->parser, (const unsigned char *)text.data, text.length);
    int rc = read_document(reader, document);
    release_reader(reader);
    memset(&reader->parser, 0, sizeof(reader->parser));
    return rc;
}
