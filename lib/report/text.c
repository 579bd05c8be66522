/* The form for people: by object, each finding with its line and a caret. */
#include "forms.h"
#include "kagent/map.h"
#include "kagent/revision.h"

struct printer {
    struct kg_buf *out;
    const struct kg_palette *palette;
};

static const char *mark_of(const struct kg_palette *palette, enum kg_severity severity)
{
    if (severity == KG_SEVERITY_ERROR)
        return palette->error;
    return severity == KG_SEVERITY_WARNING ? palette->warning : palette->heading;
}

/* A text in front of which a mark stands and behind which it ends. */
static void add_marked(const struct printer *p, const char *mark, const char *text)
{
    kg_buf_add_text(p->out, mark);
    kg_buf_add_visible(p->out, kg_str_from(text));
    if (mark[0] != '\0')
        kg_buf_add_text(p->out, p->palette->reset);
}

static void add_line(const struct printer *p, const char *indent, const char *mark,
                     const char *text)
{
    kg_buf_add_text(p->out, indent);
    add_marked(p, mark, text);
    kg_buf_add_char(p->out, '\n');
}

/* Tabs before the caret are repeated, so that it stands below what it means. */
static void add_caret(struct kg_buf *out, struct kg_str line, unsigned column, unsigned width)
{
    unsigned code;
    for (unsigned i = 1; i < column && line.length > 0; i++) {
        size_t length = kg_utf8_decode(line, &code);
        kg_buf_add_char(out, line.data[0] == '\t' ? '\t' : ' ');
        line = kg_str_from_index(line, length == 0 ? 1 : length);
    }
    size_t rest = 0;
    while (line.length > 0 && rest < width) {
        size_t length = kg_utf8_decode(line, &code);
        line = kg_str_from_index(line, length == 0 ? 1 : length);
        rest++;
    }
    kg_buf_add_repeated(out, '^', rest > 0 ? rest : 1);
}

/* The line as it is, but for what a terminal would obey. */
static void add_source_line(struct kg_buf *out, struct kg_str line)
{
    while (line.length > 0) {
        size_t length = 1;
        if (line.data[0] == '\t')
            kg_buf_add_char(out, '\t');
        else
            length = kg_buf_add_visible_char(out, line);
        line = kg_str_from_index(line, length);
    }
}

static void add_excerpt(const struct printer *p, const struct kg_finding *finding)
{
    if (finding->excerpt.length == 0)
        return;
    kg_buf_printf(p->out, "    %s%5u |%s ", p->palette->faint, finding->where.line,
                  p->palette->reset);
    add_source_line(p->out, finding->excerpt);
    if (finding->where.column > 0) {
        kg_buf_printf(p->out, "\n    %s      |%s %s", p->palette->faint, p->palette->reset,
                      mark_of(p->palette, finding->severity));
        add_caret(p->out, finding->excerpt, finding->where.column, finding->width);
        kg_buf_add_text(p->out, p->palette->reset);
    }
    kg_buf_add_char(p->out, '\n');
}

/* "file:line:column  field". */
static void add_place(const struct printer *p, const struct kg_finding *finding)
{
    const char *place = kg_place_text(p->out->arena, finding->where);
    if (place == NULL && finding->path[0] == '\0')
        return;
    kg_buf_add_text(p->out, "    ");
    if (place != NULL)
        kg_buf_add_visible(p->out, kg_str_from(place));
    if (finding->path[0] != '\0') {
        kg_buf_add_text(p->out, place != NULL ? "  " : "");
        add_marked(p, p->palette->faint, finding->path);
    }
    kg_buf_add_char(p->out, '\n');
}

static void add_details(const struct printer *p, const char *details)
{
    struct kg_str rest = kg_str_from(details);
    struct kg_str line;
    if (details == NULL)
        return;
    while (kg_str_split(&rest, '\n', &line)) {
        if (line.length > 0)
            add_line(p, "      ", "", kg_str_copy(p->out->arena, line));
    }
}

static void add_finding(const struct printer *p, const struct kg_finding *finding)
{
    kg_buf_add_text(p->out, "  ");
    add_marked(p, mark_of(p->palette, finding->severity),
               finding->severity == KG_SEVERITY_INFO ? "note"
                                                     : kg_severity_name(finding->severity));
    kg_buf_printf(p->out, " %s: ", finding->check->id);
    add_line(p, "", "", finding->message);
    add_place(p, finding);
    add_excerpt(p, finding);
    add_details(p, finding->details);
    if (finding->advice != NULL)
        add_line(p, "    ", "", finding->advice);
}

/* The findings about one object, in their order. */
struct object {
    const struct kg_resource_ref *resource;
    const struct kg_finding **findings;
    size_t count;
    size_t capacity;
};

static void add_to_object(struct kg_arena *arena, struct object *object,
                          const struct kg_finding *finding)
{
    if (object->count == object->capacity) {
        size_t capacity = object->capacity == 0 ? 4 : 2 * object->capacity;
        object->findings =
            kg_arena_grow(arena, object->findings, object->capacity * sizeof(*object->findings),
                          capacity * sizeof(*object->findings));
        object->capacity = capacity;
    }
    object->findings[object->count++] = finding;
}

/* The findings by their objects, which come in the order of their first findings. */
static struct object *group(struct kg_arena *arena, const struct kg_verdict *verdict, size_t *count)
{
    struct object *objects = kg_arena_zero(arena, verdict->finding_count + 1, sizeof(*objects));
    struct kg_map known;
    kg_map_init(&known, arena);
    *count = 0;
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const struct kg_resource_ref *resource = &verdict->findings[i].resource;
        void **slot =
            kg_map_slot(&known, kg_str_from(kg_arena_printf(arena, "%s\n%s\n%s\n%s",
                                                            resource->api_version, resource->kind,
                                                            resource->namespace, resource->name)));
        if (*slot == NULL) {
            *slot = &objects[*count];
            objects[(*count)++].resource = resource;
        }
        add_to_object(arena, *slot, &verdict->findings[i]);
    }
    return objects;
}

static void add_object(const struct printer *p, const struct object *object)
{
    const char *title = kg_resource_ref_text(p->out->arena, object->resource);
    kg_buf_add_char(p->out, '\n');
    add_line(p, "", p->palette->heading, title[0] != '\0' ? title : "as a whole");
    for (size_t i = 0; i < object->count; i++)
        add_finding(p, object->findings[i]);
}

static void add_suppressed(const struct printer *p, const struct kg_verdict *verdict)
{
    if (verdict->suppressed_count > 0)
        add_line(p, "\n", p->palette->heading, "suppressed");
    for (size_t i = 0; i < verdict->suppressed_count; i++) {
        const struct kg_finding *finding = &verdict->suppressed[i];
        const char *object = kg_resource_ref_text(p->out->arena, &finding->resource);
        add_line(p, "  ", "",
                 kg_arena_printf(p->out->arena, "%s %s%s%s", finding->check->id, object,
                                 object[0] != '\0' ? ": " : "", finding->message));
        if (finding->reason != NULL)
            add_line(p, "    ", p->palette->faint,
                     kg_arena_printf(p->out->arena, "reason: %s", finding->reason));
    }
}

static void add_unchecked(const struct printer *p, const struct kg_verdict *verdict)
{
    if (verdict->unchecked_count > 0)
        add_line(p, "\n", p->palette->heading, "not checked");
    for (size_t i = 0; i < verdict->unchecked_count; i++) {
        const struct kg_unchecked *item = &verdict->unchecked[i];
        const char *id = item->check != NULL ? item->check->id : "";
        add_line(p, "  ", "",
                 kg_arena_printf(p->out->arena, "%s%s%s: %s", id, id[0] != '\0' ? " " : "",
                                 item->what, item->why));
        if (item->advice != NULL)
            add_line(p, "    ", p->palette->faint, item->advice);
    }
}

static void add_head(const struct printer *p, const struct kg_verdict *verdict,
                     const struct kg_report *report)
{
    struct kg_arena *arena = p->out->arena;
    add_marked(p, p->palette->heading, verdict->name);
    kg_buf_printf(p->out, ": %s", kg_counted(arena, verdict->documents, "object", "objects"));
    if (verdict->place != NULL) {
        kg_buf_add_text(p->out, " of ");
        kg_buf_add_visible(p->out, kg_str_from(verdict->place));
    }
    if (verdict->revision != NULL)
        kg_buf_printf(p->out, ", git %.*s", KG_REVISION_SHORT, verdict->revision);
    kg_buf_printf(p->out, ", class %s%s, Kubernetes %s\n", kg_class_name(verdict->class),
                  verdict->declared ? "" : " (none is declared)", report->kubernetes_version);
    if (verdict->cluster != NULL)
        add_line(p, "  in ", "", verdict->cluster);
}

static const char *verdict_mark(const struct kg_palette *palette, const struct kg_tally *tally)
{
    if (tally->errors > 0)
        return palette->error;
    return tally->warnings > 0 ? palette->warning : palette->passed;
}

static void add_verdict(const struct printer *p, const struct kg_verdict *verdict,
                        const struct kg_report *report)
{
    add_head(p, verdict, report);
    size_t objects;
    const struct object *object = group(p->out->arena, verdict, &objects);
    for (; objects > 0; objects--)
        add_object(p, object++);
    if (verdict->lost > 0)
        kg_buf_printf(p->out, "\nand %zu more, which are not shown\n", verdict->lost);
    add_suppressed(p, verdict);
    add_unchecked(p, verdict);
    if (verdict->finding_count + verdict->suppressed_count + verdict->unchecked_count > 0)
        kg_buf_add_char(p->out, '\n');
    add_marked(p, verdict_mark(p->palette, &verdict->tally), verdict->name);
    kg_buf_printf(p->out, ": %s\n",
                  kg_tally_text(p->out->arena, &verdict->tally,
                                kg_verdict_outcomes(verdict, KG_OUTCOME_PASSED)));
}

void kg_report_text(struct kg_buf *out, const struct kg_report *report,
                    const struct kg_palette *palette)
{
    struct printer p = {out, palette};
    size_t passed = 0;
    for (size_t i = 0; i < report->verdict_count; i++) {
        if (i > 0)
            kg_buf_add_char(out, '\n');
        add_verdict(&p, &report->verdicts[i], report);
        passed += kg_verdict_outcomes(&report->verdicts[i], KG_OUTCOME_PASSED);
    }
    if (report->verdict_count > 1)
        kg_buf_printf(out, "\nall: %s\n", kg_tally_text(out->arena, &report->tally, passed));
}
