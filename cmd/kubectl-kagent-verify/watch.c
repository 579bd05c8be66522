#include "watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kagent/map.h"
#include "kagent/moment.h"

#include "../common/clock.h"
#include "../common/command.h"
#include "sources.h"
#include "suite.h"

static const size_t screen_max = (size_t)1 << 28;

enum { ROWS_USUAL = 24, COLUMNS_USUAL = 80, ROWS_OWN = 2, INTERRUPTED = 130 };

/* What was told, as lines; kept from one round to the next. */
struct told {
    struct kg_arena *arena;
    struct kg_map lines; /* set of texts: the findings, and what is not checked */
    struct kg_str *order;
    size_t count;
    const char *tally;
};

/* The manifests as they were read at one time, and the clusters that they are held against. */
struct reading {
    struct kg_arena *arena;
    struct session session;
};

struct watching {
    const struct kg_arguments *arguments;
    const struct kg_palette *palette;
    struct reading readings[2]; /* the one that is judged, and the one before or tried last */
    struct reading *current;
    const struct sources *sources; /* that were read last, whatever came of it */
    struct kg_error trouble; /* why the current manifests are no longer what is in the files */
    struct told told[2];     /* in the last round, and in the one before, by turns */
    size_t rounds;
    int last; /* exit code */
};

/* ---- on a terminal ---- */

static bool is_screen(void)
{
    const char *terminal = getenv("TERM");
    return terminal != NULL && strcmp(terminal, "dumb") != 0 && isatty(STDOUT_FILENO) == 1;
}

/* Lines and columns of the terminal. */
static struct winsize screen_size(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row <= ROWS_OWN || size.ws_col == 0)
        return (struct winsize){.ws_row = ROWS_USUAL, .ws_col = COLUMNS_USUAL};
    return size;
}

/* How many lines of the screen a line of text takes: marks (ESC [ ... m) take no room. */
static size_t height_of(struct kg_str line, size_t columns)
{
    size_t width = 0;
    bool in_mark = false;
    for (size_t i = 0; i < line.length; i++) {
        unsigned char byte = (unsigned char)line.data[i];
        if (byte == '\033')
            in_mark = true;
        else if (!in_mark && (byte & 0xC0) != 0x80)
            width++;
        else if (in_mark && byte == 'm')
            in_mark = false;
    }
    return width == 0 ? 1 : (width + columns - 1) / columns;
}

/* As many lines as fit, and how many do not. */
static void add_lines(struct kg_buf *screen, struct kg_str report)
{
    struct winsize size = screen_size();
    size_t room = (size_t)size.ws_row - ROWS_OWN, hidden = 0;
    struct kg_str line;
    while (kg_str_split(&report, '\n', &line)) {
        size_t height = height_of(line, size.ws_col);
        if (hidden > 0 || height > room) {
            hidden++;
            continue;
        }
        room -= height;
        kg_buf_add(screen, line.data, line.length);
        kg_buf_add_text(screen, "\n");
    }
    if (hidden > 0)
        kg_buf_printf(screen, "(%zu lines more: make the window higher)\n", hidden);
}

/* From the upper left corner on, over what was there; what is left of that is cleared. */
static int draw(const struct watching *watching, struct kg_arena *round, struct kg_error *err)
{
    struct kg_buf report, screen;
    kg_buf_init(&report, round, screen_max);
    kg_buf_init(&screen, round, screen_max);
    if (kg_report_write(&report, &watching->current->session.report, KG_REPORT_TEXT,
                        watching->palette, err) != 0)
        return -1;
    kg_buf_add_text(&screen, "\033[H\033[2J");
    add_lines(&screen, kg_buf_str(&report));
    kg_buf_printf(&screen, "As of %s; ", kg_moment_text(round, cmd_now()));
    if (watching->trouble.message[0] != '\0')
        kg_buf_printf(&screen, "the manifests of before, for now %s; ", watching->trouble.message);
    kg_buf_add_text(&screen, "Control-C ends.");
    return cmd_print(kg_buf_str(&screen), err);
}

/* ---- elsewhere ---- */

static void note(struct told *told, const char *line)
{
    struct kg_str key = kg_str_from(line);
    if (kg_map_put(&told->lines, key, told) != NULL)
        return;
    told->order = kg_arena_extend(told->arena, told->order, told->count, sizeof *told->order);
    told->order[told->count++] = key;
}

static const char *object_of(struct kg_arena *arena, const struct kg_resource_ref *resource)
{
    return resource->kind[0] == '\0'
               ? ""
               : kg_arena_printf(arena, " %s/%s", resource->kind, resource->name);
}

static void note_verdict(struct told *told, const struct kg_verdict *verdict)
{
    struct kg_arena *arena = told->arena;
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const struct kg_finding *finding = &verdict->findings[i];
        note(told, kg_arena_printf(arena, "%s: %s %s%s: %s", verdict->name,
                                   kg_severity_name(finding->severity), finding->check->id,
                                   object_of(arena, &finding->resource), finding->message));
    }
    for (size_t i = 0; i < verdict->unchecked_count; i++) {
        const struct kg_unchecked *unchecked = &verdict->unchecked[i];
        note(told, kg_arena_printf(arena, "%s: not checked: %s: %s", verdict->name, unchecked->what,
                                   unchecked->why));
    }
}

static void read_told(struct told *told, const struct session *session)
{
    const struct kg_report *report = &session->report;
    *told = (struct told){.tally = "", .arena = told->arena};
    kg_map_init(&told->lines, told->arena);
    for (size_t i = 0; i < report->verdict_count; i++)
        note_verdict(told, &report->verdicts[i]);
    told->tally =
        kg_arena_printf(told->arena, "errors: %zu, warnings: %zu, not checked: %zu",
                        report->tally.errors, report->tally.warnings, report->tally.unchecked);
}

/* The lines of `one` that `other` (NULL: nothing) does not have. */
static void add_missing(struct kg_buf *out, const struct told *one, const struct told *other,
                        const char *time, char mark)
{
    for (size_t i = 0; i < one->count; i++) {
        if (other != NULL && kg_map_get(&other->lines, one->order[i]) != NULL)
            continue;
        kg_buf_printf(out, "%s %c ", time, mark);
        kg_buf_add_visible(out, one->order[i]);
        kg_buf_add_text(out, "\n");
    }
}

/* `before`: NULL in the first round. */
static int tell(const struct told *before, const struct told *now, struct kg_arena *round,
                struct kg_error *err)
{
    const char *time = kg_moment_text(round, cmd_now());
    struct kg_buf out;
    kg_buf_init(&out, round, screen_max);
    if (before != NULL)
        add_missing(&out, before, now, time, '-');
    add_missing(&out, now, before, time, '+');
    if (before == NULL || out.length > 0)
        kg_buf_printf(&out, "%s = %s\n", time, now->tally);
    return cmd_print(kg_buf_str(&out), err);
}

/* ---- the manifests ---- */

static int open_first(struct watching *watching, struct kg_error *err)
{
    struct reading *reading = watching->current;
    int status = session_open(&reading->session, reading->arena, watching->arguments, err);
    watching->sources = reading->session.gathered.sources;
    if (status == 0)
        session_tell(&reading->session);
    return status;
}

/* Reads and builds them anew. Those of before stay where that is not possible. */
static void read_again(struct watching *watching)
{
    struct reading *next = &watching->readings[watching->current == watching->readings];
    struct kg_error err = KG_ERROR_INIT;
    kg_arena_release(next->arena);
    int status = session_open(&next->session, next->arena, watching->arguments, &err);
    watching->sources = next->session.gathered.sources;
    watching->trouble = err;
    if (status != 0) {
        cmd_note("The manifests of before are judged on: %s", err.message);
        return;
    }
    kg_arena_release(watching->current->arena);
    watching->current = next;
}

/* ---- again and again ---- */

static int check_form(const struct kg_arguments *arguments, struct kg_error *err)
{
    const struct kg_option_value *format = &arguments->options[KAGENT_VERIFY_FORMAT];
    if (!format->given || format->choice == KAGENT_VERIFY_FORMAT_TEXT)
        return 0;
    kg_error_set(err, KG_ERROR_USAGE, "--watch tells in text, and in no other format");
    return kg_error_advise(err, "Leave out -o, or ask again and again without --watch.");
}

static int show(struct watching *watching, struct kg_arena *round, struct kg_error *err)
{
    struct told *now = &watching->told[watching->rounds % 2];
    struct told *before = &watching->told[(watching->rounds + 1) % 2];
    if (is_screen())
        return draw(watching, round, err);
    kg_arena_release(now->arena);
    read_told(now, &watching->current->session);
    return tell(watching->rounds > 0 ? before : NULL, now, round, err);
}

/* One judgement, told, and a change awaited. Returns as live_wait(). */
static int watch_round(struct watching *watching, struct kg_arena *round, struct kg_error *err)
{
    if (sources_changed(watching->sources))
        read_again(watching);
    struct session *session = &watching->current->session;
    int status = session_round(session, round, err);
    if (status != 0)
        return status;
    watching->last = session_status(session);
    if (show(watching, round, err) != 0)
        return -1;
    watching->rounds++;
    return live_wait(session->live, watching->sources, INT64_MAX, err);
}

int watch(struct kg_arena *arena, const struct kg_arguments *arguments,
          const struct kg_palette *palette, struct kg_error *err)
{
    struct watching watching = {.arguments = arguments,
                                .palette = palette,
                                .current = watching.readings,
                                .trouble = KG_ERROR_INIT,
                                .last = INTERRUPTED};
    if (check_form(arguments, err) != 0)
        return -1;
    for (size_t i = 0; i < 2; i++) {
        watching.told[i].arena = kg_arena_child(arena, arena->budget);
        watching.readings[i].arena = kg_arena_child(arena, arena->budget);
    }
    struct kg_arena *round = kg_arena_child(arena, arena->budget);
    int status = open_first(&watching, err);
    if (status != 0)
        return status;
    while (status == 0) {
        status = watch_round(&watching, round, err);
        kg_arena_release(round);
    }
    if (status < 0)
        return -1;
    return is_screen() && cmd_print(KG_STR("\n"), err) != 0 ? -1 : watching.last;
}
