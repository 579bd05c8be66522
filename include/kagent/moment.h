/*
 * moment: points in time as the Kubernetes API writes them.
 *
 * A moment is milliseconds since 1970-01-01T00:00:00Z, without leap seconds,
 * as everywhere in POSIX. The API writes times as RFC 3339 texts: whole
 * seconds (metav1.Time), or with six digits behind them (metav1.MicroTime).
 */
#ifndef KAGENT_MOMENT_H
#define KAGENT_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "kagent/arena.h"
#include "kagent/str.h"

/* What stands for "no such time" in structs. */
#define KG_MOMENT_NONE INT64_MIN

/*
 * Reads an RFC 3339 time of the years 1 to 9999. Digits beyond milliseconds
 * are dropped. Returns false for everything else, and leaves `*moment` alone.
 */
bool kg_moment_parse(struct kg_str text, int64_t *moment);

/* The moment in whole seconds, "2026-11-22T21:18:03Z", in the arena. */
const char *kg_moment_text(struct kg_arena *arena, int64_t moment);

/*
 * A span of milliseconds as kubectl prints ages: two units at most, and only
 * one where the second says little: "850ms", "12s", "5m12s", "27m", "3h4m", "9d".
 * A negative span is "0s": clocks differ.
 */
const char *kg_moment_span(struct kg_arena *arena, int64_t milliseconds);

#endif
