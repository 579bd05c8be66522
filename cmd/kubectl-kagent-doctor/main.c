/*
 * kubectl-kagent-doctor: whether everything that the suite needs is in order.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "kagent/buf.h"

#include "../common/command.h"
#include "../common/flags.h"
#include "../common/self.h"
#include "doctor.h"
#include "suite.h"

enum { MESSAGE_MAX = 1 << 16 };

static const struct {
    const char *part;
    void (*examine)(struct doctor *doctor);
} examinations[] = {
    {"installation", doctor_installation},
    {"kubectl", doctor_kubectl},
    {"manifests", doctor_manifests},
    {"cluster", doctor_cluster},
    {"rights", doctor_rights},
    {"completions", doctor_completions},
};

static KG_PRINTF(2, 0) const char *vprint(struct kg_arena *arena, const char *format, va_list list)
{
    struct kg_buf text;
    kg_buf_init(&text, arena, MESSAGE_MAX);
    kg_buf_vprintf(&text, format, list);
    return kg_str_copy(arena, kg_buf_str(&text));
}

void doctor_say(struct doctor *doctor, enum doctor_state state, const char *name,
                const char *format, ...)
{
    va_list list;
    va_start(list, format);
    doctor->findings =
        kg_arena_extend(doctor->arena, doctor->findings, doctor->count, sizeof *doctor->findings);
    doctor->findings[doctor->count++] =
        (struct doctor_finding){.part = doctor->part,
                                .name = name,
                                .state = state,
                                .message = vprint(doctor->arena, format, list)};
    va_end(list);
}

void doctor_mend(struct doctor *doctor, const char *format, ...)
{
    struct doctor_finding *last = &doctor->findings[doctor->count - 1];
    va_list list;
    va_start(list, format);
    const char *line = vprint(doctor->arena, format, list);
    va_end(list);
    last->mend =
        last->mend == NULL ? line : kg_arena_printf(doctor->arena, "%s\n%s", last->mend, line);
}

void doctor_say_error(struct doctor *doctor, const char *name, const struct kg_error *err)
{
    struct kg_error plain = *err;
    struct kg_buf text;
    kg_buf_init(&text, doctor->arena, MESSAGE_MAX);
    plain.advice[0] = '\0';
    kg_buf_add_error(&text, &plain);
    struct kg_str sentence = kg_str_trim(kg_buf_str(&text));
    bool open = err->class == KG_ERROR_UNKNOWN || err->class == KG_ERROR_TIMEOUT;
    doctor_say(doctor, open ? DOCTOR_UNKNOWN : DOCTOR_BAD, name, "%.*s", KG_STR_ARG(sentence));
    if (err->advice[0] != '\0')
        doctor_mend(doctor, "%.*s", KG_STR_ARG(kg_str_trim(kg_str_from(err->advice))));
}

int doctor_minor(const char *version)
{
    char *end;
    if (strncmp(version, "v1.", 3) != 0)
        return -1;
    long minor = strtol(version + 3, &end, 10);
    return end != version + 3 && minor >= 0 && minor < 1000 ? (int)minor : -1;
}

static int print_rbac(struct kg_arena *arena, const struct kg_arguments *arguments,
                      struct kg_error *err)
{
    const char *namespace = cmd_text_flag(arguments, "namespace");
    return doctor_print_rbac(arena, namespace != NULL ? namespace : "kagent", err);
}

static int examine(struct kg_arena *arena, const struct kg_arguments *arguments,
                   struct kg_error *err)
{
    struct doctor doctor = {.arena = arena, .arguments = arguments, .kubectl_minor = -1};
    if (arguments->options[KAGENT_DOCTOR_PRINT_RBAC].boolean)
        return print_rbac(arena, arguments, err);
    if (cmd_self_directory(arena, &doctor.directory, err) != 0)
        return -1;
    for (size_t i = 0; i < sizeof examinations / sizeof *examinations; i++) {
        doctor.part = examinations[i].part;
        examinations[i].examine(&doctor);
    }
    return doctor_report(&doctor, err) != 0 ? -1 : doctor_exit_code(&doctor);
}

int cmd_main(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    return cmd_run(arena, &kagent_suite, &kagent_doctor_command, words, examine, err);
}
