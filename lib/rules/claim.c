/* Claims of storage. Source: API reference, "PersistentVolumeClaimSpec". */
#include "pod.h"
#include "resource_names.h"
#include "selector.h"
#include "values.h"

void check_access_modes(struct judge *judge, const struct spot *modes)
{
    bool once_pod = false;
    bool other = false;
    for (uint32_t i = 0; i < spot_items(modes); i++) {
        struct spot mode = spot_item(modes, i);
        bool is = kg_str_is(spot_text(&mode), "ReadWriteOncePod");
        once_pod = once_pod || is;
        other = other || !is;
    }
    if (once_pod && other)
        complain(judge, "access-modes", modes, "ReadWriteOncePod stands alone");
}

static void check_storage(struct judge *judge, const struct spot *spec)
{
    struct spot resources = spot_field(spec, "resources");
    struct spot requests = spot_field(&resources, "requests");
    struct spot storage = spot_field(&requests, "storage");
    if (!spot_is_there(&storage))
        complain_required(judge, &storage, "a claim requests storage");
    check_quantity_positive(judge, &storage);
}

/* A claim by itself loses a source that is neither a claim nor a snapshot; a template does not. */
static bool is_dropped(struct judge *judge, const struct spot *source)
{
    bool claim =
        field_is(source, "kind", "PersistentVolumeClaim") && !field_is_given(source, "apiGroup");
    bool snapshot = field_is(source, "kind", "VolumeSnapshot") &&
                    field_is(source, "apiGroup", "snapshot.storage.k8s.io");
    return field_is(judge->root, "kind", "PersistentVolumeClaim") && !claim && !snapshot;
}

/* What is of the core group is a claim; others need their group. */
static void check_source(struct judge *judge, const struct spot *source)
{
    struct spot kind = spot_field(source, "kind");
    if (!field_is_given(source, "apiGroup") && spot_is_given(&kind) &&
        !kg_str_is(spot_text(&kind), "PersistentVolumeClaim"))
        complain(judge, "data-source", &kind,
                 "without an apiGroup the kind is PersistentVolumeClaim");
}

static const struct field source_fields[] = {
    {FIELD("apiGroup"), OPTIONAL, ITSELF, &kg_names_dns_subdomain},
    {FIELD("kind"), NOT_EMPTY},
    {FIELD("name"), NOT_EMPTY},
    {FIELD("namespace"), OPTIONAL, ITSELF, &kg_names_dns_label},
};
static const struct type source_type = {FIELDS(source_fields), .check = check_source};

static void check_old_source(struct judge *judge, const struct spot *source)
{
    if (!is_dropped(judge, source))
        judge_type(judge, source, &source_type);
}

static void check_sources(struct judge *judge, const struct spot *spec)
{
    static const char *const names[] = {"apiGroup", "kind", "name"};
    struct spot source = spot_field(spec, "dataSource");
    struct spot ref = spot_field(spec, "dataSourceRef");
    if (!spot_is_there(&source) || !spot_is_there(&ref) || is_dropped(judge, &source))
        return;
    bool same = !field_is_given(&ref, "namespace");
    for (size_t i = 0; i < 3; i++)
        same = same && kg_str_equal(field_text(&source, names[i]), field_text(&ref, names[i]));
    if (!same)
        complain(judge, "data-source", &source, "it must be the same as dataSourceRef");
}

static void check_spec(struct judge *judge, const struct spot *spec)
{
    check_storage(judge, spec);
    check_sources(judge, spec);
}

static const struct field claim_fields[] = {
    {FIELD("accessModes"), REQUIRED, .check = check_access_modes},
    {FIELD("selector"), PRESENT, .type = &type_label_selector},
    {FIELD("storageClassName"), OPTIONAL, ITSELF, &kg_names_dns_subdomain},
    {FIELD("volumeAttributesClassName"), OPTIONAL, ITSELF, &kg_names_dns_subdomain},
    {FIELD("dataSource"), PRESENT, .check = check_old_source},
    {FIELD("dataSourceRef"), PRESENT, .type = &source_type},
};

const struct type type_claim_spec = {FIELDS(claim_fields), .check = check_spec};

/* Of an ephemeral volume: of the metadata only labels and annotations are taken over. */
void check_claim_template(struct judge *judge, const struct spot *template)
{
    struct spot metadata = spot_field(template, "metadata");
    struct spot spec = spot_field(template, "spec");
    judge_type(judge, &metadata, &type_template_metadata);
    for (uint32_t i = 0; i < spot_pairs(&metadata); i++) {
        struct spot field = spot_pair(&metadata, i);
        if (spot_is_given(&field) && !kg_str_is(field.way.key, "labels") &&
            !kg_str_is(field.way.key, "annotations"))
            complain(judge, "forbidden", &field, "it must not be set for the claim of a volume");
    }
    judge_type(judge, &spec, &type_claim_spec);
}
