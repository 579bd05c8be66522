/* Volumes of pods. Source: API reference, "Volume" and the sections of its sources. */
#include "pod.h"
#include "selector.h"
#include "values.h"
#include "volume_sources.h"

static const struct range mode_with_sticky = {0, 01777, "file-mode"};
static const struct range token_seconds = {600, INT64_C(1) << 32, "range"};
static const struct range certificate_seconds = {3600, 91 * 24 * 3600, "range"};

/* ---- files of ConfigMaps and Secrets ---- */

static const struct field item_fields[] = {
    {FIELD("key"), NOT_EMPTY},
    {FIELD("path"), NOT_EMPTY, .check = check_item_path},
    {FIELD("mode"), PRESENT, .range = &range_mode},
};
static const struct type item_type = {FIELDS(item_fields)};

static const struct field secret_fields[] = {
    {FIELD("secretName"), REQUIRED},
    {FIELD("defaultMode"), PRESENT, .range = &range_mode},
    {FIELD("items"), OPTIONAL, ITEMS, .type = &item_type},
};
static const struct type secret_type = {FIELDS(secret_fields)};

static const struct field config_map_fields[] = {
    {FIELD("name"), REQUIRED},
    {FIELD("defaultMode"), PRESENT, .range = &range_mode},
    {FIELD("items"), OPTIONAL, ITEMS, .type = &item_type},
};
static const struct type config_map_type = {FIELDS(config_map_fields)};

static const struct field downward_fields[] = {
    {FIELD("defaultMode"), PRESENT, .range = &range_mode},
    {FIELD("items"), OPTIONAL, ITEMS, .type = &type_downward_file},
};
static const struct type downward_type = {FIELDS(downward_fields)};

/* ---- projected ---- */

static const struct field projected_object_fields[] = {
    {FIELD("name"), REQUIRED},
    {FIELD("items"), OPTIONAL, ITEMS, .type = &item_type},
};
static const struct type projected_object_type = {FIELDS(projected_object_fields)};

static const struct field projected_downward_fields[] = {
    {FIELD("items"), OPTIONAL, ITEMS, .type = &type_downward_file}};
static const struct type projected_downward_type = {FIELDS(projected_downward_fields)};

static const struct field token_fields[] = {
    {FIELD("path"), NOT_EMPTY, .check = check_item_path},
    {FIELD("expirationSeconds"), PRESENT, .range = &token_seconds},
};
static const struct type token_type = {FIELDS(token_fields)};

static const struct kg_str bundle_sources[] = {KG_STR("name"), KG_STR("signerName")};
static const struct choice bundle_choice =
    CHOICE(bundle_sources, 1, "a selection (name or signerName)");

static void check_bundle(struct judge *judge, const struct spot *bundle)
{
    if (field_is_there(bundle, "name"))
        forbid_field(judge, bundle, "labelSelector", "beside name");
}

static const struct field bundle_fields[] = {
    {FIELD("name"), NOT_EMPTY},
    {FIELD("signerName"), NOT_EMPTY},
    {FIELD("labelSelector"), PRESENT, .type = &type_label_selector},
    {FIELD("path"), NOT_EMPTY, .check = check_item_path},
};
static const struct type bundle_type = {FIELDS(bundle_fields), &bundle_choice, check_bundle};

static void check_certificate(struct judge *judge, const struct spot *certificate)
{
    if (!field_is_given(certificate, "credentialBundlePath") &&
        !field_is_given(certificate, "keyPath") &&
        !field_is_given(certificate, "certificateChainPath"))
        complain_required(
            judge, certificate,
            "one of credentialBundlePath, keyPath and certificateChainPath is needed");
}

static const struct field certificate_fields[] = {
    {FIELD("maxExpirationSeconds"), PRESENT, .range = &certificate_seconds},
    {FIELD("credentialBundlePath"), OPTIONAL, .check = check_item_path},
    {FIELD("keyPath"), OPTIONAL, .check = check_item_path},
    {FIELD("certificateChainPath"), OPTIONAL, .check = check_item_path},
};
static const struct type certificate_type = {FIELDS(certificate_fields),
                                             .check = check_certificate};

static const struct kg_str projections[] = {KG_STR("secret"),
                                            KG_STR("configMap"),
                                            KG_STR("downwardAPI"),
                                            KG_STR("serviceAccountToken"),
                                            KG_STR("clusterTrustBundle"),
                                            KG_STR("podCertificate")};
static const struct choice projection_choice = CHOICE(projections, 0, "a source");

static const struct field projection_fields[] = {
    {FIELD("secret"), PRESENT, .type = &projected_object_type},
    {FIELD("configMap"), PRESENT, .type = &projected_object_type},
    {FIELD("downwardAPI"), PRESENT, .type = &projected_downward_type},
    {FIELD("serviceAccountToken"), PRESENT, .type = &token_type},
    {FIELD("clusterTrustBundle"), PRESENT, .type = &bundle_type},
    {FIELD("podCertificate"), PRESENT, .type = &certificate_type},
};
static const struct type projection_type = {FIELDS(projection_fields), &projection_choice, NULL};

/* Where the files of one volume come from, and which paths were there before. */
struct paths {
    struct kg_map seen;
};

static void check_new_path(struct judge *judge, struct paths *paths, const struct spot *path)
{
    if (spot_is_given(path) && kg_map_put(&paths->seen, spot_text(path), judge) != NULL)
        complain(judge, "duplicate", path, "%s is a file of this volume already",
                 quoted(judge, spot_text(path)));
}

static void check_new_items(struct judge *judge, struct paths *paths, const struct spot *source)
{
    struct spot items = spot_field(source, "items");
    for (uint32_t i = 0; i < spot_items(&items); i++) {
        struct spot item = spot_item(&items, i);
        struct spot path = spot_field(&item, "path");
        check_new_path(judge, paths, &path);
    }
}

/* The files that the sources of one volume put into it must be different ones. */
static void check_projections(struct judge *judge, const struct spot *sources)
{
    static const char *const with_items[] = {"secret", "configMap", "downwardAPI"};
    static const struct {
        const char *source;
        const char *path;
    } single[] = {{"clusterTrustBundle", "path"},
                  {"podCertificate", "credentialBundlePath"},
                  {"podCertificate", "keyPath"},
                  {"podCertificate", "certificateChainPath"}};
    struct paths paths;
    kg_map_init(&paths.seen, judge->arena);
    for (uint32_t i = 0; i < spot_items(sources); i++) {
        struct spot source = spot_item(sources, i);
        for (size_t k = 0; k < sizeof with_items / sizeof *with_items; k++) {
            struct spot part = spot_field(&source, with_items[k]);
            check_new_items(judge, &paths, &part);
        }
        for (size_t k = 0; k < sizeof single / sizeof *single; k++) {
            struct spot part = spot_field(&source, single[k].source);
            struct spot path = spot_field(&part, single[k].path);
            check_new_path(judge, &paths, &path);
        }
    }
}

static const struct field projected_fields[] = {
    {FIELD("defaultMode"), PRESENT, .range = &range_mode},
    {FIELD("sources"), OPTIONAL, ITEMS, .type = &projection_type, .check = check_projections},
};
static const struct type projected_type = {FIELDS(projected_fields)};

/* ---- others that only pods have ---- */

static const struct field empty_dir_fields[] = {
    {FIELD("sizeLimit"), PRESENT, .check = check_quantity_not_negative},
    {FIELD("mode"), PRESENT, .range = &mode_with_sticky},
};
static const struct type empty_dir_type = {FIELDS(empty_dir_fields)};

static const struct field git_fields[] = {
    {FIELD("repository"), NOT_EMPTY},
    {FIELD("directory"), OPTIONAL, .check = check_path_below},
};
static const struct type git_type = {FIELDS(git_fields)};

static const struct field claim_fields[] = {{FIELD("claimName"), NOT_EMPTY}};
static const struct type claim_type = {FIELDS(claim_fields)};

static const struct field local_secret_fields[] = {
    {FIELD("name"), REQUIRED, ITSELF, &kg_names_dns_subdomain}};
static const struct type local_secret_type = {FIELDS(local_secret_fields)};

static const struct field csi_fields[] = {
    {FIELD("driver"), NOT_EMPTY, ITSELF, &kg_names_csi_driver},
    {FIELD("nodePublishSecretRef"), PRESENT, .type = &local_secret_type},
};
static const struct type csi_type = {FIELDS(csi_fields)};

static const struct field ephemeral_fields[] = {
    {FIELD("volumeClaimTemplate"), REQUIRED, .check = check_claim_template}};
static const struct type ephemeral_type = {FIELDS(ephemeral_fields)};

static const struct field image_fields[] = {{FIELD("reference"), REQUIRED}};
static const struct type image_type = {FIELDS(image_fields)};

/* Without any source a volume is an emptyDir. */
static const struct kg_str sources[] = {KG_STR("emptyDir"),
                                        KG_STR("hostPath"),
                                        KG_STR("gitRepo"),
                                        KG_STR("gcePersistentDisk"),
                                        KG_STR("awsElasticBlockStore"),
                                        KG_STR("secret"),
                                        KG_STR("nfs"),
                                        KG_STR("iscsi"),
                                        KG_STR("glusterfs"),
                                        KG_STR("flocker"),
                                        KG_STR("persistentVolumeClaim"),
                                        KG_STR("rbd"),
                                        KG_STR("cinder"),
                                        KG_STR("cephfs"),
                                        KG_STR("quobyte"),
                                        KG_STR("downwardAPI"),
                                        KG_STR("fc"),
                                        KG_STR("flexVolume"),
                                        KG_STR("configMap"),
                                        KG_STR("azureFile"),
                                        KG_STR("vsphereVolume"),
                                        KG_STR("photonPersistentDisk"),
                                        KG_STR("portworxVolume"),
                                        KG_STR("azureDisk"),
                                        KG_STR("storageos"),
                                        KG_STR("projected"),
                                        KG_STR("scaleIO"),
                                        KG_STR("csi"),
                                        KG_STR("ephemeral"),
                                        KG_STR("image")};
static const struct choice source_choice = CHOICE(sources, 0, "the source of a volume");

static const struct field volume_fields[] = {
    {FIELD("name"), NOT_EMPTY, ITSELF, &kg_names_dns_label},
    {FIELD("emptyDir"), PRESENT, .type = &empty_dir_type},
    {FIELD("hostPath"), PRESENT, .type = &type_host_path},
    {FIELD("gitRepo"), PRESENT, .type = &git_type},
    {FIELD("gcePersistentDisk"), PRESENT, .type = &type_gce_disk},
    {FIELD("awsElasticBlockStore"), PRESENT, .type = &type_aws_disk},
    {FIELD("secret"), PRESENT, .type = &secret_type},
    {FIELD("nfs"), PRESENT, .type = &type_nfs},
    {FIELD("iscsi"), PRESENT, .type = &type_iscsi},
    {FIELD("glusterfs"), PRESENT, .type = &type_glusterfs},
    {FIELD("flocker"), PRESENT, .type = &type_flocker},
    {FIELD("persistentVolumeClaim"), PRESENT, .type = &claim_type},
    {FIELD("rbd"), PRESENT, .type = &type_rbd},
    {FIELD("cinder"), PRESENT, .type = &type_cinder},
    {FIELD("cephfs"), PRESENT, .type = &type_cephfs},
    {FIELD("quobyte"), PRESENT, .type = &type_quobyte},
    {FIELD("downwardAPI"), PRESENT, .type = &downward_type},
    {FIELD("fc"), PRESENT, .type = &type_fc},
    {FIELD("flexVolume"), PRESENT, .type = &type_flex},
    {FIELD("configMap"), PRESENT, .type = &config_map_type},
    {FIELD("azureFile"), PRESENT, .type = &type_azure_file},
    {FIELD("vsphereVolume"), PRESENT, .type = &type_vsphere},
    {FIELD("photonPersistentDisk"), PRESENT, .type = &type_photon},
    {FIELD("portworxVolume"), PRESENT, .type = &type_portworx},
    {FIELD("azureDisk"), PRESENT, .type = &type_azure_disk},
    {FIELD("storageos"), PRESENT, .type = &type_storageos},
    {FIELD("projected"), PRESENT, .type = &projected_type},
    {FIELD("scaleIO"), PRESENT, .type = &type_scaleio},
    {FIELD("csi"), PRESENT, .type = &csi_type},
    {FIELD("ephemeral"), PRESENT, .type = &ephemeral_type},
    {FIELD("image"), PRESENT, .type = &image_type},
};

const struct type type_volume = {FIELDS(volume_fields), &source_choice, NULL};
