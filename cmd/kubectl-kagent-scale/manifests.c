#include "manifests.h"

#include <string.h>

#include "kagent/edit.h"
#include "kagent/provenance.h"

#include "suite.h"

/* ---- files with changes, as a build sees them ---- */

/* A file system in which some files are as planned. */
struct changed_fs {
    const struct kg_fs *under;
    const struct manifest_plan *plan;
};

static int changed_resolve(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                           const char **real, bool *is_directory, struct kg_error *err)
{
    const struct changed_fs *changed = fs->context;
    return changed->under->resolve(changed->under, arena, path, real, is_directory, err);
}

static int changed_list(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                        const char ***names, struct kg_error *err)
{
    const struct changed_fs *changed = fs->context;
    return changed->under->list(changed->under, arena, path, names, err);
}

static int changed_read(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                        struct kg_str *content, struct kg_error *err)
{
    const struct changed_fs *changed = fs->context;
    const char *real;
    bool is_directory;
    if (changed->under->resolve(changed->under, arena, path, &real, &is_directory, NULL) == 0) {
        for (size_t i = 0; i < changed->plan->count; i++) {
            if (strcmp(changed->plan->files[i].path, real) != 0)
                continue;
            *content = changed->plan->files[i].content;
            return 0;
        }
    }
    return changed->under->read(changed->under, arena, path, content, err);
}

/* ---- planning ---- */

/* The plan's file at this place, read if it is new. Only files of the overlay itself. */
static struct manifest_file *file_at(const struct scale *scale, struct manifest_plan *plan,
                                     struct kg_position where, struct kg_error *err)
{
    const struct kg_fs *fs = &scale->environment.root.fs;
    const char *path, *overlay;
    bool is_directory;
    if (where.file == NULL ||
        fs->resolve(fs, scale->arena, where.file, &path, &is_directory, err) != 0 ||
        fs->resolve(fs, scale->arena, scale->environment.directory, &overlay, &is_directory, err) !=
            0)
        return NULL;
    if (!kg_path_inside(path, overlay)) {
        kg_error_at(err, KG_ERROR_NEGATIVE, where,
                    "the number comes from here, which other environments share: it is not "
                    "changed");
        kg_error_advise(err, "Give %s a number of its own in %s.", scale->environment.scale.name,
                        scale->environment.directory);
        return NULL;
    }
    for (size_t i = 0; i < plan->count; i++) {
        if (strcmp(plan->files[i].path, path) == 0)
            return &plan->files[i];
    }
    struct manifest_file *file = &plan->files[plan->count];
    *file = (struct manifest_file){.name = where.file, .path = path};
    if (fs->read(fs, scale->arena, path, &file->content, err) != 0)
        return NULL;
    plan->count++;
    return file;
}

static int plan_edit(const struct scale *scale, struct manifest_plan *plan,
                     const struct kg_node *node, const char *value, struct kg_error *err)
{
    struct kg_position where = kg_node_position(node);
    struct kg_str old = kg_node_text(node);
    struct manifest_file *file = file_at(scale, plan, where, err);
    if (file == NULL || kg_edit_scalar(scale->arena, file->content, where, old, kg_str_from(value),
                                       &file->content, err) != 0)
        return -1;
    plan->changes[plan->change_count++] = kg_arena_printf(
        scale->arena, "%s:%u: %.*s -> %s", where.file, where.line, KG_STR_ARG(old), value);
    return 0;
}

static bool in_range(const struct kg_range *range, int64_t number)
{
    return number >= range->min && number <= range->max;
}

/* "7", "5-12", "5-": the range made wide enough; a promise of one number is that of another. */
static const char *widened(struct kg_arena *arena, const struct kg_range *range, int64_t number)
{
    int64_t least = number < range->min ? number : range->min;
    int64_t most = number > range->max ? number : range->max;
    if (range->min == range->max)
        return kg_arena_printf(arena, "%lld", (long long)number);
    if (most == INT64_MAX)
        return kg_arena_printf(arena, "%lld-", (long long)least);
    return kg_arena_printf(arena, "%lld-%lld", (long long)least, (long long)most);
}

static int plan_promise(const struct scale *scale, struct manifest_plan *plan,
                        const struct kg_range *range, const struct kg_node *node,
                        struct kg_error *err)
{
    if (node == NULL || in_range(range, scale->wanted))
        return 0;
    if (!scale_flag(scale, KAGENT_SCALE_FORCE)->boolean) {
        kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                    "%s promises %s replicas here, which %lld in its manifests would break",
                    scale->environment.scale.name, kg_range_text(scale->arena, range),
                    (long long)scale->wanted);
        return kg_error_advise(err,
                               "With --force the promise is changed too. Nothing was changed.");
    }
    return plan_edit(scale, plan, node, widened(scale->arena, range, scale->wanted), err);
}

/* The manifests with the changes must differ from those without in the number, and nothing else. */
static int check_outcome(const struct scale *scale, const struct manifest_plan *plan,
                         struct kg_error *err)
{
    const struct changed_fs context = {&scale->environment.root.fs, plan};
    const struct kg_fs changed = {
        .context = &context,
        .resolve = changed_resolve,
        .read = changed_read,
        .list = changed_list,
    };
    const struct kg_kustomize_options before = {.fs = &scale->environment.root.fs,
                                                .directory = scale->environment.directory};
    const struct kg_kustomize_options after = {.fs = &changed,
                                               .directory = scale->environment.directory};
    const struct kg_side sides[] = {{"before", &before}, {"after", &after}};
    struct kg_comparison comparison;
    if (kg_compare(scale->arena, &sides[0], &sides[1], &comparison, err) != 0)
        return -1;
    bool right = comparison.count == 1 && comparison.resources[0].difference_count == 1 &&
                 strcmp(comparison.resources[0].differences[0].path, "spec.replicas") == 0;
    if (right)
        return 0;
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(scale->environment.replicas),
                       "changing the number here would change more than the number: edit the "
                       "manifests by hand");
}

static int refuse(const struct scale *scale, struct kg_error *err)
{
    const char *name = scale->environment.scale.name;
    if (!scale->environment.given) {
        kg_error_set(err, KG_ERROR_USAGE, "--write needs --env: whose manifests?");
        return -1;
    }
    if (scale->environment.root.embedded) {
        kg_error_set(err, KG_ERROR_NEGATIVE,
                     "the manifests inside this program cannot be written to");
        return kg_error_advise(err, "Export them first: kubectl kagent render --export DIR; then "
                                    "say --root DIR.");
    }
    return kg_error_set(err, KG_ERROR_NEGATIVE,
                        "the manifests of %s leave the number out: there is nothing to write",
                        name);
}

int manifests_plan(const struct scale *scale, struct manifest_plan *plan, struct kg_error *err)
{
    const struct environment *environment = &scale->environment;
    const struct kg_promises *promises = &environment->promises;
    *plan = (struct manifest_plan){0};
    if (!environment->given || environment->root.embedded || environment->replicas == NULL)
        return refuse(scale, err);
    if (environment->scale.promised &&
        (plan_promise(scale, plan, &promises->scale, promises->scale_node, err) != 0 ||
         plan_promise(scale, plan, &promises->replicas, promises->replicas_node, err) != 0))
        return -1;
    if (environment->scale.rendered == scale->wanted)
        return 0;
    if (plan_edit(scale, plan, environment->replicas,
                  kg_arena_printf(scale->arena, "%lld", (long long)scale->wanted), err) != 0)
        return -1;
    return check_outcome(scale, plan, err);
}

int manifests_write(const struct manifest_plan *plan, struct kg_error *err)
{
    for (size_t i = 0; i < plan->count; i++) {
        if (kg_fs_write_atomic(plan->files[i].path, plan->files[i].content, err) != 0)
            return -1;
    }
    return 0;
}
