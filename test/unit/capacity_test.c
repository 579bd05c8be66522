#include "kagent/capacity.h"

#include "kagent/json.h"

#include "cases.h"
#include "snapshots.h"

static struct kg_capacity judge(struct kg_arena *arena, const char *scenario, int64_t wanted)
{
    struct kg_snapshot snapshot = snapshots_read(arena, scenario);
    struct kg_capacity capacity;
    kg_capacity_judge(arena, &snapshot, wanted, &capacity);
    return capacity;
}

/* A number of the table; there are no negative ones. */
static int64_t number(struct kg_str text)
{
    int64_t value = 0;
    for (size_t i = 0; i < text.length; i++)
        value = value * 10 + (text.data[i] - '0');
    return value;
}

static bool judge_case(struct kg_arena *arena, struct kg_str *fields)
{
    static const struct kg_source source = {.name = "capacity_cases.txt"};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_snapshot snapshot;
    struct kg_capacity capacity;
    struct kg_node *document;
    if (kg_json_read(arena, fields[0], &source, 1, &document, &err) != 0 ||
        kg_snapshot_read(arena, document, &snapshot, &err) != 0)
        CHECK_TEXT(err.message, "");
    int64_t wanted = number(fields[1]), most = number(fields[3]);
    kg_capacity_judge(arena, &snapshot, wanted, &capacity);
    bool right = kg_str_is(fields[2], "=") ? capacity.most == most : capacity.most >= most;
    if (right && capacity.fits == (capacity.most >= wanted))
        return true;
    printf("# %lld replicas: %lld instead of %lld (%s)\n#   %.*s\n", (long long)wanted,
           (long long)capacity.most, (long long)most, capacity.sentence, KG_STR_ARG(fields[0]));
    return false;
}

TEST("random clusters hold as many replicas as trying everything shows")
{
    struct kg_str table = cases_read(arena, "test/unit/capacity_cases.txt");
    struct kg_str fields[4];
    int wrong = 0;
    while (cases_next(arena, &table, fields, 4))
        wrong += judge_case(arena, fields) ? 0 : 1;
    CHECK_INT(wrong, 0);
}

TEST("the arithmetic of required anti-affinity is told")
{
    struct kg_capacity capacity = judge(arena, "healthy", 7);
    CHECK(!capacity.fits);
    CHECK_INT(capacity.most, 5);
    CHECK_INT(capacity.placed, 3);
    CHECK_TEXT(capacity.sentence,
               "5 eligible nodes, required anti-affinity on kubernetes.io/hostname: "
               "7 replicas need 7");
    CHECK_TEXT(capacity.nodes_sentence, NULL);
    CHECK(judge(arena, "healthy", 5).fits);
}

TEST("it is told which nodes do not count, and who holds the others")
{
    struct kg_capacity capacity = judge(arena, "mixed-nodes", 7);
    CHECK_INT(capacity.most, 4);
    CHECK_TEXT(capacity.sentence, "5 eligible nodes (1 taken by twin-0), required anti-affinity on "
                                  "kubernetes.io/hostname: 7 replicas need 7");
    CHECK_TEXT(capacity.nodes_sentence,
               "9 nodes: 5 eligible, 1 not ready (node-6), 1 cordoned (node-7), "
               "1 tainted dedicated=db:NoSchedule (node-8), "
               "1 without room for another pod's memory (node-9)");
}

TEST("what is not known is said and refuses nothing")
{
    struct kg_capacity capacity = judge(arena, "nodes-unknown", 100);
    CHECK(capacity.fits);
    CHECK_TEXT(capacity.unknown, "needs list nodes");
    CHECK_TEXT(capacity.sentence, "whether 100 replicas fit is not known: needs list nodes");
}

TEST("nodes without the label of the anti-affinity are told apart")
{
    struct kg_capacity capacity = judge(arena, "without-racks", 5);
    CHECK_INT(capacity.most, 4);
    CHECK_TEXT(capacity.sentence,
               "1 value of rack on 3 eligible nodes (2 without the label, with room for 3 pods), "
               "required anti-affinity: 5 replicas need 5");
}

TEST("a port of the node is told beside what else a pod wants")
{
    struct kg_capacity capacity = judge(arena, "host-port", 3);
    CHECK_INT(capacity.most, 2);
    CHECK_TEXT(capacity.sentence, "2 eligible nodes with room for 2 pods of cpu 100m, memory "
                                  "384Mi, a port of the node: 3 replicas need 3");
}
