#include "kagent/complete.h"

#include "kagent/buf.h"

#include "unit.h"

static const char *const formats[] = {"json", "jsonl", "text"};
static const char *const shells[] = {"bash", "zsh"};

static const struct kg_option connection[] = {
    {.name = "context",
     .type = KG_OPTION_STRING,
     .initial = "",
     .value_name = "NAME",
     .help = "The context. And more.",
     .values = KG_VALUES_CONTEXT},
    {.name = "insecure", .type = KG_OPTION_BOOL, .initial = "", .help = "No checks."},
};
static const struct kg_option_group groups[] = {{"kubectl", "connection flags", connection, 2}};

static const struct kg_option options[] = {
    {.name = "env",
     .shorthand = 'e',
     .type = KG_OPTION_LIST,
     .initial = "",
     .value_name = "NAME",
     .help = "An environment.",
     .values = KG_VALUES_ENVIRONMENT},
    {.name = "format",
     .shorthand = 'o',
     .type = KG_OPTION_CHOICE,
     .initial = "",
     .help = "Format.",
     .value_name = "FORMAT",
     .choices = formats,
     .choice_count = 3},
    {.name = "old", .type = KG_OPTION_BOOL, .initial = "", .help = "Old.", .deprecated = "new"},
    {.name = "offline", .type = KG_OPTION_BOOL, .initial = "", .help = "Ask nobody."},
    {.name = "only",
     .type = KG_OPTION_LIST,
     .initial = "",
     .value_name = "CHECKS",
     .help = "Only these.",
     .values = KG_VALUES_CHECK},
};
static const struct kg_positional directory[] = {
    {.name = "DIR", .help = "Directory.", .values = KG_VALUES_DIRECTORY}};
static const struct kg_positional words[] = {
    {.name = "WHAT", .help = "What.", .choices = shells, .choice_count = 2},
    {.name = "POD", .help = "Pod.", .repeated = true, .values = KG_VALUES_POD}};
static const char *const together[] = {"DIR", "env"};
static const struct kg_exclusive exclusives[] = {{together, 2}};

static const struct kg_command verify = {.name = "verify",
                                         .summary = "Judge",
                                         .options = options,
                                         .option_count = 5,
                                         .positionals = directory,
                                         .positional_count = 1,
                                         .exclusives = exclusives,
                                         .exclusive_count = 1};
static const struct kg_command ask = {
    .name = "ask", .summary = "Ask", .positionals = words, .positional_count = 2};
static const struct kg_command *const commands[] = {&verify, &ask};
static const struct kg_suite suite = {.invocation = "kubectl kagent",
                                      .commands = commands,
                                      .command_count = 2,
                                      .groups = groups,
                                      .group_count = 1};

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* "a b c", and the kind of values that are to be looked up. */
static const char *offered(struct kg_arena *arena, const char *const *line, enum kg_values values)
{
    struct kg_completion completion;
    struct kg_buf out;
    kg_buf_init(&out, arena, 4096);
    kg_complete(arena, &suite, line, &completion);
    CHECK_INT(completion.values, values);
    for (size_t i = 0; i < completion.count; i++)
        kg_buf_printf(&out, "%s%s", i > 0 ? " " : "", completion.candidates[i].word);
    return kg_str_copy(arena, kg_buf_str(&out));
}

#define OFFERS(expected, values, ...)                                                              \
    CHECK_TEXT(offered(arena, WORDS(__VA_ARGS__), values), expected)
#define NOTHING KG_VALUES_NONE

TEST("commands, and shared flags in front of them")
{
    OFFERS("verify ask", NOTHING, "");
    OFFERS("verify", NOTHING, "--context", "x", "ver");
    OFFERS("--context", NOTHING, "--con");
    OFFERS("", KG_VALUES_CONTEXT, "--context", "");
    CHECK_TEXT(offered(arena, (const char *const[]){NULL}, NOTHING), "verify ask");
}

TEST("flags that may be given, and their values")
{
    OFFERS("--env --format --offline --only --help", NOTHING, "verify", "--");
    OFFERS("--offline --only", NOTHING, "verify", "-ojson", "--o");
    OFFERS("--only", NOTHING, "verify", "--offline", "--o");
    OFFERS("json jsonl", NOTHING, "verify", "-o", "j");
    OFFERS("text", NOTHING, "verify", "--format=t");
    OFFERS("true false", NOTHING, "verify", "--offline=");
    OFFERS("", KG_VALUES_ENVIRONMENT, "verify", "--env", "d");
    OFFERS("", KG_VALUES_ENVIRONMENT, "verify", "--env", "d", "-e", "");
}

TEST("arguments, in their turn and if nothing excludes them")
{
    OFFERS("", KG_VALUES_DIRECTORY, "verify", "");
    OFFERS("", KG_VALUES_DIRECTORY, "verify", "--", "--o");
    OFFERS("--format --offline --only --help", NOTHING, "verify", "dir", "");
    OFFERS("--env --format --offline --only --help", NOTHING, "verify", "--env", "d", "");
    OFFERS("bash", NOTHING, "ask", "b");
    OFFERS("", KG_VALUES_POD, "ask", "bash", "kagent-0", "");
}

TEST("a line that makes no sense has nothing to offer")
{
    OFFERS("", NOTHING, "bogus", "");
    OFFERS("", NOTHING, "verify", "--bogus", "");
    OFFERS("", NOTHING, "verify", "--bogus=");
    OFFERS("", NOTHING, "verify", "-o", "none", "");
}

TEST("values are looked up behind what is typed already")
{
    struct kg_completion completion;
    kg_complete(arena, &suite, WORDS("verify", "--only", "KV001,KV0"), &completion);
    CHECK_INT(completion.values, KG_VALUES_CHECK);
    CHECK_TEXT(completion.typed, "KV0");
    kg_complete_offer(arena, &completion, "KV002", "");
    kg_complete_offer(arena, &completion, "KL101", "");
    CHECK_INT((int)completion.count, 1);
    CHECK_TEXT(completion.candidates[0].word, "KV001,KV002");
}

TEST("what a flag is, in one sentence")
{
    struct kg_completion completion;
    kg_complete(arena, &suite, WORDS("--con"), &completion);
    CHECK_TEXT(completion.candidates[0].about, "The context");
}
