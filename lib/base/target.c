#include "kagent/target.h"

#include <string.h>

static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                            "_@%+:,./-";

void kg_target_add_word(struct kg_buf *out, const char *word)
{
    if (word[0] != '\0' && strspn(word, plain) == strlen(word)) {
        kg_buf_add_text(out, word);
        return;
    }
    kg_buf_add_char(out, '\'');
    for (; *word != '\0'; word++) {
        if (*word == '\'')
            kg_buf_add_text(out, "'\\''");
        else
            kg_buf_add_char(out, *word);
    }
    kg_buf_add_char(out, '\'');
}

const char *kg_target_word(struct kg_arena *arena, const char *word)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, KG_TARGET_COMMAND_MAX);
    kg_target_add_word(&out, word);
    return kg_str_copy(arena, kg_buf_str(&out));
}

static bool is_given(const char *text)
{
    return text != NULL && text[0] != '\0';
}

const char *kg_target_vcommand(struct kg_arena *arena, const struct kg_target *target,
                               const char *format, va_list arguments)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, KG_TARGET_COMMAND_MAX);
    kg_buf_vprintf(&out, format, arguments);
    if (is_given(target->namespace)) {
        kg_buf_add_text(&out, " -n ");
        kg_target_add_word(&out, target->namespace);
    }
    if (is_given(target->access))
        kg_buf_printf(&out, " %s", target->access);
    return kg_str_copy(arena, kg_buf_str(&out));
}

const char *kg_target_command(struct kg_arena *arena, const struct kg_target *target,
                              const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *command = kg_target_vcommand(arena, target, format, arguments);
    va_end(arguments);
    return command;
}
