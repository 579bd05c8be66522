#include "kagent/environment.h"

#include <string.h>

#include "unit.h"

static const struct kg_fs_embedded_file files[] = {
    {"base/kustomization.yaml", "", 0},        {"overlays/dev/kustomization.yaml", "", 0},
    {"overlays/notes/readme.txt", "", 0},      {"overlays/prod/kustomization.yml", "", 0},
    {"overlays/staging/Kustomization", "", 0}, {NULL, NULL, 0},
};
static const struct kg_fs_tree tree = {"/embedded", files};
static const struct kg_fs_embedded_file no_files[] = {{"readme.txt", "", 0}, {NULL, NULL, 0}};
static const struct kg_fs_tree no_environments = {"/embedded", no_files};

static struct kg_root embedded_root(struct kg_arena *arena, const struct kg_fs_tree *embedded)
{
    struct kg_root root;
    struct kg_error err = KG_ERROR_INIT;
    const struct kg_root_sources sources = {.usual = "no/such/directory", .embedded = embedded};
    CHECK_INT(kg_root_select(arena, &sources, &root, &err), 0);
    CHECK(root.embedded);
    return root;
}

static struct kg_error refuse(struct kg_arena *arena, const char *name)
{
    const char *directory;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_root root = embedded_root(arena, &tree);
    CHECK_INT(kg_root_environment(&root, arena, name, &directory, &err), -1);
    CHECK_INT(err.class, KG_ERROR_USAGE);
    return err;
}

TEST("the flag comes before the variable, the variable before the usual place")
{
    struct kg_root root;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_root_sources sources = {
        .flag = "/", .variable = "/usr", .usual = ".", .embedded = &tree};
    CHECK_INT(kg_root_select(arena, &sources, &root, &err), 0);
    CHECK_TEXT(root.directory, "/");
    sources.flag = "";
    CHECK_INT(kg_root_select(arena, &sources, &root, &err), 0);
    CHECK_TEXT(root.directory, "/usr");
    sources.variable = NULL;
    CHECK_INT(kg_root_select(arena, &sources, &root, &err), 0);
    CHECK_TEXT(root.directory, ".");
    CHECK(!root.embedded);
}

TEST("a root that was asked for and is no directory is an error, never passed over")
{
    struct kg_root root;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_root_sources sources = {
        .flag = "/no/such", .variable = "/usr", .usual = ".", .embedded = &tree};
    CHECK_INT(kg_root_select(arena, &sources, &root, &err), -1);
    CHECK_INT(err.class, KG_ERROR_USAGE);
    CHECK_ERROR(err, "--root: there is no directory \"/no/such\"");
    sources.flag = NULL;
    sources.variable = "/dev/null";
    CHECK_INT(kg_root_select(arena, &sources, &root, &err), -1);
    CHECK_ERROR(err, "$KAGENT_ROOT: there is no directory \"/dev/null\"");
}

TEST("the environments are the overlays with a kustomization of any of its names")
{
    struct kg_root root = embedded_root(arena, &tree);
    CHECK_TEXT(kg_root_environment_list(&root, arena), "dev, prod, staging");
}

TEST("a root without overlays has no environments")
{
    struct kg_root root = embedded_root(arena, &no_environments);
    CHECK(root.environments[0] == NULL);
    CHECK_TEXT(kg_root_environment_list(&root, arena), "none");
}

TEST("an environment is found by its name")
{
    const char *directory;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_root root = embedded_root(arena, &tree);
    CHECK_INT(kg_root_environment(&root, arena, "prod", &directory, &err), 0);
    CHECK_TEXT(directory, "/embedded/overlays/prod");
}

TEST("an unknown environment is refused with those that there are")
{
    struct kg_error err = refuse(arena, "prdo");
    CHECK_ERROR(err, "unknown environment \"prdo\"");
    CHECK_TEXT(err.advice, "Did you mean prod? Environments in the copy inside this program: "
                           "dev, prod, staging.");
    err = refuse(arena, "notes");
    CHECK_ERROR(err, "unknown environment");
}

TEST("paths are no environments, also where they would lead to one")
{
    static const char *const names[] = {"../x", "../../base", "./dev", "dev/", "/etc", "../dev"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct kg_error err = refuse(arena, names[i]);
        CHECK_ERROR(err, "is a path, not the name of an environment");
    }
    static const char *const odd[] = {"", ".", "..", "dev\n"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct kg_error err = refuse(arena, odd[i]);
        CHECK_ERROR(err, "unknown environment");
    }
}
