/* The one block style that Go's yaml.v3 cannot write without changing it. */
#include <string.h>

#include "kagent/buf.h"
#include "resolve.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

bool kg_scalar_block_holds(struct kg_str text)
{
    if (text.length == 0 || text.data[text.length - 1] == ' ')
        return false;
    for (size_t i = 0; i < text.length;) {
        unsigned code = (unsigned char)text.data[i];
        size_t length = 1;
        if (code >= 0x80)
            length = kg_utf8_decode(kg_str_from_index(text, i), &code);
        if (length == 0 || (code != '\n' && code != '\t' && !kg_scalar_is_printable(code)))
            return false;
        if (code == ' ' && text.data[i + 1] == '\n')
            return false;
        i += length;
    }
    return true;
}

/* The writer looks at the text's first character where it should look behind the breaks. */
static bool doubles_breaks(struct kg_str text)
{
    size_t i = 0;
    while (i < text.length && text.data[i] == '\n')
        i++;
    return i < text.length && !is_blank(text.data[i]);
}

static size_t count_breaks(struct kg_str text, size_t at)
{
    size_t count = 0;
    while (at + count < text.length && text.data[at + count] == '\n')
        count++;
    return count;
}

/* Reading folds one break between two lines that do not start with a blank. */
static void add_breaks(struct kg_buf *out, size_t written, bool blank_before, bool blank_after)
{
    if (blank_before || blank_after)
        kg_buf_add_repeated(out, '\n', written);
    else if (written == 1)
        kg_buf_add_char(out, ' ');
    else
        kg_buf_add_repeated(out, '\n', written - 1);
}

struct kg_str kg_folded_round_trip(struct kg_arena *arena, struct kg_str text)
{
    if (!kg_scalar_block_holds(text) || kg_str_find(text, '\n') < 0)
        return text;
    bool doubles = doubles_breaks(text);
    struct kg_buf out;
    kg_buf_init(&out, arena, text.length * 2 + 1);
    size_t at = count_breaks(text, 0);
    kg_buf_add_repeated(&out, '\n', at);
    while (at < text.length) {
        bool blank_line = is_blank(text.data[at]);
        struct kg_str rest = kg_str_from_index(text, at);
        ptrdiff_t end = kg_str_find(rest, '\n');
        size_t length = end < 0 ? rest.length : (size_t)end;
        kg_buf_add(&out, rest.data, length);
        at += length;
        size_t breaks = count_breaks(text, at);
        if (breaks == 0)
            break;
        at += breaks;
        size_t written = breaks + (doubles && !blank_line);
        if (at < text.length)
            add_breaks(&out, written, blank_line, is_blank(text.data[at]));
        else
            kg_buf_add_repeated(&out, '\n', breaks == 1 ? 1 : written);
    }
    return kg_buf_str(&out);
}
