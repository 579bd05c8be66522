#include "kagent/buf.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_CAPACITY = 256 };

void kg_buf_init(struct kg_buf *buf, struct kg_arena *arena, size_t limit)
{
    *buf = (struct kg_buf){.arena = arena, .data = NULL, .limit = limit};
}

void kg_buf_reset(struct kg_buf *buf)
{
    buf->length = 0;
}

char *kg_buf_reserve(struct kg_buf *buf, size_t extra)
{
    if (extra > buf->limit - buf->length)
        longjmp(*buf->arena->recovery, 1);
    size_t needed = buf->length + extra + 1;
    if (needed <= buf->capacity)
        return buf->data + buf->length;
    size_t capacity = buf->capacity == 0 ? FIRST_CAPACITY : buf->capacity;
    while (capacity < needed)
        capacity *= 2;
    buf->data = kg_arena_grow(buf->arena, buf->data, buf->capacity, capacity);
    buf->capacity = capacity;
    return buf->data + buf->length;
}

void kg_buf_add(struct kg_buf *buf, const char *data, size_t length)
{
    char *end = kg_buf_reserve(buf, length);
    memcpy(end, data, length);
    end[length] = '\0';
    buf->length += length;
}

void kg_buf_add_str(struct kg_buf *buf, struct kg_str text)
{
    kg_buf_add(buf, text.data, text.length);
}

void kg_buf_add_text(struct kg_buf *buf, const char *text)
{
    kg_buf_add(buf, text, strlen(text));
}

void kg_buf_add_char(struct kg_buf *buf, char byte)
{
    kg_buf_add(buf, &byte, 1);
}

void kg_buf_add_repeated(struct kg_buf *buf, char byte, size_t count)
{
    char *end = kg_buf_reserve(buf, count);
    memset(end, byte, count);
    end[count] = '\0';
    buf->length += count;
}

void kg_buf_printf(struct kg_buf *buf, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    kg_buf_vprintf(buf, format, arguments);
    va_end(arguments);
}

void kg_buf_vprintf(struct kg_buf *buf, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length > 0) {
        char *end = kg_buf_reserve(buf, (size_t)length);
        vsnprintf(end, (size_t)length + 1, format, again);
        buf->length += (size_t)length;
    }
    va_end(again);
}

struct kg_str kg_buf_str(const struct kg_buf *buf)
{
    return (struct kg_str){buf->data != NULL ? buf->data : "", buf->length};
}

/* Names of files and texts of documents may hold line breaks; a message is one line. */
static void add_one_line(struct kg_buf *buf, const char *text)
{
    struct kg_str rest = kg_str_from(text);
    struct kg_str line;
    for (bool first = true; kg_str_split(&rest, '\n', &line); first = false) {
        if (!first)
            kg_buf_add_text(buf, "\\n");
        kg_buf_add_str(buf, line);
    }
}

void kg_buf_add_error(struct kg_buf *buf, const struct kg_error *err)
{
    if (err->file[0] != '\0') {
        add_one_line(buf, err->file);
        if (err->line > 0)
            kg_buf_printf(buf, ":%u", err->line);
        if (err->line > 0 && err->column > 0)
            kg_buf_printf(buf, ":%u", err->column);
        kg_buf_add_text(buf, ": ");
    }
    add_one_line(buf, err->message);
    kg_buf_add_char(buf, '\n');
    if (err->advice[0] != '\0')
        kg_buf_printf(buf, "%s\n", err->advice);
}

size_t kg_buf_add_visible_char(struct kg_buf *buf, struct kg_str text)
{
    unsigned code;
    size_t length = kg_utf8_decode(text, &code);
    if (length == 0) {
        kg_buf_printf(buf, "\\x%02x", (unsigned char)text.data[0]);
        return 1;
    }
    if (code == '\n')
        kg_buf_add_text(buf, "\\n");
    else if (code == '\t')
        kg_buf_add_text(buf, "\\t");
    else if (code < 0x20 || (code >= 0x7F && code < 0xA0))
        kg_buf_printf(buf, "\\x%02x", code);
    else
        kg_buf_add(buf, text.data, length);
    return length;
}

void kg_buf_add_visible(struct kg_buf *buf, struct kg_str text)
{
    while (text.length > 0)
        text = kg_str_from_index(text, kg_buf_add_visible_char(buf, text));
}
