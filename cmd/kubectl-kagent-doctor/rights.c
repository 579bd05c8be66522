/*
 * What each command may do in the cluster: one access review for each verb of
 * plugins.yaml's `rbac`, all at once. Reviews, and not the list of one's rules:
 * a server that asks a webhook knows no list.
 */
#include <string.h>

#include "kagent/buf.h"
#include "kagent/target.h"

#include "../common/command.h"
#include "doctor.h"
#include "suite.h"

enum { LIST_MAX = 1 << 20 };

/* One verb on one resource, and what the server says to it. */
struct right {
    const struct kg_permission *permission;
    const char *verb;
    struct kg_kube_resource resource;
    const char *subresource;
};

struct rights {
    struct right *items;
    struct kg_kube_call *calls;
    size_t count;
};

/* Those of the API's resources in the tables that live in no namespace. */
static bool is_namespaced(const char *resource)
{
    return strcmp(resource, kg_kube_nodes.plural) != 0 &&
           strcmp(resource, kg_kube_namespaces.plural) != 0;
}

static void add_right(struct kg_arena *arena, struct rights *rights,
                      const struct kg_permission *permission, struct kg_str verb)
{
    struct kg_str rest = kg_str_from(permission->resource), plural;
    struct right right = {.permission = permission, .verb = kg_str_copy(arena, verb)};
    kg_str_split(&rest, '/', &plural);
    right.resource = (struct kg_kube_resource){.group = permission->api_group,
                                               .plural = kg_str_copy(arena, plural),
                                               .namespaced = is_namespaced(permission->resource)};
    right.subresource = rest.length > 0 ? kg_str_copy(arena, rest) : NULL;
    rights->items = kg_arena_extend(arena, rights->items, rights->count, sizeof *rights->items);
    rights->items[rights->count++] = right;
}

static void list_rights(struct kg_arena *arena, const struct kg_command *command,
                        struct rights *rights)
{
    for (size_t i = 0; i < command->permission_count; i++) {
        struct kg_str rest = kg_str_from(command->permissions[i].verbs), verb;
        while (kg_str_split(&rest, ',', &verb))
            add_right(arena, rights, &command->permissions[i], kg_str_trim(verb));
    }
}

static void ask(struct doctor *doctor, struct rights *rights)
{
    rights->calls = kg_arena_zero(doctor->arena, rights->count + 1, sizeof *rights->calls);
    for (size_t i = 0; i < rights->count; i++) {
        const struct right *right = &rights->items[i];
        const struct kg_kube_access access = {
            .verb = right->verb,
            .resource = &right->resource,
            .subresource = right->subresource,
            .namespace = right->resource.namespaced ? doctor->cluster.namespace : NULL};
        rights->calls[i].request = kg_kube_access_request(doctor->arena, &access);
    }
    kg_kube_call_all(doctor->cluster.kube, doctor->arena, rights->calls, rights->count);
}

/* "statefulsets.apps/scale", as kubectl writes it. */
static const char *resource_name(struct kg_arena *arena, const struct right *right)
{
    return kg_arena_printf(arena, "%s%s%s%s%s", right->resource.plural,
                           right->resource.group[0] != '\0' ? "." : "", right->resource.group,
                           right->subresource != NULL ? "/" : "",
                           right->subresource != NULL ? right->subresource : "");
}

/*
 * Appends the verbs of a permission that are not allowed, "list, watch pods: why". The permission
 * is that of the right number `first`. Returns the number of the first right of the next one.
 */
static size_t add_missing(struct kg_buf *list, const struct rights *rights, size_t first)
{
    const struct right *right = &rights->items[first];
    size_t i = first, missing = 0;
    for (; i < rights->count && rights->items[i].permission == right->permission; i++) {
        if (kg_kube_access_allowed(&rights->calls[i].answer))
            continue;
        kg_buf_printf(list, "%s%s", missing++ == 0 ? "\n" : ", ", rights->items[i].verb);
    }
    if (missing > 0)
        kg_buf_printf(list, " %s: %s", resource_name(list->arena, right),
                      right->permission->reason);
    return i;
}

/* The error of the first question that was not answered; NULL when all were. */
static const struct kg_error *failure(const struct rights *rights)
{
    for (size_t i = 0; i < rights->count; i++) {
        if (rights->calls[i].answer.reason != KG_KUBE_SUCCESS)
            return &rights->calls[i].error;
    }
    return NULL;
}

static bool any_allowed(const struct rights *rights)
{
    for (size_t i = 0; i < rights->count; i++) {
        if (kg_kube_access_allowed(&rights->calls[i].answer))
            return true;
    }
    return false;
}

static void say_command(struct doctor *doctor, const struct kg_command *command,
                        const struct rights *rights)
{
    struct kg_buf list;
    kg_buf_init(&list, doctor->arena, LIST_MAX);
    for (size_t i = 0; i < rights->count;)
        i = add_missing(&list, rights, i);
    if (list.length == 0) {
        doctor_say(doctor, DOCTOR_OK, command->name, "may do all that it needs");
        return;
    }
    if (any_allowed(rights))
        doctor_say(doctor, DOCTOR_NOTE, command->name, "may not%.*s",
                   KG_STR_ARG(kg_buf_str(&list)));
    else
        doctor_say(doctor, DOCTOR_NOTE, command->name, "may do nothing of what it needs in %s",
                   doctor->cluster.namespace);
    const struct kg_target here = {.namespace = doctor->cluster.namespace};
    doctor_mend(doctor, "%s    # the role %s-%s has it",
                kg_target_command(doctor->arena, &here, "kubectl kagent doctor --print-rbac"),
                kagent_suite.name, command->name);
}

void doctor_rights(struct doctor *doctor)
{
    if (!doctor->connected) {
        doctor_say(doctor, DOCTOR_UNCHECKED, "commands", "no cluster has answered");
        return;
    }
    for (size_t i = 0; i < kagent_suite.command_count; i++) {
        const struct kg_command *command = kagent_suite.commands[i];
        struct rights rights = {0};
        list_rights(doctor->arena, command, &rights);
        if (rights.count == 0)
            continue;
        ask(doctor, &rights);
        if (failure(&rights) != NULL) {
            doctor_say_error(doctor, command->name, failure(&rights));
            return;
        }
        say_command(doctor, command, &rights);
    }
}

/* ---- as roles ---- */

static bool has_rules(const struct kg_command *command, bool namespaced)
{
    for (size_t i = 0; i < command->permission_count; i++) {
        if (is_namespaced(command->permissions[i].resource) == namespaced)
            return true;
    }
    return false;
}

static void add_role(struct kg_buf *out, const struct kg_command *command, bool namespaced,
                     const char *namespace)
{
    if (!has_rules(command, namespaced))
        return;
    kg_buf_printf(out,
                  "%sapiVersion: rbac.authorization.k8s.io/v1\nkind: %s\nmetadata:\n"
                  "  name: %s-%s\n",
                  out->length > 0 ? "---\n" : "", namespaced ? "Role" : "ClusterRole",
                  kagent_suite.name, command->name);
    if (namespaced)
        kg_buf_printf(out, "  namespace: %s\n", namespace);
    kg_buf_add_text(out, "rules:\n");
    for (size_t i = 0; i < command->permission_count; i++) {
        const struct kg_permission *permission = &command->permissions[i];
        if (is_namespaced(permission->resource) == namespaced)
            kg_buf_printf(out, "# %s\n- apiGroups: [\"%s\"]\n  resources: [%s]\n  verbs: [%s]\n",
                          permission->reason, permission->api_group, permission->resource,
                          permission->verbs);
    }
}

int doctor_print_rbac(struct kg_arena *arena, const char *namespace, struct kg_error *err)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, LIST_MAX);
    for (size_t i = 0; i < kagent_suite.command_count; i++) {
        add_role(&out, kagent_suite.commands[i], true, namespace);
        add_role(&out, kagent_suite.commands[i], false, namespace);
    }
    return cmd_print(kg_buf_str(&out), err);
}
