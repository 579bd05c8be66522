/* Source: API reference, "PersistentVolumeClaim", "PersistentVolume", "StorageClass". */
#include <inttypes.h>

#include "kinds.h"
#include "pod.h"
#include "resource_names.h"
#include "values.h"
#include "volume_sources.h"

enum {
    PARAMETERS_MAX = 512,
    PARAMETER_BYTES_MAX = 256 * 1024,
};

/* ---- PersistentVolumeClaim ---- */

static const struct field claim_fields[] = {{FIELD("spec"), REQUIRED, .type = &type_claim_spec}};
const struct type type_claim = {FIELDS(claim_fields)};

/* ---- PersistentVolume ---- */

static const struct field secret_ref_fields[] = {
    {FIELD("name"), REQUIRED, ITSELF, &kg_names_dns_subdomain},
    {FIELD("namespace"), REQUIRED, ITSELF, &kg_names_dns_label},
};
static const struct type secret_ref = {FIELDS(secret_ref_fields)};

static const struct field csi_fields[] = {
    {FIELD("driver"), NOT_EMPTY, ITSELF, &kg_names_csi_driver},
    {FIELD("volumeHandle"), NOT_EMPTY},
    {FIELD("controllerPublishSecretRef"), PRESENT, .type = &secret_ref},
    {FIELD("controllerExpandSecretRef"), PRESENT, .type = &secret_ref},
    {FIELD("nodePublishSecretRef"), PRESENT, .type = &secret_ref},
    {FIELD("nodeExpandSecretRef"), PRESENT, .type = &secret_ref},
};
static const struct type csi_type = {FIELDS(csi_fields)};

static const struct field local_fields[] = {
    {FIELD("path"), NOT_EMPTY, .check = check_path_without_backsteps}};
static const struct type local_type = {FIELDS(local_fields)};

static const struct kg_str sources[] = {KG_STR("hostPath"),
                                        KG_STR("gcePersistentDisk"),
                                        KG_STR("awsElasticBlockStore"),
                                        KG_STR("glusterfs"),
                                        KG_STR("flocker"),
                                        KG_STR("nfs"),
                                        KG_STR("rbd"),
                                        KG_STR("quobyte"),
                                        KG_STR("cephfs"),
                                        KG_STR("iscsi"),
                                        KG_STR("cinder"),
                                        KG_STR("fc"),
                                        KG_STR("flexVolume"),
                                        KG_STR("azureFile"),
                                        KG_STR("vsphereVolume"),
                                        KG_STR("azureDisk"),
                                        KG_STR("photonPersistentDisk"),
                                        KG_STR("portworxVolume"),
                                        KG_STR("scaleIO"),
                                        KG_STR("local"),
                                        KG_STR("storageos"),
                                        KG_STR("csi")};
static const struct choice source_choice = CHOICE(sources, 1, "a source of the volume");

/* It has storage, and nothing else. */
static void check_capacity(struct judge *judge, const struct spot *capacity)
{
    for (uint32_t i = 0; i < spot_pairs(capacity); i++) {
        struct spot amount = spot_pair(capacity, i);
        if (!kg_str_is(amount.way.key, "storage"))
            complain(judge, "volume-capacity", &amount, "a volume has storage only");
        check_quantity_positive(judge, &amount);
    }
    if (spot_pairs(capacity) == 0)
        complain_required(judge, capacity, "a volume needs a capacity of storage");
}

/* `//` and `/./` are the root too. */
static bool is_root(struct kg_str path)
{
    struct kg_str rest = path;
    struct kg_str part;
    while (kg_str_starts(path, "/") && kg_str_split(&rest, '/', &part)) {
        if (part.length > 0 && !kg_str_is(part, "."))
            return false;
    }
    return kg_str_starts(path, "/");
}

static void check_volume(struct judge *judge, const struct spot *spec)
{
    struct spot capacity = spot_field(spec, "capacity");
    struct spot host_path = spot_field(spec, "hostPath");
    struct spot policy = spot_field(spec, "persistentVolumeReclaimPolicy");
    struct spot class = spot_field(spec, "volumeAttributesClassName");
    struct spot affinity = spot_field(spec, "nodeAffinity");
    struct spot required = spot_field(&affinity, "required");
    check_capacity(judge, &capacity);
    if (is_root(field_text(&host_path, "path")) && kg_str_is(spot_text(&policy), "Recycle"))
        complain(judge, "volume-recycle", &policy, "the root of a host is not recycled");
    if (spot_is_there(&class) && !field_is_there(spec, "csi"))
        complain(judge, "one-of", &class, "volumeAttributesClassName is for csi volumes");
    if (spot_is_there(&affinity) && !spot_is_there(&required))
        complain_required(judge, &required, "a nodeAffinity of a volume is required");
    if (field_is_there(spec, "local") && !spot_is_there(&affinity))
        complain_required(judge, &affinity, "a local volume needs a nodeAffinity");
}

static const struct field node_affinity_fields[] = {
    {FIELD("required"), PRESENT, .type = &type_node_selector}};
static const struct type node_affinity = {FIELDS(node_affinity_fields)};

static const struct field volume_spec_fields[] = {
    {FIELD("accessModes"), REQUIRED, .check = check_access_modes},
    {FIELD("storageClassName"), OPTIONAL, ITSELF, &kg_names_dns_subdomain},
    {FIELD("volumeAttributesClassName"), NOT_EMPTY, ITSELF, &kg_names_dns_subdomain},
    {FIELD("nodeAffinity"), PRESENT, .type = &node_affinity},
    {FIELD("hostPath"), PRESENT, .type = &type_host_path},
    {FIELD("gcePersistentDisk"), PRESENT, .type = &type_gce_disk},
    {FIELD("awsElasticBlockStore"), PRESENT, .type = &type_aws_disk},
    {FIELD("glusterfs"), PRESENT, .type = &type_glusterfs},
    {FIELD("flocker"), PRESENT, .type = &type_flocker},
    {FIELD("nfs"), PRESENT, .type = &type_nfs},
    {FIELD("rbd"), PRESENT, .type = &type_rbd},
    {FIELD("quobyte"), PRESENT, .type = &type_quobyte},
    {FIELD("cephfs"), PRESENT, .type = &type_cephfs},
    {FIELD("iscsi"), PRESENT, .type = &type_iscsi},
    {FIELD("cinder"), PRESENT, .type = &type_cinder},
    {FIELD("fc"), PRESENT, .type = &type_fc},
    {FIELD("flexVolume"), PRESENT, .type = &type_flex},
    {FIELD("azureFile"), PRESENT, .type = &type_azure_file},
    {FIELD("vsphereVolume"), PRESENT, .type = &type_vsphere},
    {FIELD("azureDisk"), PRESENT, .type = &type_azure_disk},
    {FIELD("photonPersistentDisk"), PRESENT, .type = &type_photon},
    {FIELD("portworxVolume"), PRESENT, .type = &type_portworx},
    {FIELD("scaleIO"), PRESENT, .type = &type_scaleio},
    {FIELD("local"), PRESENT, .type = &local_type},
    {FIELD("storageos"), PRESENT, .type = &type_storageos},
    {FIELD("csi"), PRESENT, .type = &csi_type},
};
static const struct type volume_spec = {FIELDS(volume_spec_fields), &source_choice, check_volume};
static const struct field volume_fields[] = {{FIELD("spec"), REQUIRED, .type = &volume_spec}};
const struct type type_volume_object = {FIELDS(volume_fields)};

/* ---- StorageClass ---- */

static void check_parameters(struct judge *judge, const struct spot *parameters)
{
    size_t size = 0;
    for (uint32_t i = 0; i < spot_pairs(parameters); i++) {
        struct spot value = spot_pair(parameters, i);
        size += value.way.key.length + spot_text(&value).length;
        if (value.way.key.length == 0)
            complain(judge, "required", &value, "the name of a parameter must not be empty");
    }
    if (spot_pairs(parameters) > PARAMETERS_MAX)
        complain(judge, "too-many", parameters, "%" PRIu32 " are more than %d",
                 spot_pairs(parameters), PARAMETERS_MAX);
    if (size > PARAMETER_BYTES_MAX)
        complain(judge, "too-long", parameters, "they are longer than %d bytes together",
                 PARAMETER_BYTES_MAX);
}

static void check_class(struct judge *judge, const struct spot *object)
{
    static const char *const policies[] = {"Delete", "Retain"};
    struct spot policy = spot_field(object, "reclaimPolicy");
    if (spot_is_given(&policy) && !is_one_of(spot_text(&policy), policies, 2))
        complain(judge, "reclaim-policy", &policy, "of a class it is Delete or Retain");
}

static const struct field requirement_fields[] = {
    {FIELD("key"), NOT_EMPTY, ITSELF, &kg_names_label_key},
    {FIELD("values"), NOT_EMPTY},
};
static const struct type requirement_type = {FIELDS(requirement_fields)};

static void check_expressions(struct judge *judge, const struct spot *expressions)
{
    judge_unique(judge, expressions, "key");
    for (uint32_t i = 0; i < spot_items(expressions); i++) {
        struct spot expression = spot_item(expressions, i);
        struct spot values = spot_field(&expression, "values");
        judge_unique(judge, &values, NULL);
    }
}

static const struct field topology_fields[] = {{FIELD("matchLabelExpressions"), REQUIRED, ITEMS,
                                                .type = &requirement_type,
                                                .check = check_expressions}};
static const struct type topology_type = {FIELDS(topology_fields)};

/* No term of topologies may be there twice. */
static void check_topologies(struct judge *judge, const struct spot *topologies)
{
    for (uint32_t i = 1; i < spot_items(topologies); i++) {
        struct spot term = spot_item(topologies, i);
        for (uint32_t k = 0; k < i; k++)
            if (kg_node_equal(topologies->node->items[k], term.node)) {
                complain(judge, "duplicate", &term, "the same term is there before");
                break;
            }
    }
}

static const struct field class_fields[] = {
    {FIELD("provisioner"), NOT_EMPTY, ITSELF, &kg_names_annotation_key},
    {FIELD("parameters"), OPTIONAL, .check = check_parameters},
    {FIELD("allowedTopologies"), OPTIONAL, ITEMS, .type = &topology_type,
     .check = check_topologies},
};
const struct type type_storage_class = {FIELDS(class_fields), .check = check_class};
