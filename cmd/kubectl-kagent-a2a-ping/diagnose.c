#include "diagnose.h"

#include "kagent/diagnosis.h"
#include "kagent/table.h"

#include "advice.h"
#include "attempt.h"

/* What the diagnoses of a session share. */
struct inquiry {
    const struct session *session;
    const struct kg_palette *palette;
    struct kg_diagnosis_part slices;
};

/* ---- what the cluster says ---- */

static struct kg_diagnosis_part ask(const struct session *session,
                                    const struct kg_kube_request *request)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_kube_answer answer = {.object = NULL};
    if (kg_kube_call(session->kube, session->arena, request, &answer, &err) == 0)
        return (struct kg_diagnosis_part){.node = answer.object};
    return (struct kg_diagnosis_part){
        .absent = answer.reason == KG_KUBE_NOT_FOUND,
        .unknown = kg_arena_strdup(session->arena, err.message),
    };
}

static struct kg_diagnosis_part ask_slices(const struct session *session)
{
    const struct kg_kube_request request = {.resource = &kg_kube_endpointslices,
                                            .namespace = session->targets[0].namespace};
    struct kg_diagnosis_part part = ask(session, &request);
    if (part.node != NULL)
        part.node = kg_node_get(part.node, "items");
    return part;
}

static struct kg_diagnosis_part ask_object(const struct session *session,
                                           const struct target *target)
{
    const struct kg_kube_request request = {
        .resource = target->service != NULL ? &kg_kube_services : &kg_kube_pods,
        .namespace = target->namespace,
        .name = target->service != NULL ? target->service : target->name,
    };
    return ask(session, &request);
}

/* ---- one target ---- */

static struct kg_diagnosis_subject subject_of(struct inquiry *inquiry, const struct target *target)
{
    const struct kg_probe_result *result = &target->decisive;
    struct kg_diagnosis_subject subject = {
        .kind = KG_DIAGNOSIS_POD,
        .name = target->name,
        .way = target->route->name,
        .port = target->port,
        .targets = advice_targets(inquiry->session, target),
        .probe = {.verdict = target_verdict(target),
                  .status = result->status,
                  .has_code = result->judgement.has_code,
                  .agent = target->probe.agent,
                  .reason = target_reason(target)},
    };
    if (inquiry->session->kube == NULL) {
        subject.kind = KG_DIAGNOSIS_URL;
        subject.name = attempt_url(inquiry->session);
        subject.attempt = attempt(inquiry->session, subject.name);
        return subject;
    }
    if (target->service != NULL) {
        subject.kind = KG_DIAGNOSIS_SERVICE;
        subject.name = target->service;
    }
    if (inquiry->slices.node == NULL && inquiry->slices.unknown == NULL)
        inquiry->slices = ask_slices(inquiry->session);
    subject.slices = inquiry->slices;
    subject.object = ask_object(inquiry->session, target);
    return subject;
}

static const char *visible(struct kg_arena *arena, const char *text)
{
    struct kg_buf line;
    kg_buf_init(&line, arena, 1 << 16);
    kg_buf_add_visible(&line, kg_str_from(text));
    return kg_str_copy(arena, kg_buf_str(&line));
}

static void diagnose_target(struct kg_buf *out, struct inquiry *inquiry,
                            const struct target *target)
{
    static const char *const words[] = {"ok", "note", "BROKEN", "not checked"};
    const struct kg_palette *palette = inquiry->palette;
    const char *const marks[] = {palette->passed, palette->warning, palette->error,
                                 palette->warning};
    struct kg_arena *arena = inquiry->session->arena;
    struct kg_diagnosis_subject subject = subject_of(inquiry, target);
    struct kg_layer layers[KG_LAYERS_MAX];
    struct kg_table table;
    kg_table_init(&table, arena);
    size_t count = kg_diagnose(arena, &subject, layers);
    for (size_t i = 0; i < count; i++)
        kg_table_add(&table, (struct kg_row){{layers[i].name, words[layers[i].state],
                                              visible(arena, layers[i].evidence)},
                                             marks[layers[i].state]});
    kg_buf_printf(out, "\n--- %s, from the outside in ---\n", target->name);
    kg_table_print(out, &table, 0, palette->reset);
    if (layers[count - 1].state == KG_LAYER_BROKEN && layers[count - 1].next != NULL)
        kg_buf_printf(out, "Next: %s\n", visible(arena, layers[count - 1].next));
}

void diagnose(struct kg_buf *out, const struct kg_palette *palette, const struct session *session)
{
    struct inquiry inquiry = {.session = session, .palette = palette};
    for (size_t i = 0; i < session->count; i++) {
        if (target_verdict(&session->targets[i]) <= KG_A2A_WARNING)
            continue;
        diagnose_target(out, &inquiry, &session->targets[i]);
    }
}
