#include "gather.h"

#include <string.h>

#include "kagent/documents.h"
#include "kagent/kustomize.h"
#include "kagent/revision.h"
#include "kagent/target.h"

#include "../common/command.h"
#include "../common/manifests.h"
#include "sources.h"
#include "stream.h"
#include "suite.h"

/* A kustomization to build, before it is built. */
struct overlay {
    enum kg_verified_kind kind;
    const char *name;
    const char *directory;
    const struct kg_fs *fs;
    const char *base; /* what the overlays beside it start from, or NULL */
    const char **environments;
    const char *flags; /* that lead other commands there, where it can be written to */
};

static void note(void *context, const char *text)
{
    struct gathered *gathered = context;
    gathered->notes = kg_arena_extend(gathered->arena, gathered->notes, gathered->note_count,
                                      sizeof *gathered->notes);
    gathered->notes[gathered->note_count++] = kg_arena_strdup(gathered->arena, text);
}

void gather_tell(const struct gathered *gathered)
{
    for (size_t i = 0; i < gathered->note_count; i++)
        cmd_note("%s", gathered->notes[i]);
}

static enum kg_load_restrictor restrictor_of(const struct kg_arguments *arguments)
{
    return arguments->options[KAGENT_VERIFY_LOAD_RESTRICTOR].choice ==
                   KAGENT_VERIFY_LOAD_RESTRICTOR_LOAD_RESTRICTIONS_NONE
               ? KG_LOAD_ANYWHERE
               : KG_LOAD_ROOT_ONLY;
}

/* ---- environments ---- */

static int build(const struct kg_arguments *arguments, const struct kg_fs *fs,
                 const char *directory, struct gathered *gathered, struct kg_build *build,
                 struct kg_error *err)
{
    const struct kg_kustomize_options options = {
        .fs = fs,
        .directory = directory,
        .load_restrictor = restrictor_of(arguments),
        .warn = note,
        .warn_context = gathered,
    };
    return kg_kustomize_build(gathered->arena, &options, build, err);
}

/* The failure of the subject's build, to be told by a check. */
static void set_failure(struct kg_arena *arena, struct kg_policy_subject *subject,
                        const struct kg_error *err)
{
    struct kg_error *failure = kg_arena_alloc(arena, sizeof *failure);
    *failure = *err;
    subject->failures = failure;
    subject->failure_count = 1;
}

static void build_subject(struct kg_arena *arena, const struct kg_arguments *arguments,
                          const struct overlay *overlay, struct gathered *gathered,
                          struct kg_policy_subject *subject)
{
    struct kg_build result;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_promises *promises = kg_arena_alloc(arena, sizeof *promises);
    *subject = (struct kg_policy_subject){
        .kind = overlay->kind,
        .name = overlay->name,
        .place = overlay->directory,
        .flags = overlay->flags,
        .revision = kg_revision(arena, overlay->fs, overlay->directory),
        .fs = overlay->fs,
        .promises = promises,
        .dialect = KG_DIALECT_1_2,
        .environments = overlay->environments,
    };
    if (kg_promises_read(arena, overlay->fs, overlay->directory, promises, &err) != 0 ||
        build(arguments, overlay->fs, overlay->directory, gathered, &result, &err) != 0) {
        set_failure(arena, subject, &err);
        return;
    }
    subject->objects = result.resources;
    subject->count = result.count;
    if (overlay->base == NULL)
        return;
    if (build(arguments, overlay->fs, overlay->base, gathered, &result, &err) != 0) {
        /* A base need not stand alone. */
        if (err.class == KG_ERROR_UNKNOWN)
            set_failure(arena, subject, &err);
        return;
    }
    subject->base = result.resources;
    subject->base_count = result.count;
    subject->base_place = overlay->base;
}

static void add_overlay(struct kg_arena *arena, const struct kg_arguments *arguments,
                        const struct overlay *overlay, struct gathered *gathered)
{
    gathered->subjects =
        kg_arena_extend(arena, gathered->subjects, gathered->count, sizeof *gathered->subjects);
    build_subject(arena, arguments, overlay, gathered, &gathered->subjects[gathered->count++]);
}

/* `*base` is the directory if it holds a kustomization, else NULL. */
static int find_base(struct kg_arena *arena, const struct kg_fs *fs, const char *directory,
                     const char **base, struct kg_error *err)
{
    const char *file;
    if (kg_kustomize_find(fs, arena, directory, &file, err) != 0)
        return -1;
    *base = file == NULL ? NULL : directory;
    return 0;
}

/* The flags that lead another command of the suite to the environment. */
static const char *flags_for(struct kg_arena *arena, const struct kg_arguments *arguments,
                             const char *name)
{
    const struct kg_option_value *root = &arguments->options[KAGENT_VERIFY_ROOT];
    return root->given ? kg_arena_printf(arena, "--env %s --root %s", kg_target_word(arena, name),
                                         kg_target_word(arena, root->text))
                       : kg_arena_printf(arena, "--env %s", kg_target_word(arena, name));
}

static int add_environment(struct kg_arena *arena, const struct kg_arguments *arguments,
                           const struct kg_root *root, const char *name, struct gathered *gathered,
                           struct kg_error *err)
{
    struct overlay overlay = {.kind = KG_VERIFIED_ENVIRONMENT, .name = name, .fs = &root->fs};
    if (kg_root_environment(root, arena, name, &overlay.directory, err) != 0 ||
        find_base(arena, overlay.fs, kg_path_join(arena, root->directory, "base"), &overlay.base,
                  err) != 0)
        return -1;
    overlay.environments = root->environments;
    if (!root->embedded)
        overlay.flags = flags_for(arena, arguments, name);
    add_overlay(arena, arguments, &overlay, gathered);
    return 0;
}

static int find_root(struct kg_arena *arena, const struct kg_arguments *arguments,
                     struct gathered *gathered, struct kg_root **root, struct kg_error *err)
{
    *root = kg_arena_alloc(arena, sizeof **root);
    if (cmd_root(arena, arguments->options[KAGENT_VERIFY_ROOT].text, *root, err) != 0)
        return -1;
    if (!(*root)->embedded) /* once more, so that it is noted which environments there are */
        return kg_root_open(arena, sources_fs(gathered->sources), (*root)->directory, *root, err);
    note(gathered, cmd_embedded_note(arena, &kagent_suite));
    return 0;
}

static int add_environments(struct kg_arena *arena, const struct kg_arguments *arguments,
                            const char *const *names, struct gathered *gathered,
                            struct kg_error *err)
{
    struct kg_root *root;
    if (find_root(arena, arguments, gathered, &root, err) != 0)
        return -1;
    if (names == NULL)
        names = root->environments;
    if (*names == NULL)
        return kg_error_set(err, KG_ERROR_USAGE, "there is no environment in %s/overlays",
                            root->directory);
    for (; *names != NULL; names++) {
        if (add_environment(arena, arguments, root, *names, gathered, err) != 0)
            return -1;
    }
    return 0;
}

/*
 * A directory. One that lies in `overlays` beside a `base` is an environment,
 * whichever way it was named.
 */
static int add_directory(struct kg_arena *arena, const struct kg_arguments *arguments,
                         const char *directory, struct gathered *gathered, struct kg_error *err)
{
    const struct kg_fs *fs = sources_fs(gathered->sources);
    const char *real;
    bool is_directory;
    struct overlay overlay = {
        .kind = KG_VERIFIED_DIRECTORY, .name = directory, .directory = directory, .fs = fs};
    if (fs->resolve(fs, arena, directory, &real, &is_directory, err) != 0) {
        err->class = KG_ERROR_UNKNOWN;
        return -1;
    }
    const char *file = NULL;
    if (is_directory && kg_kustomize_find(fs, arena, directory, &file, err) != 0)
        return -1;
    if (file == NULL) {
        kg_error_at(err, KG_ERROR_USAGE, (struct kg_position){.file = directory},
                    is_directory ? "holds no kustomization" : "is a file");
        return kg_error_advise(err, "To judge the manifests in it: verify -f %s", directory);
    }
    const char *above = kg_path_directory(arena, real);
    const char *top = kg_path_directory(arena, above);
    const char *base = NULL;
    if (strcmp(kg_path_base(above), "overlays") == 0 &&
        find_base(arena, fs, kg_path_join(arena, top, "base"), &base, err) != 0)
        return -1;
    if (base != NULL) {
        struct kg_root root;
        if (kg_root_open(arena, fs, top, &root, err) != 0)
            return -1;
        overlay.kind = KG_VERIFIED_ENVIRONMENT;
        overlay.name = kg_path_base(real);
        overlay.base = base;
        overlay.environments = root.environments;
    }
    add_overlay(arena, arguments, &overlay, gathered);
    return 0;
}

/* ---- files ---- */

static const char standard_input[] = "standard input";

/* A file, a directory, or a stream: standard input, or the pipe of a shell's `<(...)`. */
static int read_operand(struct kg_documents *documents, const char *operand,
                        struct sources *sources, struct kg_error *err)
{
    struct kg_str text;
    bool standard = strcmp(operand, "-") == 0;
    if (!standard && !stream_is(operand))
        return kg_documents_read_path(documents, sources_fs(sources), operand, err);
    sources_end(sources);
    if (stream_read(documents->arena, standard ? NULL : operand, &text, err) != 0)
        return -1;
    kg_documents_read(documents, text, standard ? standard_input : operand);
    return 0;
}

static const char *operand_name(const char *operand)
{
    return strcmp(operand, "-") == 0 ? standard_input : operand;
}

static int read_operands(struct kg_documents *documents, const struct kg_option_value *operands,
                         struct sources *sources, struct kg_error *err)
{
    for (size_t i = 0; i < operands->list_count; i++) {
        if (read_operand(documents, operands->list[i], sources, err) != 0)
            return -1;
    }
    if (documents->count > 0 || documents->failure_count > 0)
        return 0;
    kg_error_set(err, KG_ERROR_UNKNOWN, "there is no object in %s",
                 operand_name(operands->list[0]));
    return kg_error_advise(err, "Nothing was verified.");
}

/* The files as they were typed, for the report. */
static const char *name_of(struct kg_arena *arena, const struct kg_option_value *operands)
{
    const char *name = operand_name(operands->list[0]);
    if (operands->list_count > 1)
        name = kg_arena_printf(arena, "%s and %zu more", name, operands->list_count - 1);
    return name;
}

/* The promises of the one environment by which files are to be judged, or NULL. */
static int promises_for_files(struct kg_arena *arena, const struct kg_arguments *arguments,
                              struct gathered *gathered, struct kg_policy_subject *subject,
                              struct kg_error *err)
{
    const struct kg_option_value *env = &arguments->options[KAGENT_VERIFY_ENV];
    struct kg_root *root;
    const char *directory;
    if (env->list_count == 0)
        return 0;
    if (env->list_count > 1) {
        kg_error_set(err, KG_ERROR_USAGE, "files are judged by one environment");
        return kg_error_advise(err, "Give --env once beside -f.");
    }
    struct kg_promises *promises = kg_arena_alloc(arena, sizeof *promises);
    if (find_root(arena, arguments, gathered, &root, err) != 0 ||
        kg_root_environment(root, arena, env->list[0], &directory, err) != 0 ||
        kg_promises_read(arena, &root->fs, directory, promises, err) != 0)
        return -1;
    subject->promises = promises;
    subject->name = env->list[0];
    return 0;
}

static int add_files(struct kg_arena *arena, const struct kg_arguments *arguments,
                     struct gathered *gathered, struct kg_error *err)
{
    const struct kg_option_value *operands = &arguments->options[KAGENT_VERIFY_FILENAME];
    struct kg_documents documents;
    struct kg_policy_subject subject = {
        .kind = KG_VERIFIED_FILES,
        .name = name_of(arena, operands),
        .fs = sources_fs(gathered->sources),
        .dialect = KG_DIALECT_1_1,
    };
    kg_documents_init(&documents, arena);
    if (read_operands(&documents, operands, gathered->sources, err) != 0 ||
        promises_for_files(arena, arguments, gathered, &subject, err) != 0)
        return -1;
    subject.objects = documents.items;
    subject.count = documents.count;
    subject.failures = documents.failures;
    subject.failure_count = documents.failure_count;
    subject.left_out = documents.left_out;
    subject.left_out_count = documents.left_out_count;
    gathered->subjects =
        kg_arena_extend(arena, gathered->subjects, gathered->count, sizeof *gathered->subjects);
    gathered->subjects[gathered->count++] = subject;
    return 0;
}

/* ---- all ---- */

static int nothing_to_verify(struct kg_arena *arena, const struct kg_arguments *arguments,
                             struct kg_error *err)
{
    struct kg_root root;
    if (cmd_root(arena, arguments->options[KAGENT_VERIFY_ROOT].text, &root, err) != 0)
        return -1;
    kg_error_set(err, KG_ERROR_USAGE,
                 "nothing to verify: the working directory holds no kustomization");
    return kg_error_advise(err,
                           "Name a directory, manifests with -f, or an environment with --env. "
                           "In %s: %s.",
                           root.embedded ? "the copy inside this program" : root.directory,
                           kg_root_environment_list(&root, arena));
}

static int choose(struct kg_arena *arena, const struct kg_arguments *arguments,
                  struct gathered *gathered, struct kg_error *err)
{
    const struct kg_option_value *values = arguments->options;
    bool root_given = values[KAGENT_VERIFY_ROOT].given;
    if (values[KAGENT_VERIFY_FILENAME].list_count > 0)
        return add_files(arena, arguments, gathered, err);
    if (values[KAGENT_VERIFY_ALL_ENVS].boolean)
        return add_environments(arena, arguments, NULL, gathered, err);
    if (values[KAGENT_VERIFY_ENV].list_count > 0)
        return add_environments(arena, arguments, values[KAGENT_VERIFY_ENV].list, gathered, err);
    if (arguments->positional_count > 0 && root_given) {
        kg_error_set(err, KG_ERROR_USAGE, "DIR and --root cannot be given together");
        return kg_error_advise(err, "A directory is judged as it is; --root goes with --env.");
    }
    if (arguments->positional_count > 0)
        return add_directory(arena, arguments, arguments->positionals[0], gathered, err);
    const char *file = NULL;
    if (!root_given &&
        kg_kustomize_find(sources_fs(gathered->sources), arena, ".", &file, err) != 0)
        return -1;
    if (file != NULL)
        return add_directory(arena, arguments, ".", gathered, err);
    return nothing_to_verify(arena, arguments, err);
}

/* ---- what all subjects are judged by ---- */

/* Teaches the schema the definitions in a file of --schema. */
static int learn_file(struct kg_arena *arena, const struct kg_fs *fs, struct kg_schema *schema,
                      const char *path, struct kg_error *err)
{
    struct kg_documents documents;
    size_t learnt = 0;
    kg_documents_init(&documents, arena);
    if (kg_documents_read_path(&documents, fs, path, err) != 0)
        return -1;
    for (size_t i = 0; i < documents.count; i++) {
        if (!kg_str_is(kg_node_text(kg_node_get(documents.items[i], "kind")),
                       "CustomResourceDefinition"))
            continue;
        if (kg_schema_add_definition(schema, documents.items[i], err) != 0) {
            err->class = KG_ERROR_UNKNOWN;
            return -1;
        }
        learnt++;
    }
    if (learnt > 0)
        return 0;
    if (documents.failure_count > 0) {
        *err = documents.failures[0];
        err->class = KG_ERROR_UNKNOWN;
        return -1;
    }
    kg_error_at(err, KG_ERROR_UNKNOWN, (struct kg_position){.file = path},
                "holds no CustomResourceDefinition");
    return kg_error_advise(err, "--schema takes the definitions of custom kinds, as `kubectl get "
                                "crd NAME -o yaml` prints them.");
}

/* A schema of its own for each subject: its kinds are also those that it defines itself. */
static int open_schema(struct kg_arena *arena, const struct kg_arguments *arguments,
                       const struct kg_fs *fs, struct kg_schema **schema, struct kg_error *err)
{
    const struct kg_option_value *version = &arguments->options[KAGENT_VERIFY_KUBERNETES_VERSION];
    const struct kg_option_value *files = &arguments->options[KAGENT_VERIFY_SCHEMA];
    if (kg_schema_open(arena, version->given ? version->text : NULL, schema, err) != 0)
        return -1;
    for (size_t i = 0; i < files->list_count; i++) {
        if (learn_file(arena, fs, *schema, files->list[i], err) != 0)
            return -1;
    }
    return 0;
}

/* An earlier rendering: a kustomization, or manifests. */
static int read_previous(struct kg_arena *arena, const struct kg_arguments *arguments,
                         struct gathered *gathered, struct kg_policy_subject *subject,
                         struct kg_error *err)
{
    const struct kg_fs *fs = sources_fs(gathered->sources);
    struct kg_build result;
    struct kg_documents documents;
    const char *path = arguments->options[KAGENT_VERIFY_AGAINST].text;
    const char *file;
    if (kg_kustomize_find(fs, arena, path, &file, err) != 0)
        goto failed;
    if (file != NULL) {
        if (build(arguments, fs, path, gathered, &result, err) != 0)
            goto failed;
        subject->previous = result.resources;
        subject->previous_count = result.count;
        return 0;
    }
    kg_documents_init(&documents, arena);
    if (kg_documents_read_path(&documents, fs, path, err) != 0)
        goto failed;
    if (documents.failure_count > 0) {
        *err = documents.failures[0];
        goto failed;
    }
    subject->previous = documents.items;
    subject->previous_count = documents.count;
    return 0;
failed:
    err->class = KG_ERROR_UNKNOWN;
    return -1;
}

static int check_against(const struct kg_arguments *arguments, const struct gathered *gathered,
                         struct kg_error *err)
{
    if (!arguments->options[KAGENT_VERIFY_AGAINST].given || gathered->count == 1)
        return 0;
    kg_error_set(err, KG_ERROR_USAGE, "--against compares with one environment");
    return kg_error_advise(err, "Name it with --env, once.");
}

int gather(struct kg_arena *arena, const struct kg_arguments *arguments, struct gathered *gathered,
           struct kg_error *err)
{
    const struct kg_option_value *against = &arguments->options[KAGENT_VERIFY_AGAINST];
    *gathered = (struct gathered){.sources = sources_new(arena), .arena = arena};
    const struct kg_fs *fs = sources_fs(gathered->sources);
    if (choose(arena, arguments, gathered, err) != 0 ||
        check_against(arguments, gathered, err) != 0)
        return -1;
    for (size_t i = 0; i < gathered->count; i++) {
        if (open_schema(arena, arguments, fs, &gathered->subjects[i].schema, err) != 0)
            return -1;
        if (against->given &&
            read_previous(arena, arguments, gathered, &gathered->subjects[i], err) != 0)
            return -1;
    }
    gathered->version = kg_schema_version(gathered->subjects[0].schema);
    return 0;
}
