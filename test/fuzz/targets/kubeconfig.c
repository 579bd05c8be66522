/*
 * A kubeconfig: each of its contexts leads somewhere or is refused with a
 * message. What is said of it is printable and holds none of its secrets.
 */
#include "fuzz.h"

#include <string.h>

#include "kagent/kubeconfig.h"

enum { CONTEXTS_MAX = 8, SECRET_MIN = 8 };

static void check_printable(const char *text)
{
    for (const char *at = text; *at != '\0'; at++)
        MUST_HOLD((unsigned char)*at >= ' ' || *at == '\n' || *at == '\t');
}

static void check_keeps(const char *text, const char *secret, struct kg_str input)
{
    /* One that stands elsewhere in the file, too, as a name say, is no secret. */
    const char *first = strlen(secret) >= SECRET_MIN ? strstr(input.data, secret) : NULL;
    bool once = first != NULL && strstr(first + 1, secret) == NULL;
    MUST_HOLD(!once || strstr(text, secret) == NULL);
}

static void check_answer(const struct kg_kubeconfig *config, struct kg_str input)
{
    MUST_HOLD(strncmp(config->server, "http", 4) == 0);
    MUST_HOLD(config->exec == NULL || config->exec->command[0] != '\0');
    for (size_t i = 0; config->warnings[i] != NULL; i++) {
        check_keeps(config->warnings[i], config->token, input);
        check_keeps(config->warnings[i], config->password, input);
    }
}

static void choose(struct kg_arena *arena, const struct kg_kubeconfig_files *files,
                   const struct kg_fs *fs, const char *context, struct kg_str input)
{
    static const struct kg_kubeconfig_environment environment = {.working_directory = "/"};
    const struct kg_kubeconfig_flags flags = {.context = context};
    struct kg_kubeconfig config;
    struct kg_error err = KG_ERROR_INIT;
    if (kg_kubeconfig_choose(arena, files, fs, &flags, &environment, &config, &err) == 0)
        check_answer(&config, input);
    else
        MUST_HOLD(err.message[0] != '\0');
}

void fuzz_one(struct kg_arena *arena, struct kg_str input)
{
    static const struct kg_kubeconfig_environment environment = {.working_directory = "/"};
    struct kg_str text = {kg_arena_strndup(arena, input.data, input.length), input.length};
    const struct kg_fs_embedded_file sources[] = {
        {"config", text.data, text.length}, {"token", "from-a-file", 11}, {NULL, NULL, 0}};
    const struct kg_fs_tree tree = {"/k", sources};
    const struct kg_kubeconfig_files *files;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_fs fs;
    kg_fs_embedded(&fs, &tree);
    if (kg_kubeconfig_read(arena, &fs, "/k/config", &environment, &files, &err) != 0) {
        MUST_HOLD(err.message[0] != '\0');
        check_printable(err.message);
        return;
    }
    choose(arena, files, &fs, NULL, text);
    const char *const *names = kg_kubeconfig_contexts(files);
    for (size_t i = 0; names[i] != NULL && i < CONTEXTS_MAX; i++)
        choose(arena, files, &fs, names[i], text);
}
