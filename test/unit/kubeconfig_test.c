/*
 * Kubeconfigs read from memory: what test/cases/kubeconfig cannot show, because no kubectl runs in
 * a pod here, and what messages and warnings say.
 */
#include "unit.h"

#include <string.h>

#include "kagent/base64.h"
#include "kagent/kubeconfig.h"

#define ACCOUNT "var/run/secrets/kubernetes.io/serviceaccount/"
#define MINIMAL                                                                                    \
    "current-context: m\nclusters:\n- name: c\n  cluster: {server: \"https://h:1/\"}\n"            \
    "contexts:\n- name: m\n  context: {cluster: c, user: u}\nusers:\n- name: u\n  user: "

/* A file system of files that are sorted by their paths. */
struct world {
    struct kg_fs_tree tree;
    struct kg_fs_embedded_file files[8];
    struct kg_fs fs;
    struct kg_kubeconfig_flags flags;
    struct kg_kubeconfig_environment environment;
    struct kg_kubeconfig config;
    struct kg_error err;
};

static void add_file(struct world *world, const char *path, const char *content)
{
    size_t i = 0;
    while (world->files[i].path != NULL)
        i++;
    world->files[i] = (struct kg_fs_embedded_file){path, content, strlen(content)};
}

static struct world *world_new(struct kg_arena *arena)
{
    struct world *world = kg_arena_zero(arena, 1, sizeof(*world));
    world->tree = (struct kg_fs_tree){.mount = "/", .files = world->files};
    world->err = (struct kg_error)KG_ERROR_INIT;
    world->environment.home = "/home";
    world->environment.working_directory = "/work";
    return world;
}

static int load(struct kg_arena *arena, struct world *world)
{
    kg_fs_embedded(&world->fs, &world->tree);
    return kg_kubeconfig_load(arena, &world->fs, &world->flags, &world->environment, &world->config,
                              &world->err);
}

static struct world *with_user(struct kg_arena *arena, const char *user)
{
    struct world *world = world_new(arena);
    add_file(world, "home/.kube/config", kg_arena_printf(arena, MINIMAL "%s\n", user));
    return world;
}

static struct world *in_pod(struct kg_arena *arena)
{
    struct world *world = world_new(arena);
    add_file(world, ACCOUNT "ca.crt", "authority");
    add_file(world, ACCOUNT "namespace", "of-pod\n");
    add_file(world, ACCOUNT "token", "token-of-pod");
    world->environment.service_host = "10.0.0.1";
    world->environment.service_port = "443";
    return world;
}

TEST("a pod without a kubeconfig uses its service account")
{
    struct world *world = in_pod(arena);
    CHECK_INT(load(arena, world), 0);
    CHECK(world->config.in_cluster);
    CHECK_TEXT(world->config.server, "https://10.0.0.1:443");
    CHECK_STR(world->config.ca, "authority");
    CHECK_TEXT(world->config.token_file, "/" ACCOUNT "token");
    CHECK_TEXT(world->config.namespace, "of-pod");
    CHECK_INT(world->config.namespace_source, KG_NAMESPACE_SERVICE_ACCOUNT);
}

TEST("a pod's address may be of IPv6, and flags and POD_NAMESPACE count")
{
    struct world *world = in_pod(arena);
    world->environment.service_host = "fd00::1";
    world->environment.pod_namespace = "told";
    world->flags.token = "flag";
    CHECK_INT(load(arena, world), 0);
    CHECK_TEXT(world->config.server, "https://[fd00::1]:443");
    CHECK_TEXT(world->config.token, "flag");
    CHECK_TEXT(world->config.token_file, "");
    CHECK_TEXT(world->config.namespace, "told");
    world->flags.namespace = "wanted";
    CHECK_INT(load(arena, world), 0);
    CHECK_TEXT(world->config.namespace, "wanted");
    CHECK_INT(world->config.namespace_source, KG_NAMESPACE_FLAG);
}

TEST("a kubeconfig with a server counts more than the pod's account")
{
    struct world *world = in_pod(arena);
    world->flags.server = "https://elsewhere:6443";
    CHECK_INT(load(arena, world), 0);
    CHECK(!world->config.in_cluster);
    CHECK_TEXT(world->config.server, "https://elsewhere:6443");
    CHECK_TEXT(world->config.token_file, "");
}

TEST("without a kubeconfig the message says where it was looked for and what to do")
{
    struct world *world = world_new(arena);
    CHECK_INT(load(arena, world), -1);
    CHECK_INT(world->err.class, KG_ERROR_UNKNOWN);
    CHECK_ERROR(world->err, "there is no kubeconfig (looked for /home/.kube/config)");
    CHECK(strstr(world->err.advice, "--kubeconfig") != NULL);
}

TEST("a mistake has its place, and never quotes the value")
{
    struct world *world = with_user(arena, "{token: 12345678}");
    CHECK_INT(load(arena, world), -1);
    CHECK_ERROR(world->err, "users[0].user.token must be a text");
    CHECK_TEXT(world->err.file, "/home/.kube/config");
    CHECK_INT(world->err.line, 10);
    CHECK(strstr(world->err.message, "12345678") == NULL);
    CHECK(strstr(world->err.advice, "quote it") != NULL);
}

TEST("auth-providers are told what takes their place")
{
    struct world *world = with_user(arena, "{auth-provider: {name: gcp}}");
    CHECK_INT(load(arena, world), -1);
    CHECK_ERROR(world->err, "uses the auth-provider \"gcp\"");
    CHECK(strstr(world->err.advice, "gke-gcloud-auth-plugin") != NULL);
}

TEST("plugins: only known versions, paths from the file, what a hint says")
{
    struct world *world = with_user(
        arena, "{exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: bin/x}}");
    CHECK_INT(load(arena, world), 0);
    CHECK_TEXT(world->config.exec->command, "/home/.kube/bin/x");
    CHECK_INT(world->config.exec->interactive, KG_INTERACTIVE_IF_AVAILABLE);
    world =
        with_user(arena, "{exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}}");
    CHECK_INT(load(arena, world), -1);
    CHECK(strstr(world->err.advice, "v1alpha1 was removed") != NULL);
}

TEST("files with credentials are known, and so is a line without protection")
{
    struct world *world = with_user(arena, "{token: t}");
    CHECK_INT(load(arena, world), 0);
    CHECK_INT(world->config.file_count, 1);
    CHECK(world->config.files[0].credentials);
    CHECK(world->config.warnings[0] == NULL);
    world->flags.server = "http://plain";
    CHECK_INT(load(arena, world), 0);
    CHECK_TEXT(world->config.token, "");
    CHECK(strstr(world->config.warnings[0], "not encrypted") != NULL);
}

TEST("time limits are numbers of seconds and Go's durations")
{
    static const struct {
        const char *text;
        int64_t milliseconds; /* -1: refused */
    } cases[] = {{"0", 0},       {"5", 5000}, {"010", 10000},     {"5s", 5000}, {"1m30s", 90000},
                 {"1.5s", 1500}, {"1us", 1},  {"0s", 0},          {"-1", -1},   {"", -1},
                 {"5 s", -1},    {"1d", -1},  {"99999999999", -1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t milliseconds = -1;
        int rc = kg_kubeconfig_timeout(cases[i].text, &milliseconds, NULL);
        CHECK_INT(rc == 0 ? milliseconds : -1, cases[i].milliseconds);
    }
}

TEST("base64 is read with line breaks and padding, and written so")
{
    static const char *const plain[] = {"", "f", "fo", "foo", "foob", "fooba", "foobar"};
    static const char *const coded[] = {"",         "Zg==",     "Zm8=",    "Zm9v",
                                        "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"};
    static const char *const bad[] = {"Z", "Zg=", "Zg", "Z===", "Zg==Zg==", "Zm=v", "Zm9?"};
    struct kg_str bytes;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        CHECK_STR(kg_base64_encode(arena, kg_str_from(plain[i])), coded[i]);
        CHECK_INT(kg_base64_decode(arena, kg_str_from(coded[i]), &bytes), 0);
        CHECK_STR(bytes, plain[i]);
    }
    CHECK_INT(kg_base64_decode(arena, KG_STR("Zm9v\r\nYg==\n"), &bytes), 0);
    CHECK_STR(bytes, "foob");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_INT(kg_base64_decode(arena, kg_str_from(bad[i]), &bytes), -1);
}
