#include "sources.h"

#include <string.h>

#include "kagent/map.h"

/* Go's line scanner gives up, silently, at a longer line. */
enum { ENV_LINE_MAX = 64 * 1024 };

struct collector {
    struct kg_arena *arena;
    const struct kg_loader *loader;
    struct kg_source_pairs *pairs;
    struct kg_map known;
    struct kg_str owner; /* the generator's name */
    struct kg_error *err;
};

static int add(struct collector *c, struct kg_str key, struct kg_str value,
               const struct kg_node *origin)
{
    if (kg_map_put(&c->known, key, c) != NULL)
        return kg_error_at(c->err, KG_ERROR_NEGATIVE, kg_node_position(origin),
                           "the generator of %.*s repeats the key `%.*s`", KG_STR_ARG(c->owner),
                           KG_STR_ARG(key));
    struct kg_source_pairs *pairs = c->pairs;
    pairs->items = kg_arena_extend(c->arena, pairs->items, pairs->count, sizeof(*pairs->items));
    pairs->items[pairs->count++] = (struct kg_source_pair){key, value, *origin};
    return 0;
}

/* Length of the white space (unicode.IsSpace) at the start of a text. */
static size_t leading_space(struct kg_str text)
{
    size_t at = 0;
    unsigned code;
    for (size_t length; (length = kg_utf8_decode(kg_str_from_index(text, at), &code)) > 0;
         at += length) {
        bool space = (code >= '\t' && code <= '\r') || code == ' ' || code == 0x85 ||
                     code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) ||
                     code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F ||
                     code == 0x3000;
        if (!space)
            break;
    }
    return at;
}

static int add_env_line(struct collector *c, struct kg_str line, const struct kg_node *origin)
{
    if (!kg_str_is_utf8(line))
        return kg_error_at(c->err, KG_ERROR_NEGATIVE, kg_node_position(origin),
                           "the line is not valid UTF-8");
    if (origin->line == 1 && kg_str_starts(line, "\xEF\xBB\xBF"))
        line = kg_str_from_index(line, 3);
    line = kg_str_from_index(line, leading_space(line));
    if (line.length == 0 || line.data[0] == '#')
        return 0;
    ptrdiff_t equals = kg_str_find(line, '=');
    struct kg_str key = equals < 0 ? line : kg_str_head(line, (size_t)equals);
    if (key.length == 0)
        return 0;
    return add(c, key, equals < 0 ? KG_STR("") : kg_str_from_index(line, (size_t)equals + 1),
               origin);
}

static int add_env_file(struct collector *c, const struct kg_node *entry)
{
    struct kg_loaded loaded;
    if (kg_loader_read(c->arena, c->loader, entry->text, entry, &loaded, c->err) != 0)
        return -1;
    struct kg_node origin = {.source = loaded.source, .line = 1, .column = 1};
    struct kg_str rest = loaded.text;
    struct kg_str line;
    for (; kg_str_split(&rest, '\n', &line); origin.line++) {
        if (line.length >= ENV_LINE_MAX)
            break;
        if (line.length > 0 && line.data[line.length - 1] == '\r')
            line.length--;
        if (add_env_line(c, line, &origin) != 0)
            return -1;
    }
    return 0;
}

/* One pair of equal quotes around the value is taken off. */
static struct kg_str without_quotes(struct kg_str text)
{
    if (text.length < 2 || text.data[0] != text.data[text.length - 1] ||
        (text.data[0] != '"' && text.data[0] != '\''))
        return text;
    return (struct kg_str){text.data + 1, text.length - 2};
}

static int add_literal(struct collector *c, const struct kg_node *entry)
{
    ptrdiff_t equals = kg_str_find(entry->text, '=');
    if (equals <= 0)
        return kg_error_at(c->err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                           "invalid literal source `%.*s`, expected key=value",
                           KG_STR_ARG(entry->text));
    return add(c, kg_str_head(entry->text, (size_t)equals),
               without_quotes(kg_str_from_index(entry->text, (size_t)equals + 1)), entry);
}

/* "path" or "key=path". */
static int split_file_source(struct collector *c, const struct kg_node *entry, struct kg_str *key,
                             struct kg_str *path)
{
    struct kg_str text = entry->text;
    ptrdiff_t equals = kg_str_find(text, '=');
    if (equals < 0) {
        *path = text;
        while (text.length > 1 && text.data[text.length - 1] == '/')
            text.length--;
        *key = kg_str_from(kg_path_base(kg_str_copy(c->arena, text)));
        if (key->length == 0)
            *key = text.length == 0 ? KG_STR(".") : text;
        return 0;
    }
    *key = kg_str_head(text, (size_t)equals);
    *path = kg_str_from_index(text, (size_t)equals + 1);
    if (key->length > 0 && path->length > 0 && kg_str_find(*path, '=') < 0)
        return 0;
    return kg_error_at(c->err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                       "invalid file source `%.*s`, expected path or key=path", KG_STR_ARG(text));
}

static int add_file(struct collector *c, const struct kg_node *entry)
{
    struct kg_str key;
    struct kg_str path;
    struct kg_loaded loaded;
    if (split_file_source(c, entry, &key, &path) != 0 ||
        kg_loader_read(c->arena, c->loader, path, entry, &loaded, c->err) != 0)
        return -1;
    struct kg_node origin = {.source = loaded.source, .line = 1, .column = 1};
    return add(c, key, loaded.text, &origin);
}

int kg_sources_read(struct kg_arena *arena, const struct kg_loader *loader,
                    const struct kg_node *arguments, struct kg_source_pairs *pairs,
                    struct kg_error *err)
{
    static const struct {
        const char *field;
        int (*add_entry)(struct collector *c, const struct kg_node *entry);
    } kinds[] = {{"envs", add_env_file}, {"literals", add_literal}, {"files", add_file}};
    *pairs = (struct kg_source_pairs){0};
    struct collector c = {.arena = arena,
                          .loader = loader,
                          .pairs = pairs,
                          .owner = kg_node_text(kg_node_get(arguments, "name")),
                          .err = err};
    kg_map_init(&c.known, arena);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        const struct kg_node *list = kg_node_get(arguments, kinds[i].field);
        for (uint32_t j = 0; list != NULL && j < list->count; j++)
            if (kinds[i].add_entry(&c, list->items[j]) != 0)
                return -1;
    }
    return 0;
}
