/* Security contexts. Source: API reference, "SecurityContext", "PodSecurityContext". */
#include "bytes.h"
#include "pod.h"
#include "values.h"

enum {
    APPARMOR_PATH_MAX = 4095,
    CREDENTIAL_SPEC_MAX = 64 * 1024,
    DOMAIN_MAX = 255,
    NETBIOS_MAX = 15,
    USER_MAX = 104,
};

/* ---- profiles ---- */

/* `localhostProfile` belongs to the type Localhost. */
static bool has_its_profile(struct judge *judge, const struct spot *profile)
{
    struct spot local = spot_field(profile, "localhostProfile");
    bool wanted = field_is(profile, "type", "Localhost");
    if (wanted && !spot_is_there(&local))
        complain_required(judge, &local, "the type Localhost takes a localhostProfile");
    if (!wanted && spot_is_there(&local))
        complain(judge, "forbidden", &local, "it must not be set unless the type is Localhost");
    return wanted && spot_is_there(&local);
}

static void check_seccomp(struct judge *judge, const struct spot *profile)
{
    struct spot local = spot_field(profile, "localhostProfile");
    if (has_its_profile(judge, profile))
        check_path_below(judge, &local);
}

static const struct field profile_fields[] = {{FIELD("type"), NOT_EMPTY}};
static const struct type seccomp_type = {FIELDS(profile_fields), .check = check_seccomp};

static void check_apparmor(struct judge *judge, const struct spot *profile)
{
    struct spot local = spot_field(profile, "localhostProfile");
    struct kg_str text = spot_text(&local);
    if (!has_its_profile(judge, profile))
        return;
    if (kg_str_trim(text).length != text.length)
        complain(judge, "apparmor-profile", &local, "it begins or ends with white space");
    else if (text.length == 0)
        complain_required(judge, &local, NULL);
    if (text.length > APPARMOR_PATH_MAX)
        complain(judge, "too-long", &local, "it is longer than %d bytes", APPARMOR_PATH_MAX);
}

static const struct type apparmor_type = {FIELDS(profile_fields), .check = check_apparmor};

/* ---- Windows ---- */

static bool is_any_label(struct kg_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        bool inside = i > 0 && i + 1 < text.length;
        if (!is_letter_or_digit(text.data[i]) && !(inside && text.data[i] == '-'))
            return false;
    }
    return text.length > 0 && text.length <= KG_NAMES_LABEL_MAX;
}

static bool is_dns_domain(struct kg_str text)
{
    struct kg_str rest = text;
    struct kg_str part;
    while (kg_str_split(&rest, '.', &part)) {
        if (!is_any_label(part))
            return false;
    }
    return true;
}

static bool has_any_of(struct kg_str text, const char *bytes)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] != '\0' && strchr(bytes, text.data[i]) != NULL)
            return true;
    }
    return false;
}

static bool is_netbios(struct kg_str text)
{
    return text.length > 0 && text.length <= NETBIOS_MAX && text.data[0] != '.' &&
           !has_any_of(text, "\\/:*?\"<>|");
}

static bool has_control(struct kg_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if ((unsigned char)text.data[i] < ' ' || text.data[i] == '\x7F')
            return true;
    }
    return false;
}

static bool is_dot_or_space(char c)
{
    return c == '.' || c == ' ';
}

static bool is_windows_user(struct kg_str user)
{
    return user.length > 0 && user.length <= USER_MAX && !all_bytes(user, is_dot_or_space) &&
           !has_any_of(user, "\"/\\:;|=,+*?<>@[]");
}

static void check_user_name(struct judge *judge, const struct spot *name)
{
    struct kg_str user = spot_text(name);
    ptrdiff_t backslash = kg_str_find(user, '\\');
    bool valid = !has_control(user);
    if (backslash >= 0) {
        struct kg_str domain = kg_str_head(user, (size_t)backslash);
        user = kg_str_from_index(user, (size_t)backslash + 1);
        valid =
            valid && domain.length <= DOMAIN_MAX && (is_netbios(domain) || is_dns_domain(domain));
    }
    if (spot_is_text(name) && !(valid && is_windows_user(user)))
        complain(judge, "windows-user", name, "%s is not USER or DOMAIN\\USER",
                 quoted(judge, spot_text(name)));
}

static void check_credential_spec(struct judge *judge, const struct spot *spec)
{
    size_t length = spot_text(spec).length;
    if (spot_is_text(spec) && length == 0)
        complain_required(judge, spec, NULL);
    if (length > CREDENTIAL_SPEC_MAX)
        complain(judge, "too-long", spec, "it is longer than %d bytes", CREDENTIAL_SPEC_MAX);
}

static const struct field windows_fields[] = {
    {FIELD("gmsaCredentialSpecName"), PRESENT, ITSELF, &kg_names_dns_subdomain},
    {FIELD("gmsaCredentialSpec"), PRESENT, .check = check_credential_spec},
    {FIELD("runAsUserName"), PRESENT, .check = check_user_name},
};
static const struct type windows_type = {FIELDS(windows_fields)};

/* ---- containers ---- */

static bool adds_admin(const struct spot *security)
{
    struct spot capabilities = spot_field(security, "capabilities");
    struct spot added = spot_field(&capabilities, "add");
    for (uint32_t i = 0; i < spot_items(&added); i++) {
        struct spot capability = spot_item(&added, i);
        if (kg_str_is(spot_text(&capability), "CAP_SYS_ADMIN"))
            return true;
    }
    return false;
}

static void check_escalation(struct judge *judge, const struct spot *security)
{
    struct spot escalation = spot_field(security, "allowPrivilegeEscalation");
    if (!spot_is_there(&escalation) || spot_is_true(&escalation))
        return;
    if (field_is_true(security, "privileged"))
        complain(judge, "privilege-escalation", &escalation,
                 "it cannot be false for a privileged container");
    if (adds_admin(security))
        complain(judge, "privilege-escalation", &escalation,
                 "it cannot be false with the capability CAP_SYS_ADMIN");
}

static void check_security(struct judge *judge, const struct spot *security)
{
    struct spot mount = spot_field(security, "procMount");
    if (kg_str_is(spot_text(&mount), "Unmasked") && judge->pod->host_users && judge->minor >= 30)
        complain(judge, "proc-mount", &mount, "Unmasked takes hostUsers: false");
    check_escalation(judge, security);
}

static const struct field security_fields[] = {
    {FIELD("runAsUser"), PRESENT, .range = &range_id},
    {FIELD("runAsGroup"), PRESENT, .range = &range_id},
    {FIELD("seccompProfile"), PRESENT, .type = &seccomp_type},
    {FIELD("appArmorProfile"), PRESENT, .type = &apparmor_type},
    {FIELD("windowsOptions"), PRESENT, .type = &windows_type},
};

const struct type type_security = {FIELDS(security_fields), .check = check_security};

/* ---- pods ---- */

/* Whether the name begins with the text, in either spelling. */
static bool begins(struct kg_str name, const char *parameter)
{
    size_t length = strlen(parameter);
    if (name.length < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = name.data[i] == '/' ? '.' : name.data[i];
        if (c != parameter[i])
            return false;
    }
    return true;
}

/* Parameters that are the host's own when the pod shares that namespace with it. */
static bool is_network_parameter(struct kg_str name)
{
    return begins(name, "net.");
}

static bool is_ipc_parameter(struct kg_str name)
{
    static const char *const names[] = {
        "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
        "kernel.shm", "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.msg"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (name.length == strlen(names[i]) && begins(name, names[i]))
            return true;
    }
    return begins(name, "fs.mqueue.");
}

void check_sysctls(struct judge *judge, const struct spot *sysctls)
{
    judge_unique(judge, sysctls, "name");
    for (uint32_t i = 0; i < spot_items(sysctls); i++) {
        struct spot sysctl = spot_item(sysctls, i);
        struct spot name = spot_field(&sysctl, "name");
        if (judge->pod->host_network && is_network_parameter(spot_text(&name)))
            complain(judge, "sysctl-of-host", &name, "with hostNetwork it is the host's own");
        if (field_is_true(&judge->pod->spec, "hostIPC") && is_ipc_parameter(spot_text(&name)))
            complain(judge, "sysctl-of-host", &name, "with hostIPC it is the host's own");
    }
}

static const struct field sysctl_fields[] = {{FIELD("name"), NOT_EMPTY, ITSELF, &kg_names_sysctl}};
static const struct type sysctl_type = {FIELDS(sysctl_fields)};

static const struct field pod_security_fields[] = {
    {FIELD("fsGroup"), PRESENT, .range = &range_id},
    {FIELD("runAsUser"), PRESENT, .range = &range_id},
    {FIELD("runAsGroup"), PRESENT, .range = &range_id},
    {FIELD("supplementalGroups"), OPTIONAL, ITEMS, .range = &range_id},
    {FIELD("sysctls"), OPTIONAL, ITEMS, .type = &sysctl_type, .check = check_sysctls},
    {FIELD("seccompProfile"), PRESENT, .type = &seccomp_type},
    {FIELD("appArmorProfile"), PRESENT, .type = &apparmor_type},
    {FIELD("windowsOptions"), PRESENT, .type = &windows_type},
};

const struct type type_pod_security = {FIELDS(pod_security_fields)};

/* ---- what one operating system has and the other not ---- */

static void forbid_all(struct judge *judge, const struct spot *spot, const char *const *names,
                       size_t count, const char *why)
{
    for (size_t i = 0; i < count; i++) {
        struct spot field = spot_field(spot, names[i]);
        if (spot_is_there(&field))
            complain(judge, "forbidden", &field, "it must not be set %s", why);
    }
}

static void check_linux_container(struct judge *judge, const struct spot *container)
{
    static const char *const names[] = {"windowsOptions"};
    struct spot security = spot_field(container, "securityContext");
    forbid_all(judge, &security, names, 1, "for a pod of linux");
}

static void check_windows_container(struct judge *judge, const struct spot *container)
{
    static const char *const names[] = {
        "appArmorProfile", "seLinuxOptions",           "seccompProfile", "capabilities",
        "privileged",      "readOnlyRootFilesystem",   "procMount",      "runAsUser",
        "runAsGroup",      "allowPrivilegeEscalation",
    };
    struct spot security = spot_field(container, "securityContext");
    forbid_all(judge, &security, names, sizeof names / sizeof *names, "for a pod of windows");
}

static void check_linux(struct judge *judge, const struct spot *spec)
{
    static const char *const names[] = {"windowsOptions"};
    struct spot security = spot_field(spec, "securityContext");
    forbid_all(judge, &security, names, 1, "for a pod of linux");
    for_each_container(judge, spec, check_linux_container);
}

static void check_windows(struct judge *judge, const struct spot *spec)
{
    static const char *const security_names[] = {
        "appArmorProfile",
        "seLinuxOptions",
        "seccompProfile",
        "fsGroup",
        "runAsUser",
        "fsGroupChangePolicy",
        "runAsGroup",
        "supplementalGroups",
        "supplementalGroupsPolicy",
        "seLinuxChangePolicy",
    };
    static const char *const pointers[] = {"hostUsers", "shareProcessNamespace", "resources"};
    static const char *const flags[] = {"hostPID", "hostIPC"};
    struct spot security = spot_field(spec, "securityContext");
    forbid_all(judge, &security, security_names, sizeof security_names / sizeof *security_names,
               "for a pod of windows");
    forbid_field(judge, &security, "sysctls", "for a pod of windows");
    forbid_all(judge, spec, pointers, sizeof pointers / sizeof *pointers, "for a pod of windows");
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        forbid_field(judge, spec, flags[i], "for a pod of windows");
    for_each_container(judge, spec, check_windows_container);
}

/* ---- containers that are processes of a Windows host ---- */

enum host_process { UNSAID, NO, YES };

static enum host_process host_process_of(const struct spot *holder)
{
    struct spot security = spot_field(holder, "securityContext");
    struct spot options = spot_field(&security, "windowsOptions");
    struct spot flag = spot_field(&options, "hostProcess");
    if (!spot_is_there(&flag))
        return UNSAID;
    return spot_is_true(&flag) ? YES : NO;
}

/* All of a pod's containers are such processes, or none, and then the network is the host's. */
static void check_host_process(struct judge *judge, const struct spot *spec)
{
    static const char *const lists[] = {"initContainers", "containers"};
    enum host_process pod = host_process_of(spec);
    unsigned all = 0;
    unsigned processes = 0;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct spot list = spot_field(spec, lists[i]);
        for (uint32_t k = 0; k < spot_items(&list); k++) {
            struct spot container = spot_item(&list, k);
            enum host_process own = host_process_of(&container);
            if (pod != UNSAID && own != UNSAID && pod != own)
                complain(judge, "host-process", &container,
                         "hostProcess of the pod and of its containers must be the same");
            all++;
            processes += own == YES || (own == UNSAID && pod == YES);
        }
    }
    if (processes > 0 && processes < all)
        complain(judge, "host-process", spec,
                 "all containers of a pod are processes of the host, or none");
    if (processes > 0 && !judge->pod->host_network)
        complain(judge, "host-process", spec, "processes of the host take hostNetwork: true");
}

void check_pod_security(struct judge *judge, const struct spot *spec)
{
    if (kg_str_is(judge->pod->os, "linux"))
        check_linux(judge, spec);
    if (kg_str_is(judge->pod->os, "windows"))
        check_windows(judge, spec);
    check_host_process(judge, spec);
}
