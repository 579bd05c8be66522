#include "kagent/statistics.h"

#include <math.h>

enum {
    BUCKETS = KG_TIMES_STEPS * KG_TIMES_POWERS,
    STEP_BITS = 6, /* KG_TIMES_STEPS = 2^6 */
    LINES = 8,     /* of a histogram, without the last */
};

/* ---- buckets ---- */

/* Up to 2^6 each nanosecond has its own; from there on 2^6 share each power of two. */
static unsigned bucket_of(int64_t time)
{
    uint64_t value = (uint64_t)time;
    unsigned shift = 0;

    while (value >> shift >= 2 * KG_TIMES_STEPS)
        shift++;
    uint64_t bucket = (uint64_t)shift * KG_TIMES_STEPS + (value >> shift);
    return bucket < BUCKETS ? (unsigned)bucket : BUCKETS - 1;
}

/* The least time of a bucket. */
static int64_t bucket_start(unsigned bucket)
{
    unsigned shift = bucket < 2 * KG_TIMES_STEPS ? 0 : (bucket >> STEP_BITS) - 1;

    return (int64_t)(bucket - shift * KG_TIMES_STEPS) << shift;
}

/* A time for all of a bucket: its middle, or what is known better of the ends. */
static int64_t bucket_time(const struct kg_times *times, unsigned bucket)
{
    int64_t start = bucket_start(bucket);
    int64_t middle = start + (bucket_start(bucket + 1) - start) / 2;

    if (middle < times->min)
        return times->min;
    return middle > times->max ? times->max : middle;
}

/* ---- adding ---- */

void kg_times_add(struct kg_times *times, int64_t nanoseconds)
{
    int64_t time = nanoseconds > 0 ? nanoseconds : 0;
    double distance = (double)time - times->mean;

    if (times->count == 0 || time < times->min)
        times->min = time;
    if (times->count == 0 || time > times->max)
        times->max = time;
    times->count++;
    times->mean += distance / (double)times->count;
    times->squares += distance * ((double)time - times->mean);
    times->buckets[bucket_of(time)]++;
}

void kg_times_merge(struct kg_times *times, const struct kg_times *other)
{
    if (other->count == 0)
        return;
    if (times->count == 0) {
        *times = *other;
        return;
    }
    double all = (double)(times->count + other->count);
    double distance = other->mean - times->mean;
    times->squares +=
        other->squares + distance * distance * (double)times->count * (double)other->count / all;
    times->mean += distance * (double)other->count / all;
    times->count += other->count;
    times->min = other->min < times->min ? other->min : times->min;
    times->max = other->max > times->max ? other->max : times->max;
    for (unsigned i = 0; i < BUCKETS; i++)
        times->buckets[i] += other->buckets[i];
}

/* ---- asking ---- */

double kg_times_deviation(const struct kg_times *times)
{
    return times->count > 0 ? sqrt(times->squares / (double)times->count) : 0;
}

int64_t kg_times_percentile(const struct kg_times *times, double percent)
{
    uint64_t rank = (uint64_t)ceil((double)times->count * percent / 100);
    uint64_t seen = 0;

    if (times->count == 0)
        return 0;
    if (rank <= 1)
        return times->min;
    if (rank >= times->count)
        return times->max;
    for (unsigned i = 0; i < BUCKETS; i++) {
        seen += times->buckets[i];
        if (seen >= rank)
            return bucket_time(times, i);
    }
    return times->max;
}

uint64_t kg_times_up_to(const struct kg_times *times, int64_t nanoseconds)
{
    uint64_t seen = 0;

    for (unsigned i = 0; nanoseconds >= 0 && i <= bucket_of(nanoseconds); i++)
        seen += times->buckets[i];
    return seen;
}

/* ---- a histogram ---- */

/* The least of 1, 2, 5, 10, 20 ... that is not below `value`. */
static int64_t round_step(int64_t value)
{
    static const int64_t steps[] = {1, 2, 5};

    for (int64_t power = 1;; power *= 10) {
        for (unsigned i = 0; i < sizeof steps / sizeof *steps; i++) {
            if (steps[i] * power >= value)
                return steps[i] * power;
        }
    }
}

static unsigned bar_length(uint64_t count, uint64_t most, unsigned width)
{
    unsigned length = (unsigned)((double)count / (double)most * width + 0.5);

    return length == 0 && count > 0 ? 1 : length;
}

void kg_times_histogram(struct kg_buf *out, const struct kg_times *times, unsigned width)
{
    int64_t high = kg_times_percentile(times, 99);
    int64_t step = round_step((high - times->min) / LINES + 1);
    int64_t start = times->min / step * step;
    uint64_t counts[LINES + 2] = {0};
    unsigned lines = (unsigned)((high - start) / step) + 1;
    uint64_t most = 1;

    if (times->count < 2)
        return;
    if (lines > LINES + 1)
        lines = LINES + 1;
    for (unsigned i = 0; i < BUCKETS; i++) {
        int64_t line = (bucket_time(times, i) - start) / step;
        if (times->buckets[i] > 0)
            counts[line < (int64_t)lines ? line : (int64_t)lines] += times->buckets[i];
    }
    for (unsigned i = 0; i <= lines; i++)
        most = counts[i] > most ? counts[i] : most;
    for (unsigned i = 0; i < lines + (counts[lines] > 0); i++) {
        kg_buf_printf(out, "%10.3f ms%s ", (double)(start + (int64_t)i * step) / 1e6,
                      i == lines ? "+" : " ");
        kg_buf_add_repeated(out, '#', bar_length(counts[i], most, width));
        kg_buf_printf(out, " %llu\n", (unsigned long long)counts[i]);
    }
}
