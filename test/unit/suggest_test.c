#include "kagent/suggest.h"

#include <string.h>

#include "unit.h"

static const char *suggest(const char *typed, const char *const *candidates)
{
    struct kg_suggestion suggestion = {.word = typed};
    for (; *candidates != NULL; candidates++)
        kg_suggest_offer(&suggestion, *candidates);
    return suggestion.nearest;
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

TEST("each insertion, deletion, substitution and swap of neighbours is one edit")
{
    CHECK_INT(kg_edit_distance("scale", "scale"), 0);
    CHECK_INT(kg_edit_distance("scale", "scales"), 1);
    CHECK_INT(kg_edit_distance("scale", "scle"), 1);
    CHECK_INT(kg_edit_distance("scale", "stale"), 1);
    CHECK_INT(kg_edit_distance("scale", "sclae"), 1);
    CHECK_INT(kg_edit_distance("kitten", "sitting"), 3);
    CHECK_INT(kg_edit_distance("", "abc"), 3);
    CHECK_INT(kg_edit_distance("ca", "abc"), 3);
}

TEST("case, dashes and underscores make no distance")
{
    CHECK_INT(kg_edit_distance("A2A_Ping", "a2a-ping"), 0);
}

TEST("endless words are far from everything")
{
    char endless[1000];
    memset(endless, 'x', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    CHECK_INT(kg_edit_distance(endless, "xxx"), KG_SUGGEST_LENGTH_MAX);
    CHECK_TEXT(suggest(endless, WORDS("xxx")), NULL);
}

TEST("the nearest word is suggested, the first of equals")
{
    CHECK_TEXT(suggest("rendr", WORDS("render", "verify", "scale")), "render");
    CHECK_TEXT(suggest("evn", WORDS("env", "even")), "env");
    CHECK_TEXT(suggest("bat", WORDS("cat", "hat")), "cat");
}

TEST("the beginning of a word suggests it")
{
    CHECK_TEXT(suggest("load", WORDS("reorder", "load-restrictor")), "load-restrictor");
}

TEST("a word that is far from all, or too short, suggests nothing")
{
    CHECK_TEXT(suggest("deploy", WORDS("render", "verify")), NULL);
    CHECK_TEXT(suggest("x", WORDS("a", "xy")), NULL);
    CHECK_TEXT(suggest("", WORDS("a")), NULL);
}
