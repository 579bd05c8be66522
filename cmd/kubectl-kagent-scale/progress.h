/*
 * progress: shows what the pods do while they are waited for, on standard error:
 * a table that stays current on a terminal, a line for each change elsewhere.
 */
#ifndef KG_SCALE_PROGRESS_H
#define KG_SCALE_PROGRESS_H

#include "kagent/map.h"
#include "kagent/rollout.h"

enum progress_style {
    PROGRESS_NONE, /* the output is for programs */
    PROGRESS_LINES,
    PROGRESS_TABLE,
};

struct progress {
    struct kg_arena *arena;
    enum progress_style style;
    bool begun;         /* something was shown already */
    size_t drawn;       /* lines of the table that stand on the screen */
    struct kg_map said; /* pods to what was said of them last */
    struct kg_str *names;
    size_t name_count;
};

/* The style that fits standard error. */
enum progress_style progress_style(void);

void progress_init(struct progress *progress, struct kg_arena *arena, enum progress_style style);

/* Shows the rollout as it is at the moment `now`. `scratch` is for the while. */
void progress_show(struct progress *progress, struct kg_arena *scratch,
                   const struct kg_rollout *rollout, int64_t now);

/* Says something in between: the table is drawn anew below it. */
void progress_note(struct progress *progress, const char *format, ...) KG_PRINTF(2, 3);

/* The last state stays on the screen. */
void progress_end(struct progress *progress);

#endif
