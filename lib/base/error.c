#include "kagent/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Formats into a fixed field; a text that does not fit ends in "...". */
KG_PRINTF(3, 0)
static void format_field(char *field, size_t size, const char *format, va_list arguments)
{
    int length = vsnprintf(field, size, format, arguments);
    if (length < 0)
        field[0] = '\0';
    else if ((size_t)length >= size)
        memcpy(field + size - 4, "...", 4);
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

int kg_error_at(struct kg_error *err, enum kg_error_class class, struct kg_position where,
                const char *format, ...)
{
    if (err == NULL)
        return -1;
    *err = (struct kg_error){.class = class};
    va_list arguments;
    va_start(arguments, format);
    format_field(err->message, sizeof(err->message), format, arguments);
    va_end(arguments);
    return kg_error_locate(err, where);
}

int kg_error_locate(struct kg_error *err, struct kg_position where)
{
    if (err == NULL || err->file[0] != '\0' || where.file == NULL)
        return -1;
    if (snprintf(err->file, sizeof(err->file), "%s", where.file) >= (int)sizeof(err->file))
        memcpy(err->file + sizeof(err->file) - 4, "...", 4);
    err->line = where.line;
    err->column = where.column;
    return -1;
}

int kg_error_context(struct kg_error *err, const char *format, ...)
{
    if (err == NULL)
        return -1;
    char context[KG_ERROR_MESSAGE_MAX];
    va_list arguments;
    va_start(arguments, format);
    format_field(context, sizeof(context), format, arguments);
    va_end(arguments);

    char inner[KG_ERROR_MESSAGE_MAX];
    memcpy(inner, err->message, sizeof(inner));
    size_t room = sizeof(err->message);
    size_t used = strlen(context);
    memcpy(err->message, context, used + 1);
    if (used + 2 < room &&
        snprintf(err->message + used, room - used, ": %s", inner) >= (int)(room - used))
        memcpy(err->message + room - 4, "...", 4);
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
