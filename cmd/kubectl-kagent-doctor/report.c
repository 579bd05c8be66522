#include <string.h>

#include "kagent/buf.h"
#include "kagent/emit.h"
#include "kagent/node.h"

#include "../common/command.h"
#include "doctor.h"
#include "suite.h"

enum { REPORT_MAX = 1 << 22, STATE_COUNT = DOCTOR_BAD + 1 };

static const struct {
    const char *word; /* for programs */
    const char *mark; /* in the text */
} states[STATE_COUNT] = {
    [DOCTOR_OK] = {"ok", "ok"},
    [DOCTOR_NOTE] = {"note", "note"},
    [DOCTOR_UNCHECKED] = {"unchecked", "-"},
    [DOCTOR_UNKNOWN] = {"unknown", "unknown"},
    [DOCTOR_BAD] = {"bad", "no"},
};

static void tally(const struct doctor *doctor, size_t *counts)
{
    memset(counts, 0, STATE_COUNT * sizeof *counts);
    for (size_t i = 0; i < doctor->count; i++)
        counts[doctor->findings[i].state]++;
}

int doctor_exit_code(const struct doctor *doctor)
{
    bool strict = doctor->arguments->options[KAGENT_DOCTOR_STRICT].boolean;
    size_t counts[STATE_COUNT];
    tally(doctor, counts);
    if (counts[DOCTOR_BAD] > 0 || (strict && counts[DOCTOR_NOTE] > 0))
        return KG_ERROR_NEGATIVE;
    if (counts[DOCTOR_UNKNOWN] > 0 || (strict && counts[DOCTOR_UNCHECKED] > 0))
        return KG_ERROR_UNKNOWN;
    return 0;
}

/* ---- for people ---- */

static const char *colour(const struct kg_palette *palette, enum doctor_state state)
{
    const char *const colours[STATE_COUNT] = {
        [DOCTOR_OK] = palette->passed,       [DOCTOR_NOTE] = palette->warning,
        [DOCTOR_UNCHECKED] = palette->faint, [DOCTOR_UNKNOWN] = palette->warning,
        [DOCTOR_BAD] = palette->error,
    };
    return colours[state];
}

/* Every line of `text` behind the column of the messages. */
static void add_indented(struct kg_buf *out, const char *before, const char *text)
{
    struct kg_str rest = kg_str_from(text), line;
    while (kg_str_split(&rest, '\n', &line)) {
        kg_buf_printf(out, "           %s", before);
        kg_buf_add_visible(out, line);
        kg_buf_add_char(out, '\n');
    }
}

static void add_finding(struct kg_buf *out, const struct kg_palette *palette,
                        const struct doctor_finding *finding)
{
    struct kg_str rest = kg_str_from(finding->message), line;
    kg_str_split(&rest, '\n', &line);
    kg_buf_printf(out, "  %s%-7s%s  %s: ", colour(palette, finding->state),
                  states[finding->state].mark, palette->reset, finding->name);
    kg_buf_add_visible(out, line);
    kg_buf_add_char(out, '\n');
    if (rest.length > 0)
        add_indented(out, "  ", rest.data);
    if (finding->mend != NULL)
        add_indented(out, "> ", finding->mend);
}

static void add_sum(struct kg_buf *out, const size_t *counts)
{
    static const struct {
        enum doctor_state state;
        const char *text;
    } parts[] = {
        {DOCTOR_BAD, "not in order"},
        {DOCTOR_UNKNOWN, "could not be found out"},
        {DOCTOR_NOTE, "to know"},
        {DOCTOR_UNCHECKED, "not checked"},
    };
    kg_buf_printf(out, "\n%zu in order", counts[DOCTOR_OK]);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (counts[parts[i].state] > 0)
            kg_buf_printf(out, ", %zu %s", counts[parts[i].state], parts[i].text);
    }
    kg_buf_add_char(out, '\n');
}

static void add_text(struct kg_buf *out, const struct doctor *doctor)
{
    const struct kg_palette *palette = cmd_palette();
    size_t counts[STATE_COUNT];
    const char *part = "";
    for (size_t i = 0; i < doctor->count; i++) {
        if (strcmp(part, doctor->findings[i].part) != 0) {
            part = doctor->findings[i].part;
            kg_buf_printf(out, "%s%s%s\n", palette->heading, part, palette->reset);
        }
        add_finding(out, palette, &doctor->findings[i]);
    }
    tally(doctor, counts);
    add_sum(out, counts);
}

/* ---- for programs ---- */

static struct kg_node *describe_finding(struct kg_arena *arena,
                                        const struct doctor_finding *finding)
{
    struct kg_node *node = kg_node_mapping(arena);
    kg_node_set_text(arena, node, "part", finding->part);
    kg_node_set_text(arena, node, "name", finding->name);
    kg_node_set_text(arena, node, "state", states[finding->state].word);
    kg_node_set_text(arena, node, "message", finding->message);
    if (finding->mend != NULL)
        kg_node_set_text(arena, node, "mend", finding->mend);
    return node;
}

static struct kg_node *describe(struct kg_arena *arena, const struct doctor *doctor)
{
    struct kg_node *document = kg_node_mapping(arena);
    struct kg_node *summary = kg_node_mapping(arena);
    struct kg_node *findings = kg_node_sequence(arena);
    size_t counts[STATE_COUNT];
    int code = doctor_exit_code(doctor);
    tally(doctor, counts);
    for (size_t i = 0; i < STATE_COUNT; i++)
        kg_node_set_number(arena, summary, states[i].word, counts[i]);
    for (size_t i = 0; i < doctor->count; i++)
        kg_node_append(arena, findings, describe_finding(arena, &doctor->findings[i]));
    kg_node_set_text(arena, document, "kind", "DoctorReport");
    kg_node_set_text(arena, document, "suiteVersion", kagent_suite.version);
    kg_node_set_bool(arena, document, "passed", code == 0);
    kg_node_set_number(arena, document, "exitCode", (unsigned long)code);
    kg_node_set(arena, document, "summary", summary);
    kg_node_set(arena, document, "findings", findings);
    return document;
}

int doctor_report(const struct doctor *doctor, struct kg_error *err)
{
    const struct kg_option_value *format = &doctor->arguments->options[KAGENT_DOCTOR_FORMAT];
    struct kg_buf out;
    kg_buf_init(&out, doctor->arena, REPORT_MAX);
    if (format->choice == KAGENT_DOCTOR_FORMAT_TEXT) {
        add_text(&out, doctor);
    } else {
        if (kg_emit_json(&out, describe(doctor->arena, doctor), KG_JSON_INDENTED, err) != 0)
            return -1;
        kg_buf_add_char(&out, '\n');
    }
    return cmd_print(kg_buf_str(&out), err);
}
