#include "kagent/dispatch.h"

#include "unit.h"

static const struct kg_command render = {.name = "render", .file = "kubectl-kagent-render"};
static const struct kg_command ping = {.name = "a2a-ping", .file = "kubectl-kagent-a2a-ping"};
static const struct kg_command version = {.name = "version", .file = "kubectl-kagent"};
static const struct kg_command *const commands[] = {&render, &ping, &version};

static const struct kg_option connection[] = {
    {.name = "namespace", .shorthand = 'n', .type = KG_OPTION_STRING, .initial = ""},
    {.name = "insecure", .type = KG_OPTION_BOOL, .initial = ""},
};
static const struct kg_option_group groups[] = {{"kubectl", "connection flags", connection, 2}};

static const struct kg_suite suite = {
    .invocation = "kubectl kagent",
    .commands = commands,
    .command_count = 3,
    .groups = groups,
    .group_count = 1,
};

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NO_WORDS   ((const char *const[]){NULL})

static struct kg_dispatch dispatch(struct kg_arena *arena, const char *const *words)
{
    struct kg_dispatch found;
    struct kg_error err = KG_ERROR_INIT;
    int rc = kg_dispatch(arena, &suite, words, &found, &err);
    CHECK_TEXT(rc == 0 ? "" : err.message, "");
    return found;
}

static struct kg_error refuse(struct kg_arena *arena, const char *const *words)
{
    struct kg_dispatch found;
    struct kg_error err = KG_ERROR_INIT;
    CHECK_INT(kg_dispatch(arena, &suite, words, &found, &err), -1);
    CHECK_INT(err.class, KG_ERROR_USAGE);
    return err;
}

static void check_words(const char **actual, const char *const *expected)
{
    for (; *expected != NULL; actual++, expected++)
        CHECK_TEXT(*actual, *expected);
    CHECK(*actual == NULL);
}

TEST("the words behind the command's name are its own")
{
    struct kg_dispatch found = dispatch(arena, WORDS("render", "--env", "prod", "-x"));
    CHECK(found.command == &render);
    check_words(found.words, WORDS("--env", "prod", "-x"));
}

TEST("no word, or only flags, names no command")
{
    CHECK(dispatch(arena, NO_WORDS).command == NULL);
    CHECK(dispatch(arena, WORDS("--help")).command == NULL);
    CHECK(dispatch(arena, WORDS("-n", "render")).command == NULL);
    CHECK(dispatch(arena, WORDS("--")).command == NULL);
}

TEST("a dash and an underscore are the same in a command's name")
{
    CHECK(dispatch(arena, WORDS("a2a-ping")).command == &ping);
    CHECK(dispatch(arena, WORDS("a2a_ping")).command == &ping);
}

TEST("shared flags in front of the command move behind it, in order")
{
    struct kg_dispatch found =
        dispatch(arena, WORDS("-n", "apps", "--insecure", "a2a-ping", "kagent-0", "-h"));
    CHECK(found.command == &ping);
    check_words(found.words, WORDS("-n", "apps", "--insecure", "kagent-0", "-h"));
    check_words(dispatch(arena, WORDS("--namespace=a", "render")).words, WORDS("--namespace=a"));
    check_words(dispatch(arena, WORDS("-na", "render", "x")).words, WORDS("-na", "x"));
}

TEST("help in front of the command is help about the command")
{
    struct kg_dispatch found = dispatch(arena, WORDS("-h", "render"));
    CHECK(found.command == &render);
    check_words(found.words, WORDS("-h"));
}

TEST("two dashes in front of the command end there")
{
    struct kg_dispatch found = dispatch(arena, WORDS("--", "render", "--", "-x"));
    CHECK(found.command == &render);
    check_words(found.words, WORDS("--", "-x"));
}

TEST("an unknown command is refused with the nearest one as advice")
{
    struct kg_error err = refuse(arena, WORDS("rendr", "x"));
    CHECK_ERROR(err, "unknown command \"rendr\" for \"kubectl kagent\"");
    CHECK_TEXT(err.advice, "Did you mean render?\nSee 'kubectl kagent --help' for the commands.");
}

static void check_unknown(struct kg_arena *arena, const char *word)
{
    struct kg_error err = refuse(arena, WORDS(word));
    CHECK_ERROR(err, "unknown command");
}

TEST("a path is never a command")
{
    check_unknown(arena, "../render");
    check_unknown(arena, "render/");
    check_unknown(arena, "./render");
    check_unknown(arena, "");
}

TEST("a flag of one command in front of it is refused")
{
    struct kg_error err = refuse(arena, WORDS("--env", "prod", "render"));
    CHECK_ERROR(err, "unknown flag: --env");
    CHECK_TEXT(err.advice, "A command's own flags follow its name. See 'kubectl kagent --help'.");
}

TEST("a flag that is called like a command leads to the command")
{
    struct kg_error err = refuse(arena, WORDS("--version"));
    CHECK_TEXT(err.advice, "Did you mean 'kubectl kagent version'?");
}
