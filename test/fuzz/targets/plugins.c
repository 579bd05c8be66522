/*
 * plugins.yaml, as the build's generator reads it: it is refused with a message, or everything that
 * is made of it can be used: C in which every text and brace is closed, pages of known macros,
 * links of two names.
 */
#include "fuzz.h"

#include <string.h>

#include "kagent/yaml.h"

#include "../../../cmd/build/generate/generate.h"

enum { OUTPUT_MAX = 16 << 20 };

/* What generated C may be made of, to the eye of its compiler's reader. */
static void check_c(struct kg_str text)
{
    size_t depth = 0;
    char quote = 0;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.data[i];
        MUST_HOLD(byte == '\n' ? quote == 0 : byte >= ' ' && byte <= '~');
        if (quote != 0 && byte == '\\')
            i++;
        else if (quote != 0)
            quote = byte == quote ? 0 : quote;
        else if (byte == '"' || byte == '\'')
            quote = byte;
        else if (byte == '{')
            depth++;
        else if (byte == '}')
            MUST_HOLD(depth-- > 0);
    }
    MUST_HOLD(depth == 0 && quote == 0);
}

static bool is_macro(struct kg_str line)
{
    static const char *const macros[] = {".\\\"", ".Dd ", ".Dt ", ".Os",  ".Sh ", ".Ss ", ".Nm",
                                         ".Nd ",  ".Ic ", ".Ar ", ".Op",  ".Bl ", ".It ", ".El",
                                         ".Bd ",  ".Ed",  ".Pp",  ".Xr ", ".Ql "};
    for (size_t i = 0; i < sizeof macros / sizeof *macros; i++) {
        if (kg_str_starts(line, macros[i]))
            return true;
    }
    return false;
}

static void check_page(const struct kg_suite *suite, const char *page, struct kg_buf *out)
{
    struct kg_str line;
    kg_buf_reset(out);
    MUST_HOLD(write_man(suite, page, out) == 0);
    for (struct kg_str rest = kg_buf_str(out); kg_str_split(&rest, '\n', &line);)
        MUST_HOLD(!kg_str_starts(line, "'") && (!kg_str_starts(line, ".") || is_macro(line)));
}

static void check_links(struct kg_str text)
{
    struct kg_str line, name;
    while (kg_str_split(&text, '\n', &line)) {
        size_t names = 0;
        while (line.length > 0 && kg_str_split(&line, ' ', &name))
            names += name.length > 0;
        MUST_HOLD(names == 0 || names == 2);
    }
}

static struct kg_str written(void (*write)(const struct kg_suite *, struct kg_buf *),
                             const struct kg_suite *suite, struct kg_buf *out)
{
    kg_buf_reset(out);
    write(suite, out);
    return kg_buf_str(out);
}

static void check_outputs(struct kg_arena *arena, const struct kg_suite *suite)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, OUTPUT_MAX);
    check_c(written(write_header, suite, &out));
    check_c(written(write_tables, suite, &out));
    check_links(written(write_links, suite, &out));
    MUST_HOLD(written(write_version, suite, &out).length > 1);
    MUST_HOLD(written(write_plugin, suite, &out).length > 0);
    MUST_HOLD(written(write_reference, suite, &out).length > 0);
    check_page(suite, suite->program, &out);
    for (size_t i = 0; i < suite->command_count; i++)
        check_page(suite, kg_arena_printf(arena, "%s-%s", suite->program, suite->commands[i]->name),
                   &out);
}

void fuzz_one(struct kg_arena *arena, struct kg_str input)
{
    static const struct kg_source source = {.name = "plugins.yaml"};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *document = NULL;
    struct kg_suite suite;
    if (kg_yaml_read(arena, input, &source, 1, &document, &err) == 0 &&
        read_suite(arena, document, &suite, &err) == 0)
        check_outputs(arena, &suite);
    else
        MUST_HOLD(err.message[0] != '\0');
}
