/* Source: API reference, "CustomResourceDefinition"; "Extend the Kubernetes API with
 * CustomResourceDefinitions". The schemas inside are judged by lib/schema, when objects are. */
#include "bytes.h"
#include "kinds.h"

enum { KIND_MAX = KG_NAMES_LABEL_MAX };

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
}

static const struct field version_fields[] = {
    {FIELD("name"), NOT_EMPTY, ITSELF, &kg_names_dns_1035_label}};
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
}

static const struct field definition_fields[] = {{FIELD("spec"), PRESENT, .type = &spec_type}};
const struct type type_definition = {FIELDS(definition_fields), .check = check_definition};
