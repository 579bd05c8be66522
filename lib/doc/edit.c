#include "kagent/edit.h"

/* The offset of a place in the text; its length when there is no such place. */
static size_t offset_of(struct kg_str text, struct kg_position where)
{
    size_t offset = 0;
    for (unsigned line = 1; line < where.line && offset < text.length; offset++)
        line += text.data[offset] == '\n' ? 1 : 0;
    for (unsigned column = 1; column < where.column && offset < text.length; column++) {
        unsigned code;
        size_t length = kg_utf8_decode(kg_str_from_index(text, offset), &code);
        offset += length > 0 ? length : 1;
    }
    return offset;
}

/* Whether a plain scalar ends before this rest of a text. */
static bool ends_plain(struct kg_str rest)
{
    return rest.length == 0 || strchr(" \t\r\n,]}", rest.data[0]) != NULL;
}

int kg_edit_scalar(struct kg_arena *arena, struct kg_str text, struct kg_position where,
                   struct kg_str old, struct kg_str value, struct kg_str *edited,
                   struct kg_error *err)
{
    size_t start = where.line > 0 && where.column > 0 ? offset_of(text, where) : text.length;
    char quote = start < text.length ? text.data[start] : '\0';
    bool quoted = quote == '"' || quote == '\'';
    start += quoted ? 1 : 0;
    struct kg_str head = kg_str_head(text, start);
    struct kg_str found = kg_str_head(kg_str_from_index(text, start), old.length);
    struct kg_str rest = kg_str_from_index(text, start + old.length);
    bool ends = quoted ? rest.length > 0 && rest.data[0] == quote : ends_plain(rest);
    if (old.length == 0 || !kg_str_equal(found, old) || !ends)
        return kg_error_at(err, KG_ERROR_NEGATIVE, where,
                           "this should be the value %.*s, and is written in another way",
                           KG_STR_ARG(old));
    *edited = kg_str_join(arena, kg_str_join(arena, head, value), rest);
    return 0;
}
