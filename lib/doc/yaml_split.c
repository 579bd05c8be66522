/* The documents of a stream, as texts. */
#include <string.h>

#include "kagent/yaml.h"

/* Behind `---` only a comment may stand. */
static int check_separator(struct kg_str rest, const struct kg_source *source, unsigned line,
                           struct kg_error *err)
{
    struct kg_str trimmed = kg_str_trim(rest);
    if (trimmed.length == 0 || trimmed.data[0] == '#')
        return 0;
    kg_error_at(err, KG_ERROR_NEGATIVE,
                (struct kg_position){source->name, line, kg_source_column(source, 1)},
                "invalid document separator: ---%.*s", KG_STR_ARG(rest));
    return kg_error_advise(err, "Put the content on the line below `---`.");
}

int kg_yaml_split(struct kg_arena *arena, struct kg_str text, const struct kg_source *source,
                  unsigned first_line, struct kg_yaml_piece **pieces, size_t *count,
                  struct kg_error *err)
{
    struct kg_yaml_piece piece = {text, first_line};
    *pieces = NULL;
    *count = 0;
    for (;;) {
        struct kg_str rest = piece.text;
        const char *found = memmem(rest.data, rest.length, "\n---", 4);
        const char *end =
            found == NULL ? NULL
                          : memchr(found + 4, '\n', (size_t)(rest.data + rest.length - found - 4));
        *pieces = kg_arena_extend(arena, *pieces, *count, sizeof **pieces);
        if (end == NULL)
            break;
        size_t length = (size_t)(found - piece.text.data) + 1; /* with its line break */
        unsigned separator_line =
            piece.line + (unsigned)kg_str_count(kg_str_head(piece.text, length), '\n');
        struct kg_str behind = {found + 4, (size_t)(end - found - 4)};
        if (check_separator(behind, source, separator_line, err) != 0)
            return -1;
        (*pieces)[(*count)++] = (struct kg_yaml_piece){kg_str_head(piece.text, length), piece.line};
        piece.text = kg_str_from_index(piece.text, (size_t)(end - piece.text.data) + 1);
        piece.line = separator_line + 1;
    }
    (*pieces)[(*count)++] = piece;
    return 0;
}
