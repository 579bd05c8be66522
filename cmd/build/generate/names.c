#include "names.h"

#include <ctype.h>

void add_lower(struct kg_buf *out, const char *name)
{
    for (; *name != '\0'; name++) {
        unsigned char byte = (unsigned char)*name;
        kg_buf_add_char(out, isalnum(byte) ? (char)tolower(byte) : '_');
    }
}

void add_upper(struct kg_buf *out, const char *name)
{
    for (const char *at = name; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        if (isupper(byte) && at > name && islower((unsigned char)at[-1]))
            kg_buf_add_char(out, '_');
        kg_buf_add_char(out, isalnum(byte) ? (char)toupper(byte) : '_');
    }
}
