/*
 * regex: matching. regex_syntax.h has the way from a pattern to PCRE2.
 *
 * Texts are matched by PCRE2's other algorithm, the one without backtracking:
 * it follows all alternatives at once, so that the time grows with the text and
 * not exponentially with the pattern, as RE2 promises. Patterns get `(?s:.*)` in
 * front and run once over the text instead of once from every character of it.
 */
#include "kagent/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "kagent/buf.h"
#include "regex_syntax.h"

enum {
    WORKSPACE_MIN = 512,     /* ints; enough for all but the largest patterns */
    WORKSPACE_MAX = 1 << 15, /* some thousand alternatives under way at once */
    ALTERNATIVE_SIZE = 6,    /* what one of them takes of it: three ints, now and for the next */
};

/*
 * At every character the engine compares each alternative under way with all
 * others. More comparisons than these, some seconds of them, are too many.
 */
static const uint64_t comparisons_max = UINT64_C(4000000000);

/* Patterns that need no engine. */
enum shape {
    SHAPE_ANY,     /* .* of the whole text: whatever has no line break */
    SHAPE_LITERAL, /* no operators */
    SHAPE_GENERAL,
};

/* What matching writes on; grows with the patterns' needs. */
struct workspace {
    int *data;
    size_t size;
};

struct kg_regex {
    struct kg_arena *arena;
    struct kg_str pattern;
    enum kg_regex_anchor anchor;
    enum shape shape;
    pcre2_code *code;
    pcre2_match_data *match_data;
    struct workspace *workspace;
};

/* ---- compiling ---- */

static void *allocate(PCRE2_SIZE size, void *arena)
{
    return kg_arena_alloc(arena, size);
}

static void release(void *block, void *arena)
{
    (void)block; /* the arena's */
    (void)arena;
}

static enum shape shape_of(struct kg_str pattern, enum kg_regex_anchor anchor)
{
    if (anchor == KG_REGEX_WHOLE && kg_str_is(pattern, ".*"))
        return SHAPE_ANY;
    for (size_t i = 0; i < pattern.length; i++)
        if ((unsigned char)pattern.data[i] >= 0x80 ||
            (pattern.data[i] != '\0' && strchr("\\.+*?()|[]{}^$", pattern.data[i]) != NULL))
            return SHAPE_GENERAL;
    return SHAPE_LITERAL;
}

static int compile_general(struct kg_arena *arena, struct kg_regex *regex, struct kg_error *err)
{
    const uint32_t options = PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C |
                             PCRE2_NO_AUTO_CAPTURE | PCRE2_ALT_CIRCUMFLEX | PCRE2_ANCHORED;
    pcre2_general_context *memory = pcre2_general_context_create(allocate, release, arena);
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    struct kg_str translated;
    PCRE2_UCHAR reason[128];
    PCRE2_SIZE at = 0;
    int code = 0;

    if (kg_regex_translate(arena, regex->pattern, &translated, err) < 0)
        return -1;
    translated = kg_str_join(arena, KG_STR("(?s:.*)"), translated);
    (void)pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    (void)pcre2_set_parens_nest_limit(context, UINT32_MAX);
    regex->code =
        pcre2_compile((PCRE2_SPTR)translated.data, translated.length, options, &code, &at, context);
    if (regex->code == NULL) {
        (void)pcre2_get_error_message(code, reason, sizeof(reason));
        return kg_error_set(err, KG_ERROR_NEGATIVE, "regular expression '%.*s': %s",
                            KG_STR_ARG(regex->pattern), (const char *)reason);
    }
    regex->match_data = pcre2_match_data_create(1, memory);
    regex->workspace = kg_arena_zero(arena, 1, sizeof(*regex->workspace));
    return 0;
}

int kg_regex_compile(struct kg_arena *arena, struct kg_str pattern, enum kg_regex_anchor anchor,
                     const struct kg_regex **regex, struct kg_error *err)
{
    struct kg_regex *made = kg_arena_zero(arena, 1, sizeof(*made));

    made->arena = arena;
    made->pattern = pattern;
    made->anchor = anchor;
    made->shape = shape_of(pattern, anchor);
    if (made->shape == SHAPE_GENERAL) {
        /* Put together first and read then, as Go's callers do: `a)|(?:b` is valid this way. */
        if (anchor == KG_REGEX_WHOLE)
            made->pattern =
                kg_str_join(arena, kg_str_join(arena, KG_STR("^(?:"), pattern), KG_STR(")$"));
        if (compile_general(arena, made, err) < 0)
            return -1;
    }
    *regex = made;
    return 0;
}

/* ---- matching ---- */

/* Go reads every byte that is no UTF-8 as U+FFFD. */
static struct kg_str repair_utf8(struct kg_arena *arena, struct kg_str text)
{
    struct kg_buf repaired;
    unsigned code;

    if (kg_str_is_utf8(text))
        return text;
    kg_buf_init(&repaired, arena, 3 * text.length + 1);
    while (text.length > 0) {
        size_t length = kg_utf8_decode(text, &code);
        if (length > 0)
            kg_buf_add(&repaired, text.data, length);
        else
            kg_buf_add_text(&repaired, "\xEF\xBF\xBD");
        text = kg_str_from_index(text, length > 0 ? length : 1);
    }
    return kg_buf_str(&repaired);
}

static void grow_workspace(struct kg_arena *arena, struct workspace *workspace)
{
    size_t size = workspace->size == 0 ? WORKSPACE_MIN : 4 * workspace->size;

    workspace->data =
        kg_arena_grow(arena, workspace->data, workspace->size * sizeof(*workspace->data),
                      size * sizeof(*workspace->data));
    workspace->size = size;
}

/* How large the workspace may become: the longer the text, the fewer alternatives. */
static size_t workspace_max(size_t text_length)
{
    size_t size = WORKSPACE_MAX;

    while (size > WORKSPACE_MIN) {
        uint64_t alternatives = size / ALTERNATIVE_SIZE;
        if (alternatives * alternatives <= comparisons_max / (text_length + 1))
            break;
        size /= 4;
    }
    return size;
}

static int match_general(const struct kg_regex *regex, struct kg_str text, struct kg_error *err)
{
    const uint32_t options = PCRE2_NO_UTF_CHECK | PCRE2_DFA_SHORTEST;
    struct workspace *workspace = regex->workspace;
    int rc;

    text = repair_utf8(regex->arena, text);
    size_t max = workspace_max(text.length);
    if (workspace->size == 0)
        grow_workspace(regex->arena, workspace);
    for (;;) {
        size_t size = workspace->size < max ? workspace->size : max;
        rc = pcre2_dfa_match(regex->code, (PCRE2_SPTR)text.data, text.length, 0, options,
                             regex->match_data, NULL, workspace->data, size);
        if (rc != PCRE2_ERROR_DFA_WSSIZE || size == max)
            break;
        grow_workspace(regex->arena, workspace);
    }
    if (rc == PCRE2_ERROR_NOMATCH)
        return 0;
    if (rc >= 0)
        return 1;
    return kg_error_set(err, KG_ERROR_NEGATIVE,
                        "regular expression '%.*s': matching takes too many steps",
                        KG_STR_ARG(regex->pattern));
}

int kg_regex_match(const struct kg_regex *regex, struct kg_str text, struct kg_error *err)
{
    struct kg_str pattern = regex->pattern;

    switch (regex->shape) {
    case SHAPE_ANY:
        return kg_str_find(text, '\n') < 0;
    case SHAPE_LITERAL:
        if (regex->anchor == KG_REGEX_WHOLE)
            return kg_str_equal(text, pattern);
        return memmem(text.data, text.length, pattern.data, pattern.length) != NULL;
    case SHAPE_GENERAL:
        break;
    }
    return match_general(regex, text, err);
}
