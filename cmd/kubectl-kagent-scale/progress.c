#include "progress.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kagent/buf.h"
#include "kagent/moment.h"
#include "kagent/table.h"

#include "../common/command.h"

enum { SCREEN_MAX = 1 << 20, LINE_MAX_BYTES = 4096, ROWS_USUAL = 24, ROWS_KEPT = 4 };

enum progress_style progress_style(void)
{
    const char *terminal = getenv("TERM");
    bool capable = terminal != NULL && strcmp(terminal, "dumb") != 0;
    return capable && isatty(STDERR_FILENO) == 1 ? PROGRESS_TABLE : PROGRESS_LINES;
}

void progress_init(struct progress *progress, struct kg_arena *arena, enum progress_style style)
{
    *progress = (struct progress){.arena = arena, .style = style};
    kg_map_init(&progress->said, arena);
}

/* What cannot be written to the screen is not worth ending for. */
static void put(struct kg_str text)
{
    while (text.length > 0) {
        ssize_t written = write(STDERR_FILENO, text.data, text.length);
        if (written <= 0)
            return;
        text = kg_str_from_index(text, (size_t)written);
    }
}

/* ---- lines ---- */

/* "Running on node-4, ready", "ErrImagePull on node-2" */
static const char *state_of(struct kg_arena *arena, const struct kg_pod_row *row)
{
    return kg_arena_printf(arena, "%s%s%s%s", row->status, row->node[0] != '\0' ? " on " : "",
                           row->node, row->ready && !row->terminating ? ", ready" : "");
}

/* Keeps what is known of a pod. Returns whether that is news. */
static bool keep(struct progress *progress, const char *name, const char *state)
{
    struct kg_str key = kg_str_from(kg_arena_strdup(progress->arena, name));
    const char *before = kg_map_put(&progress->said, key, kg_arena_strdup(progress->arena, state));
    if (before != NULL)
        return strcmp(before, state) != 0;
    progress->names = kg_arena_extend(progress->arena, progress->names, progress->name_count,
                                      sizeof *progress->names);
    progress->names[progress->name_count++] = key;
    return true;
}

static void say(struct progress *progress, const char *name, const char *state)
{
    if (keep(progress, name, state))
        cmd_note("  %s  %s", name, state);
}

static bool has_pod(const struct kg_rollout *rollout, struct kg_str name)
{
    for (size_t i = 0; i < rollout->pod_count; i++) {
        if (kg_str_is(name, rollout->pods[i].name))
            return true;
    }
    return false;
}

/* Only what is new is said; and what has been all the time, not at all. */
static void show_lines(struct progress *progress, struct kg_arena *scratch,
                       const struct kg_rollout *rollout)
{
    for (size_t i = 0; i < rollout->pod_count; i++) {
        const struct kg_pod_row *row = &rollout->pods[i];
        bool settled = row->ready && row->wanted && !row->terminating;
        if (settled && !progress->begun)
            keep(progress, row->name, state_of(scratch, row));
        else
            say(progress, row->name, state_of(scratch, row));
    }
    progress->begun = true;
    for (size_t i = 0; i < progress->name_count; i++) {
        const char *said = kg_map_get(&progress->said, progress->names[i]);
        if (!has_pod(rollout, progress->names[i]) && strcmp(said, "gone") != 0)
            say(progress, progress->names[i].data, "gone");
    }
}

/* ---- the table ---- */

static size_t screen_rows(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0)
        return ROWS_USUAL;
    return size.ws_row;
}

/* Takes the cursor to the table's first line and clears what is below. */
static void add_rewind(struct progress *progress, struct kg_buf *out)
{
    if (progress->drawn > 0)
        kg_buf_printf(out, "\033[%zuA", progress->drawn);
    kg_buf_add_text(out, "\r\033[J");
}

static const char *visible(struct kg_arena *arena, const char *text)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, LINE_MAX_BYTES);
    kg_buf_add_visible(&out, kg_str_from(text));
    return out.length > 0 ? out.data : "";
}

static void add_row(struct kg_table *table, const struct kg_pod_row *row, int64_t now)
{
    struct kg_arena *arena = table->arena;
    const struct kg_palette *marks = &kg_palette_terminal;
    const char *age =
        row->created == KG_MOMENT_NONE ? "" : kg_moment_span(arena, now - row->created);
    const char *mark = row->failure != NULL ? marks->removed : "";
    kg_table_add(table,
                 (struct kg_row){{visible(arena, row->name),
                                  kg_arena_printf(arena, "%lld", (long long)row->ordinal),
                                  row->node[0] != '\0' ? visible(arena, row->node) : "-",
                                  visible(arena, row->status), row->ready ? "yes" : "no", age},
                                 mark});
}

/* When the screen is too small for all, those that are settled are left out. */
static size_t add_pods(struct kg_table *table, const struct kg_rollout *rollout, int64_t now,
                       size_t room)
{
    size_t hidden = 0, shown = 0;
    for (size_t i = 0; i < rollout->pod_count; i++) {
        const struct kg_pod_row *row = &rollout->pods[i];
        bool settled = row->ready && row->wanted && !row->terminating;
        if ((settled && rollout->pod_count > room) || shown == room) {
            hidden++;
            continue;
        }
        add_row(table, row, now);
        shown++;
    }
    return hidden;
}

static void show_table(struct progress *progress, struct kg_arena *scratch,
                       const struct kg_rollout *rollout, int64_t now)
{
    size_t rows = screen_rows();
    struct kg_table table;
    struct kg_buf out;
    kg_buf_init(&out, scratch, SCREEN_MAX);
    kg_table_init(&table, scratch);
    add_rewind(progress, &out);
    kg_table_add(&table, (struct kg_row){{"POD", "ORDINAL", "NODE", "STATE", "READY", "AGE"},
                                         kg_palette_terminal.heading});
    size_t hidden =
        add_pods(&table, rollout, now, rows > 2 * ROWS_KEPT ? rows - ROWS_KEPT : ROWS_KEPT);
    kg_table_print(&out, &table, 0, kg_palette_terminal.reset);
    kg_buf_printf(&out, "%lld of %lld ready", (long long)rollout->ready,
                  (long long)rollout->desired);
    if (hidden > 0)
        kg_buf_printf(&out, " (%zu not shown)", hidden);
    kg_buf_add_char(&out, '\n');
    progress->drawn = table.count + 1;
    put(kg_buf_str(&out));
}

void progress_show(struct progress *progress, struct kg_arena *scratch,
                   const struct kg_rollout *rollout, int64_t now)
{
    if (progress->style == PROGRESS_LINES)
        show_lines(progress, scratch, rollout);
    else if (progress->style == PROGRESS_TABLE)
        show_table(progress, scratch, rollout, now);
}

void progress_note(struct progress *progress, const char *format, ...)
{
    struct kg_buf text;
    va_list arguments;
    va_start(arguments, format);
    kg_buf_init(&text, progress->arena, LINE_MAX_BYTES * 4);
    kg_buf_vprintf(&text, format, arguments);
    va_end(arguments);
    if (progress->drawn > 0) {
        struct kg_buf rewind;
        kg_buf_init(&rewind, progress->arena, LINE_MAX_BYTES);
        add_rewind(progress, &rewind);
        put(kg_buf_str(&rewind));
        progress->drawn = 0;
    }
    cmd_note("%s", text.data);
}

void progress_end(struct progress *progress)
{
    progress->drawn = 0;
}
