/* Annotations that are read when a pod is made. Source: "Well-Known Labels, Annotations and
 * Taints", pod-deletion-cost; "AppArmor", "seccomp" for those that fields have replaced. */
#include "bytes.h"
#include "pod.h"
#include "values.h"

static const char apparmor_key[] = "container.apparmor.security.beta.kubernetes.io/";

static void check_deletion_cost(struct judge *judge, const struct spot *annotations)
{
    struct spot cost = spot_field(annotations, "controller.kubernetes.io/pod-deletion-cost");
    struct kg_str text = spot_text(&cost);
    struct kg_str digits = kg_str_from_index(text, kg_str_starts(text, "-"));
    bool zero_first = digits.length > 1 && digits.data[0] == '0';
    int64_t number = 0;
    for (size_t i = 0; i < digits.length && number <= UINT32_MAX; i++)
        number = number * 10 + (digits.data[i] - '0');
    bool valid = all_bytes(digits, is_digit) && !zero_first &&
                 number <= (int64_t)INT32_MAX + (digits.length < text.length);
    if (spot_is_there(&cost) && !(valid && digits.length > 0))
        complain(judge, "deletion-cost", &cost, "%s is not a whole number of 32 bits",
                 quoted(judge, text));
}

static bool has_container(const struct spot *spec, struct kg_str name)
{
    static const char *const lists[] = {"containers", "initContainers"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct spot list = spot_field(spec, lists[i]);
        for (uint32_t k = 0; k < spot_items(&list); k++) {
            struct spot container = spot_item(&list, k);
            if (kg_str_equal(field_text(&container, "name"), name))
                return true;
        }
    }
    return false;
}

static void check_apparmor(struct judge *judge, const struct spot *annotation)
{
    struct kg_str name = kg_str_from_index(annotation->way.key, strlen(apparmor_key));
    struct kg_str profile = spot_text(annotation);
    if (!has_container(&judge->pod->spec, name))
        complain(judge, "apparmor-profile", annotation, "the pod has no container %s",
                 quoted(judge, name));
    if (profile.length > 0 && !kg_str_is(profile, "runtime/default") &&
        !kg_str_is(profile, "unconfined") && !kg_str_starts(profile, "localhost/"))
        complain(judge, "apparmor-profile", annotation,
                 "%s is none of runtime/default, unconfined and localhost/PROFILE",
                 quoted(judge, profile));
}

static void check_seccomp(struct judge *judge, const struct spot *annotation)
{
    static const char *const known[] = {"runtime/default", "docker/default", "unconfined"};
    struct kg_str profile = spot_text(annotation);
    if (!is_one_of(profile, known, 3) && !kg_str_starts(profile, "localhost/"))
        complain(judge, "seccomp-profile", annotation,
                 "%s is none of runtime/default, unconfined and localhost/PROFILE",
                 quoted(judge, profile));
}

void check_pod_annotations(struct judge *judge, const struct spot *annotations)
{
    check_deletion_cost(judge, annotations);
    for (uint32_t i = 0; i < spot_pairs(annotations); i++) {
        struct spot annotation = spot_pair(annotations, i);
        if (kg_str_starts(annotation.way.key, apparmor_key))
            check_apparmor(judge, &annotation);
        if (kg_str_is(annotation.way.key, "seccomp.security.alpha.kubernetes.io/pod") ||
            kg_str_starts(annotation.way.key, "container.seccomp.security.alpha.kubernetes.io/"))
            check_seccomp(judge, &annotation);
    }
}
