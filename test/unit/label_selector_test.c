/* Label selectors are Kubernetes'. */
#include "unit.h"

#include "../../lib/kustomize/selector.h"

static struct kg_text_pair pairs[] = {
    {{"app", 3}, {"web", 3}, NULL},
    {{"tier", 4}, {"", 0}, NULL},
    {{"example.com/weight", 18}, {"10", 2}, NULL},
    {{"in", 2}, {"notin", 5}, NULL},
};
static const struct kg_text_map labels = {.pairs = pairs, .count = 4};

/* Each selector, and whether it matches the labels above; "-" if it is none. */
static const struct {
    const char *selector;
    char matches;
} cases[] = {
    {"", 'y'},
    {" ", 'y'},
    {"app", 'y'},
    {"missing", 'n'},
    {"!app", 'n'},
    {"! missing", 'y'},
    {"app=web", 'y'},
    {"app==web", 'y'},
    {" app = web , tier ", 'y'},
    {"app!=web", 'n'},
    {"missing!=web", 'y'},
    {"app=", 'n'},
    {"tier=", 'y'},
    {"tier=,app=web", 'y'},
    {"app in (web,api)", 'y'},
    {"app in(api)", 'n'},
    {"app notin (web)", 'n'},
    {"missing notin (web)", 'y'},
    {"tier in ()", 'y'},
    {"tier in (,a)", 'y'},
    {"app in (a,)", 'n'},
    {"tier in (a,,b)", 'y'},
    {"tier in (,,,)", 'y'},
    {"example.com/weight>9", 'y'},
    {"example.com/weight > 10", 'n'},
    {"example.com/weight<11", 'y'},
    {"app>1", 'n'},
    {"in in (notin)", 'y'},
    {"in=in", 'n'},
    {",", '-'},
    {"app,", '-'},
    {"app web", '-'},
    {"app=web tier", '-'},
    {"app=web=x", '-'},
    {"!app=web", '-'},
    {"!!app", '-'},
    {"=web", '-'},
    {"app in web", '-'},
    {"app in (web", '-'},
    {"app in (web api)", '-'},
    {"app in (,,)", '-'},
    {"app in (=)", '-'},
    {"app>x", '-'},
    {"app>", '-'},
    {"app>99999999999999999999", '-'},
    {"app=-x", '-'},
    {"app=a/b", '-'},
    {"-app", '-'},
    {"a/b/c", '-'},
    {"Example.com/a", '-'},
    {"example..com/a", '-'},
    {"/a", '-'},
    {"a123456789a123456789a123456789a123456789a123456789a123456789abc", 'n'},
    {"a123456789a123456789a123456789a123456789a123456789a123456789abcd", '-'},
    {"app=(web)", '-'},
};

TEST("selectors match, and fail, as those of kubectl")
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        int rc = kg_label_selector_match(arena, kg_str_from(cases[i].selector), labels, NULL);
        char is = rc < 0 ? '-' : rc > 0 ? 'y' : 'n';
        if (is != cases[i].matches)
            printf("# '%s' is '%c'\n", cases[i].selector, is);
        CHECK_INT(is, cases[i].matches);
    }
}

TEST("a message shows the selector and what is wrong with it")
{
    struct kg_error err = KG_ERROR_INIT;

    CHECK_INT(kg_label_selector_match(arena, KG_STR("app in web"), labels, &err), -1);
    CHECK_ERROR(err, "selector 'app in web': found 'web', expected '('");
    CHECK_INT(kg_label_selector_match(arena, KG_STR("app,"), labels, &err), -1);
    CHECK_ERROR(err, "expected a label key at its end");
}
