#include <stdlib.h>
#include <sys/stat.h>

#include "kagent/schema.h"

#include "../common/flags.h"
#include "doctor.h"

/* How many minor releases a client may be away from its server. */
enum { SKEW = 1 };

/* ---- the kubeconfig ---- */

static void check_files(struct doctor *doctor, const struct kg_kubeconfig *config)
{
    for (size_t i = 0; i < config->file_count; i++) {
        const char *path = config->files[i].path;
        if (!cmd_kube_is_open(&config->files[i]))
            continue;
        doctor_say(doctor, DOCTOR_BAD, "kubeconfig-mode",
                   "%s holds credentials and others can read it", path);
        doctor_mend(doctor, "chmod 600 %s", path);
    }
    for (size_t i = 0; config->warnings[i] != NULL; i++)
        doctor_say(doctor, DOCTOR_NOTE, "kubeconfig", "%s", config->warnings[i]);
}

static bool check_kubeconfig(struct doctor *doctor)
{
    const struct cmd_kube_wish wish = {.tells_of_config = true};
    const struct kg_kubeconfig *config = &doctor->cluster.config;
    struct kg_error err = KG_ERROR_INIT;
    if (cmd_kube_for(doctor->arena, doctor->arguments, &wish, &doctor->cluster, &err) != 0) {
        doctor_say_error(doctor, "kubeconfig", &err);
        return false;
    }
    if (config->in_cluster)
        doctor_say(doctor, DOCTOR_OK, "kubeconfig", "the service account of this pod, namespace %s",
                   doctor->cluster.namespace);
    else
        doctor_say(doctor, DOCTOR_OK, "kubeconfig", "context %s: cluster %s, user %s, namespace %s",
                   config->context[0] != '\0' ? config->context : "(none)",
                   config->cluster_name[0] != '\0' ? config->cluster_name : config->server,
                   config->user_name[0] != '\0' ? config->user_name : "(none)",
                   doctor->cluster.namespace);
    check_files(doctor, config);
    return true;
}

/* ---- the server ---- */

static void check_kubectl_skew(struct doctor *doctor, int minor)
{
    if (doctor->kubectl_minor < 0 || abs(doctor->kubectl_minor - minor) <= SKEW)
        return;
    doctor_say(doctor, DOCTOR_NOTE, "skew",
               "kubectl 1.%d is more than one release away from the server's 1.%d, which "
               "Kubernetes does not support",
               doctor->kubectl_minor, minor);
    doctor_mend(doctor, "see https://kubernetes.io/docs/tasks/tools/ for a kubectl 1.%d", minor);
}

/* Whether verify knows what this server's API looks like. */
static void check_schema(struct doctor *doctor, int minor)
{
    const char *const *versions = kg_schema_versions();
    for (size_t i = 0; versions[i] != NULL; i++) {
        const char *version = kg_arena_printf(doctor->arena, "v%s", versions[i]);
        if (doctor_minor(version) == minor)
            return;
    }
    doctor_say(doctor, DOCTOR_NOTE, "schema",
               "verify judges by the API of another release than the server's 1.%d: it does not "
               "know that one",
               minor);
}

static void check_server(struct doctor *doctor)
{
    struct kg_kube_request request = {.path = "/version"};
    struct kg_kube_answer answer;
    struct kg_error err = KG_ERROR_INIT;
    if (kg_kube_call(doctor->cluster.kube, doctor->arena, &request, &answer, &err) != 0) {
        doctor_say_error(doctor, "server", &err);
        return;
    }
    const char *version =
        kg_str_copy(doctor->arena, kg_node_text(kg_node_get(answer.object, "gitVersion")));
    int minor = doctor_minor(version);
    doctor->connected = true;
    doctor_say(doctor, minor < 0 ? DOCTOR_NOTE : DOCTOR_OK, "server", "%s answers: Kubernetes %s",
               doctor->cluster.config.server, version);
    if (minor >= 0) {
        check_kubectl_skew(doctor, minor);
        check_schema(doctor, minor);
    }
}

void doctor_cluster(struct doctor *doctor)
{
    if (!cmd_kube_is_configured(doctor->arguments) &&
        cmd_text_flag(doctor->arguments, "context") == NULL) {
        doctor_say(doctor, DOCTOR_UNCHECKED, "kubeconfig", "no kubeconfig names a cluster");
        return;
    }
    if (check_kubeconfig(doctor))
        check_server(doctor);
}
