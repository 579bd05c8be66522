#include "loader.h"

#include <string.h>

int kg_loader_open(struct kg_arena *arena, const struct kg_kustomize_options *options,
                   struct kg_loader **loader, struct kg_error *err)
{
    const struct kg_fs *fs = options->fs;
    const char *root;
    bool is_directory;
    if (fs->resolve(fs, arena, options->directory, &root, &is_directory, err) != 0)
        return -1;
    if (!is_directory)
        return kg_error_at(err, KG_ERROR_NEGATIVE, (struct kg_position){.file = options->directory},
                           "is a file; a directory with a kustomization is needed");
    *loader = kg_arena_alloc(arena, sizeof(**loader));
    **loader = (struct kg_loader){.options = options, .root = root, .top_root = root, .trail = ""};
    return 0;
}

const char *kg_loader_display(struct kg_arena *arena, const struct kg_loader *loader,
                              const char *path)
{
    return kg_path_join(arena, loader->options->directory,
                        kg_path_relative(arena, loader->top_root, path));
}

bool kg_loader_is_remote(struct kg_str path)
{
    static const char *const prefixes[] = {"http://",     "https://",   "ssh://", "git://",
                                           "file://",     "git::",      "gh:",    "git@",
                                           "github.com/", "github.com:"};
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
        if (kg_str_starts(path, prefixes[i]))
            return true;
    /* user@host:path, as ssh writes it */
    ptrdiff_t at = kg_str_find(path, '@');
    return at > 0 && kg_str_find(path, '/') > at &&
           kg_str_find(kg_str_from_index(path, (size_t)at), ':') > 0;
}

int kg_loader_refuse_remote(const struct kg_node *entry, struct kg_error *err)
{
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                "`%.*s` is a remote resource, and render works offline",
                KG_STR_ARG(kg_node_text(entry)));
    return kg_error_advise(err, "Use `kubectl kustomize`, or copy it into the repository and "
                                "name its path here.");
}

/* The absolute path of `path` seen from the root, links not resolved. */
static const char *absolute(struct kg_arena *arena, const struct kg_loader *loader,
                            struct kg_str path)
{
    return kg_path_join(arena, loader->root, kg_str_copy(arena, path));
}

/* What stands at `path`. */
static int resolve(struct kg_arena *arena, const struct kg_loader *loader, struct kg_str path,
                   const char **real, bool *is_directory, struct kg_error *err)
{
    const struct kg_fs *fs = loader->options->fs;
    if (kg_str_find(path, '\0') >= 0) /* would be another file's name up to there */
        return kg_error_set(err, KG_ERROR_NEGATIVE, "no file has a NUL in its name");
    return fs->resolve(fs, arena, absolute(arena, loader, path), real, is_directory, err);
}

static int refuse(struct kg_arena *arena, const struct kg_loader *loader, struct kg_str path,
                  const struct kg_node *entry, const char *what, struct kg_error *err)
{
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(entry), "`%.*s`: %s (%s)",
                       KG_STR_ARG(path), what,
                       kg_loader_display(arena, loader, absolute(arena, loader, path)));
}

/* What the file system says: a file that cannot be read is not one that is refused. */
static int fail(struct kg_arena *arena, const struct kg_loader *loader, struct kg_str path,
                const struct kg_node *entry, const struct kg_error *why, struct kg_error *err)
{
    refuse(arena, loader, path, entry, why->message, err);
    if (err != NULL)
        err->class = why->class;
    return -1;
}

const char *kg_loader_trail(struct kg_arena *arena, const struct kg_loader *loader,
                            struct kg_str entry)
{
    const char *path = kg_str_copy(arena, entry);
    if (loader->trail[0] == '\0')
        return kg_path_clean(arena, path);
    return kg_path_clean(arena, kg_arena_printf(arena, "%s/%s", loader->trail, path));
}

static int refuse_cycle(struct kg_arena *arena, const struct kg_loader *loader, const char *root,
                        const struct kg_node *entry, struct kg_error *err)
{
    for (const struct kg_loader *l = loader; l != NULL; l = l->referrer)
        if (kg_path_inside(l->root, root))
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                               "cycle detected: `%.*s` contains %s, which is being built",
                               KG_STR_ARG(kg_node_text(entry)),
                               kg_loader_display(arena, loader, l->root));
    return 0;
}

int kg_loader_enter(struct kg_arena *arena, const struct kg_loader *loader,
                    const struct kg_node *entry, struct kg_loader **inner, struct kg_error *err)
{
    struct kg_str path = kg_node_text(entry);
    if (path.length == 0)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                           "an entry is empty; a file or a directory is needed");
    if (kg_loader_is_remote(path))
        return kg_loader_refuse_remote(entry, err);
    if (path.data[0] == '/')
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                           "the directory `%.*s` must be relative to this kustomization",
                           KG_STR_ARG(path));
    if (loader->depth == KG_LOADER_DEPTH_MAX)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                           "kustomizations refer to one another more than %d levels deep",
                           KG_LOADER_DEPTH_MAX);
    const char *root;
    bool is_directory;
    struct kg_error why = KG_ERROR_INIT;
    if (resolve(arena, loader, path, &root, &is_directory, &why) != 0)
        return fail(arena, loader, path, entry, &why, err);
    if (!is_directory)
        return refuse(arena, loader, path, entry, "is a file, not a directory", err);
    if (refuse_cycle(arena, loader, root, entry, err) != 0)
        return -1;
    *inner = kg_arena_alloc(arena, sizeof(**inner));
    **inner = *loader;
    (*inner)->root = root;
    (*inner)->referrer = loader;
    (*inner)->depth++;
    (*inner)->trail = kg_loader_trail(arena, loader, path);
    return 0;
}

static int outside(struct kg_arena *arena, const struct kg_loader *loader, const char *real,
                   const struct kg_node *entry, struct kg_error *err)
{
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                "security; the file %s is not in or below %s",
                kg_loader_display(arena, loader, real),
                kg_loader_display(arena, loader, loader->root));
    return kg_error_advise(err, "Move the file into the kustomization's folder, make its folder a "
                                "base, or build with --load-restrictor=LoadRestrictionsNone.");
}

int kg_loader_read(struct kg_arena *arena, const struct kg_loader *loader, struct kg_str path,
                   const struct kg_node *entry, struct kg_loaded *loaded, struct kg_error *err)
{
    if (kg_loader_is_remote(path))
        return kg_loader_refuse_remote(entry, err);
    const struct kg_fs *fs = loader->options->fs;
    const char *real;
    bool is_directory;
    struct kg_error why = KG_ERROR_INIT;
    if (resolve(arena, loader, path, &real, &is_directory, &why) != 0)
        return fail(arena, loader, path, entry, &why, err);
    if (is_directory)
        return refuse(arena, loader, path, entry, "is a directory, not a file", err);
    if (loader->options->load_restrictor == KG_LOAD_ROOT_ONLY &&
        !kg_path_inside(real, loader->root))
        return outside(arena, loader, real, entry, err);
    struct kg_source *source = kg_arena_zero(arena, 1, sizeof(*source));
    source->name = kg_loader_display(arena, loader, absolute(arena, loader, path));
    loaded->source = source;
    if (fs->read(fs, arena, real, &source->text, &why) != 0)
        return fail(arena, loader, path, entry, &why, err);
    loaded->text = source->text;
    return 0;
}

bool kg_loader_is_directory(struct kg_arena *arena, const struct kg_loader *loader,
                            struct kg_str path)
{
    const char *real;
    bool is_directory;
    return path.length > 0 && resolve(arena, loader, path, &real, &is_directory, NULL) == 0 &&
           is_directory;
}
