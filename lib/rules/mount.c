/* What containers mount. Source: API reference, "VolumeMount", "VolumeDevice". */
#include "pod.h"
#include "values.h"

static void check_recursive(struct judge *judge, const struct spot *mount)
{
    struct spot recursive = spot_field(mount, "recursiveReadOnly");
    struct kg_str propagation = field_text(mount, "mountPropagation");
    if (!kg_str_is(spot_text(&recursive), "Enabled") &&
        !kg_str_is(spot_text(&recursive), "IfPossible"))
        return;
    if (!field_is_true(mount, "readOnly"))
        complain(judge, "recursive-read-only", &recursive, "it takes readOnly: true");
    if (propagation.length > 0 && !kg_str_is(propagation, "None"))
        complain(judge, "recursive-read-only", &recursive, "it takes mountPropagation: None");
}

bool find_mounted(struct judge *judge, const struct spot *name, struct spot *volume)
{
    *volume = pod_volume(judge->pod, spot_text(name));
    if (!spot_is_text(name))
        return false;
    if (spot_is_there(volume))
        return true;
    kg_problem_advise(judge->problems,
                      complain(judge, "mount-without-volume", name, "the pod has no volume %s",
                               quoted(judge, spot_text(name))),
                      "Add it to volumes, or name one that is there.");
    return false;
}

static void check_mount(struct judge *judge, const struct spot *mount)
{
    struct spot expression = spot_field(mount, "subPathExpr");
    struct spot name = spot_field(mount, "name");
    struct spot volume;
    if (spot_is_given(&name))
        find_mounted(judge, &name, &volume);
    if (spot_is_given(&expression) && field_is_given(mount, "subPath"))
        complain(judge, "one-of", &expression, "subPathExpr may not stand beside subPath");
    check_recursive(judge, mount);
}

static const struct field mount_fields[] = {
    {FIELD("name"), NOT_EMPTY},
    {FIELD("mountPath"), NOT_EMPTY},
    {FIELD("subPath"), OPTIONAL, .check = check_path_below},
    {FIELD("subPathExpr"), OPTIONAL, .check = check_path_below},
};

const struct type type_mount = {FIELDS(mount_fields), .check = check_mount};

static void check_device_volume(struct judge *judge, const struct spot *name)
{
    struct spot volume;
    if (!find_mounted(judge, name, &volume))
        return;
    if (!pod_has_claim_template(judge->pod, spot_text(name)) &&
        !field_is_there(&volume, "persistentVolumeClaim") && !field_is_there(&volume, "ephemeral"))
        complain(judge, "device-volume", name,
                 "the volume %s is no persistentVolumeClaim and not ephemeral: no other can be a "
                 "block device",
                 quoted(judge, spot_text(name)));
}

static const struct field device_fields[] = {
    {FIELD("name"), NOT_EMPTY, .check = check_device_volume},
    {FIELD("devicePath"), NOT_EMPTY, .check = check_path_without_backsteps},
};

const struct type type_device = {FIELDS(device_fields)};

/* Reports each text of `key` in the first list that one of the second has in `other_key`. */
static void check_apart(struct judge *judge, const struct spot *mounts, const char *key,
                        const struct spot *devices, const char *other_key)
{
    for (uint32_t i = 0; i < spot_items(mounts); i++) {
        struct spot mount = spot_item(mounts, i);
        struct spot field = spot_field(&mount, key);
        for (uint32_t k = 0; k < spot_items(devices); k++) {
            struct spot device = spot_item(devices, k);
            if (spot_is_given(&field) &&
                kg_str_equal(spot_text(&field), field_text(&device, other_key)))
                complain(judge, "duplicate", &field, "%s is among volumeDevices too",
                         quoted(judge, spot_text(&field)));
        }
    }
}

static void check_propagation(struct judge *judge, const struct spot *mounts, bool privileged)
{
    for (uint32_t i = 0; i < spot_items(mounts); i++) {
        struct spot mount = spot_item(mounts, i);
        struct spot propagation = spot_field(&mount, "mountPropagation");
        if (kg_str_is(spot_text(&propagation), "Bidirectional") && !privileged)
            complain(judge, "mount-propagation", &propagation,
                     "Bidirectional is for privileged containers only");
    }
}

void check_mounts(struct judge *judge, const struct spot *container)
{
    struct spot mounts = spot_field(container, "volumeMounts");
    struct spot devices = spot_field(container, "volumeDevices");
    struct spot security = spot_field(container, "securityContext");
    judge_unique(judge, &mounts, "mountPath");
    judge_unique(judge, &devices, "name");
    judge_unique(judge, &devices, "devicePath");
    check_apart(judge, &mounts, "name", &devices, "name");
    check_apart(judge, &mounts, "mountPath", &devices, "devicePath");
    check_propagation(judge, &mounts, field_is_true(&security, "privileged"));
}
