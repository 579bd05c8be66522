#include "kagent/unified.h"

#include <stdint.h>

/* Lines of context; and the largest table of common subsequences that is made. */
enum { CONTEXT = 3 };
static const size_t cells_max = (size_t)1 << 24;

/* A text as its lines. */
struct lines {
    struct kg_str *items;
    size_t count;
};

/* One line of the outcome: ' ' in both, '-' only before, '+' only after. */
struct step {
    char sign;
    struct kg_str line;
};

struct script {
    struct step *items;
    size_t count;
};

static struct lines split(struct kg_arena *arena, struct kg_str text)
{
    struct lines lines = {0};
    struct kg_str line;
    if (kg_str_ends(text, "\n"))
        text.length--;
    if (text.length == 0)
        return lines;
    while (kg_str_split(&text, '\n', &line)) {
        lines.items = kg_arena_extend(arena, lines.items, lines.count, sizeof line);
        lines.items[lines.count++] = line;
    }
    return lines;
}

static void add(struct kg_arena *arena, struct script *script, char sign, struct kg_str line)
{
    script->items = kg_arena_extend(arena, script->items, script->count, sizeof *script->items);
    script->items[script->count++] = (struct step){sign, line};
}

/*
 * The lengths of the longest common subsequences of what begins at each pair of
 * lines; row by row. NULL when the table would be too large.
 */
static uint32_t *measure(struct kg_arena *arena, const struct lines *a, const struct lines *b)
{
    size_t width = b->count + 1;
    if ((a->count + 1) > cells_max / width)
        return NULL;
    uint32_t *table = kg_arena_zero(arena, (a->count + 1) * width, sizeof *table);
    for (size_t i = a->count; i-- > 0;) {
        for (size_t j = b->count; j-- > 0;) {
            uint32_t down = table[(i + 1) * width + j];
            uint32_t right = table[i * width + j + 1];
            uint32_t longer = down > right ? down : right;
            table[i * width + j] = kg_str_equal(a->items[i], b->items[j])
                                       ? table[(i + 1) * width + j + 1] + 1
                                       : longer;
        }
    }
    return table;
}

/* The middle, where the texts differ. */
static void compare(struct kg_arena *arena, struct script *script, const struct lines *a,
                    const struct lines *b)
{
    const uint32_t *table = measure(arena, a, b);
    size_t width = b->count + 1;
    size_t i = 0;
    size_t j = 0;
    while (table != NULL && i < a->count && j < b->count) {
        if (kg_str_equal(a->items[i], b->items[j])) {
            add(arena, script, ' ', a->items[i++]);
            j++;
        } else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) {
            add(arena, script, '-', a->items[i++]);
        } else {
            add(arena, script, '+', b->items[j++]);
        }
    }
    while (i < a->count)
        add(arena, script, '-', a->items[i++]);
    while (j < b->count)
        add(arena, script, '+', b->items[j++]);
}

/* How many lines at the beginning are the same. */
static size_t common_head(const struct lines *a, const struct lines *b)
{
    size_t count = 0;
    while (count < a->count && count < b->count && kg_str_equal(a->items[count], b->items[count]))
        count++;
    return count;
}

/* How many at the end, those of the beginning aside. */
static size_t common_tail(const struct lines *a, const struct lines *b, size_t head)
{
    size_t count = 0;
    while (head + count < a->count && head + count < b->count &&
           kg_str_equal(a->items[a->count - 1 - count], b->items[b->count - 1 - count]))
        count++;
    return count;
}

static struct script make_script(struct kg_arena *arena, struct lines a, struct lines b)
{
    struct script script = {0};
    size_t head = common_head(&a, &b);
    size_t tail = common_tail(&a, &b, head);
    struct lines first = {a.items + head, a.count - head - tail};
    struct lines second = {b.items + head, b.count - head - tail};
    for (size_t i = 0; i < head; i++)
        add(arena, &script, ' ', a.items[i]);
    compare(arena, &script, &first, &second);
    for (size_t i = a.count - tail; i < a.count; i++)
        add(arena, &script, ' ', a.items[i]);
    return script;
}

/* ---- hunks ---- */

/* The end of the hunk that begins with a change at `at`: changes nearer than two contexts join. */
static size_t hunk_end(const struct script *script, size_t at)
{
    size_t last = at;
    for (size_t i = at; i < script->count && i <= last + 2 * CONTEXT; i++)
        if (script->items[i].sign != ' ')
            last = i;
    size_t end = last + 1 + CONTEXT;
    return end < script->count ? end : script->count;
}

static void add_range(struct kg_buf *out, char sign, size_t start, size_t count)
{
    kg_buf_printf(out, "%c%zu", sign, count == 0 ? start : start + 1);
    if (count != 1)
        kg_buf_printf(out, ",%zu", count);
}

static void add_lines(struct kg_buf *out, const struct script *script, size_t from, size_t to,
                      const struct kg_palette *palette)
{
    for (size_t i = from; i < to; i++) {
        const struct step *step = &script->items[i];
        const char *mark = step->sign == '-'   ? palette->removed
                           : step->sign == '+' ? palette->added
                                               : "";
        kg_buf_add_text(out, mark);
        kg_buf_add_char(out, step->sign);
        kg_buf_add_visible(out, step->line);
        kg_buf_add_text(out, mark[0] != '\0' ? palette->reset : "");
        kg_buf_add_char(out, '\n');
    }
}

static void add_hunk(struct kg_buf *out, const struct script *script, size_t from, size_t to,
                     const struct kg_palette *palette)
{
    size_t before[2] = {0, 0};
    size_t after[2] = {0, 0};
    for (size_t i = 0; i < to; i++) {
        before[i >= from] += script->items[i].sign != '+';
        after[i >= from] += script->items[i].sign != '-';
    }
    kg_buf_printf(out, "%s@@ ", palette->faint);
    add_range(out, '-', before[0], before[1]);
    kg_buf_add_char(out, ' ');
    add_range(out, '+', after[0], after[1]);
    kg_buf_printf(out, " @@%s\n", palette->reset);
    add_lines(out, script, from, to, palette);
}

bool kg_unified_diff(struct kg_buf *out, struct kg_str before, struct kg_str after,
                     const char *before_name, const char *after_name,
                     const struct kg_palette *palette)
{
    struct script script;
    if (kg_str_equal(before, after))
        return false;
    script = make_script(out->arena, split(out->arena, before), split(out->arena, after));
    kg_buf_printf(out, "%s--- ", palette->heading);
    kg_buf_add_visible(out, kg_str_from(before_name));
    kg_buf_add_text(out, "\n+++ ");
    kg_buf_add_visible(out, kg_str_from(after_name));
    kg_buf_printf(out, "%s\n", palette->reset);
    for (size_t i = 0; i < script.count; i++) {
        if (script.items[i].sign == ' ')
            continue;
        size_t end = hunk_end(&script, i);
        add_hunk(out, &script, i > CONTEXT ? i - CONTEXT : 0, end, palette);
        i = end;
    }
    return true;
}
