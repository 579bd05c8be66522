/*
 * suite: the description of the commands that plugins.yaml holds, as C tables.
 *
 * The build generates one constant `struct kg_suite` (docs/PLUGINS_YAML.md);
 * parsing, help, dispatch and everything else a person sees of a command line
 * read it. Nothing here is ever written to at run time, and every text is
 * NUL-terminated UTF-8. Arrays are (pointer, count).
 */
#ifndef KAGENT_SUITE_H
#define KAGENT_SUITE_H

#include <stdbool.h>
#include <stddef.h>

#include "kagent/arena.h"

/* What kind of value a flag takes; the names are those of plugins.yaml. */
enum kg_option_type {
    KG_OPTION_BOOL,     /* --flag, --flag=false */
    KG_OPTION_STRING,   /* any text; the last one given wins */
    KG_OPTION_INT,      /* a whole number of 64 bits, as Go writes integers: 12, -3, 0x1f, 1_000 */
    KG_OPTION_COUNT,    /* -qqq is 3, --quiet=2 is 2 */
    KG_OPTION_DURATION, /* as Go writes durations: 1m30s, 1.5h, 300ms */
    KG_OPTION_CHOICE,   /* one of a fixed list of words */
    KG_OPTION_LIST,     /* any text; every one given is kept, in order */
};

/* What is offered where a value is to be completed; the names are those of plugins.yaml. */
enum kg_values {
    KG_VALUES_NONE, /* nothing that could be known */
    KG_VALUES_FILE,
    KG_VALUES_DIRECTORY,
    KG_VALUES_COMMAND,     /* of the suite */
    KG_VALUES_ENVIRONMENT, /* of the root */
    KG_VALUES_CHECK,       /* of verify */
    KG_VALUES_KUBERNETES,  /* versions whose API is known */
    KG_VALUES_CONTEXT,     /* of the kubeconfig */
    KG_VALUES_NAMESPACE,   /* of the cluster, as all that follow */
    KG_VALUES_POD,
    KG_VALUES_SERVICE,
    KG_VALUES_STATEFULSET,
    KG_VALUES_COUNT,
};

/* One flag. */
struct kg_option {
    const char *name; /* the long name, without dashes */
    char shorthand;   /* the letter of the short form; 0 for none */
    enum kg_option_type type;
    const char *initial;    /* the default as one would type it; "" for the zero of its type */
    const char *value_name; /* what the value is called: "FILE"; "" for BOOL and COUNT */
    const char *help;
    const char *deprecated; /* what to use instead; such a flag works but help hides it; or NULL */
    const char *const *choices; /* of CHOICE */
    size_t choice_count;
    enum kg_values values; /* what shells offer for it, beside choices */
    const char *section;   /* the heading of the shared group it comes from; NULL for an own flag */
};

/* Flags that several commands share, such as kubectl's connection flags. */
struct kg_option_group {
    const char *name;
    const char *title; /* the heading in help */
    const struct kg_option *options;
    size_t option_count;
};

/* An argument that is no flag. */
struct kg_positional {
    const char *name; /* in capitals: "DIR" */
    const char *help;
    bool required;
    bool repeated;              /* takes all that follow; only the last positional may */
    const char *const *choices; /* the words that it may be; none: any */
    size_t choice_count;
    enum kg_values values; /* as of a flag */
};

/* A set of flag and positional names of which at most one may be given. */
struct kg_exclusive {
    const char *const *names;
    size_t count;
};

struct kg_example {
    const char *comment;
    const char *command;
};

struct kg_exit_code {
    int code;
    const char *meaning;
};

/* A permission that the command needs in the cluster, in RBAC's terms. */
struct kg_permission {
    const char *api_group; /* "" for the core group */
    const char *resource;  /* "pods/proxy" */
    const char *verbs;     /* "get, list" */
    const char *reason;
};

struct kg_command {
    const char *name; /* the word after `kubectl kagent` */
    const char *file; /* the executable's name; the dispatcher's own for a built-in command */
    const char *since;
    const char *summary; /* one line, for lists */
    const char *description;
    const char *synopsis;            /* what follows the name in `Usage:` */
    const struct kg_option *options; /* own flags, then those of the shared groups */
    size_t option_count;
    const struct kg_positional *positionals;
    size_t positional_count;
    const struct kg_exclusive *exclusives;
    size_t exclusive_count;
    const struct kg_example *examples;
    size_t example_count;
    const struct kg_exit_code *exit_codes;
    size_t exit_code_count;
    const struct kg_permission *permissions;
    size_t permission_count;
};

struct kg_suite {
    const char *name;       /* "kagent" */
    const char *program;    /* the dispatcher's file name: "kubectl-kagent" */
    const char *invocation; /* how a person calls it: "kubectl kagent" */
    const char *version;    /* "v0.1.0" */
    const char *stamp;      /* "kubectl-kagent suite v0.1.0": by these bytes a file of the suite is
                               known, and its version read without running it */
    const char *date;       /* of the manual: "November 23, 2026" */
    const char *summary;
    const char *description;
    const struct kg_command *const *commands; /* in the order of plugins.yaml */
    size_t command_count;
    const struct kg_option_group *groups;
    size_t group_count;
};

/*
 * The command of this name, or NULL. `-` and `_` are the same here, because
 * kubectl itself looks for `a2a_ping` when a person types `a2a-ping`.
 */
const struct kg_command *kg_suite_command(const struct kg_suite *suite, const char *name);

/* A command's name as kubectl spells it in the names of files: `a2a_ping`. In the arena. */
const char *kg_suite_spelled(struct kg_arena *arena, const struct kg_command *command);

/* The shared group that holds a flag of this long name or this letter, or NULL. */
const struct kg_option_group *kg_suite_group_of(const struct kg_suite *suite, const char *name);
const struct kg_option_group *kg_suite_group_of_letter(const struct kg_suite *suite, char letter);

#endif
