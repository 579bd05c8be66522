/* The way from the binary that knows no network to the one that does. */
#include "../common/sibling.h"
#include "live.h"

static const char sibling[] = "kagent-verify-live";

int live_open(struct kg_arena *arena, const struct kg_arguments *arguments,
              const struct gathered *gathered, struct live **live, struct kg_error *err)
{
    (void)arena;
    (void)arguments;
    (void)gathered;
    (void)live;
    (void)err;
    return LIVE_ELSEWHERE;
}

void live_warn(const struct live *live)
{
    (void)live;
}

static int asks_nobody(struct kg_error *err)
{
    return kg_error_set(err, KG_ERROR_UNKNOWN, "this program asks no cluster");
}

int live_ask(struct live *live, struct kg_arena *round, struct gathered *judged,
             struct kg_error *err)
{
    (void)live;
    (void)round;
    (void)judged;
    return asks_nobody(err);
}

int live_wait(struct live *live, const struct sources *sources, int64_t deadline,
              struct kg_error *err)
{
    (void)live;
    (void)sources;
    (void)deadline;
    return asks_nobody(err);
}

int live_hand_over(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    (void)cmd_become(arena, sibling, words, err);
    kg_error_context(err, "no cluster can be asked");
    return kg_error_advise(err, "Install the suite as a whole, or judge the manifests alone with "
                                "--offline.");
}
