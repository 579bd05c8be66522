/* The namespace transformer. */
#include "setter.h"
#include "shape.h"
#include "transform.h"

/* Whose namespace is set in role bindings. */
enum subject_mode {
    SUBJECTS_NAMED_DEFAULT,
    SUBJECTS_SERVICE_ACCOUNTS,
    SUBJECTS_NONE,
};

struct change {
    struct kg_arena *arena;
    const struct kg_node *namespace;
    bool unset_only;
    enum subject_mode subjects;
    struct kg_fieldspec metadata_namespace;
    struct kg_node *value; /* one per object and pass, shared by all places that it is set at */
};

static struct kg_node *fresh_value(const struct change *change)
{
    struct kg_node *value = kg_node_scalar(change->arena, KG_TAG_STR, change->namespace->text);
    kg_node_at(value, change->namespace);
    return value;
}

static int set_value(void *context, struct kg_node *node, struct kg_error *err)
{
    const struct change *change = context;
    bool set_already =
        kg_node_is(node, KG_NODE_SCALAR) && !kg_node_is_null(node) && node->text.length > 0;
    if (change->unset_only && set_already)
        return 0;
    return kg_set_scalar(node, change->value, err);
}

static int parse_mode(const struct kg_node *config, enum subject_mode *mode, struct kg_error *err)
{
    static const struct {
        const char *name;
        enum subject_mode mode;
    } modes[] = {{"", SUBJECTS_NAMED_DEFAULT},
                 {"defaultOnly", SUBJECTS_NAMED_DEFAULT},
                 {"allServiceAccounts", SUBJECTS_SERVICE_ACCOUNTS},
                 {"none", SUBJECTS_NONE}};
    struct kg_str text = kg_shape_text(config, "setRoleBindingSubjects");
    for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
        if (kg_str_is(text, modes[i].name)) {
            *mode = modes[i].mode;
            return 0;
        }
    return kg_error_at(err, KG_ERROR_NEGATIVE,
                       kg_node_position(kg_node_get(config, "setRoleBindingSubjects")),
                       "setRoleBindingSubjects must be defaultOnly, none or allServiceAccounts, "
                       "not `%.*s`",
                       KG_STR_ARG(text));
}

/* 1 or 0; -1 when what decides is no text. */
static int is_chosen(enum subject_mode mode, const struct kg_node *subject, struct kg_error *err)
{
    const char *field = mode == SUBJECTS_NAMED_DEFAULT ? "name" : "kind";
    const char *wanted = mode == SUBJECTS_NAMED_DEFAULT ? "default" : "ServiceAccount";
    const struct kg_node *node = kg_node_get(subject, field);
    if (kg_node_is_null(node))
        return 0;
    if (node->kind != KG_NODE_SCALAR)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                           "the %s of a role binding's subject must be a text, not a %s", field,
                           kg_node_kind_name(node));
    return kg_str_is(node->text, wanted);
}

static int set_subjects(struct change *change, struct kg_node *object, struct kg_error *err)
{
    struct kg_node *subjects = kg_node_get(object, "subjects");
    if (change->subjects == SUBJECTS_NONE || kg_node_is_null(subjects))
        return 0;
    if (subjects->kind != KG_NODE_SEQUENCE)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(subjects),
                           "the subjects of a role binding must be a list, not a %s",
                           kg_node_kind_name(subjects));
    for (uint32_t i = 0; i < subjects->count; i++) {
        struct kg_node *subject = subjects->items[i];
        if (kg_node_is_null(subject))
            continue;
        if (subject->kind != KG_NODE_MAPPING)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(subject),
                               "a subject of a role binding must be a mapping, not a %s",
                               kg_node_kind_name(subject));
        int chosen = is_chosen(change->subjects, subject, err);
        if (chosen < 0)
            return -1;
        if (chosen == 0)
            continue;
        struct kg_node *field;
        change->value = fresh_value(change);
        if (kg_lookup_field(change->arena, subject, KG_STR("namespace"), KG_NODE_SCALAR, &field,
                            err) != 0 ||
            set_value(change, field, err) != 0)
            return -1;
    }
    return 0;
}

/* Specs that are handled by hand, or that speak of another version's Namespace. */
static bool is_skipped(const struct kg_fieldspec *spec, const struct kg_node *object,
                       bool role_binding)
{
    if (kg_str_is(spec->path, "metadata/namespace"))
        return true;
    if (kg_str_is(spec->path, "metadata/name"))
        return !kg_str_is(kg_node_text(kg_node_get(object, "apiVersion")), "v1");
    return role_binding && kg_str_is(spec->path, "subjects/namespace") &&
           (kg_str_is(spec->gvk.kind, "RoleBinding") ||
            kg_str_is(spec->gvk.kind, "ClusterRoleBinding"));
}

static int set_in_object(struct kg_fieldspecs specs, struct change *change, struct kg_node *object,
                         struct kg_error *err)
{
    struct kg_gvk gvk = kg_node_gvk(object);
    struct kg_field_setter setter = {
        .set = set_value, .context = change, .create_kind = KG_NODE_SCALAR};
    change->value = fresh_value(change);
    if (!kg_gvk_cluster_scoped(gvk) &&
        kg_fieldspec_apply(change->arena, &change->metadata_namespace, object, &setter, err) != 0)
        return -1;
    bool role_binding =
        kg_str_is(gvk.kind, "RoleBinding") || kg_str_is(gvk.kind, "ClusterRoleBinding");
    if (role_binding && set_subjects(change, object, err) != 0)
        return -1;
    change->value = fresh_value(change);
    setter.create_tag = KG_TAG_STR;
    for (size_t i = 0; i < specs.count; i++)
        if (!is_skipped(&specs.items[i], object, role_binding) &&
            kg_fieldspec_apply(change->arena, &specs.items[i], object, &setter, err) != 0)
            return -1;
    return 0;
}

static int check_conflicts(const struct kg_transformation *t, struct kg_error *err)
{
    if (kg_resources_check_unique(t->build->arena, t->resources, err) == 0)
        return 0;
    return kg_error_context(err, "the namespace transformation gives two resources one id");
}

static struct change make_change(struct kg_arena *arena, const struct kg_node *namespace)
{
    struct kg_gvk any = {KG_STR(""), KG_STR(""), KG_STR("")};
    return (struct change){.arena = arena,
                           .namespace = namespace,
                           .metadata_namespace =
                               kg_fieldspec_make(arena, any, KG_STR("metadata/namespace"), true)};
}

int kg_set_namespace(struct kg_arena *arena, struct kg_node *object,
                     const struct kg_node *namespace, struct kg_error *err)
{
    struct change change = make_change(arena, namespace);
    return set_in_object((struct kg_fieldspecs){0}, &change, object, err);
}

int kg_transform_namespace(const struct kg_transformation *t, struct kg_error *err)
{
    struct kg_arena *arena = t->build->arena;
    bool is_text = kg_node_is(t->config, KG_NODE_SCALAR);
    struct change change = make_change(
        arena, is_text ? t->config : kg_node_path(t->config, "metadata", "namespace", NULL));
    change.unset_only = !is_text && kg_shape_bool(t->config, "unsetOnly");
    if (!is_text && parse_mode(t->config, &change.subjects, err) != 0)
        return -1;
    if (kg_node_text(change.namespace).length == 0)
        return 0;
    for (size_t i = 0; i < t->resources->count; i++) {
        struct kg_resource *resource = t->resources->items[i];
        kg_resource_store_previous_id(arena, resource);
        if (set_in_object(t->specs, &change, resource->node, err) != 0)
            return -1;
    }
    return check_conflicts(t, err);
}
