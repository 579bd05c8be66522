#include "kagent/options.h"

#include "unit.h"

static const char *const formats[] = {"yaml", "json", "name"};

enum { ENV, FORMAT, VERBOSE, FORCE, LEVEL, WAIT, LABEL };

static const struct kg_option options[] = {
    [ENV] = {.name = "env", .shorthand = 'e', .type = KG_OPTION_STRING, .initial = ""},
    [FORMAT] = {.name = "format",
                .shorthand = 'o',
                .type = KG_OPTION_CHOICE,
                .initial = "yaml",
                .choices = formats,
                .choice_count = 3},
    [VERBOSE] = {.name = "verbose", .shorthand = 'v', .type = KG_OPTION_COUNT, .initial = "0"},
    [FORCE] = {.name = "force", .shorthand = 'f', .type = KG_OPTION_BOOL, .initial = "false"},
    [LEVEL] = {.name = "log-level", .shorthand = 'l', .type = KG_OPTION_INT, .initial = "2"},
    [WAIT] = {.name = "timeout", .type = KG_OPTION_DURATION, .initial = "1m0s"},
    [LABEL] = {.name = "label", .type = KG_OPTION_LIST, .initial = ""},
};

static const struct kg_positional positionals[] = {{.name = "DIR"}};
static const char *const one_of[] = {"DIR", "env"};
static const struct kg_exclusive exclusives[] = {{one_of, 2}};

static const struct kg_command command = {
    .name = "render",
    .file = "kubectl-kagent-render",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .positionals = positionals,
    .positional_count = 1,
    .exclusives = exclusives,
    .exclusive_count = 1,
};

static const struct kg_option connection[] = {
    {.name = "context", .shorthand = 'c', .type = KG_OPTION_STRING, .initial = ""},
};
static const struct kg_option_group groups[] = {{"kubectl", "connection flags", connection, 1}};
static const struct kg_command *const commands[] = {&command};
static const struct kg_suite suite = {
    .invocation = "kubectl kagent",
    .commands = commands,
    .command_count = 1,
    .groups = groups,
    .group_count = 1,
};

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static struct kg_arguments parse(struct kg_arena *arena, const char *const *words)
{
    struct kg_arguments arguments;
    struct kg_error err = KG_ERROR_INIT;
    int rc = kg_arguments_parse(arena, &suite, &command, words, &arguments, &err);
    CHECK_TEXT(rc == 0 ? "" : err.message, "");
    return arguments;
}

static struct kg_error refuse(struct kg_arena *arena, const char *const *words)
{
    struct kg_arguments arguments;
    struct kg_error err = KG_ERROR_INIT;
    CHECK_INT(kg_arguments_parse(arena, &suite, &command, words, &arguments, &err), -1);
    CHECK_INT(err.class, KG_ERROR_USAGE);
    return err;
}

TEST("without words every flag has its default and none is given")
{
    struct kg_arguments arguments = parse(arena, (const char *const[]){NULL});
    CHECK_TEXT(arguments.options[ENV].text, "");
    CHECK_INT(arguments.options[LEVEL].integer, 2);
    CHECK_INT(arguments.options[WAIT].integer, 60000000000);
    CHECK_INT(arguments.options[FORMAT].choice, 0);
    CHECK(arguments.options[LABEL].list[0] == NULL);
    for (size_t i = 0; i < command.option_count; i++)
        CHECK(!arguments.options[i].given);
}

TEST("all five spellings of a value are the same")
{
    const char *const *spellings[] = {
        WORDS("--env", "prod"), WORDS("--env=prod"), WORDS("-e", "prod"),
        WORDS("-eprod"),        WORDS("-e=prod"),
    };
    for (size_t i = 0; i < 5; i++) {
        struct kg_arguments arguments = parse(arena, spellings[i]);
        CHECK_TEXT(arguments.options[ENV].text, "prod");
        CHECK(arguments.options[ENV].given);
        CHECK_INT(arguments.positional_count, 0);
    }
}

TEST("a value may be empty, begin with a dash or hold an equals sign")
{
    CHECK_TEXT(parse(arena, WORDS("--env=")).options[ENV].text, "");
    CHECK(parse(arena, WORDS("--env=")).options[ENV].given);
    CHECK_TEXT(parse(arena, WORDS("--env", "--force")).options[ENV].text, "--force");
    CHECK_TEXT(parse(arena, WORDS("--env=a=b")).options[ENV].text, "a=b");
    CHECK_TEXT(parse(arena, WORDS("-e=")).options[ENV].text, "=");
}

TEST("the last value of a flag wins")
{
    CHECK_TEXT(parse(arena, WORDS("-e", "dev", "--env=prod")).options[ENV].text, "prod");
}

TEST("a bool takes a value only after an equals sign")
{
    CHECK(parse(arena, WORDS("--force")).options[FORCE].boolean);
    CHECK(!parse(arena, WORDS("--force=false")).options[FORCE].boolean);
    CHECK(!parse(arena, WORDS("-f=F")).options[FORCE].boolean);
    struct kg_arguments arguments = parse(arena, WORDS("--force", "false"));
    CHECK(arguments.options[FORCE].boolean);
    CHECK_TEXT(arguments.positionals[0], "false");
    struct kg_error err = refuse(arena, WORDS("--force=maybe"));
    CHECK_ERROR(err, "invalid argument \"maybe\" for \"-f, --force\" flag: must be true or false");
}

TEST("short flags combine, the last one taking the rest as its value")
{
    struct kg_arguments arguments = parse(arena, WORDS("-fveprod"));
    CHECK(arguments.options[FORCE].boolean);
    CHECK_INT(arguments.options[VERBOSE].integer, 1);
    CHECK_TEXT(arguments.options[ENV].text, "prod");
}

TEST("a count goes up with each flag and can be set")
{
    CHECK_INT(parse(arena, WORDS("-vvv", "--verbose")).options[VERBOSE].integer, 4);
    CHECK_INT(parse(arena, WORDS("-v", "--verbose=7")).options[VERBOSE].integer, 7);
}

TEST("every value of a list is kept in order")
{
    struct kg_arguments arguments = parse(arena, WORDS("--label", "b", "--label=a", "--label="));
    CHECK_INT(arguments.options[LABEL].list_count, 3);
    CHECK_TEXT(arguments.options[LABEL].list[0], "b");
    CHECK_TEXT(arguments.options[LABEL].list[2], "");
    CHECK(arguments.options[LABEL].list[3] == NULL);
}

TEST("flags and arguments may be mixed")
{
    struct kg_arguments arguments = parse(arena, WORDS("-v", "here", "--force"));
    CHECK_INT(arguments.positional_count, 1);
    CHECK_TEXT(arguments.positionals[0], "here");
    CHECK(arguments.options[FORCE].boolean);
}

TEST("all after two dashes is arguments, and one dash is one")
{
    CHECK_TEXT(parse(arena, WORDS("--", "--force")).positionals[0], "--force");
    CHECK_TEXT(parse(arena, WORDS("-")).positionals[0], "-");
    CHECK_TEXT(parse(arena, WORDS("--", "--")).positionals[0], "--");
    CHECK_TEXT(parse(arena, WORDS("")).positionals[0], "");
}

TEST("an underscore in a long name is a dash")
{
    CHECK_INT(parse(arena, WORDS("--log_level=5")).options[LEVEL].integer, 5);
}

TEST("names are not abbreviated; the nearest one is advised")
{
    struct kg_error err = refuse(arena, WORDS("--forc"));
    CHECK_ERROR(err, "unknown flag: --forc");
    CHECK_TEXT(err.advice, "Did you mean --force?\nSee 'kubectl kagent render --help' for usage.");
    err = refuse(arena, WORDS("--zzzzzz"));
    CHECK_TEXT(err.advice, "See 'kubectl kagent render --help' for usage.");
}

TEST("a flag that only other commands take is named as such")
{
    struct kg_error err = refuse(arena, WORDS("--context", "prod"));
    CHECK_TEXT(err.advice, "'render' works offline and takes none of the connection flags.\n"
                           "See 'kubectl kagent render --help' for usage.");
    err = refuse(arena, WORDS("-c", "prod"));
    CHECK_TEXT(err.advice, "'render' works offline and takes none of the connection flags.\n"
                           "See 'kubectl kagent render --help' for usage.");
}

TEST("malformed flags are refused")
{
    static const struct {
        const char *word;
        const char *message;
    } cases[] = {
        {"---force", "bad flag syntax: ---force"},
        {"--=x", "bad flag syntax: --=x"},
        {"-x", "unknown shorthand flag: 'x' in -x"},
        {"-fx", "unknown shorthand flag: 'x' in -fx"},
        {"--env", "flag needs an argument: --env"},
        {"-fe", "flag needs an argument: 'e' in -fe"},
        {"--log-level=many",
         "invalid argument \"many\" for \"-l, --log-level\" flag: must be a whole number"},
        {"--timeout=5", "invalid argument \"5\" for \"--timeout\" flag: must be a duration"},
        {"-oxml", "must be one of yaml, json, name"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kg_error err = refuse(arena, WORDS(cases[i].word));
        CHECK_ERROR(err, cases[i].message);
    }
}

TEST("a mistyped choice is corrected in the advice")
{
    struct kg_error err = refuse(arena, WORDS("-o", "jsno"));
    CHECK_TEXT(err.advice, "Did you mean json?\nSee 'kubectl kagent render --help' for usage.");
}

TEST("too many arguments are refused, naming the first that is too much")
{
    struct kg_error err = refuse(arena, WORDS("a", "b", "c"));
    CHECK_ERROR(err, "unexpected argument: \"b\"");
}

TEST("flags and arguments that exclude one another are refused together")
{
    struct kg_error err = refuse(arena, WORDS("here", "--env=dev"));
    CHECK_ERROR(err, "DIR and --env cannot be given together");
}

TEST("help is found among other flags and excuses the arguments, not the flags")
{
    CHECK(parse(arena, WORDS("-f", "-h")).help);
    CHECK(parse(arena, WORDS("-fh")).help);
    CHECK(parse(arena, WORDS("a", "b", "--help")).help);
    CHECK(!parse(arena, WORDS("--", "--help")).help);
    CHECK(!parse(arena, WORDS("--help=false")).help);
    struct kg_error err = refuse(arena, WORDS("--help", "--nonsense"));
    CHECK_ERROR(err, "unknown flag: --nonsense");
}

TEST("the extent of a flag counts the word that its value takes up")
{
    size_t count = command.option_count;
    CHECK_INT(kg_options_extent(options, count, WORDS("--env", "x")), 2);
    CHECK_INT(kg_options_extent(options, count, WORDS("--env=x", "y")), 1);
    CHECK_INT(kg_options_extent(options, count, WORDS("-e", "x")), 2);
    CHECK_INT(kg_options_extent(options, count, WORDS("-ex", "y")), 1);
    CHECK_INT(kg_options_extent(options, count, WORDS("-f", "y")), 1);
    CHECK_INT(kg_options_extent(options, count, WORDS("--env")), 1);
    CHECK_INT(kg_options_extent(options, count, WORDS("--other", "y")), 0);
    CHECK_INT(kg_options_extent(options, count, WORDS("word", "y")), 0);
    CHECK_INT(kg_options_extent(options, count, WORDS("-")), 0);
}
