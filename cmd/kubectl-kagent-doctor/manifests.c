#include <string.h>

#include "kagent/kustomize.h"
#include "kagent/print.h"

#include "../common/flags.h"
#include "../common/manifests.h"
#include "doctor.h"

enum { OUTPUT_MAX = 1 << 26 };

/* The environment as it renders; -1 with the error set. */
static int render(struct kg_arena *arena, const struct kg_root *root, const char *name,
                  struct kg_str *output, struct kg_error *err)
{
    struct kg_kustomize_options options = {.fs = &root->fs};
    struct kg_build build;
    struct kg_buf out;
    kg_buf_init(&out, arena, OUTPUT_MAX);
    if (kg_root_environment(root, arena, name, &options.directory, err) != 0 ||
        kg_kustomize_build(arena, &options, &build, err) != 0 ||
        kg_build_emit_yaml(&build, &out, err) != 0)
        return -1;
    *output = kg_buf_str(&out);
    return 0;
}

/* Renders every environment of the root. */
static void check_root(struct doctor *doctor, const char *name, const struct kg_root *root,
                       const char *where)
{
    const char **environments = root->environments;
    bool sound = true;
    for (size_t i = 0; environments[i] != NULL; i++) {
        struct kg_error err = KG_ERROR_INIT;
        struct kg_str output;
        if (render(doctor->arena, root, environments[i], &output, &err) == 0)
            continue;
        doctor_say_error(doctor, name, &err);
        sound = false;
    }
    if (environments[0] == NULL)
        doctor_say(doctor, DOCTOR_BAD, name, "%s has no environments, directories in overlays/",
                   where);
    else if (sound)
        doctor_say(doctor, DOCTOR_OK, name, "%s: %s render", where,
                   kg_root_environment_list(root, doctor->arena));
}

/* Whether an environment of both renders to the same bytes. */
static bool is_same(struct kg_arena *arena, const struct kg_root *a, const struct kg_root *b,
                    const char *environment)
{
    struct kg_str one, other;
    return render(arena, a, environment, &one, NULL) == 0 &&
           render(arena, b, environment, &other, NULL) == 0 && kg_str_equal(one, other);
}

/* A folder of one's own may well differ; it is told so that nobody takes one for the other. */
static void compare(struct doctor *doctor, const struct kg_root *root,
                    const struct kg_root *embedded)
{
    const char **environments = embedded->environments;
    const char *different = NULL;
    for (size_t i = 0; environments[i] != NULL; i++) {
        if (!is_same(doctor->arena, root, embedded, environments[i]))
            different = different == NULL
                            ? environments[i]
                            : kg_arena_printf(doctor->arena, "%s, %s", different, environments[i]);
    }
    if (different == NULL) {
        doctor_say(doctor, DOCTOR_OK, "same", "%s renders as the copy inside the program",
                   root->directory);
        return;
    }
    doctor_say(doctor, DOCTOR_NOTE, "same", "%s differs from the copy inside the program: %s",
               root->directory, different);
    doctor_mend(doctor, "kubectl kagent render --export copy && diff -r copy %s", root->directory);
}

void doctor_manifests(struct doctor *doctor)
{
    static const struct kg_root_sources inside = {.embedded = &kagent_manifests};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_root embedded, root;
    if (kg_root_select(doctor->arena, &inside, &embedded, &err) == 0)
        check_root(doctor, "embedded", &embedded, "the copy inside the program");
    if (cmd_root(doctor->arena, cmd_text_flag(doctor->arguments, "root"), &root, &err) != 0) {
        doctor_say_error(doctor, "root", &err);
        return;
    }
    if (root.embedded)
        return;
    check_root(doctor, "root", &root, root.directory);
    compare(doctor, &root, &embedded);
}
