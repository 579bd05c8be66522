/*
 * An agent's card: what is taken from it fits, can be printed, and leads
 * nowhere else.
 */
#include "fuzz.h"

#include "kagent/probe.h"

static const struct kg_probe_settings settings = {.base = "/base/", .expected = ""};

/* No segment of a path leaves the base. */
static void check_path(const char *path)
{
    struct kg_str segments = {path, strcspn(path, "?")};

    MUST_HOLD(path[0] == '/' && strcspn(path, " \r\n\\") == strlen(path));
    for (struct kg_str segment; kg_str_split(&segments, '/', &segment);)
        MUST_HOLD(!kg_str_is(segment, ".."));
}

static void check_card(struct kg_arena *arena, struct kg_str input)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_a2a_card card;

    if (kg_a2a_card_read(arena, input, &card, &err) != 0) {
        MUST_HOLD(err.message[0] != '\0');
        return;
    }
    MUST_HOLD(card.count <= KG_A2A_ENDPOINTS_MAX && kg_str_is_utf8(kg_str_from(card.name)));
    for (size_t i = 0; i < card.count; i++)
        check_path(card.endpoints[i].path);
}

void fuzz_one(struct kg_arena *arena, struct kg_str input)
{
    static const unsigned char random[KG_PROBE_RANDOM] = {1};
    struct kg_probe_request request;
    struct kg_probe probe;

    check_card(arena, input);
    kg_probe_init(&probe, &settings);
    kg_probe_begin(&probe, random);
    kg_probe_answer(&probe, &(struct kg_a2a_answer){.status = 200, .body = input});
    if (kg_probe_request(&probe, &request))
        MUST_HOLD(strncmp(request.path, "/base", 5) == 0 && strchr("/?", request.path[5]) != NULL);
    else
        MUST_HOLD(kg_probe_result(&probe)->judgement.reason[0] != '\0');
}
