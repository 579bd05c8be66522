/* kg_build_emit_origins: every line with the place that its value comes from. */
#include "kagent/emit.h"
#include "kagent/provenance.h"

enum {
    COMMENT_COLUMN = 40,     /* where comments begin, unless lines are longer, */
    COMMENT_COLUMN_MAX = 72, /* but not so far right that a few long lines decide it for all */
    GAP = 2,
};

/* A comment, before it is known where it goes. */
struct note {
    size_t end; /* offset in the plain text */
    const char *file;
    unsigned line;
};

struct notes {
    struct kg_arena *arena;
    struct note *items;
    size_t count;
    size_t capacity;
};

/* The place of a collection without one of its own: that of the first value in it that has one. */
static const struct kg_node *first_place(const struct kg_node *node)
{
    if (node->source != NULL)
        return node;
    const struct kg_node *found = NULL;
    for (uint32_t i = 0; i < node->count && node->kind != KG_NODE_SCALAR && found == NULL; i++)
        found = first_place(node->kind == KG_NODE_MAPPING ? node->pairs[i].value : node->items[i]);
    return found;
}

/* A collection stands at its key, a scalar where its text comes from. */
static const struct kg_node *origin_of(const struct kg_node *key, const struct kg_node *value)
{
    if (value->kind != KG_NODE_SCALAR && key != NULL && key->source != NULL)
        return key;
    return first_place(value);
}

static void take_note(void *context, size_t end, const struct kg_node *key,
                      const struct kg_node *value)
{
    struct notes *notes = context;
    const struct kg_node *origin = origin_of(key, value);
    if (origin == NULL)
        return;
    if (notes->count == notes->capacity) {
        size_t capacity = notes->capacity * 2 + 64;
        notes->items =
            kg_arena_grow(notes->arena, notes->items, notes->capacity * sizeof(*notes->items),
                          capacity * sizeof(*notes->items));
        notes->capacity = capacity;
    }
    struct kg_position place = kg_node_position(origin);
    notes->items[notes->count++] = (struct note){end, place.file, place.line};
}

/* ---- writing ---- */

/* How wide the line is that ends at `end`, in characters. */
static size_t line_width(struct kg_str text, size_t end)
{
    size_t width = 0;
    for (; end > 0 && text.data[end - 1] != '\n'; end--)
        width += ((unsigned char)text.data[end - 1] & 0xC0) != 0x80;
    return width;
}

static size_t comment_column(struct kg_str text, const struct notes *notes)
{
    size_t column = COMMENT_COLUMN;
    for (size_t i = 0; i < notes->count; i++) {
        size_t width = line_width(text, notes->items[i].end) + GAP;
        if (width > column && width <= COMMENT_COLUMN_MAX)
            column = width;
    }
    return column;
}

static void add_comment(struct kg_buf *out, const struct note *note,
                        const struct kg_palette *palette)
{
    kg_buf_printf(out, "%s# ", palette->faint);
    for (const char *at = note->file; *at != '\0'; at++) /* a line break would end the comment */
        kg_buf_add_char(out, (unsigned char)*at < 0x20 || *at == 0x7F ? '?' : *at);
    kg_buf_printf(out, ":%u%s", note->line, palette->reset);
}

static void add_annotated(struct kg_buf *out, struct kg_str text, const struct notes *notes,
                          const struct kg_palette *palette)
{
    size_t column = comment_column(text, notes);
    size_t done = 0;
    for (size_t i = 0; i < notes->count; i++) {
        const struct note *note = &notes->items[i];
        size_t width = line_width(text, note->end);
        kg_buf_add(out, text.data + done, note->end - done);
        kg_buf_add_repeated(out, ' ', width + GAP > column ? GAP : column - width);
        add_comment(out, note, palette);
        done = note->end;
    }
    kg_buf_add_str(out, kg_str_from_index(text, done));
}

int kg_build_emit_origins(const struct kg_build *build, struct kg_buf *out,
                          const struct kg_palette *palette, struct kg_error *err)
{
    struct kg_buf plain;
    kg_buf_init(&plain, out->arena, out->limit);
    for (size_t i = 0; i < build->count; i++) {
        struct notes notes = {.arena = out->arena};
        struct kg_emit_lines lines = {.context = &notes, .line = take_note};
        kg_buf_reset(&plain);
        if (i > 0)
            kg_buf_add_text(out, "---\n");
        if (kg_emit_yaml(&plain, build->resources[i], &lines, err) != 0)
            return -1;
        add_annotated(out, kg_buf_str(&plain), &notes, palette);
    }
    return 0;
}
