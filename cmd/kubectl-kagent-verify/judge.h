/*
 * judge: from what is gathered to a report, with or without clusters.
 */
#ifndef KG_VERIFY_JUDGE_H
#define KG_VERIFY_JUDGE_H

#include "kagent/buf.h"
#include "kagent/options.h"
#include "kagent/palette.h"

/*
 * Judges what `arguments` ask for and appends the report, or the difference to
 * the cluster. Returns the exit code, LIVE_ELSEWHERE (live.h) when this binary
 * cannot ask the clusters that it takes, or -1.
 */
int judge_gathered(const struct kg_arguments *arguments, const struct kg_palette *palette,
                   struct kg_buf *out, struct kg_error *err);

#endif
