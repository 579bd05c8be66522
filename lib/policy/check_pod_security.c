/*
 * KV036: what pods are allowed to do to their node.
 *
 * The rules are those of the Pod Security Standards (Kubernetes documentation,
 * "Pod Security Standards"), by the same names of profiles, as the API server's
 * admission judges them; test/rules/pod_security asks it.
 */
#include "checks.h"

/* Before it the standards said nothing about the hosts that probes and hooks call. */
enum { HOSTS_JUDGED_SINCE = 34 };

enum profile { BASELINE, RESTRICTED };

/* What the namespace of the pod enforces: "baseline", "restricted", or empty. */
static struct kg_str enforced(const struct kg_trial *trial, const struct kg_manifest *manifest)
{
    const struct kg_manifest *namespace = kg_manifests_get(trial->manifests, KG_KIND_NAMESPACE, "",
                                                           kg_str_from(manifest->ref.namespace));
    if (namespace == NULL)
        return KG_STR("");
    return kg_text_at(kg_node_path(namespace->node, "metadata", "labels", NULL),
                      "pod-security.kubernetes.io/enforce");
}

/* A pod that is judged. */
struct judged {
    struct kg_trial *trial;
    const struct kg_manifest *manifest;
    bool windows;
    bool judges_hosts;      /* of probes and hooks */
    bool enforces_baseline; /* the namespace refuses the pod where a profile is broken */
    bool enforces_restricted;
};

static void report(const struct judged *judged, enum profile profile, const char *path,
                   const char *message, const char *advice)
{
    bool refused = profile == BASELINE ? judged->enforces_baseline : judged->enforces_restricted;
    struct kg_finding *finding =
        kg_find(judged->trial, judged->manifest, path,
                refused ? "%s: the namespace refuses such pods" : "%s", message);
    kg_find_advise(judged->trial, finding, "%s", advice);
    finding->rule = profile == BASELINE ? "baseline" : "restricted";
    if (refused)
        kg_find_exactly(finding, KG_SEVERITY_ERROR);
    else if (profile == RESTRICTED)
        kg_find_at_most(finding, judged->trial->promises->class == KG_CLASS_PROD
                                     ? KG_SEVERITY_WARNING
                                     : KG_SEVERITY_INFO);
}

static const char *in_pod(const struct judged *judged, const char *field)
{
    return kg_arena_printf(judged->trial->arena, "%s.%s", judged->manifest->pod_path, field);
}

/* ---- of the pod as a whole ---- */

static void judge_host_namespaces(const struct judged *judged)
{
    static const char *const fields[] = {"hostNetwork", "hostPID", "hostIPC"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (kg_is_true(judged->trial, kg_node_get(judged->manifest->pod, fields[i])))
            report(judged, BASELINE, in_pod(judged, fields[i]),
                   kg_arena_printf(judged->trial->arena, "the pod shares the node's own (%s)",
                                   fields[i]),
                   "Take it out.");
    }
}

static void judge_volumes(const struct judged *judged)
{
    static const char *const harmless[] = {
        "configMap", "csi",    "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim",
        "projected", "secret", "name",        "image",    NULL};
    const struct kg_node *volumes = kg_node_get(judged->manifest->pod, "volumes");
    for (uint32_t i = 0; kg_node_is(volumes, KG_NODE_SEQUENCE) && i < volumes->count; i++) {
        const struct kg_node *volume = volumes->items[i];
        for (uint32_t j = 0; kg_node_is(volume, KG_NODE_MAPPING) && j < volume->count; j++) {
            struct kg_str type = kg_node_text(volume->pairs[j].key);
            if (kg_is_among(type, harmless) || kg_node_is_null(volume->pairs[j].value))
                continue;
            report(judged, kg_str_is(type, "hostPath") ? BASELINE : RESTRICTED,
                   in_pod(judged, kg_arena_printf(judged->trial->arena, "volumes[%u].%.*s",
                                                  (unsigned)i, KG_STR_ARG(type))),
                   kg_arena_printf(judged->trial->arena, "a volume of the type %s",
                                   kg_quoted(judged->trial, type)),
                   "Use a claim, or an emptyDir.");
        }
    }
}

static void judge_sysctls(const struct judged *judged)
{
    static const char *const safe[] = {"kernel.shm_rmid_forced",
                                       "net.ipv4.ip_local_port_range",
                                       "net.ipv4.ip_unprivileged_port_start",
                                       "net.ipv4.tcp_syncookies",
                                       "net.ipv4.ping_group_range",
                                       "net.ipv4.ip_local_reserved_ports",
                                       "net.ipv4.tcp_keepalive_time",
                                       "net.ipv4.tcp_fin_timeout",
                                       "net.ipv4.tcp_keepalive_intvl",
                                       "net.ipv4.tcp_keepalive_probes",
                                       "net.ipv4.tcp_rmem",
                                       "net.ipv4.tcp_wmem",
                                       NULL};
    const struct kg_node *list =
        kg_node_path(judged->manifest->pod, "securityContext", "sysctls", NULL);
    for (uint32_t i = 0; kg_node_is(list, KG_NODE_SEQUENCE) && i < list->count; i++) {
        if (!kg_is_among(kg_text_at(list->items[i], "name"), safe))
            report(judged, BASELINE,
                   in_pod(judged, kg_arena_printf(judged->trial->arena,
                                                  "securityContext.sysctls[%u].name", (unsigned)i)),
                   "a sysctl that may touch other pods", "Take it out.");
    }
}

/* The annotations by which AppArmor was chosen before there was a field for it. */
static void judge_apparmor_annotations(const struct judged *judged)
{
    static const char prefix[] = "container.apparmor.security.beta.kubernetes.io/";
    struct kg_arena *arena = judged->trial->arena;
    const struct kg_manifest *manifest = judged->manifest;
    const struct kg_node *annotations = kg_node_get(manifest->pod_metadata, "annotations");
    for (uint32_t i = 0; kg_node_is(annotations, KG_NODE_MAPPING) && i < annotations->count; i++) {
        struct kg_str key = kg_node_text(annotations->pairs[i].key);
        struct kg_str profile = kg_node_text(annotations->pairs[i].value);
        if (!kg_str_starts(key, prefix) || profile.length == 0 ||
            kg_str_is(profile, "runtime/default") || kg_str_starts(profile, "localhost/"))
            continue;
        report(judged, BASELINE,
               kg_arena_printf(arena, "%s%smetadata.annotations[%.*s]", manifest->template_path,
                               manifest->template_path[0] == '\0' ? "" : ".", KG_STR_ARG(key)),
               "no AppArmor profile", "Take the annotation out.");
    }
}

/* ---- of a security context, the pod's or a container's ---- */

static void judge_context(const struct judged *judged, const struct kg_node *context,
                          const char *path)
{
    static const char *const selinux[] = {
        "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t", NULL};
    struct kg_arena *arena = judged->trial->arena;
    const struct kg_node *options = kg_node_get(context, "seLinuxOptions");
    if (kg_is_true(judged->trial, kg_node_path(context, "windowsOptions", "hostProcess", NULL)))
        report(judged, BASELINE, kg_arena_printf(arena, "%s.windowsOptions.hostProcess", path),
               "a process of the host", "Take hostProcess out.");
    if (kg_str_is(kg_node_text(kg_node_path(context, "seccompProfile", "type", NULL)),
                  "Unconfined"))
        report(judged, BASELINE, kg_arena_printf(arena, "%s.seccompProfile.type", path),
               "no seccomp profile", "Use RuntimeDefault.");
    if (kg_str_is(kg_node_text(kg_node_path(context, "appArmorProfile", "type", NULL)),
                  "Unconfined"))
        report(judged, BASELINE, kg_arena_printf(arena, "%s.appArmorProfile.type", path),
               "no AppArmor profile", "Use RuntimeDefault.");
    if (!kg_is_among(kg_text_at(options, "type"), selinux) ||
        kg_text_at(options, "user").length > 0 || kg_text_at(options, "role").length > 0)
        report(judged, BASELINE, kg_arena_printf(arena, "%s.seLinuxOptions", path),
               "SELinux options beyond those of containers", "Take seLinuxOptions out.");
    int64_t user;
    if (kg_whole(judged->trial, kg_node_get(context, "runAsUser"), &user) && user == 0)
        report(judged, RESTRICTED, kg_arena_printf(arena, "%s.runAsUser", path), "the user is root",
               "Use another number, such as 65532.");
}

/* ---- of a container ---- */

static void judge_capabilities(const struct judged *judged, const struct kg_container *container)
{
    static const char *const usual[] = {
        "AUDIT_WRITE",      "CHOWN",   "DAC_OVERRIDE", "FOWNER",  "FSETID", "KILL",       "MKNOD",
        "NET_BIND_SERVICE", "SETFCAP", "SETGID",       "SETPCAP", "SETUID", "SYS_CHROOT", NULL};
    const struct kg_node *capabilities =
        kg_node_path(container->node, "securityContext", "capabilities", NULL);
    const struct kg_node *add = kg_node_get(capabilities, "add");
    const struct kg_node *drop = kg_node_get(capabilities, "drop");
    bool drops_all = false;
    for (uint32_t i = 0; kg_node_is(add, KG_NODE_SEQUENCE) && i < add->count; i++) {
        struct kg_str name = kg_node_text(add->items[i]);
        if (kg_str_is(name, "NET_BIND_SERVICE"))
            continue;
        report(
            judged, kg_is_among(name, usual) ? RESTRICTED : BASELINE,
            kg_container_path(judged->trial, container,
                              kg_arena_printf(judged->trial->arena,
                                              "securityContext.capabilities.add[%u]", (unsigned)i)),
            kg_arena_printf(judged->trial->arena, "the capability %s",
                            kg_quoted(judged->trial, name)),
            "Take it out.");
    }
    for (uint32_t i = 0; kg_node_is(drop, KG_NODE_SEQUENCE) && i < drop->count; i++)
        drops_all = drops_all || kg_str_is(kg_node_text(drop->items[i]), "ALL");
    if (!drops_all && !judged->windows)
        report(judged, RESTRICTED,
               kg_container_path(judged->trial, container, "securityContext.capabilities.drop"),
               kg_arena_printf(judged->trial->arena, "the container %s keeps capabilities",
                               kg_quoted(judged->trial, container->name)),
               "Set capabilities.drop to [ALL].");
}

static void judge_host_ports(const struct judged *judged, const struct kg_container *container)
{
    const struct kg_node *ports = kg_node_get(container->node, "ports");
    for (uint32_t i = 0; kg_node_is(ports, KG_NODE_SEQUENCE) && i < ports->count; i++) {
        int64_t port;
        if (!kg_whole(judged->trial, kg_node_get(ports->items[i], "hostPort"), &port) || port == 0)
            continue;
        report(judged, BASELINE,
               kg_container_path(
                   judged->trial, container,
                   kg_arena_printf(judged->trial->arena, "ports[%u].hostPort", (unsigned)i)),
               "a port of the node", "Use a Service.");
    }
}

/* What a container has to say, or its pod for all of them. */
static const struct kg_node *own_or_pods(const struct kg_container *container, const char *field)
{
    const struct kg_node *own = kg_node_path(container->node, "securityContext", field, NULL);
    return own != NULL ? own
                       : kg_node_path(container->manifest->pod, "securityContext", field, NULL);
}

static void judge_restraint(const struct judged *judged, const struct kg_container *container)
{
    struct kg_trial *trial = judged->trial;
    const char *name = kg_quoted(trial, container->name);
    if (!kg_is_true(trial, own_or_pods(container, "runAsNonRoot")))
        report(judged, RESTRICTED,
               kg_container_path(trial, container, "securityContext.runAsNonRoot"),
               kg_arena_printf(trial->arena, "the container %s may run as root", name),
               "Set runAsNonRoot: true, for the pod or the container.");
    if (judged->windows)
        return;
    if (!kg_is_false(trial, kg_node_path(container->node, "securityContext",
                                         "allowPrivilegeEscalation", NULL)))
        report(judged, RESTRICTED,
               kg_container_path(trial, container, "securityContext.allowPrivilegeEscalation"),
               kg_arena_printf(trial->arena, "the container %s may gain privileges", name),
               "Set allowPrivilegeEscalation: false.");
    struct kg_str type = kg_text_at(own_or_pods(container, "seccompProfile"), "type");
    if (!kg_str_is(type, "RuntimeDefault") && !kg_str_is(type, "Localhost"))
        report(judged, RESTRICTED,
               kg_container_path(trial, container, "securityContext.seccompProfile.type"),
               kg_arena_printf(trial->arena, "the container %s has no seccomp profile", name),
               "Set seccompProfile.type: RuntimeDefault, for the pod or the container.");
}

static void judge_action(const struct judged *judged, const struct kg_container *container,
                         const struct kg_node *action, const char *path)
{
    static const char *const calls[] = {"httpGet", "tcpSocket"};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (kg_text_at(kg_node_get(action, calls[i]), "host").length == 0)
            continue;
        report(
            judged, BASELINE,
            kg_container_path(judged->trial, container,
                              kg_arena_printf(judged->trial->arena, "%s.%s.host", path, calls[i])),
            "the node calls a host of the container's choice",
            "Take host out: then the pod itself is called.");
    }
}

/* What the kubelet calls for a container, from the node's own network. */
static void judge_called_hosts(const struct judged *judged, const struct kg_container *container)
{
    static const char *const callers[] = {"livenessProbe", "readinessProbe", "startupProbe"};
    static const char *const moments[] = {"postStart", "preStop"};
    if (!judged->judges_hosts)
        return;
    for (size_t i = 0; i < sizeof callers / sizeof *callers; i++)
        judge_action(judged, container, kg_node_get(container->node, callers[i]), callers[i]);
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++)
        judge_action(judged, container,
                     kg_node_path(container->node, "lifecycle", moments[i], NULL),
                     kg_arena_printf(judged->trial->arena, "lifecycle.%s", moments[i]));
}

static void judge_container(const struct judged *judged, const struct kg_container *container)
{
    const struct kg_node *context = kg_node_get(container->node, "securityContext");
    struct kg_str proc_mount = kg_text_at(context, "procMount");
    if (kg_is_true(judged->trial, kg_node_get(context, "privileged")))
        report(judged, BASELINE,
               kg_container_path(judged->trial, container, "securityContext.privileged"),
               "the container owns its node (privileged)", "Take privileged out.");
    if (proc_mount.length > 0 && !kg_str_is(proc_mount, "Default"))
        report(judged, BASELINE,
               kg_container_path(judged->trial, container, "securityContext.procMount"),
               "an unmasked /proc", "Take procMount out.");
    judge_context(judged, context, kg_container_path(judged->trial, container, "securityContext"));
    judge_host_ports(judged, container);
    judge_called_hosts(judged, container);
    judge_capabilities(judged, container);
    judge_restraint(judged, container);
}

void kg_check_pod_security(struct kg_trial *trial)
{
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_PODS)) != NULL;) {
        struct kg_str level = enforced(trial, manifest);
        const struct judged judged = {
            .trial = trial,
            .manifest = manifest,
            .windows =
                kg_str_is(kg_node_text(kg_node_path(manifest->pod, "os", "name", NULL)), "windows"),
            .judges_hosts = kg_schema_minor(trial->subject->schema) >= HOSTS_JUDGED_SINCE,
            .enforces_baseline = kg_str_is(level, "baseline") || kg_str_is(level, "restricted"),
            .enforces_restricted = kg_str_is(level, "restricted"),
        };
        struct kg_container container = {.manifest = manifest};
        judge_host_namespaces(&judged);
        judge_volumes(&judged);
        judge_sysctls(&judged);
        judge_apparmor_annotations(&judged);
        judge_context(&judged, kg_node_get(manifest->pod, "securityContext"),
                      in_pod(&judged, "securityContext"));
        while (kg_each_container(&container, KG_CONTAINERS_ALL))
            judge_container(&judged, &container);
    }
}
