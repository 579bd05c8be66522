#include "kagent/help.h"

#include <string.h>

#include "suite.h"
#include "unit.h"

enum { HELP_MAX = 1 << 20 };

static const char *const choices[] = {"a", "b"};

static const struct kg_option options[] = {
    {.name = "all", .shorthand = 'A', .type = KG_OPTION_BOOL, .initial = "", .help = "All."},
    {.name = "kind",
     .type = KG_OPTION_CHOICE,
     .initial = "b",
     .choices = choices,
     .choice_count = 2,
     .help = "One two three four five six seven eight nine ten."},
    {.name = "old", .type = KG_OPTION_BOOL, .initial = "", .help = "Old.", .deprecated = "no"},
    {.name = "label", .type = KG_OPTION_LIST, .initial = "", .help = "Labels."},
    {.name = "timeout", .type = KG_OPTION_DURATION, .initial = "1m0s", .help = "Time."},
    {.name = "context",
     .type = KG_OPTION_STRING,
     .initial = "",
     .help = "Context.",
     .section = "Connection flags"},
};

static const struct kg_positional positionals[] = {
    {.name = "POD", .help = "The pod.", .required = true}};
static const struct kg_example examples[] = {{"Look", "kubectl kagent look kagent-0"}};
static const struct kg_exit_code exit_codes[] = {{0, "seen"}, {130, "interrupted"}};
static const struct kg_permission permissions[] = {
    {"", "pods", "get", "to look"}, {"apps", "statefulsets", "get, list", "to find them"}};

static const struct kg_command look = {
    .name = "look",
    .summary = "Look at a pod",
    .description = "Look at a pod.\nClosely.",
    .synopsis = "POD [options]",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .positionals = positionals,
    .positional_count = 1,
    .examples = examples,
    .example_count = 1,
    .exit_codes = exit_codes,
    .exit_code_count = 2,
    .permissions = permissions,
    .permission_count = 2,
};
static const struct kg_command *const commands[] = {&look};
static const struct kg_suite suite = {
    .invocation = "kubectl kagent",
    .description = "Everything.",
    .commands = commands,
    .command_count = 1,
};

static const char *help_of(struct kg_arena *arena, const struct kg_suite *of,
                           const struct kg_command *command, size_t width)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, HELP_MAX);
    kg_help_command(&out, of, command, width);
    return out.data;
}

TEST("a command's help has kubectl's layout")
{
    CHECK_TEXT(help_of(arena, &suite, &look, 0),
               "Look at a pod.\nClosely.\n\n"
               "Examples:\n  # Look\n  kubectl kagent look kagent-0\n\n"
               "Arguments:\n  POD  The pod.\n\n"
               "Options:\n"
               "    -A, --all=false:\n\tAll.\n\n"
               "    --kind='b':\n\tOne two three four five six seven eight nine ten.\n\n"
               "    --label=[]:\n\tLabels.\n\n"
               "    --timeout=1m0s:\n\tTime.\n\n"
               "Connection flags:\n"
               "    --context='':\n\tContext.\n\n"
               "Exit codes:\n  0    seen\n  130  interrupted\n\n"
               "Permissions in the cluster:\n"
               "  get pods  to look\n  get, list statefulsets.apps  to find them\n\n"
               "Usage:\n  kubectl kagent look POD [options]\n");
}

TEST("explanations wrap between words at the given width")
{
    CHECK(strstr(help_of(arena, &suite, &look, 30),
                 "\tOne two three four\n\tfive six seven eight\n\tnine ten.\n") != NULL);
}

TEST("a word wider than the terminal stays whole")
{
    CHECK(strstr(help_of(arena, &suite, &look, 9), "\n\tseven\n\teight\n") != NULL);
}

TEST("the suite's help lists every command")
{
    struct kg_buf out;
    kg_buf_init(&out, arena, HELP_MAX);
    kg_help_suite(&out, &suite);
    CHECK_STR(kg_buf_str(&out),
              "Everything.\n\nAvailable Commands:\n  look  Look at a pod\n\n"
              "Usage:\n  kubectl kagent COMMAND [options]\n\n"
              "Use \"kubectl kagent help COMMAND\" for more information about a given command.\n");
}

TEST("every visible flag of plugins.yaml is in the help, no hidden one is")
{
    for (size_t i = 0; i < kagent_suite.command_count; i++) {
        const struct kg_command *command = kagent_suite.commands[i];
        const char *text = help_of(arena, &kagent_suite, command, 0);
        for (size_t j = 0; j < command->option_count; j++) {
            const struct kg_option *option = &command->options[j];
            const char *flag = kg_arena_printf(arena, "--%s=", option->name);
            CHECK((strstr(text, flag) != NULL) == (option->deprecated == NULL));
        }
    }
}
