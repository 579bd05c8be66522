/*
 * options: the command line, read with kubectl's habits.
 *
 * The rules are those of pflag, the library behind kubectl, because people
 * (and their scripts) do not change habits between `kubectl get` and
 * `kubectl kagent`:
 *
 *     --env prod  --env=prod  -e prod  -eprod  -e=prod   are the same;
 *     --verbose  --verbose=false   a bool takes a value only after `=`;
 *     -ab   is -a -b where -a takes no value;
 *     flags and arguments may be mixed; all after `--` is arguments;
 *     `-` is an argument; `_` in a long name is `-`;
 *     names are never abbreviated; the last value of a flag wins.
 *
 * This is why getopt_long is not used: it accepts abbreviations that kubectl
 * refuses, and knows neither `-e=prod` nor `--flag=false`.
 *
 * The module is pure: it reads the words it is given and nothing else.
 */
#ifndef KAGENT_OPTIONS_H
#define KAGENT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/suite.h"

/* The value of one flag: what was given, else its default. */
struct kg_option_value {
    bool given;
    const char *text;  /* as typed, else the default; never NULL */
    bool boolean;      /* of BOOL */
    int64_t integer;   /* of INT and COUNT; of DURATION in nanoseconds */
    size_t choice;     /* of CHOICE: index into the option's choices */
    const char **list; /* of LIST: NULL-terminated */
    size_t list_count;
};

struct kg_arguments {
    const struct kg_command *command;
    struct kg_option_value *options; /* parallel to command->options */
    const char **positionals;        /* NULL-terminated */
    size_t positional_count;
    const struct kg_option **deprecated; /* those given, each time in order, NULL-terminated */
    bool help; /* -h or --help was among the flags: positionals and exclusions are unchecked */
};

/*
 * Reads `words` (NULL-terminated, without the program's name) as arguments of
 * `command`. Texts in the result are borrowed from `words`; the rest is the
 * arena's.
 *
 * Fails with KG_ERROR_USAGE: unknown flags (with the nearest known one as
 * advice), missing or malformed values, too few or too many positionals, flags
 * that exclude one another. `suite` serves for the advice only: it names how
 * to call for help, and knows flags that other commands share.
 */
int kg_arguments_parse(struct kg_arena *arena, const struct kg_suite *suite,
                       const struct kg_command *command, const char *const *words,
                       struct kg_arguments *arguments, struct kg_error *err);

/* Whether the flag or positional of this name was given: "env", "DIR". */
bool kg_arguments_has(const struct kg_arguments *arguments, const char *name);

/*
 * Sets the value of one flag from its text; a LIST is added to (its `list`
 * must be an array of the arena with a NULL at the end). Returns -1 when the
 * text is none of the flag's type.
 */
int kg_option_set(struct kg_arena *arena, const struct kg_option *option,
                  struct kg_option_value *value, const char *text);

/*
 * The flag that a word means ("--env", "--env=prod", "-e", "-eprod"), or NULL
 * when it is none of `options`. `*value` is what the word itself gives it; NULL
 * when nothing. Of a combined short form only the first letter is looked at.
 */
const struct kg_option *kg_options_find(const struct kg_option *options, size_t count,
                                        const char *word, const char **value);

/*
 * How many words the flag at `*words` takes up (1 or 2) when it is one of
 * `options`; 0 when it is none of them. Only the first flag of a combined
 * short form is looked at. For skipping flags in front of a command's name.
 */
size_t kg_options_extent(const struct kg_option *options, size_t count, const char *const *words);

/*
 * Reads a number as Go's strconv.ParseInt(text, 0, 64) does: a sign, a prefix
 * 0x, 0o, 0b or 0 for the base, single underscores between digits. Returns -1
 * for anything else and for what does not fit.
 */
int kg_integer_parse(const char *text, int64_t *value);

/*
 * Reads a duration as Go's time.ParseDuration does ("1h15m30.5s", "-3ms",
 * "0"), into nanoseconds. Returns -1 for anything else and for what does not
 * fit.
 */
int kg_duration_parse(const char *text, int64_t *nanoseconds);

#endif
