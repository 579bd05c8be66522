/*
 * Answers to a probe, one a line, until it has a verdict: the status in the
 * first three bytes, then the body.
 */
#include "fuzz.h"

#include "kagent/probe.h"

static const struct kg_probe_settings settings = {.base = "/", .expected = "0.3"};

static unsigned take_number(struct kg_str *line)
{
    unsigned number = 0;

    for (size_t i = 0; i < 3 && i < line->length; i++)
        number = number * 10 + ((unsigned char)line->data[i] - (unsigned)'0') % 10;
    *line = kg_str_from_index(*line, 3);
    return number;
}

void fuzz_one(struct kg_arena *arena, struct kg_str input)
{
    static const unsigned char random[KG_PROBE_RANDOM] = {1};
    struct kg_probe_request request;
    struct kg_probe probe;
    unsigned turns = 0;

    (void)arena;
    kg_probe_init(&probe, &settings);
    kg_probe_begin(&probe, random);
    for (; kg_probe_request(&probe, &request); turns++) {
        struct kg_str line = fuzz_first_line(&input);
        struct kg_a2a_answer answer = {.status = take_number(&line)};
        answer.cut = answer.status == 299;
        answer.too_large = answer.status == 298;
        answer.challenge = line;
        answer.location = line;
        answer.body = line;
        kg_probe_answer(&probe, &answer);
    }
    const struct kg_a2a_judgement *judgement = &kg_probe_result(&probe)->judgement;
    MUST_HOLD(turns >= 1 && turns <= 4);
    MUST_HOLD(judgement->verdict == KG_A2A_ALIVE || judgement->reason[0] != '\0');
    MUST_HOLD(kg_str_is_utf8(kg_str_from(judgement->reason)));
}
