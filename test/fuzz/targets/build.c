/*
 * A whole kustomization from memory, built and printed.
 *
 * The input holds the files, each behind a line `=== PATH`; what stands before
 * the first such line is kustomization.yaml. The build starts in the directory
 * of the first file. The settings that a person chooses with flags follow from
 * the input's length.
 */
#include "fuzz.h"

#include "kagent/kustomize.h"
#include "kagent/print.h"

enum { OUTPUT_MAX = 1 << 26, FILES_MAX = 64 };

#define MOUNT "/fuzz"

static const char *const separator = "=== ";

/* The path of the file that begins here; takes its line off the input. */
static const char *take_path(struct kg_arena *arena, struct kg_str *input)
{
    if (!kg_str_starts(*input, separator))
        return "kustomization.yaml";
    struct kg_str line = fuzz_first_line(input);
    const char *path = kg_str_copy(arena, kg_str_from_index(line, strlen(separator)));
    path = kg_path_clean(arena, kg_arena_printf(arena, "/%s", path));
    return path + 1;
}

/* Everything before the next line that names a file. */
static struct kg_str take_content(struct kg_str *input)
{
    struct kg_str content = {input->data, 0};

    while (input->length > 0 && !kg_str_starts(*input, separator)) {
        fuzz_first_line(input);
        content.length = (size_t)(input->data - content.data);
    }
    return content;
}

static int by_path(const void *a, const void *b)
{
    const struct kg_fs_embedded_file *x = a;
    const struct kg_fs_embedded_file *y = b;

    return strcmp(x->path, y->path);
}

/* The files, sorted; returns the directory of the first one. */
static const char *read_files(struct kg_arena *arena, struct kg_str input,
                              struct kg_fs_embedded_file *files)
{
    const char *start = NULL;
    size_t count = 0;

    while (count < FILES_MAX && (count == 0 || input.length > 0)) {
        const char *path = take_path(arena, &input);
        struct kg_str content = take_content(&input);
        files[count++] = (struct kg_fs_embedded_file){path, content.data, content.length};
        if (start == NULL)
            start = kg_path_directory(arena, kg_arena_printf(arena, MOUNT "/%s", path));
    }
    qsort(files, count, sizeof(*files), by_path);
    return start;
}

static void observe(void *context, const struct kg_step *step, const struct kg_observed *resources,
                    size_t count)
{
    (void)context;
    MUST_HOLD(step->name != NULL && step->directory != NULL);
    for (size_t i = 0; i < count; i++)
        MUST_HOLD(resources[i].identity != NULL && resources[i].object != NULL);
}

static void warn(void *context, const char *text)
{
    (void)context;
    MUST_HOLD(text[0] != '\0');
}

static void print(struct kg_arena *arena, const struct kg_build *build)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf yaml;
    struct kg_buf other;

    kg_buf_init(&yaml, arena, OUTPUT_MAX);
    kg_buf_init(&other, arena, OUTPUT_MAX);
    MUST_HOLD(kg_build_emit_yaml(build, &yaml, &err) == 0 || err.message[0] != '\0');
    MUST_HOLD(kg_print_json_list(&other, build->resources, build->count, &err) == 0 ||
              err.message[0] != '\0');
    kg_buf_reset(&other);
    kg_print_names(&other, build->resources, build->count);
}

void fuzz_one(struct kg_arena *arena, struct kg_str input)
{
    struct kg_fs_embedded_file files[FILES_MAX + 1] = {{NULL, NULL, 0}};
    const struct kg_fs_tree tree = {MOUNT, files};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_build build;
    struct kg_fs fs;

    kg_fs_embedded(&fs, &tree);
    const struct kg_kustomize_options options = {
        .fs = &fs,
        .directory = read_files(arena, input, files),
        .load_restrictor = input.length % 2 == 0 ? KG_LOAD_ROOT_ONLY : KG_LOAD_ANYWHERE,
        .reorder = (enum kg_reorder)(input.length % 3),
        .managed_by_label = input.length % 5 == 0,
        .warn = warn,
        .observe = input.length % 7 == 0 ? observe : NULL,
    };
    if (kg_kustomize_build(arena, &options, &build, &err) != 0)
        MUST_HOLD(err.message[0] != '\0');
    else
        print(arena, &build);
}
