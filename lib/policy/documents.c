#include "kagent/documents.h"

#include <string.h>

#include "kagent/yaml.h"

/* How deep directories may lie in one another, and how much of a text is looked at for NULs. */
enum { DIRECTORY_DEPTH_MAX = 64, BINARY_PROBE = 8192 };

void kg_documents_init(struct kg_documents *documents, struct kg_arena *arena)
{
    *documents = (struct kg_documents){.arena = arena};
}

/* ---- failures ---- */

static struct kg_error *add_failure(struct kg_documents *documents)
{
    documents->failures = kg_arena_extend(documents->arena, documents->failures,
                                          documents->failure_count, sizeof *documents->failures);
    struct kg_error *failure = &documents->failures[documents->failure_count++];
    *failure = (struct kg_error)KG_ERROR_INIT;
    return failure;
}

static void refuse(struct kg_documents *documents, struct kg_position where, const char *message,
                   const char *advice)
{
    struct kg_error *failure = add_failure(documents);
    kg_error_at(failure, KG_ERROR_NEGATIVE, where, "%s", message);
    kg_error_advise(failure, "%s", advice);
}

/* ---- objects ---- */

static bool is_named(const struct kg_node *object, const char *field)
{
    const struct kg_node *node = kg_node_get(object, field);
    return kg_node_is(node, KG_NODE_SCALAR) && !kg_node_is_null(node) && node->text.length > 0;
}

static void add_object(struct kg_documents *documents, struct kg_node *object)
{
    static const char advice[] = "Every Kubernetes object is a mapping with apiVersion and kind.";
    if (object->kind != KG_NODE_MAPPING) {
        refuse(documents, kg_node_position(object),
               kg_arena_printf(documents->arena, "this is a %s, not an object",
                               kg_node_kind_name(object)),
               advice);
        return;
    }
    if (!is_named(object, "kind") || !is_named(object, "apiVersion")) {
        refuse(documents, kg_node_position(object),
               is_named(object, "kind") ? "the object has no apiVersion" : "the object has no kind",
               advice);
        return;
    }
    documents->items = kg_arena_extend(documents->arena, documents->items, documents->count,
                                       sizeof *documents->items);
    documents->items[documents->count++] = object;
}

/* A List stands for its items. */
static void add_document(struct kg_documents *documents, struct kg_node *document)
{
    const struct kg_node *items = kg_node_get(document, "items");
    if (!kg_str_ends(kg_node_text(kg_node_get(document, "kind")), "List") ||
        !kg_node_is(items, KG_NODE_SEQUENCE)) {
        add_object(documents, document);
        return;
    }
    for (uint32_t i = 0; i < items->count; i++)
        add_object(documents, items->items[i]);
}

static void read_piece(struct kg_documents *documents, const struct kg_source *source,
                       struct kg_yaml_piece piece)
{
    struct kg_node *document;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_position where = {.file = source->name, .line = piece.line, .column = 1};
    if (piece.text.length > KG_DOCUMENTS_DOCUMENT_MAX) {
        refuse(documents, where,
               kg_arena_printf(documents->arena, "a document of %zu MiB is not read",
                               piece.text.length >> 20),
               kg_arena_printf(documents->arena,
                               "An API server takes 3 MiB; documents up to %zu MiB are read here.",
                               KG_DOCUMENTS_DOCUMENT_MAX >> 20));
        return;
    }
    if (kg_yaml_read(documents->arena, piece.text, source, piece.line, &document, &err) != 0 ||
        (document != NULL && kg_yaml_expand(documents->arena, &document, &err) != 0)) {
        *add_failure(documents) = err;
        return;
    }
    if (!kg_node_is_null(document))
        add_document(documents, document);
}

static bool is_binary(struct kg_str text)
{
    return kg_str_find(kg_str_head(text, BINARY_PROBE), '\0') >= 0;
}

void kg_documents_read(struct kg_documents *documents, struct kg_str text, const char *name)
{
    struct kg_yaml_piece *pieces;
    size_t count;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_source *source = kg_arena_zero(documents->arena, 1, sizeof *source);
    *source = (struct kg_source){.name = name, .text = text};
    if (is_binary(text)) {
        refuse(documents, (struct kg_position){.file = name}, "this is no text",
               "Manifests are YAML or JSON.");
        return;
    }
    if (kg_yaml_split(documents->arena, text, source, 1, &pieces, &count, &err) != 0) {
        *add_failure(documents) = err;
        return;
    }
    for (size_t i = 0; i < count; i++)
        read_piece(documents, source, pieces[i]);
}

/* ---- files ---- */

static int read_file(struct kg_documents *documents, const struct kg_fs *fs, const char *path,
                     struct kg_error *err)
{
    struct kg_str text;
    if (fs->read(fs, documents->arena, path, &text, err) != 0) {
        if (err != NULL)
            err->class = KG_ERROR_UNKNOWN;
        return -1;
    }
    if (text.length > KG_DOCUMENTS_FILE_MAX) {
        refuse(
            documents, (struct kg_position){.file = path},
            kg_arena_printf(documents->arena, "a file of %zu MiB is not read", text.length >> 20),
            kg_arena_printf(documents->arena, "Files up to %zu MiB are read.",
                            KG_DOCUMENTS_FILE_MAX >> 20));
        return 0;
    }
    kg_documents_read(documents, text, path);
    return 0;
}

static bool is_manifest_name(const char *name)
{
    struct kg_str text = kg_str_from(name);
    return kg_str_ends(text, ".yaml") || kg_str_ends(text, ".yml") || kg_str_ends(text, ".json");
}

static bool is_kustomization_name(const char *name)
{
    return strcmp(name, "kustomization.yaml") == 0 || strcmp(name, "kustomization.yml") == 0;
}

static void leave_out(struct kg_documents *documents, const char *path)
{
    documents->left_out = kg_arena_extend(documents->arena, documents->left_out,
                                          documents->left_out_count, sizeof *documents->left_out);
    documents->left_out[documents->left_out_count++] = (struct kg_unchecked){
        .resource = {"", "", "", ""},
        .where = {.file = path},
        .what = path,
        .why = "a kustomization is no manifest",
        .advice = kg_arena_printf(documents->arena, "To verify what it builds: verify %s",
                                  kg_path_directory(documents->arena, path)),
    };
}

/* A walk through directories. */
struct walk {
    struct kg_documents *documents;
    const struct kg_fs *fs;
    size_t count; /* files that were taken for manifests */
};

static int read_directory(struct walk *walk, const char *path, const char *real, unsigned depth,
                          struct kg_error *err);

static int read_entry(struct walk *walk, const char *path, const char *parent, unsigned depth,
                      struct kg_error *err)
{
    const char *real;
    bool is_directory = false;
    struct kg_arena *arena = walk->documents->arena;
    const char *name = kg_path_base(path);
    if (walk->fs->resolve(walk->fs, arena, path, &real, &is_directory, err) != 0)
        return is_manifest_name(name) ? -1 : 0; /* a link that leads nowhere */
    if (is_directory) {
        /* Links to directories are not followed: they may lead in circles. */
        bool linked = strcmp(real, kg_path_join(arena, parent, name)) != 0;
        return linked ? 0 : read_directory(walk, path, real, depth + 1, err);
    }
    if (!is_manifest_name(name))
        return 0;
    walk->count++;
    if (!is_kustomization_name(name))
        return read_file(walk->documents, walk->fs, path, err);
    leave_out(walk->documents, path);
    return 0;
}

static int read_directory(struct walk *walk, const char *path, const char *real, unsigned depth,
                          struct kg_error *err)
{
    const char **names;
    struct kg_arena *arena = walk->documents->arena;
    if (depth > DIRECTORY_DEPTH_MAX)
        return kg_error_at(err, KG_ERROR_UNKNOWN, (struct kg_position){.file = path},
                           "directories lie more than %d deep in one another", DIRECTORY_DEPTH_MAX);
    if (walk->fs->list(walk->fs, arena, path, &names, err) != 0)
        return -1;
    for (; *names != NULL; names++) {
        if (read_entry(walk, kg_path_join(arena, path, *names), real, depth, err) != 0)
            return -1;
    }
    return 0;
}

int kg_documents_read_path(struct kg_documents *documents, const struct kg_fs *fs, const char *path,
                           struct kg_error *err)
{
    const char *real;
    bool is_directory;
    struct walk walk = {documents, fs, 0};
    if (fs->resolve(fs, documents->arena, path, &real, &is_directory, err) != 0) {
        if (err != NULL)
            err->class = KG_ERROR_UNKNOWN;
        return -1;
    }
    if (!is_directory)
        return read_file(documents, fs, path, err);
    if (read_directory(&walk, path, real, 0, err) != 0) {
        if (err != NULL)
            err->class = KG_ERROR_UNKNOWN;
        return -1;
    }
    if (walk.count > 0)
        return 0;
    return kg_error_at(err, KG_ERROR_UNKNOWN, (struct kg_position){.file = path},
                       "holds no file that ends in .yaml, .yml or .json");
}
