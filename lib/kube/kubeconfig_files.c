#include "kubeconfig_files.h"

#include <string.h>

#include "kagent/buf.h"
#include "kagent/yaml.h"
#include "kubeconfig_shape.h"

struct reading {
    struct kg_arena *arena;
    const struct kg_fs *fs;
    const struct kg_kubeconfig_environment *environment;
    struct kg_kubeconfig_files *files;
    struct kg_error *err;
};

struct kubeconfig_entry kg_kubeconfig_find(const struct kg_map *map, const char *name)
{
    const struct kubeconfig_entry *found = kg_map_get(map, kg_str_from(name));
    return found != NULL ? *found : (struct kubeconfig_entry){.name = name, .path = ""};
}

/* ---- one file ---- */

/* Another kind of document is refused; one that says nothing is taken for a kubeconfig. */
static int check_kind(struct reading *reading, const struct kg_node *document)
{
    const char *kind = kg_kubeconfig_text(reading->arena, document, "kind");
    const char *version = kg_kubeconfig_text(reading->arena, document, "apiVersion");
    if ((kind[0] == '\0' || strcmp(kind, "Config") == 0) &&
        (version[0] == '\0' || strcmp(version, "v1") == 0))
        return 0;
    return kg_error_at(
        reading->err, KG_ERROR_UNKNOWN, kg_node_position(document),
        "is no kubeconfig: kind Config and apiVersion v1 are expected, not %s and %s",
        kind[0] != '\0' ? kind : "none", version[0] != '\0' ? version : "none");
}

/* Adds the elements of one list to a map. Twice the same name in one file is an error. */
static int add_entries(struct reading *reading, struct kg_map *map, const struct kg_node *list,
                       const char *body_key, const char *path, const char *directory)
{
    struct kg_map seen;
    kg_map_init(&seen, reading->arena);
    for (uint32_t i = 0; kg_node_is(list, KG_NODE_SEQUENCE) && i < list->count; i++) {
        const struct kg_node *item = list->items[i];
        struct kubeconfig_entry *entry = kg_arena_zero(reading->arena, 1, sizeof(*entry));
        entry->name = kg_kubeconfig_text(reading->arena, item, "name");
        entry->body = kg_kubeconfig_get(item, body_key);
        entry->path = path;
        entry->directory = directory;
        struct kg_str name = kg_str_from(entry->name);
        if (kg_map_put(&seen, name, entry) != NULL)
            return kg_error_at(reading->err, KG_ERROR_UNKNOWN, kg_node_position(item),
                               "there is more than one %s named \"%s\"", body_key, entry->name);
        void **slot = kg_map_slot(map, name);
        *slot = *slot != NULL ? *slot : entry;
    }
    return 0;
}

/* Whether the users of a file bring credentials that others should not read. */
static bool has_credentials(const struct kg_node *document)
{
    static const char *const fields[] = {"token", "password", "client-key-data", "exec",
                                         "auth-provider"};
    const struct kg_node *users = kg_kubeconfig_get(document, "users");
    for (uint32_t i = 0; kg_node_is(users, KG_NODE_SEQUENCE) && i < users->count; i++) {
        const struct kg_node *user = kg_kubeconfig_get(users->items[i], "user");
        for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
            if (kg_kubeconfig_get(user, fields[k]) != NULL)
                return true;
        }
    }
    return false;
}

static void add_context_names(struct reading *reading, const struct kg_node *list)
{
    struct kg_kubeconfig_files *files = reading->files;
    for (uint32_t i = 0; kg_node_is(list, KG_NODE_SEQUENCE) && i < list->count; i++) {
        const char *name = kg_kubeconfig_text(reading->arena, list->items[i], "name");
        size_t known = 0;
        while (known < files->context_count && strcmp(files->context_names[known], name) != 0)
            known++;
        if (known < files->context_count)
            continue;
        files->context_names = kg_arena_extend(reading->arena, files->context_names,
                                               files->context_count, sizeof(const char *));
        files->context_names[files->context_count++] = name;
        files->context_names = kg_arena_extend(reading->arena, files->context_names,
                                               files->context_count, sizeof(const char *));
        files->context_names[files->context_count] = NULL;
    }
}

static int merge(struct reading *reading, const struct kg_node *document, const char *path)
{
    struct kg_kubeconfig_files *files = reading->files;
    const char *working = reading->environment->working_directory;
    const char *directory = kg_path_directory(
        reading->arena, kg_path_join(reading->arena, working != NULL ? working : "/", path));
    const char *current = kg_kubeconfig_text(reading->arena, document, "current-context");
    const struct {
        struct kg_map *map;
        const char *list;
        const char *body;
    } kinds[] = {
        {&files->clusters, "clusters", "cluster"},
        {&files->users, "users", "user"},
        {&files->contexts, "contexts", "context"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (add_entries(reading, kinds[i].map, kg_kubeconfig_get(document, kinds[i].list),
                        kinds[i].body, path, directory) != 0)
            return -1;
    }
    add_context_names(reading, kg_kubeconfig_get(document, "contexts"));
    if (files->current_context[0] == '\0')
        files->current_context = current;
    files->files =
        kg_arena_extend(reading->arena, files->files, files->file_count, sizeof(*files->files));
    files->files[files->file_count++] =
        (struct kg_kubeconfig_file){.path = path, .credentials = has_credentials(document)};
    return 0;
}

static int parse(struct reading *reading, const char *path, struct kg_str content)
{
    struct kg_source *source = kg_arena_zero(reading->arena, 1, sizeof(*source));
    struct kg_node *document = NULL;
    source->name = path;
    if (kg_yaml_read(reading->arena, content, source, 1, &document, reading->err) != 0 ||
        (document != NULL && kg_yaml_expand(reading->arena, &document, reading->err) != 0) ||
        kg_kubeconfig_check(reading->arena, document, reading->err) != 0 ||
        check_kind(reading, document) != 0) {
        if (reading->err != NULL)
            reading->err->class = KG_ERROR_UNKNOWN;
        return -1;
    }
    return merge(reading, document, path);
}

/* Reads the file; one that does not exist is no failure unless it was asked for by name. */
static int read_one(struct reading *reading, const char *path, bool is_explicit)
{
    struct kg_str content;
    struct kg_error why = KG_ERROR_INIT;
    if (reading->fs->read(reading->fs, reading->arena, path, &content, &why) == 0)
        return parse(reading, path, content);
    if (why.class == KG_ERROR_NEGATIVE && !is_explicit)
        return 0;
    why.class = KG_ERROR_UNKNOWN;
    if (reading->err != NULL)
        *reading->err = why;
    return kg_error_context(reading->err, "the kubeconfig");
}

/* ---- which files ---- */

static bool occurred(struct kg_str list, struct kg_str path)
{
    struct kg_str rest = list, piece;
    while (rest.data != NULL && rest.data < path.data && kg_str_split(&rest, ':', &piece)) {
        if (piece.data < path.data && kg_str_equal(piece, path))
            return true;
    }
    return false;
}

static int read_list(struct reading *reading, struct kg_str list)
{
    struct kg_str rest = list, piece;
    while (rest.data != NULL && kg_str_split(&rest, ':', &piece)) {
        if (piece.length == 0 || occurred(list, piece))
            continue;
        if (read_one(reading, kg_str_copy(reading->arena, piece), false) != 0)
            return -1;
    }
    return 0;
}

int kg_kubeconfig_read(struct kg_arena *arena, const struct kg_fs *fs, const char *explicit_path,
                       const struct kg_kubeconfig_environment *environment,
                       const struct kg_kubeconfig_files **files, struct kg_error *err)
{
    struct kg_kubeconfig_files *made = kg_arena_zero(arena, 1, sizeof *made);
    struct reading reading = {arena, fs, environment, made, err};
    *made = (struct kg_kubeconfig_files){.current_context = "", .tried = ""};
    kg_map_init(&made->clusters, arena);
    kg_map_init(&made->users, arena);
    kg_map_init(&made->contexts, arena);
    *files = made;
    if (explicit_path != NULL && explicit_path[0] != '\0') {
        made->tried = explicit_path;
        return read_one(&reading, explicit_path, true);
    }
    if (environment->kubeconfig != NULL && environment->kubeconfig[0] != '\0') {
        made->tried = environment->kubeconfig;
        return read_list(&reading, kg_str_from(environment->kubeconfig));
    }
    if (environment->home == NULL)
        return 0;
    made->tried = kg_path_join(arena, environment->home, ".kube/config");
    return read_one(&reading, made->tried, false);
}

const char *const *kg_kubeconfig_contexts(const struct kg_kubeconfig_files *files)
{
    static const char *const none[] = {NULL};
    return files->context_count > 0 ? files->context_names : none;
}

const struct kg_kubeconfig_file *kg_kubeconfig_paths(const struct kg_kubeconfig_files *files,
                                                     size_t *count)
{
    *count = files->file_count;
    return files->files;
}
