/* Commands that are advised: quoted for a shell, and with what reaches the same cluster. */
#include "unit.h"

#include "kagent/kubeconfig.h"
#include "kagent/target.h"

TEST("a word is quoted where a shell would see more than one, or another")
{
    CHECK_TEXT(kg_target_word(arena, "gke_project_eu-west1_a"), "gke_project_eu-west1_a");
    CHECK_TEXT(kg_target_word(arena, "arn:aws:eks:eu:1:cluster/x"), "arn:aws:eks:eu:1:cluster/x");
    CHECK_TEXT(kg_target_word(arena, "two words"), "'two words'");
    CHECK_TEXT(kg_target_word(arena, "it's"), "'it'\\''s'");
    CHECK_TEXT(kg_target_word(arena, ""), "''");
    CHECK_TEXT(kg_target_word(arena, "$(rm x)"), "'$(rm x)'");
    CHECK_TEXT(kg_target_word(arena, "~/config"), "'~/config'");
    CHECK_TEXT(kg_target_word(arena, "a\nb"), "'a\nb'");
}

TEST("a command ends with the namespace and the flags that reach its cluster")
{
    const struct kg_target target = {"kagent", "--context prod"};
    const struct kg_target nowhere = {"", NULL};
    CHECK_TEXT(kg_target_command(arena, &target, "kubectl delete pod %s", "kagent-4"),
               "kubectl delete pod kagent-4 -n kagent --context prod");
    CHECK_TEXT(kg_target_command(arena, &nowhere, "kubectl get nodes"), "kubectl get nodes");
}

TEST("of the flags all are repeated but what is secret, and the namespace")
{
    static const char *const groups[] = {"system:masters", "a b", NULL};
    static const char *const extra[] = {"scopes=all", NULL};
    static const bool yes = true;
    const struct kg_kubeconfig_flags flags = {
        .kubeconfig = "my clusters",
        .context = "prod",
        .cluster = "",
        .namespace = "kagent",
        .server = "https://10.0.0.1:6443",
        .token = "secret",
        .username = "me",
        .password = "secret",
        .as = "jane",
        .as_groups = groups,
        .as_extra = extra,
        .insecure_skip_tls_verify = &yes,
    };
    const struct kg_kubeconfig_flags none = {0};
    CHECK_TEXT(kg_kubeconfig_access(arena, &flags),
               "--kubeconfig 'my clusters' --context prod --server https://10.0.0.1:6443 --as jane "
               "--as-group system:masters --as-group 'a b' --as-user-extra 'scopes=all' "
               "--insecure-skip-tls-verify");
    CHECK_TEXT(kg_kubeconfig_access(arena, &none), "");
}
