#include "kagent/a2a.h"

#include <string.h>

/* C0, DEL and C1 controls, line and paragraph separators, and what turns the direction of text. */
static bool is_printable(unsigned code)
{
    if (code < 0x20 || (code >= 0x7f && code < 0xa0))
        return false;
    return !(code >= 0x2028 && code <= 0x202e) && !(code >= 0x2066 && code <= 0x2069) &&
           code != 0xfeff;
}

void kg_a2a_printable(char *out, size_t size, struct kg_str text)
{
    static const char more[] = "...";
    size_t room = size - sizeof more; /* what is left for characters when there is more */
    size_t used = 0;
    size_t fits = 0; /* the length that leaves room for the sign */

    for (size_t at = 0; at < text.length;) {
        unsigned code = 0;
        size_t length = kg_utf8_decode(kg_str_from_index(text, at), &code);
        const char *from = text.data + at;
        at += length > 0 ? length : 1;
        if (length == 0 || !is_printable(code)) {
            from = length == 0 ? "?" : " ";
            length = 1;
        }
        if (used + length >= size) {
            memcpy(out + fits, more, sizeof more);
            return;
        }
        memcpy(out + used, from, length);
        used += length;
        if (used <= room)
            fits = used;
    }
    out[used] = '\0';
}
