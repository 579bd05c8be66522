#include "kagent/error.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longest context; several of them must leave room for the message itself. */
enum { CONTEXT_MAX = KG_ERROR_MESSAGE_MAX / 4 };

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Puts the beginning and the end of a text that does not fit into a field. */
static void elide(char *field, size_t size, const char *text, size_t length)
{
    static const char gap[] = "...";
    size_t head = (size - sizeof(gap)) / 2;
    size_t tail = length - (size - sizeof(gap) - head);
    while (head > 0 && is_continuation(text[head]))
        head--;
    while (is_continuation(text[tail]))
        tail++;
    snprintf(field, size, "%.*s%s%s", (int)head, text, gap, text + tail);
}

/* Formats into a fixed field; a text that does not fit loses its middle. */
KG_PRINTF(3, 0)
static void format_field(char *field, size_t size, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(field, size, format, arguments);
    char *whole = NULL;
    if (length < 0)
        field[0] = '\0';
    else if ((size_t)length >= size && vasprintf(&whole, format, again) == length)
        elide(field, size, whole, (size_t)length);
    free(whole);
    va_end(again);
}

KG_PRINTF(3, 4)
static void format_text(char *field, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_field(field, size, format, arguments);
    va_end(arguments);
}

int kg_error_set(struct kg_error *err, enum kg_error_class class, const char *format, ...)
{
    if (err == NULL)
        return -1;
    *err = (struct kg_error){.class = class};
    va_list arguments;
    va_start(arguments, format);
    format_field(err->message, sizeof(err->message), format, arguments);
    va_end(arguments);
    return -1;
}

int kg_error_at_list(struct kg_error *err, enum kg_error_class class, struct kg_position where,
                     const char *format, va_list arguments)
{
    if (err == NULL)
        return -1;
    *err = (struct kg_error){.class = class};
    format_field(err->message, sizeof(err->message), format, arguments);
    return kg_error_locate(err, where);
}

int kg_error_at(struct kg_error *err, enum kg_error_class class, struct kg_position where,
                const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    kg_error_at_list(err, class, where, format, arguments);
    va_end(arguments);
    return -1;
}

int kg_error_pass(struct kg_error *err, const struct kg_error *why)
{
    if (err != NULL)
        *err = *why;
    return -1;
}

int kg_error_locate(struct kg_error *err, struct kg_position where)
{
    if (err == NULL || err->file[0] != '\0' || where.file == NULL)
        return -1;
    format_text(err->file, sizeof(err->file), "%s", where.file);
    err->line = where.line;
    err->column = where.column;
    return -1;
}

int kg_error_context(struct kg_error *err, const char *format, ...)
{
    if (err == NULL)
        return -1;
    char context[CONTEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    format_field(context, sizeof(context), format, arguments);
    va_end(arguments);

    char inner[KG_ERROR_MESSAGE_MAX];
    memcpy(inner, err->message, sizeof(inner));
    format_text(err->message, sizeof(err->message), "%s: %s", context, inner);
    return -1;
}

int kg_error_advise(struct kg_error *err, const char *format, ...)
{
    if (err == NULL)
        return -1;
    va_list arguments;
    va_start(arguments, format);
    format_field(err->advice, sizeof(err->advice), format, arguments);
    va_end(arguments);
    return -1;
}
