/*
 * command: the frame around every binary of the suite.
 *
 * main() is written once, in main.c here; a binary supplies cmd_main(). What a
 * library must not do, printing, asking the environment and choosing an exit
 * code, happens in this folder and in the commands' own.
 */
#ifndef KG_CMD_COMMAND_H
#define KG_CMD_COMMAND_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/options.h"
#include "kagent/palette.h"
#include "kagent/str.h"
#include "kagent/suite.h"

/*
 * The program. `words` are the arguments behind the program's name,
 * NULL-terminated. Returns an exit code, or -1 with `*err` set: main() prints
 * the error and exits with its class. `arena` lives as long as the process;
 * running out of memory ends in main() too.
 */
int cmd_main(struct kg_arena *arena, const char *const *words, struct kg_error *err);

/* What a command does when no help was asked for. Returns as cmd_main(). */
typedef int cmd_work(struct kg_arena *arena, const struct kg_arguments *arguments,
                     struct kg_error *err);

/*
 * The usual body of cmd_main(): reads the words as arguments of `command`,
 * warns of deprecated flags, and either prints the help or goes to work.
 */
int cmd_run(struct kg_arena *arena, const struct kg_suite *suite, const struct kg_command *command,
            const char *const *words, cmd_work *work, struct kg_error *err);

/* Prints the help of a command; of the whole suite when `command` is NULL. */
int cmd_help(struct kg_arena *arena, const struct kg_suite *suite, const struct kg_command *command,
             struct kg_error *err);

/*
 * Writes `text` to standard output. A full disk is KG_ERROR_UNKNOWN. When the
 * reader has closed its end of the pipe the program ends at once and silently
 * by SIGPIPE, as kubectl and the core utilities do.
 */
int cmd_print(struct kg_str text, struct kg_error *err);

/*
 * Refuses a value of --output that is no name of a file: the empty one, and the
 * name of a format. `--output json` is a habit from kubectl, where the flag
 * names a format; a file called "json" would be a surprise. `format` is the
 * number of the command's flag for formats.
 */
int cmd_check_output(const struct kg_command *command, size_t format,
                     const struct kg_option_value *output, struct kg_error *err);

/*
 * Writes `text` to the file `path`. A regular file is replaced at once or not
 * at all, and a link to one stays a link; a device or a pipe is written to.
 */
int cmd_write_file(struct kg_arena *arena, const char *path, struct kg_str text,
                   struct kg_error *err);

/*
 * The marks for a text on standard output: those of a terminal if it is one and
 * neither NO_COLOR (no-color.org) nor TERM=dumb asks for none.
 */
const struct kg_palette *cmd_palette(void);

/*
 * Writes one line to standard error, with control characters made visible
 * (they may come from file names and documents). Failing to do so changes
 * nothing.
 */
void cmd_note(const char *format, ...) KG_PRINTF(1, 2);

/* Prints an error as main() does: `error: `, place, message, advice. */
void cmd_report(const struct kg_error *err);

#endif
