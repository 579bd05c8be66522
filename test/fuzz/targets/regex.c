/* A regular expression in the first line, the text that it is searched in behind it. */
#include "fuzz.h"

#include "kagent/regex.h"

/* 1 match, 0 none, -1 when there is no such pattern or no end to matching it. */
static int match(struct kg_arena *arena, struct kg_str pattern, enum kg_regex_anchor anchor,
                 struct kg_str text)
{
    struct kg_error err = KG_ERROR_INIT;
    const struct kg_regex *regex;
    int rc = kg_regex_compile(arena, pattern, anchor, &regex, &err);

    if (rc == 0)
        rc = kg_regex_match(regex, text, &err);
    MUST_HOLD(rc >= 0 || err.message[0] != '\0');
    return rc;
}

void fuzz_one(struct kg_arena *arena, struct kg_str input)
{
    struct kg_str pattern = fuzz_first_line(&input);
    int anywhere = match(arena, pattern, KG_REGEX_ANYWHERE, input);
    int whole = match(arena, pattern, KG_REGEX_WHOLE, input);

    MUST_HOLD(whole <= 0 || anywhere != 0); /* a part of the text is found in it */
}
