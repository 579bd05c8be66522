/* The way from the binary that knows no network to the one that does. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kagent/fs.h"

#include "../common/self.h"
#include "live.h"

static const char sibling[] = "kagent-verify-live";

int live_ask(struct kg_arena *arena, const struct kg_arguments *arguments,
             struct gathered *gathered, struct kg_error *err)
{
    (void)arena;
    (void)arguments;
    (void)gathered;
    (void)err;
    return LIVE_ELSEWHERE;
}

int live_wait(struct kg_arena *arena, const struct kg_arguments *arguments,
              const struct gathered *gathered, int64_t deadline, struct kg_error *err)
{
    (void)arena;
    (void)arguments;
    (void)gathered;
    (void)deadline;
    return kg_error_set(err, KG_ERROR_UNKNOWN, "this program asks no cluster");
}

int live_hand_over(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    const char *directory;
    size_t count = 0;
    if (cmd_self_directory(arena, &directory, err) != 0)
        return -1;
    while (words[count] != NULL)
        count++;
    const char *path = kg_path_join(arena, directory, sibling);
    char **arguments = kg_arena_zero(arena, count + 2, sizeof *arguments);
    arguments[0] = kg_arena_strdup(arena, sibling);
    for (size_t i = 0; i < count; i++)
        arguments[i + 1] = kg_arena_strdup(arena, words[i]);
    execv(path, arguments);
    kg_error_set(err, KG_ERROR_UNKNOWN, "no cluster can be asked: %s cannot be run: %s", path,
                 strerror(errno));
    return kg_error_advise(err, "Install the suite as a whole, or judge the manifests alone with "
                                "--offline.");
}
