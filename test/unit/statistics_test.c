/* Times in buckets, compared with times in a list. */
#include "unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kagent/statistics.h"

enum { MANY = 20000 };

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* A reproducible spread over some powers of ten. */
static int64_t spread_time(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (int64_t)pow(10, 1 + (double)(*state >> 40) / (double)(1 << 24) * 9);
}

static struct kg_times *times_of(struct kg_arena *arena, const int64_t *list, size_t count)
{
    struct kg_times *times = kg_arena_zero(arena, 1, sizeof *times);
    for (size_t i = 0; i < count; i++)
        kg_times_add(times, list[i]);
    return times;
}

static void check_near(double actual, double expected, double part)
{
    CHECK(fabs(actual - expected) <= fabs(expected) * part);
}

TEST("percentiles are within 1 % of those of a sorted list")
{
    static const double percents[] = {0.1, 1, 25, 50, 90, 95, 99, 99.9, 100};
    int64_t *list = kg_arena_zero(arena, MANY, sizeof *list);
    uint64_t state = 1;
    for (size_t i = 0; i < MANY; i++)
        list[i] = spread_time(&state);
    struct kg_times *times = times_of(arena, list, MANY);
    qsort(list, MANY, sizeof *list, by_value);
    for (size_t i = 0; i < sizeof percents / sizeof *percents; i++) {
        size_t rank = (size_t)ceil(MANY * percents[i] / 100);
        check_near((double)kg_times_percentile(times, percents[i]), (double)list[rank - 1], 0.01);
    }
}

TEST("least, greatest, mean and deviation are exact")
{
    static const int64_t list[] = {2, 4, 4, 4, 5, 5, 7, 9};
    struct kg_times *times = times_of(arena, list, 8);
    CHECK_INT(times->min, 2);
    CHECK_INT(times->max, 9);
    check_near(times->mean, 5, 1e-12);
    check_near(kg_times_deviation(times), 2, 1e-12);
}

TEST("the deviation of large times that differ little is not lost to rounding")
{
    struct kg_times *times = kg_arena_zero(arena, 1, sizeof *times);
    for (int i = 0; i < 1000; i++)
        kg_times_add(times, 3600000000000 + i % 2);
    check_near(kg_times_deviation(times), 0.5, 1e-3);
}

TEST("of no times nothing is said, of one the one")
{
    struct kg_times *times = kg_arena_zero(arena, 1, sizeof *times);
    CHECK_INT(kg_times_percentile(times, 50), 0);
    CHECK_INT((int64_t)kg_times_deviation(times), 0);
    kg_times_add(times, 1234567);
    CHECK_INT(kg_times_percentile(times, 1), 1234567);
    CHECK_INT(kg_times_percentile(times, 50), 1234567);
    CHECK_INT(kg_times_percentile(times, 100), 1234567);
}

TEST("what is negative or longer than any wait is counted at the ends")
{
    static const int64_t list[] = {-5, INT64_MAX, INT64_MAX};
    struct kg_times *times = times_of(arena, list, 3);
    CHECK_INT(times->min, 0);
    CHECK_INT(times->max, INT64_MAX);
    CHECK_INT(kg_times_percentile(times, 10), 0);
    CHECK_INT(kg_times_up_to(times, INT64_MAX), 3);
}

TEST("two halves merged are as one whole")
{
    int64_t *list = kg_arena_zero(arena, MANY, sizeof *list);
    uint64_t state = 7;
    for (size_t i = 0; i < MANY; i++)
        list[i] = spread_time(&state);
    struct kg_times *whole = times_of(arena, list, MANY);
    struct kg_times *half = times_of(arena, list, MANY / 3);
    kg_times_merge(half, times_of(arena, list + MANY / 3, MANY - MANY / 3));
    kg_times_merge(half, kg_arena_zero(arena, 1, sizeof *half));
    CHECK_INT(half->count, whole->count);
    CHECK_INT(half->min, whole->min);
    CHECK_INT(half->max, whole->max);
    check_near(half->mean, whole->mean, 1e-9);
    check_near(kg_times_deviation(half), kg_times_deviation(whole), 1e-9);
    CHECK_INT(memcmp(half->buckets, whole->buckets, sizeof half->buckets), 0);
}

TEST("counts up to a time grow with it and end with all")
{
    int64_t *list = kg_arena_zero(arena, MANY, sizeof *list);
    uint64_t state = 3;
    for (size_t i = 0; i < MANY; i++)
        list[i] = spread_time(&state);
    struct kg_times *times = times_of(arena, list, MANY);
    qsort(list, MANY, sizeof *list, by_value);
    uint64_t before = 0;
    for (int64_t limit = 1; limit < 100000000000; limit *= 3) {
        uint64_t counted = kg_times_up_to(times, limit);
        uint64_t least = 0;
        uint64_t greatest = 0;
        for (size_t i = 0; i < MANY; i++) {
            least += list[i] <= limit;
            greatest += list[i] <= limit + limit / 32 + 1;
        }
        CHECK(counted >= before && counted >= least && counted <= greatest);
        before = counted;
    }
    CHECK_INT(kg_times_up_to(times, times->max), MANY);
    CHECK_INT(kg_times_up_to(times, -1), 0);
}

TEST("a histogram has equal steps, and a line for what is longer")
{
    struct kg_times *times = kg_arena_zero(arena, 1, sizeof *times);
    struct kg_buf out;
    for (int i = 0; i < 997; i++)
        kg_times_add(times, 1050000 + i % 2 * 200000);
    for (int i = 0; i < 3; i++)
        kg_times_add(times, 90000000);
    kg_buf_init(&out, arena, 1 << 16);
    kg_times_histogram(&out, times, 10);
    CHECK_STR(kg_buf_str(&out), "     1.050 ms  ########## 499\n"
                                "     1.100 ms   0\n"
                                "     1.150 ms   0\n"
                                "     1.200 ms   0\n"
                                "     1.250 ms  ########## 498\n"
                                "     1.300 ms+ # 3\n");
}

TEST("a histogram holds every time, whatever they are")
{
    struct kg_times *times = kg_arena_zero(arena, 1, sizeof *times);
    uint64_t state = 5;
    for (int round = 0; round < 300; round++) {
        struct kg_buf out;
        unsigned long long sum = 0;
        kg_times_add(times, spread_time(&state));
        kg_buf_init(&out, arena, 1 << 16);
        kg_times_histogram(&out, times, 40);
        struct kg_str text = kg_buf_str(&out);
        unsigned lines = 0;
        for (struct kg_str line; text.length > 0 && kg_str_split(&text, '\n', &line); lines++)
            sum += line.length > 0 ? strtoull(strrchr(kg_str_copy(arena, line), ' '), NULL, 10) : 0;
        CHECK_INT(sum, round == 0 ? 0 : round + 1);
        CHECK(lines <= 11);
    }
}
