/* Source: API reference, "CustomResourceDefinition"; "Extend the Kubernetes API with
 * CustomResourceDefinitions". */
#include "bytes.h"
#include "definition_schema.h"
#include "kinds.h"

enum { KIND_MAX = KG_NAMES_LABEL_MAX, WARNING_MAX = 256 };

static bool is_kind(struct kg_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!is_letter_or_digit(text.data[i]) && text.data[i] != '-')
            return false;
    }
    return text.length > 0 && text.length <= KIND_MAX && is_letter(text.data[0]) &&
           text.data[text.length - 1] != '-';
}

static const struct kg_grammar kind_name = {"kind-name", "the name of a kind",
                                            "at most 63 letters, digits and '-', a letter first",
                                            is_kind};

static void check_names(struct judge *judge, const struct spot *names)
{
    struct spot list = spot_field(names, "listKind");
    if (spot_is_given(&list) && kg_str_equal(spot_text(&list), field_text(names, "kind")))
        complain(judge, "kind-name", &list, "kind and listKind cannot be the same");
}

static const struct field names_fields[] = {
    {FIELD("plural"), NOT_EMPTY, ITSELF, &kg_names_dns_1035_label},
    {FIELD("singular"), OPTIONAL, ITSELF, &kg_names_dns_1035_label},
    {FIELD("kind"), NOT_EMPTY, ITSELF, &kind_name},
    {FIELD("listKind"), OPTIONAL, ITSELF, &kind_name},
    {FIELD("shortNames"), OPTIONAL, ITEMS, &kg_names_dns_1035_label},
    {FIELD("categories"), OPTIONAL, ITEMS, &kg_names_dns_1035_label},
};
static const struct type names_type = {FIELDS(names_fields), .check = check_names};

static void check_warning(struct judge *judge, const struct spot *version)
{
    struct spot warning = spot_field(version, "deprecationWarning");
    if (!spot_is_there(&warning))
        return;
    if (!field_is_true(version, "deprecated"))
        complain(judge, "forbidden", &warning, "only a deprecated version has a warning");
    else if (!spot_is_given(&warning))
        complain_required(judge, &warning, NULL);
    else if (spot_text(&warning).length > WARNING_MAX)
        complain(judge, "range", &warning, "it is longer than %d bytes", WARNING_MAX);
}

static void check_json_path(struct judge *judge, const struct spot *path)
{
    if (spot_is_text(path) && !kg_str_starts(spot_text(path), "."))
        complain(judge, "json-path", path, "%s does not begin with a dot",
                 quoted(judge, spot_text(path)));
}

/* A path below a field, or below another one unless that is NULL. */
static void check_path_in(struct judge *judge, const struct spot *path, const char *one,
                          const char *other)
{
    struct kg_str text = spot_text(path);
    if (!spot_is_text(path) || kg_str_starts(text, one))
        return;
    if (other == NULL)
        complain(judge, "json-path", path, "%s does not begin with '%s'", quoted(judge, text), one);
    else if (!kg_str_starts(text, other))
        complain(judge, "json-path", path, "%s does not begin with '%s' or '%s'",
                 quoted(judge, text), one, other);
}

static void check_spec_path(struct judge *judge, const struct spot *path)
{
    check_path_in(judge, path, ".spec.", NULL);
}

static void check_status_path(struct judge *judge, const struct spot *path)
{
    check_path_in(judge, path, ".status.", NULL);
}

static void check_selector_path(struct judge *judge, const struct spot *path)
{
    check_path_in(judge, path, ".spec.", ".status.");
}

static const struct field scale_fields[] = {
    {FIELD("specReplicasPath"), NOT_EMPTY, .check = check_spec_path},
    {FIELD("statusReplicasPath"), NOT_EMPTY, .check = check_status_path},
    {FIELD("labelSelectorPath"), OPTIONAL, .check = check_selector_path},
};
static const struct type scale_type = {FIELDS(scale_fields)};
static const struct field subresource_fields[] = {{FIELD("scale"), PRESENT, .type = &scale_type}};
static const struct type subresources_type = {FIELDS(subresource_fields)};

static const struct field column_fields[] = {
    {FIELD("name"), NOT_EMPTY},
    {FIELD("type"), NOT_EMPTY},
    {FIELD("jsonPath"), NOT_EMPTY, .check = check_json_path},
};
static const struct type column_type = {FIELDS(column_fields)};

/* The schema of the field that a path of names leads to; nothing where there is none. */
static struct spot schema_at(const struct spot *root, struct kg_str path)
{
    static const struct spot nowhere = {.node = NULL};
    struct spot schema = *root;
    struct kg_str name;
    struct kg_str rest = kg_str_from_index(path, 1);
    while (spot_is_there(&schema) && kg_str_split(&rest, '.', &name)) {
        const struct kg_node *properties = kg_node_get(schema.node, "properties");
        schema.node = kg_node_get_str(properties, name);
    }
    return kg_str_starts(path, ".") ? schema : nowhere;
}

static void check_selectable(struct judge *judge, const struct spot *version)
{
    static const char *const types[] = {"string", "boolean", "integer"};
    struct spot list = spot_field(version, "selectableFields");
    struct spot holder = spot_field(version, "schema");
    struct spot root = spot_field(&holder, "openAPIV3Schema");
    judge_unique(judge, &list, "jsonPath");
    for (uint32_t i = 0; i < spot_items(&list); i++) {
        struct spot item = spot_item(&list, i);
        struct spot path = spot_field(&item, "jsonPath");
        struct spot schema = schema_at(&root, spot_text(&path));
        if (!spot_is_text(&path))
            continue;
        if (spot_text(&path).length == 0)
            complain_required(judge, &path, NULL);
        else if (kg_str_starts(spot_text(&path), ".metadata") ||
                 !is_one_of(field_text(&schema, "type"), types, 3))
            complain(judge, "json-path", &path, "%s is no text, integer or boolean of the schema",
                     quoted(judge, spot_text(&path)));
    }
}

/* Every version says what its objects look like: at the root they are objects. */
static void check_version(struct judge *judge, const struct spot *version)
{
    struct spot holder = spot_field(version, "schema");
    struct spot schema = spot_field(&holder, "openAPIV3Schema");
    struct spot type = spot_field(&schema, "type");
    if (!spot_is_there(&schema))
        complain_required(judge, &schema, "each version needs a schema");
    else if (!kg_str_is(spot_text(&type), "object"))
        complain(judge, "definition-schema", &type, "the root of a schema has the type object");
    judge_definition_schema(judge, &schema, version);
    check_warning(judge, version);
    check_selectable(judge, version);
}

static const struct field version_fields[] = {
    {FIELD("name"), NOT_EMPTY, ITSELF, &kg_names_dns_1035_label},
    {FIELD("subresources"), PRESENT, .type = &subresources_type},
    {FIELD("additionalPrinterColumns"), OPTIONAL, ITEMS, .type = &column_type},
};
static const struct type version_type = {FIELDS(version_fields), .check = check_version};

static void check_versions(struct judge *judge, const struct spot *versions)
{
    unsigned stored = 0;
    judge_unique(judge, versions, "name");
    for (uint32_t i = 0; i < spot_items(versions); i++) {
        struct spot version = spot_item(versions, i);
        stored += field_is_true(&version, "storage");
    }
    if (stored != 1)
        complain(judge, "definition-storage", versions,
                 "exactly one version has storage: true, here %u have", stored);
}

static void check_group(struct judge *judge, const struct spot *group)
{
    if (judge_grammar(judge, group, &kg_names_dns_subdomain) && spot_is_text(group) &&
        kg_str_find(spot_text(group), '.') < 0)
        complain(judge, "definition-group", group, "%s is not a domain name with a dot",
                 quoted(judge, spot_text(group)));
}

static const struct field spec_fields[] = {
    {FIELD("group"), NOT_EMPTY, .check = check_group},
    {FIELD("names"), PRESENT, .type = &names_type},
    {FIELD("scope"), NOT_EMPTY},
    {FIELD("versions"), NOT_EMPTY, ITEMS, .type = &version_type, .check = check_versions},
};
static const struct type spec_type = {FIELDS(spec_fields)};

/* The API server finds a definition by what it defines. */
static void check_definition(struct judge *judge, const struct spot *object)
{
    struct spot metadata = spot_field(object, "metadata");
    struct spot name = spot_field(&metadata, "name");
    struct spot spec = spot_field(object, "spec");
    struct spot names = spot_field(&spec, "names");
    struct kg_str plural = field_text(&names, "plural");
    struct kg_str group = field_text(&spec, "group");
    const char *wanted =
        kg_arena_printf(judge->arena, "%.*s.%.*s", KG_STR_ARG(plural), KG_STR_ARG(group));
    if (plural.length > 0 && group.length > 0 && spot_is_given(&name) &&
        !kg_str_is(spot_text(&name), wanted))
        complain(judge, "definition-name", &name, "it must be spec.names.plural and spec.group: %s",
                 wanted);
    forbid_field(judge, &metadata, "generateName", "where the name must be a certain one");
}

static const struct field definition_fields[] = {{FIELD("spec"), PRESENT, .type = &spec_type}};
const struct type type_definition = {FIELDS(definition_fields), .check = check_definition};
