#include "unit.h"

#include <setjmp.h>
#include <string.h>

#include "kagent/yaml.h"

enum outcome { RUNNING = 0, FAILED, SKIPPED };

enum { UNIT_ARENA_BUDGET = 1 << 30 };

static struct unit_test *first;
static struct unit_test **last = &first;
static jmp_buf end_of_test;

void unit_register(struct unit_test *test)
{
    *last = test;
    last = &test->next;
}

static void fail(const char *file, int line) __attribute__((noreturn));

static void fail(const char *file, int line)
{
    printf("#   at %s:%d\n", file, line);
    longjmp(end_of_test, FAILED);
}

void unit_check(bool holds, const char *what, const char *file, int line)
{
    if (holds)
        return;
    printf("# does not hold: %s\n", what);
    fail(file, line);
}

void unit_check_int(long long actual, long long expected, const char *what, const char *file,
                    int line)
{
    if (actual == expected)
        return;
    printf("# %s\n#   is      %lld\n#   must be %lld\n", what, actual, expected);
    fail(file, line);
}

void unit_check_text(const char *actual, const char *expected, const char *what, const char *file,
                     int line)
{
    if (actual == NULL && expected == NULL)
        return;
    if (actual != NULL && expected != NULL && strcmp(actual, expected) == 0)
        return;
    printf("# %s\n#   is      <%s>\n#   must be <%s>\n", what, actual ? actual : "NULL",
           expected ? expected : "NULL");
    fail(file, line);
}

void unit_check_str(struct kg_str actual, const char *expected, const char *what, const char *file,
                    int line)
{
    if (kg_str_is(actual, expected))
        return;
    printf("# %s\n#   is      <%.*s>\n#   must be <%s>\n", what, KG_STR_ARG(actual), expected);
    fail(file, line);
}

void unit_check_error(const struct kg_error *err, const char *part, const char *file, int line)
{
    if (strstr(err->message, part) != NULL)
        return;
    printf("# the error\n#   is        <%s>\n#   must name <%s>\n", err->message, part);
    fail(file, line);
}

struct kg_node *unit_yaml(struct kg_arena *arena, const char *name, const char *text)
{
    struct kg_source *source = kg_arena_zero(arena, 1, sizeof *source);
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *node = NULL;
    source->name = name;
    int rc = kg_yaml_read(arena, kg_str_from(text), source, 1, &node, &err);
    CHECK_TEXT(rc == 0 ? "" : err.message, "");
    return node;
}

void unit_skip(const char *reason)
{
    printf("# skipped: %s\n", reason);
    longjmp(end_of_test, SKIPPED);
}

static enum outcome run(const struct unit_test *test)
{
    struct kg_arena arena;
    kg_arena_init(&arena, UNIT_ARENA_BUDGET, &end_of_test);
    int outcome = setjmp(end_of_test);
    if (outcome == RUNNING)
        test->run(&arena);
    kg_arena_release(&arena);
    return (enum outcome)outcome;
}

int main(void)
{
    unsigned count[3] = {0};
    unsigned number = 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (const struct unit_test *test = first; test != NULL; test = test->next) {
        enum outcome outcome = run(test);
        count[outcome]++;
        printf("%s %u - %s%s\n", outcome == FAILED ? "not ok" : "ok", ++number, test->name,
               outcome == SKIPPED ? " # SKIP" : "");
    }
    printf("%u passed, %u failed, %u skipped\n", count[RUNNING], count[FAILED], count[SKIPPED]);
    return count[FAILED] == 0 ? 0 : 1;
}
