/*
 * statistics: how long things took, in a fixed amount of memory.
 *
 * Least, greatest, mean and deviation are exact. The distribution is counted
 * in buckets whose width is 1/64 of the power of two they lie in, so that a
 * percentile is at most 1 % off, however many times are added; the scheme is
 * that of HdrHistogram. Times are nanoseconds.
 */
#ifndef KAGENT_STATISTICS_H
#define KAGENT_STATISTICS_H

#include <stdint.h>

#include "kagent/buf.h"

enum {
    KG_TIMES_STEPS = 64,  /* buckets in each power of two */
    KG_TIMES_POWERS = 37, /* up to 2^42 ns, 73 minutes; what is longer is in the last bucket */
};

/* Begins as `= {0}`; nothing to release. */
struct kg_times {
    uint64_t count;
    int64_t min;
    int64_t max;
    double mean;
    double squares; /* sum of the squared distances from the mean */
    uint32_t buckets[KG_TIMES_STEPS * KG_TIMES_POWERS];
};

/* Adds one; what is negative counts as 0. */
void kg_times_add(struct kg_times *times, int64_t nanoseconds);

/* Adds all of `other`, as if each had been added here; its buckets' counts exactly. */
void kg_times_merge(struct kg_times *times, const struct kg_times *other);

/* The standard deviation of what was added, as ping's mdev (of the population, not a sample). */
double kg_times_deviation(const struct kg_times *times);

/*
 * The time that `percent` (above 0, at most 100) of all do not exceed, by
 * nearest rank; 0 when there are none.
 */
int64_t kg_times_percentile(const struct kg_times *times, double percent);

/*
 * How many were at most `nanoseconds`, which is taken for the end of the bucket
 * that it lies in.
 */
uint64_t kg_times_up_to(const struct kg_times *times, int64_t nanoseconds);

/*
 * Appends a histogram: lines of equal steps from the least time to p99, with a
 * bar of at most `width` characters and the count, and one for what is longer.
 * Nothing when fewer than two times were added.
 */
void kg_times_histogram(struct kg_buf *out, const struct kg_times *times, unsigned width);

#endif
