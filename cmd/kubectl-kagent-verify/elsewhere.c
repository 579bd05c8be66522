/* The way from the binary that knows no network to the one that does. */
#include "../common/sibling.h"
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
    (void)cmd_become(arena, sibling, words, err);
    kg_error_context(err, "no cluster can be asked");
    return kg_error_advise(err, "Install the suite as a whole, or judge the manifests alone with "
                                "--offline.");
}
