/* Environment variables, and what volumes say about their pod. Source: API reference, "EnvVar",
 * "EnvVarSource", "EnvFromSource", "ObjectFieldSelector", "ResourceFieldSelector". */
#include "pod.h"
#include "values.h"

/* ---- fieldRef ---- */

/* `metadata.labels['key']`: what stands before the bracket, and the key. */
static bool split_subscript(struct kg_str path, struct kg_str *before, struct kg_str *key)
{
    ptrdiff_t bracket = kg_str_find(path, '[');
    if (bracket <= 0 || !kg_str_ends(path, "']") ||
        !kg_str_starts(kg_str_from_index(path, (size_t)bracket), "['"))
        return false;
    *before = kg_str_head(path, (size_t)bracket);
    *key = kg_str_from_index(kg_str_head(path, path.length - 2), (size_t)bracket + 2);
    return true;
}

static void check_subscript(struct judge *judge, const struct spot *path, struct kg_str before,
                            struct kg_str key)
{
    const struct kg_grammar *grammar = &kg_names_annotation_key;
    if (kg_str_is(before, "metadata.labels"))
        grammar = &kg_names_label_key;
    else if (!kg_str_is(before, "metadata.annotations")) {
        complain(judge, "field-path", path, "only labels and annotations take a key in brackets");
        return;
    }
    if (!grammar->holds(key))
        complain(judge, grammar->rule, path, "%s is not %s: it takes %s", quoted(judge, key),
                 grammar->what, grammar->wants);
}

static void check_field_path(struct judge *judge, const struct spot *path,
                             const char *const *allowed, size_t count)
{
    struct kg_str text = spot_text(path);
    struct kg_str before;
    struct kg_str key;
    if (!spot_is_text(path))
        return;
    if (split_subscript(text, &before, &key))
        check_subscript(judge, path, before, key);
    else if (!is_one_of(text, allowed, count))
        complain(judge, "field-path", path, "%s is not a field of the pod that can be referred to",
                 quoted(judge, text));
}

static void check_variable_path(struct judge *judge, const struct spot *path)
{
    static const char *const allowed[] = {
        "metadata.name",           "metadata.namespace", "metadata.uid",   "spec.nodeName",
        "spec.serviceAccountName", "status.hostIP",      "status.hostIPs", "status.podIP",
        "status.podIPs",           "spec.host"};
    check_field_path(judge, path, allowed, sizeof allowed / sizeof *allowed);
}

static void check_file_path(struct judge *judge, const struct spot *path)
{
    static const char *const allowed[] = {"metadata.name", "metadata.namespace", "metadata.labels",
                                          "metadata.annotations", "metadata.uid"};
    check_field_path(judge, path, allowed, sizeof allowed / sizeof *allowed);
}

static void check_ref_version(struct judge *judge, const struct spot *version)
{
    if (spot_is_text(version) && !kg_str_is(spot_text(version), "v1"))
        complain(judge, "field-path", version, "fields of a pod are those of v1");
}

static const struct field variable_ref_fields[] = {
    {FIELD("apiVersion"), OPTIONAL, .check = check_ref_version},
    {FIELD("fieldPath"), NOT_EMPTY, .check = check_variable_path},
};
static const struct type variable_ref_type = {FIELDS(variable_ref_fields)};

static const struct field file_ref_fields[] = {
    {FIELD("apiVersion"), OPTIONAL, .check = check_ref_version},
    {FIELD("fieldPath"), NOT_EMPTY, .check = check_file_path},
};
static const struct type file_ref_type = {FIELDS(file_ref_fields)};

/* ---- resourceFieldRef ---- */

static bool is_huge_pages(struct kg_str resource)
{
    return kg_str_starts(resource, "requests.hugepages-") ||
           kg_str_starts(resource, "limits.hugepages-");
}

static void check_resource(struct judge *judge, const struct spot *resource)
{
    static const char *const allowed[] = {"limits.cpu",
                                          "limits.memory",
                                          "requests.cpu",
                                          "requests.memory",
                                          "limits.ephemeral-storage",
                                          "requests.ephemeral-storage"};
    struct kg_str text = spot_text(resource);
    if (spot_is_text(resource) && !is_one_of(text, allowed, 6) && !is_huge_pages(text))
        complain(judge, "resource-ref", resource,
                 "%s is not limits. or requests. and then cpu, memory, ephemeral-storage or "
                 "hugepages-SIZE",
                 quoted(judge, text));
}

/* Whether the API server writes the amount as 1 and one suffix (or none). */
static bool is_one_unit(struct kg_quantity divisor)
{
    int64_t step = divisor.format == KG_QUANTITY_BINARY ? 1024 : 1000;
    struct kg_quantity unit = kg_quantity_of(1);
    for (int power = 0; power <= 6; power++) {
        bool plain = divisor.format != KG_QUANTITY_EXPONENT || power == 0;
        if (plain && kg_quantity_compare(divisor, unit) == 0)
            return true;
        unit = kg_quantity_times(unit, step);
    }
    return false;
}

static bool is_cpu_unit(struct kg_quantity divisor)
{
    struct kg_quantity milli;
    kg_quantity_parse(KG_STR("1m"), &milli);
    return kg_quantity_compare(divisor, kg_quantity_of(1)) == 0 ||
           (kg_quantity_compare(divisor, milli) == 0 && divisor.format != KG_QUANTITY_EXPONENT);
}

static void check_resource_ref(struct judge *judge, const struct spot *ref)
{
    struct spot spot = spot_field(ref, "divisor");
    struct kg_str resource = field_text(ref, "resource");
    struct kg_quantity divisor;
    bool cpu = kg_str_ends(resource, ".cpu");
    if (!spot_is_there(&spot) || !read_quantity(judge, &spot, &divisor) ||
        kg_quantity_sign(divisor) == 0 || (cpu ? is_cpu_unit(divisor) : is_one_unit(divisor)))
        return;
    complain(judge, "divisor", &spot, "%s cannot divide %s: that takes %s",
             quoted(judge, kg_node_text(spot.node)), quoted(judge, resource),
             cpu ? "1 or 1m" : "1 or one of 1k 1M 1G 1T 1P 1E 1Ki 1Mi 1Gi 1Ti 1Pi 1Ei");
}

static const struct field resource_ref_fields[] = {
    {FIELD("resource"), NOT_EMPTY, .check = check_resource}};
static const struct type resource_ref_type = {FIELDS(resource_ref_fields),
                                              .check = check_resource_ref};

static const struct field file_resource_fields[] = {
    {FIELD("containerName"), REQUIRED},
    {FIELD("resource"), NOT_EMPTY, .check = check_resource},
};
static const struct type file_resource_type = {FIELDS(file_resource_fields),
                                               .check = check_resource_ref};

/* ---- files of the downward API ---- */

static const struct kg_str file_sources[] = {KG_STR("fieldRef"), KG_STR("resourceFieldRef")};
static const struct choice file_choice =
    CHOICE(file_sources, 1, "a source (fieldRef or resourceFieldRef)");

static const struct field file_fields[] = {
    {FIELD("path"), NOT_EMPTY, .check = check_item_path},
    {FIELD("fieldRef"), PRESENT, .type = &file_ref_type},
    {FIELD("resourceFieldRef"), PRESENT, .type = &file_resource_type},
    {FIELD("mode"), PRESENT, .range = &range_mode},
};

const struct type type_downward_file = {FIELDS(file_fields), &file_choice, NULL};

/* ---- variables ---- */

static const struct field key_ref_fields[] = {
    {FIELD("name"), REQUIRED, ITSELF, &kg_names_dns_subdomain},
    {FIELD("key"), NOT_EMPTY, ITSELF, &kg_names_config_key},
};
static const struct type key_ref_type = {FIELDS(key_ref_fields)};

/* The file must be in a volume that is written anew for each pod. */
static void check_file_volume(struct judge *judge, const struct spot *name)
{
    struct spot volume;
    if (!find_mounted(judge, name, &volume))
        return;
    if (!field_is_there(&volume, "emptyDir"))
        complain(judge, "file-key", name, "the volume %s must be an emptyDir",
                 quoted(judge, spot_text(name)));
}

static const struct field file_key_fields[] = {
    {FIELD("volumeName"), NOT_EMPTY, ITSELF, &kg_names_dns_label, .check = check_file_volume},
    {FIELD("path"), NOT_EMPTY, .check = check_path_without_backsteps},
    {FIELD("key"), NOT_EMPTY, ITSELF, &kg_names_variable},
};
static const struct type file_key_type = {FIELDS(file_key_fields)};

static const struct kg_str value_sources[] = {KG_STR("fieldRef"), KG_STR("resourceFieldRef"),
                                              KG_STR("configMapKeyRef"), KG_STR("secretKeyRef"),
                                              KG_STR("fileKeyRef")};
static const struct choice value_choice =
    CHOICE(value_sources, 1,
           "a source (fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef or fileKeyRef)");

static const struct field value_from_fields[] = {
    {FIELD("fieldRef"), PRESENT, .type = &variable_ref_type},
    {FIELD("resourceFieldRef"), PRESENT, .type = &resource_ref_type},
    {FIELD("configMapKeyRef"), PRESENT, .type = &key_ref_type},
    {FIELD("secretKeyRef"), PRESENT, .type = &key_ref_type},
    {FIELD("fileKeyRef"), PRESENT, .type = &file_key_type},
};
static const struct type value_from_type = {FIELDS(value_from_fields), &value_choice, NULL};

/* Before 1.32 names were those of C with dots and dashes. */
static void check_variable_name(struct judge *judge, const struct spot *name)
{
    struct kg_str text = spot_text(name);
    bool narrow = kg_names_config_key.holds(text) && (text.data[0] < '0' || text.data[0] > '9');
    if (judge->minor < 32 && spot_is_text(name) && kg_names_variable.holds(text) && !narrow)
        complain(judge, kg_names_variable.rule, name,
                 "%s is not the name of an environment variable: before Kubernetes 1.32 it takes "
                 "letters, digits, '_', '-' and '.', and begins with no digit",
                 quoted(judge, text));
}

static void check_env(struct judge *judge, const struct spot *env)
{
    struct spot source = spot_field(env, "valueFrom");
    if (field_text(env, "value").length > 0 && spot_is_there(&source))
        complain(judge, "one-of", &source, "valueFrom may not stand beside a value");
}

static const struct field env_fields[] = {
    {FIELD("name"), NOT_EMPTY, ITSELF, &kg_names_variable, .check = check_variable_name},
    {FIELD("valueFrom"), PRESENT, .type = &value_from_type},
};

const struct type type_env = {FIELDS(env_fields), .check = check_env};

/* ---- envFrom ---- */

/* Here the API server lets a name end in '-'. */
static bool is_source_name(struct kg_str text)
{
    return kg_names_prefix_holds(&kg_names_dns_subdomain, text);
}

static const struct kg_grammar source_name = {
    "dns-subdomain", "a DNS subdomain",
    "at most 253 lower-case letters, digits, '-' and '.', with a letter or digit on both sides of "
    "every dot and at both ends",
    is_source_name};

static const struct field source_fields[] = {{FIELD("name"), REQUIRED, ITSELF, &source_name}};
static const struct type source_type = {FIELDS(source_fields)};

static const struct kg_str env_sources[] = {KG_STR("configMapRef"), KG_STR("secretRef")};
static const struct choice env_choice =
    CHOICE(env_sources, 1, "a source (configMapRef or secretRef)");

static const struct field env_from_fields[] = {
    {FIELD("prefix"), OPTIONAL, ITSELF, &kg_names_variable, .check = check_variable_name},
    {FIELD("configMapRef"), PRESENT, .type = &source_type},
    {FIELD("secretRef"), PRESENT, .type = &source_type},
};

const struct type type_env_from = {FIELDS(env_from_fields), &env_choice, NULL};
