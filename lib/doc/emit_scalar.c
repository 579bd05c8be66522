/* Scalars as Go's yaml.v2 writes them; its ancestor is libyaml's emitter. */
#include <ctype.h>
#include <string.h>

#include "emitter.h"

/* What a text allows; the names follow libyaml's analysis. */
struct analysis {
    bool plain_allowed;
    bool single_allowed;
    bool block_allowed;
};

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Length of the line break at `at`: LF, CR, NEL, LS or PS; 0 when there is none. */
static size_t break_length(struct kg_str text, size_t at)
{
    unsigned char c = (unsigned char)text.data[at];
    if (c == '\n' || c == '\r')
        return 1;
    if (c < 0xC2)
        return 0;
    unsigned code;
    size_t length = kg_utf8_decode(kg_str_from_index(text, at), &code);
    return code == 0x85 || code == 0x2028 || code == 0x2029 ? length : 0;
}

bool kg_scalar_is_printable(unsigned code)
{
    return code == '\n' || (code >= 0x20 && code <= 0x7E) || (code >= 0xA0 && code <= 0xD7FF) ||
           (code >= 0xE000 && code <= 0xFFFD && code != 0xFEFF);
}

static bool is_blank_or_end(struct kg_str text, size_t at)
{
    return at >= text.length || text.data[at] == ' ' || text.data[at] == '\t';
}

/* Whether the characters at the ends make a plain text impossible. */
static bool has_leading_indicator(struct kg_str text)
{
    if (isalnum((unsigned char)text.data[0])) /* as most are */
        return false;
    if (text.length >= 3 && (memcmp(text.data, "---", 3) == 0 || memcmp(text.data, "...", 3) == 0))
        return true;
    if (strchr("#,[]{}&*!|>'\"%@`", text.data[0]) != NULL)
        return text.data[0] != '\0';
    return strchr("?:-", text.data[0]) != NULL && is_blank_or_end(text, 1);
}

/* Facts about whitespace that decide between the styles. */
struct spacing {
    bool breaks;
    bool break_space; /* a blank behind a break */
    bool space_break; /* a blank before a break */
    bool special;     /* a character that must be escaped */
    bool indicator;   /* ": " or " #" */
};

/* Looks at the character at `at`; returns its length. */
static size_t inspect(struct kg_str text, size_t at, char previous, struct spacing *found)
{
    unsigned char c = (unsigned char)text.data[at];
    if (c == ' ') {
        found->break_space |= previous == '\n';
        return 1;
    }
    if (c == ':')
        found->indicator |= is_blank_or_end(text, at + 1);
    else if (c == '#')
        found->indicator |= previous == ' ' || previous == '\t' || previous == '\n';
    if (c >= 0x21 && c <= 0x7E)
        return 1;
    unsigned code = c;
    size_t length = kg_utf8_decode(kg_str_from_index(text, at), &code);
    found->special |= length == 0 || !kg_scalar_is_printable(code);
    if (break_length(text, at) > 0) {
        found->breaks = true;
        found->space_break |= previous == ' ';
    }
    return length == 0 ? 1 : length;
}

/* Of most characters there is nothing to note. */
static bool is_ordinary(char c)
{
    return c > '#' && c <= '~' && c != ':';
}

static struct spacing scan(struct kg_str text)
{
    struct spacing found = {0};
    char previous = 'x';
    for (size_t at = 0; at < text.length;) {
        if (is_ordinary(text.data[at])) {
            previous = text.data[at++];
            continue;
        }
        size_t length = inspect(text, at, previous, &found);
        previous = break_length(text, at) > 0 ? '\n' : text.data[at];
        at += length;
    }
    return found;
}

static struct analysis analyze(struct kg_str text)
{
    if (text.length == 0)
        return (struct analysis){.plain_allowed = true, .single_allowed = true};
    struct spacing found = scan(text);
    bool ends_blank = text.data[0] == ' ' || text.data[text.length - 1] == ' ';
    bool escapes = found.space_break || found.special;
    struct analysis analysis;
    analysis.plain_allowed = !found.breaks && !ends_blank && !found.break_space && !escapes &&
                             !found.indicator && !has_leading_indicator(text);
    analysis.single_allowed = !found.break_space && !escapes;
    analysis.block_allowed = text.data[text.length - 1] != ' ' && !escapes;
    return analysis;
}

static void put(struct kg_emitter *emitter, const char *bytes, size_t length)
{
    kg_buf_add(emitter->out, bytes, length);
    emitter->column++;
}

static void put_break(struct kg_emitter *emitter)
{
    kg_buf_add_char(emitter->out, '\n');
    emitter->column = 0;
}

void kg_emit_indent(struct kg_emitter *emitter, size_t indent)
{
    if (!emitter->indented || emitter->column > indent ||
        (emitter->column == indent && !emitter->whitespace))
        put_break(emitter);
    if (emitter->column < indent) {
        kg_buf_add_repeated(emitter->out, ' ', indent - emitter->column);
        emitter->column = indent;
    }
    emitter->whitespace = true;
    emitter->indented = true;
}

static void separate(struct kg_emitter *emitter)
{
    if (!emitter->whitespace)
        put(emitter, " ", 1);
}

size_t kg_emit_count_characters(struct kg_str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += !is_continuation(text.data[i]);
    return count;
}

void kg_emit_plain(struct kg_emitter *emitter, struct kg_str text)
{
    separate(emitter);
    kg_buf_add_str(emitter->out, text);
    emitter->column += kg_emit_count_characters(text);
    emitter->whitespace = false;
    emitter->indented = false;
}

/* A text being written by pieces. */
struct writing {
    struct kg_emitter *emitter;
    struct kg_str text;
    size_t at;
    size_t indent;
    bool may_fold;
    bool after_space;
    bool after_break;
};

/* Copies the character at the cursor. */
static void copy_character(struct writing *w)
{
    size_t start = w->at++;
    while (w->at < w->text.length && is_continuation(w->text.data[w->at]))
        w->at++;
    put(w->emitter, w->text.data + start, w->at - start);
}

static bool next_is_space(const struct writing *w)
{
    return w->at + 1 < w->text.length && w->text.data[w->at + 1] == ' ';
}

static bool is_inner(const struct writing *w)
{
    return w->at > 0 && w->at + 1 < w->text.length;
}

static bool wants_fold(const struct writing *w)
{
    return w->may_fold && !w->after_space && w->emitter->column > KG_EMIT_WIDTH;
}

static void write_folded_plain(struct writing *w)
{
    while (w->at < w->text.length) {
        bool space = w->text.data[w->at] == ' ';
        if (space && wants_fold(w) && !next_is_space(w)) {
            kg_emit_indent(w->emitter, w->indent);
            w->at++;
        } else {
            copy_character(w);
            if (!space)
                w->emitter->indented = false;
        }
        w->after_space = space;
    }
}

static void write_plain(struct writing *w)
{
    struct kg_emitter *emitter = w->emitter;
    if (!w->may_fold || emitter->column + w->text.length < KG_EMIT_WIDTH) {
        kg_emit_plain(emitter, w->text);
        return;
    }
    separate(emitter);
    write_folded_plain(w);
    emitter->whitespace = false;
    emitter->indented = false;
}

/* A break inside a quoted text: LF is doubled, the Unicode ones stand for themselves. */
static void write_break(struct writing *w)
{
    size_t length = break_length(w->text, w->at);
    if (w->text.data[w->at] == '\n') {
        put_break(w->emitter);
    } else {
        kg_buf_add(w->emitter->out, w->text.data + w->at, length);
        w->emitter->column = 0;
    }
    w->at += length;
    w->emitter->indented = true;
    w->after_break = true;
}

static void write_single_quoted(struct writing *w)
{
    struct kg_emitter *emitter = w->emitter;
    separate(emitter);
    put(emitter, "'", 1);
    while (w->at < w->text.length) {
        if (w->text.data[w->at] == ' ') {
            if (wants_fold(w) && is_inner(w) && !next_is_space(w)) {
                kg_emit_indent(emitter, w->indent);
                w->at++;
            } else {
                copy_character(w);
            }
            w->after_space = true;
            continue;
        }
        if (break_length(w->text, w->at) > 0) {
            if (!w->after_break && w->text.data[w->at] == '\n')
                put_break(emitter);
            write_break(w);
            continue;
        }
        if (w->after_break)
            kg_emit_indent(emitter, w->indent);
        if (w->text.data[w->at] == '\'')
            put(emitter, "'", 1);
        copy_character(w);
        emitter->indented = false;
        w->after_space = false;
        w->after_break = false;
    }
    put(emitter, "'", 1);
    emitter->whitespace = false;
    emitter->indented = false;
}

static const struct {
    unsigned code;
    char letter;
} short_escapes[] = {{0x00, '0'},  {0x07, 'a'}, {0x08, 'b'}, {0x09, 't'},   {0x0A, 'n'},
                     {0x0B, 'v'},  {0x0C, 'f'}, {0x0D, 'r'}, {0x1B, 'e'},   {0x22, '"'},
                     {0x5C, '\\'}, {0x85, 'N'}, {0xA0, '_'}, {0x2028, 'L'}, {0x2029, 'P'}};

static void write_escape(struct writing *w, unsigned code)
{
    struct kg_emitter *emitter = w->emitter;
    size_t before = emitter->out->length;
    kg_buf_add_char(emitter->out, '\\');
    size_t i = 0;
    size_t count = sizeof(short_escapes) / sizeof(short_escapes[0]);
    while (i < count && short_escapes[i].code != code)
        i++;
    if (i < count)
        kg_buf_add_char(emitter->out, short_escapes[i].letter);
    else if (code <= 0xFF)
        kg_buf_printf(emitter->out, "x%02X", code);
    else if (code <= 0xFFFF)
        kg_buf_printf(emitter->out, "u%04X", code);
    else
        kg_buf_printf(emitter->out, "U%08X", code);
    emitter->column += emitter->out->length - before;
}

static bool needs_escape(unsigned code)
{
    return !kg_scalar_is_printable(code) || code == '\n' || code == 0x2028 || code == 0x2029 ||
           code == '"' || code == '\\';
}

static void write_double_quoted(struct writing *w)
{
    struct kg_emitter *emitter = w->emitter;
    /* yaml.v2 looks for the byte order mark at the start of the text, at every character. */
    bool escape_all = kg_str_starts(w->text, "\xEF\xBB\xBF");
    separate(emitter);
    put(emitter, "\"", 1);
    while (w->at < w->text.length) {
        unsigned code = 0xFFFD;
        size_t length = kg_utf8_decode(kg_str_from_index(w->text, w->at), &code);
        if (escape_all || needs_escape(code)) {
            write_escape(w, code);
            w->at += length;
            w->after_space = false;
        } else if (code == ' ') {
            if (wants_fold(w) && is_inner(w)) {
                kg_emit_indent(emitter, w->indent);
                if (next_is_space(w))
                    put(emitter, "\\", 1);
                w->at++;
            } else {
                copy_character(w);
            }
            w->after_space = true;
        } else {
            copy_character(w);
            w->after_space = false;
        }
    }
    put(emitter, "\"", 1);
    emitter->whitespace = false;
    emitter->indented = false;
}

/* The indentation hint and the chomping indicator behind the `|`. */
static void write_block_hints(struct writing *w)
{
    struct kg_str text = w->text;
    if (text.data[0] == ' ' || break_length(text, 0) > 0)
        kg_buf_add_char(w->emitter->out, (char)('0' + KG_EMIT_INDENT));
    size_t last = text.length - 1;
    while (last > 0 && is_continuation(text.data[last]))
        last--;
    if (break_length(text, last) == 0) {
        kg_buf_add_char(w->emitter->out, '-');
        return;
    }
    size_t before = last;
    while (before > 0 && is_continuation(text.data[--before]))
        ;
    if (last == 0 || break_length(text, before) > 0)
        kg_buf_add_char(w->emitter->out, '+');
}

static void write_literal(struct writing *w)
{
    struct kg_emitter *emitter = w->emitter;
    separate(emitter);
    put(emitter, "|", 1);
    write_block_hints(w);
    emitter->block_header_end = emitter->out->length;
    put_break(emitter);
    emitter->indented = true;
    emitter->whitespace = true;
    w->after_break = true;
    while (w->at < w->text.length) {
        if (break_length(w->text, w->at) > 0) {
            write_break(w);
            continue;
        }
        if (w->after_break)
            kg_emit_indent(emitter, w->indent);
        size_t start = w->at;
        while (w->at < w->text.length && break_length(w->text, w->at) == 0)
            w->at++;
        kg_buf_add(emitter->out, w->text.data + start, w->at - start);
        emitter->column += w->at - start;
        emitter->indented = false;
        w->after_break = false;
    }
}

void kg_emit_string(struct kg_emitter *emitter, struct kg_str text, size_t indent,
                    enum kg_emit_place place)
{
    struct writing w = {
        .emitter = emitter, .text = text, .indent = indent, .may_fold = place == KG_EMIT_VALUE};
    struct analysis allowed = analyze(text);
    bool literal = memchr(text.data, '\n', text.length) != NULL;
    bool quote = !literal && kg_scalar_needs_quotes(text);
    if (literal && allowed.block_allowed && place == KG_EMIT_VALUE)
        write_literal(&w);
    else if (!literal && !quote && allowed.plain_allowed)
        write_plain(&w);
    else if (!literal && !quote && allowed.single_allowed)
        write_single_quoted(&w);
    else
        write_double_quoted(&w);
}

bool kg_emit_is_simple_key(struct kg_str text)
{
    return text.length <= KG_EMIT_SIMPLE_KEY_MAX && !scan(text).breaks;
}

static bool is_clean_ascii(struct kg_str text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.data[i] >= 0x7F)
            return false;
    return true;
}

static const char next_line[] = "\xC2\x85"; /* U+0085, which JSON leaves as it is */

/* Takes the blanks and U+0085 at `at`; how many of them are line breaks goes to `*breaks`. */
static size_t skip_blanks(struct kg_str text, size_t at, size_t *breaks)
{
    *breaks = 0;
    for (;;) {
        bool is_break = kg_str_starts(kg_str_from_index(text, at), next_line);
        if (!is_break && (at == text.length || text.data[at] != ' '))
            return at;
        at += is_break ? 2 : 1;
        *breaks += is_break;
    }
}

/* Whether yaml.v2 would see the mark of a new document at the start of a line there. */
static bool is_document_mark(struct kg_str text, size_t at)
{
    struct kg_str rest = kg_str_from_index(text, at);
    if (at < 2 || memcmp(text.data + at - 2, next_line, 2) != 0 || rest.length < 4)
        return false;
    bool mark = kg_str_starts(rest, "---") || kg_str_starts(rest, "...");
    rest = kg_str_from_index(rest, 3);
    return mark && (rest.data[0] == ' ' || kg_str_starts(rest, next_line));
}

/*
 * Copies the blanks at `*at`. Where a U+0085 is among them, yaml.v2's reader
 * folds them as a line break inside quotes.
 */
static int clean_blanks(struct kg_buf *clean, const struct kg_node *node, struct kg_str text,
                        size_t *at, struct kg_error *err)
{
    size_t breaks;
    size_t end = skip_blanks(text, *at, &breaks);
    if (is_document_mark(text, end))
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                           "`---` and `...` are not allowed behind the line break U+0085");
    if (breaks == 0)
        kg_buf_add_repeated(clean, ' ', end - *at);
    else if (breaks == 1)
        kg_buf_add_char(clean, ' ');
    else
        kg_buf_add_repeated(clean, '\n', breaks - 1);
    *at = end;
    return 0;
}

/* Copies the character at `*at`, which is no blank. */
static int clean_character(struct kg_buf *clean, const struct kg_node *node, struct kg_str text,
                           size_t *at, struct kg_error *err)
{
    unsigned code;
    size_t length = kg_utf8_decode(kg_str_from_index(text, *at), &code);
    if (length == 0) {
        kg_buf_add_text(clean, "\xEF\xBF\xBD");
        ++*at;
        return 0;
    }
    if (code == 0x7F || (code >= 0x80 && code < 0xA0) || code == 0xFFFE || code == 0xFFFF)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                           "the control character U+%04X is not allowed in YAML", code);
    kg_buf_add(clean, text.data + *at, length);
    *at += length;
    return 0;
}

int kg_emit_clean(struct kg_arena *arena, const struct kg_node *node, struct kg_str *text,
                  struct kg_error *err)
{
    if (is_clean_ascii(*text))
        return 0;
    struct kg_buf clean;
    kg_buf_init(&clean, arena, text->length * 3 + 1);
    for (size_t at = 0; at < text->length;) {
        bool blank =
            text->data[at] == ' ' || kg_str_starts(kg_str_from_index(*text, at), next_line);
        int rc = blank ? clean_blanks(&clean, node, *text, &at, err)
                       : clean_character(&clean, node, *text, &at, err);
        if (rc != 0)
            return -1;
    }
    if (clean.length != text->length || memcmp(clean.data, text->data, clean.length) != 0)
        *text = kg_buf_str(&clean);
    return 0;
}
