#include "kagent/json.h"
#include "kagent/node.h"

#include "../common/program.h"
#include "doctor.h"

/* The first kubectl that asks plugins for completions, and the oldest that the suite is tried with.
 */
enum { COMPLETES_PLUGINS = 26, TRIED_FROM = 27, PATIENCE_MS = 10000 };

/* "v1.33.2"; NULL with the error set. */
static const char *version_of(struct kg_arena *arena, const char *path, struct kg_error *err)
{
    const char *const words[] = {path, "version", "--client", "-o", "json", NULL};
    struct kg_source source = {.name = path};
    struct kg_str output;
    struct kg_node *document;
    if (cmd_program_ask(arena, words, PATIENCE_MS, &output, err) != 0 ||
        kg_json_read(arena, output, &source, 1, &document, err) != 0)
        return NULL;
    return kg_str_copy(arena,
                       kg_node_text(kg_node_path(document, "clientVersion", "gitVersion", NULL)));
}

static void say_version(struct doctor *doctor, const char *version)
{
    doctor->kubectl_minor = doctor_minor(version);
    if (doctor->kubectl_minor < 0) {
        doctor_say(doctor, DOCTOR_UNKNOWN, "version", "%s says that it is '%s'", doctor->kubectl,
                   version);
    } else if (doctor->kubectl_minor < COMPLETES_PLUGINS) {
        doctor_say(doctor, DOCTOR_BAD, "version",
                   "%s is %s: it does not complete plugins, and is older than any that the suite "
                   "is tried with",
                   doctor->kubectl, version);
        doctor_mend(doctor, "see https://kubernetes.io/docs/tasks/tools/ for a newer one");
    } else {
        doctor_say(doctor, doctor->kubectl_minor < TRIED_FROM ? DOCTOR_NOTE : DOCTOR_OK, "version",
                   "%s is %s", doctor->kubectl, version);
    }
}

void doctor_kubectl(struct doctor *doctor)
{
    struct kg_error err = KG_ERROR_INIT;
    doctor->kubectl = cmd_program_find(doctor->arena, "kubectl")[0];
    if (doctor->kubectl == NULL) {
        doctor_say(doctor, DOCTOR_BAD, "version", "there is no kubectl on PATH");
        doctor_mend(doctor, "see https://kubernetes.io/docs/tasks/tools/ to install it");
        return;
    }
    const char *version = version_of(doctor->arena, doctor->kubectl, &err);
    if (version == NULL)
        doctor_say_error(doctor, "version", &err);
    else
        say_version(doctor, version);
}
