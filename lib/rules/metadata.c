/* What all objects share. Source: API reference, "ObjectMeta". */
#include "kinds.h"

/* The sum of all keys and values, in bytes. */
enum { ANNOTATIONS_MAX = 256 * 1024 };

static bool is_path_segment(struct kg_str text)
{
    return !kg_str_is(text, ".") && !kg_str_is(text, "..") && kg_str_find(text, '/') < 0 &&
           kg_str_find(text, '%') < 0;
}

const struct kg_grammar path_segment = {"path-segment", "a segment of a path",
                                        "any text but '.' and '..', without '/' and '%'",
                                        is_path_segment};

static const struct kg_grammar *const any_name = &kg_names_dns_subdomain;

static void check_annotations(struct judge *judge, const struct spot *annotations)
{
    size_t size = 0;
    for (uint32_t i = 0; i < spot_pairs(annotations); i++) {
        struct spot value = spot_pair(annotations, i);
        size += value.way.key.length + spot_text(&value).length;
    }
    if (size > ANNOTATIONS_MAX)
        complain(judge, "annotations-size", annotations,
                 "annotations are %zu bytes together, allowed are %d", size, ANNOTATIONS_MAX);
}

/* Labels are a map whose keys and values both have a grammar. */
void check_labels(struct judge *judge, const struct spot *labels)
{
    for (uint32_t i = 0; i < spot_pairs(labels); i++) {
        struct spot value = spot_pair(labels, i);
        struct spot key = value;
        key.node = labels->node->pairs[i].key;
        key.anchor = key.node;
        if (!kg_names_label_key.holds(value.way.key))
            complain(judge, kg_names_label_key.rule, &key, "%s is not a label key: it takes %s",
                     quoted(judge, value.way.key), kg_names_label_key.wants);
        judge_grammar(judge, &value, &kg_names_label_value);
    }
}

void check_finalizers(struct judge *judge, const struct spot *finalizers)
{
    static const char *const standard[] = {"kubernetes", "orphan", "foregroundDeletion"};
    bool orphan = false;
    bool foreground = false;
    for (uint32_t i = 0; i < spot_items(finalizers); i++) {
        struct spot finalizer = spot_item(finalizers, i);
        struct kg_str text = spot_text(&finalizer);
        orphan = orphan || kg_str_is(text, "orphan");
        foreground = foreground || kg_str_is(text, "foregroundDeletion");
        if (judge_grammar(judge, &finalizer, &kg_names_label_key) && spot_is_text(&finalizer) &&
            kg_str_find(text, '/') < 0 && !is_one_of(text, standard, 3))
            complain(judge, "finalizer", &finalizer,
                     "%s is neither a finalizer of Kubernetes itself nor has it a domain in front",
                     quoted(judge, text));
    }
    if (orphan && foreground)
        complain(judge, "finalizer", finalizers,
                 "orphan and foregroundDeletion cannot both be set");
}

static void check_owner_version(struct judge *judge, const struct spot *version)
{
    struct kg_str text = spot_text(version);
    ptrdiff_t slash = kg_str_find(text, '/');
    struct kg_str rest = kg_str_from_index(text, (size_t)(slash + 1));
    if (spot_is_text(version) && (rest.length == 0 || kg_str_find(rest, '/') >= 0))
        complain(judge, "api-version", version, "%s is not GROUP/VERSION or VERSION",
                 quoted(judge, text));
}

static void check_owner(struct judge *judge, const struct spot *owner)
{
    if (field_is(owner, "apiVersion", "v1") && field_is(owner, "kind", "Event"))
        complain(judge, "owner", owner, "an Event cannot own anything");
}

static const struct field owner_fields[] = {
    {FIELD("apiVersion"), NOT_EMPTY, .check = check_owner_version},
    {FIELD("kind"), NOT_EMPTY},
    {FIELD("name"), NOT_EMPTY},
    {FIELD("uid"), NOT_EMPTY},
};

static const struct type owner_type = {FIELDS(owner_fields), .check = check_owner};

static void check_owners(struct judge *judge, const struct spot *owners)
{
    bool controlled = false;
    for (uint32_t i = 0; i < spot_items(owners); i++) {
        struct spot owner = spot_item(owners, i);
        struct spot controller = spot_field(&owner, "controller");
        if (spot_is_true(&controller) && controlled)
            complain(judge, "owner", &controller, "only one owner can be the controller");
        controlled = controlled || spot_is_true(&controller);
    }
}

static const struct field template_fields[] = {
    {FIELD("labels"), OPTIONAL, .check = check_labels},
    {FIELD("annotations"), OPTIONAL, KEYS, &kg_names_annotation_key, .check = check_annotations},
    {FIELD("finalizers"), OPTIONAL, .check = check_finalizers},
};

const struct type type_template_metadata = {FIELDS(template_fields)};

static const struct field object_fields[] = {
    {FIELD("namespace"), OPTIONAL, ITSELF, &kg_names_dns_label},
    {FIELD("labels"), OPTIONAL, .check = check_labels},
    {FIELD("annotations"), OPTIONAL, KEYS, &kg_names_annotation_key, .check = check_annotations},
    {FIELD("generation"), OPTIONAL, .range = &range_not_negative},
    {FIELD("ownerReferences"), OPTIONAL, ITEMS, .type = &owner_type, .check = check_owners},
    {FIELD("finalizers"), OPTIONAL, .check = check_finalizers},
};

static const struct type object_type = {FIELDS(object_fields)};

static void judge_name(struct judge *judge, const struct spot *metadata,
                       const struct kg_grammar *grammar)
{
    struct spot name = spot_field(metadata, "name");
    struct spot prefix = spot_field(metadata, "generateName");
    if (spot_is_given(&prefix) && !kg_names_prefix_holds(grammar, spot_text(&prefix)))
        complain(judge, grammar->rule, &prefix, "%s is not the beginning of %s: it takes %s",
                 quoted(judge, spot_text(&prefix)), grammar->what, grammar->wants);
    if (spot_is_given(&name))
        judge_grammar(judge, &name, grammar);
    else if (!spot_is_given(&prefix))
        complain_required(judge, &name, "an object needs a name, or a generateName");
}

void judge_metadata(struct judge *judge, const struct spot *object, const struct kind *kind)
{
    struct spot metadata = spot_field(object, "metadata");
    judge_name(judge, &metadata, kind != NULL ? kind->name : any_name);
    judge_type(judge, &metadata, &object_type);
}
