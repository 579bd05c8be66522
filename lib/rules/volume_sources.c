/* Source: API reference, "Volume", and there the section that has the name of each field. */
#include "volume_sources.h"

#include "bytes.h"
#include "values.h"

static const struct range byte_range = {0, 255, "range"};

/* ---- the host, and disks of clouds ---- */

static const struct field host_path_fields[] = {
    {FIELD("path"), NOT_EMPTY, .check = check_path_without_backsteps}};
const struct type type_host_path = {FIELDS(host_path_fields)};

static const struct field gce_fields[] = {
    {FIELD("pdName"), NOT_EMPTY},
    {FIELD("partition"), OPTIONAL, .range = &byte_range},
};
const struct type type_gce_disk = {FIELDS(gce_fields)};

static const struct field aws_fields[] = {
    {FIELD("volumeID"), NOT_EMPTY},
    {FIELD("partition"), OPTIONAL, .range = &byte_range},
};
const struct type type_aws_disk = {FIELDS(aws_fields)};

static const struct field azure_file_fields[] = {
    {FIELD("secretName"), NOT_EMPTY},
    {FIELD("shareName"), NOT_EMPTY},
    {FIELD("secretNamespace"), NOT_EMPTY},
};
const struct type type_azure_file = {FIELDS(azure_file_fields)};

/* A managed disk has a path of the resource manager, a blob an address. */
static void check_azure_disk(struct judge *judge, const struct spot *disk)
{
    struct kg_str kind = field_text_or(disk, "kind", "Shared");
    const char *start = kg_str_is(kind, "Managed") ? "/subscriptions/" : "https://";
    struct spot uri = spot_field(disk, "diskURI");
    if (spot_is_given(&uri) && !kg_str_starts(spot_text(&uri), start))
        complain(judge, "disk-uri", &uri, "a disk of the kind %.*s begins with %s",
                 KG_STR_ARG(kind), start);
}

static const struct field azure_disk_fields[] = {
    {FIELD("diskName"), NOT_EMPTY},
    {FIELD("diskURI"), NOT_EMPTY},
};
const struct type type_azure_disk = {FIELDS(azure_disk_fields), .check = check_azure_disk};

static const struct field vsphere_fields[] = {{FIELD("volumePath"), NOT_EMPTY}};
const struct type type_vsphere = {FIELDS(vsphere_fields)};

static const struct field photon_fields[] = {{FIELD("pdID"), NOT_EMPTY}};
const struct type type_photon = {FIELDS(photon_fields)};

static const struct field portworx_fields[] = {{FIELD("volumeID"), NOT_EMPTY}};
const struct type type_portworx = {FIELDS(portworx_fields)};

static const struct field secret_fields[] = {{FIELD("name"), REQUIRED}};
static const struct type secret_type = {FIELDS(secret_fields)};

static const struct field cinder_fields[] = {
    {FIELD("volumeID"), NOT_EMPTY},
    {FIELD("secretRef"), PRESENT, .type = &secret_type},
};
const struct type type_cinder = {FIELDS(cinder_fields)};

/* ---- networks ---- */

static const struct field nfs_fields[] = {
    {FIELD("server"), NOT_EMPTY},
    {FIELD("path"), NOT_EMPTY, .check = check_absolute_path},
};
const struct type type_nfs = {FIELDS(nfs_fields)};

static bool is_domain_byte(char c)
{
    return is_letter_or_digit(c) || c == '-' || c == '.';
}

static bool is_target_byte(char c)
{
    return !is_space(c) && strchr(",;*&$|", c) == NULL;
}

/* `iqn.YYYY-MM.domain:target`. */
static bool is_iqn(struct kg_str name)
{
    static const char shape[] = "iqn.dddd-dd.";
    size_t date = sizeof shape - 1;
    ptrdiff_t colon = kg_str_find(name, ':');
    if (colon <= (ptrdiff_t)date)
        return false;
    for (size_t i = 0; i < date; i++) {
        if (shape[i] == 'd' ? !is_digit(name.data[i]) : name.data[i] != shape[i])
            return false;
    }
    struct kg_str target = kg_str_from_index(name, (size_t)colon + 1);
    return all_bytes(kg_str_from_index(kg_str_head(name, (size_t)colon), date), is_domain_byte) &&
           target.length > 0 && all_bytes(target, is_target_byte);
}

/* `eui.` or `naa.` and letters and digits. */
static bool is_world_wide(struct kg_str name, const char *prefix, size_t length)
{
    struct kg_str rest = kg_str_from_index(name, strlen(prefix));
    return kg_str_starts(name, prefix) && rest.length == length &&
           all_bytes(rest, is_letter_or_digit);
}

static void check_iqn(struct judge *judge, const struct spot *name)
{
    struct kg_str text = spot_text(name);
    if (spot_is_text(name) && !is_iqn(text) && !is_world_wide(text, "eui.", 16) &&
        !is_world_wide(text, "naa.", 32))
        complain(judge, "iqn", name, "%s is no iSCSI name such as iqn.2001-04.com.example:storage",
                 quoted(judge, text));
}

static void check_iscsi(struct judge *judge, const struct spot *iscsi)
{
    struct spot secret = spot_field(iscsi, "secretRef");
    if ((field_is_true(iscsi, "chapAuthDiscovery") || field_is_true(iscsi, "chapAuthSession")) &&
        !spot_is_there(&secret))
        complain_required(judge, &secret, "CHAP takes a secretRef");
}

static const struct field iscsi_fields[] = {
    {FIELD("targetPortal"), NOT_EMPTY},
    {FIELD("iqn"), NOT_EMPTY, .check = check_iqn},
    {FIELD("lun"), OPTIONAL, .range = &byte_range},
    {FIELD("initiatorName"), PRESENT, .check = check_iqn},
};
const struct type type_iscsi = {FIELDS(iscsi_fields), .check = check_iscsi};

static void check_fc(struct judge *judge, const struct spot *fc)
{
    struct spot names = spot_field(fc, "targetWWNs");
    struct spot lun = spot_field(fc, "lun");
    bool other = field_is_given(fc, "wwids");
    if (spot_is_given(&names) == other)
        complain(judge, "one-of", &names, "it takes either targetWWNs or wwids");
    if (spot_is_given(&names) && !spot_is_there(&lun))
        complain_required(judge, &lun, "targetWWNs take a lun");
}

static const struct field fc_fields[] = {{FIELD("lun"), PRESENT, .range = &byte_range}};
const struct type type_fc = {FIELDS(fc_fields), .check = check_fc};

static const struct field glusterfs_fields[] = {
    {FIELD("endpoints"), NOT_EMPTY},
    {FIELD("path"), NOT_EMPTY},
    {FIELD("endpointsNamespace"), PRESENT, ITSELF, &kg_names_dns_label},
};
const struct type type_glusterfs = {FIELDS(glusterfs_fields)};

static void check_flocker(struct judge *judge, const struct spot *flocker)
{
    struct spot name = spot_field(flocker, "datasetName");
    if (spot_is_given(&name) == field_is_given(flocker, "datasetUUID"))
        complain(judge, "one-of", flocker, "it takes either datasetName or datasetUUID");
    if (kg_str_find(spot_text(&name), '/') >= 0)
        complain(judge, "path", &name, "%s must not contain '/'", quoted(judge, spot_text(&name)));
}

const struct type type_flocker = {.check = check_flocker};

static const struct field rbd_fields[] = {
    {FIELD("monitors"), NOT_EMPTY},
    {FIELD("image"), NOT_EMPTY},
};
const struct type type_rbd = {FIELDS(rbd_fields)};

static const struct field cephfs_fields[] = {{FIELD("monitors"), NOT_EMPTY}};
const struct type type_cephfs = {FIELDS(cephfs_fields)};

/* HOST:PORT, with brackets around a host that has colons. */
static bool is_host_and_port(struct kg_str text)
{
    ptrdiff_t colon = kg_str_find(text, ':');
    if (kg_str_starts(text, "[")) {
        ptrdiff_t bracket = kg_str_find(text, ']');
        return bracket > 0 && kg_str_starts(kg_str_from_index(text, (size_t)bracket + 1), ":");
    }
    return colon >= 0 && kg_str_find(kg_str_from_index(text, (size_t)colon + 1), ':') < 0;
}

static void check_registry(struct judge *judge, const struct spot *registry)
{
    struct kg_str rest = spot_text(registry);
    struct kg_str pair;
    while (spot_is_text(registry) && kg_str_split(&rest, ',', &pair)) {
        if (!is_host_and_port(pair))
            complain(judge, "host-port-pair", registry, "%s is not HOST:PORT", quoted(judge, pair));
    }
}

enum { TENANT_MAX = 64 };

static void check_tenant(struct judge *judge, const struct spot *tenant)
{
    if (spot_text(tenant).length > TENANT_MAX)
        complain(judge, "too-long", tenant, "it is longer than %d characters", TENANT_MAX);
}

static const struct field quobyte_fields[] = {
    {FIELD("registry"), NOT_EMPTY, .check = check_registry},
    {FIELD("volume"), NOT_EMPTY},
    {FIELD("tenant"), OPTIONAL, .check = check_tenant},
};
const struct type type_quobyte = {FIELDS(quobyte_fields)};

/* ---- drivers ---- */

static bool is_reserved(struct kg_str option)
{
    ptrdiff_t slash = kg_str_find(option, '/');
    struct kg_str domain = slash < 0 ? option : kg_str_head(option, (size_t)slash);
    return kg_str_is(domain, "kubernetes.io") || kg_str_ends(domain, ".kubernetes.io") ||
           kg_str_is(domain, "k8s.io") || kg_str_ends(domain, ".k8s.io");
}

static void check_options(struct judge *judge, const struct spot *options)
{
    for (uint32_t i = 0; i < spot_pairs(options); i++) {
        struct spot option = spot_pair(options, i);
        if (is_reserved(option.way.key))
            complain(judge, "reserved", &option, "kubernetes.io and k8s.io are reserved");
    }
}

static const struct field flex_fields[] = {
    {FIELD("driver"), NOT_EMPTY},
    {FIELD("options"), OPTIONAL, .check = check_options},
};
const struct type type_flex = {FIELDS(flex_fields)};

static const struct field storageos_fields[] = {
    {FIELD("volumeName"), REQUIRED, ITSELF, &kg_names_dns_label},
    {FIELD("volumeNamespace"), OPTIONAL, ITSELF, &kg_names_dns_label},
    {FIELD("secretRef"), PRESENT, .type = &secret_type},
};
const struct type type_storageos = {FIELDS(storageos_fields)};

static const struct field scaleio_fields[] = {
    {FIELD("gateway"), NOT_EMPTY},
    {FIELD("system"), NOT_EMPTY},
    {FIELD("volumeName"), REQUIRED},
};
const struct type type_scaleio = {FIELDS(scaleio_fields)};
