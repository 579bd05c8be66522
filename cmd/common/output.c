#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kagent/buf.h"
#include "kagent/fs.h"

#include "command.h"

/* A line for the terminal: an error's texts are bounded, and so is a warning. */
enum { NOTE_MAX = 1 << 16, NOTE_BUDGET = NOTE_MAX * 8 };

/* Writes all of it. Returns 0, or -1 with errno. */
static int write_all(int fd, struct kg_str text)
{
    while (text.length > 0) {
        ssize_t written = write(fd, text.data, text.length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return -1;
        text = kg_str_from_index(text, (size_t)written);
    }
    return 0;
}

/* Ends the process by SIGPIPE even where the caller had it ignored or blocked. */
static void die_of_closed_pipe(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(SIGPIPE);
}

int cmd_print(struct kg_str text, struct kg_error *err)
{
    if (write_all(STDOUT_FILENO, text) == 0)
        return 0;
    if (errno == EPIPE)
        die_of_closed_pipe();
    return kg_error_set(err, KG_ERROR_UNKNOWN, "standard output cannot be written: %s",
                        strerror(errno));
}

/* Writes to something that is no regular file, and so cannot be replaced. */
static int write_through(const char *path, struct kg_str text, struct kg_error *err)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    int rc = fd < 0 ? -1 : write_all(fd, text);
    int reason = errno;
    if (fd >= 0 && close(fd) != 0 && rc == 0) {
        rc = -1;
        reason = errno;
    }
    if (rc == 0)
        return 0;
    return kg_error_at(err, KG_ERROR_UNKNOWN, (struct kg_position){.file = path},
                       "cannot be written: %s", strerror(reason));
}

int cmd_write_file(struct kg_arena *arena, const char *path, struct kg_str text,
                   struct kg_error *err)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return kg_fs_write_atomic(path, text, err);
    if (!S_ISREG(status.st_mode))
        return write_through(path, text, err);

    const char *target;
    bool is_directory;
    if (kg_fs_disk.resolve(&kg_fs_disk, arena, path, &target, &is_directory, err) != 0)
        return -1;
    return kg_fs_write_atomic(target, text, err);
}

int cmd_check_output(const struct kg_command *command, size_t format,
                     const struct kg_option_value *output, struct kg_error *err)
{
    const struct kg_option *formats = &command->options[format];
    for (size_t i = 0; output->given && i < formats->choice_count; i++) {
        if (strcmp(output->text, formats->choices[i]) != 0)
            continue;
        kg_error_set(err, KG_ERROR_USAGE, "--output names a file, not a format");
        return kg_error_advise(err, "For the format say -o %s, for such a file --output ./%s.",
                               output->text, output->text);
    }
    if (output->given && output->text[0] == '\0')
        return kg_error_set(err, KG_ERROR_USAGE, "--output needs the name of a file");
    return 0;
}

const struct kg_palette *cmd_palette(void)
{
    const char *no_color = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    bool unwanted = (no_color != NULL && no_color[0] != '\0') || terminal == NULL ||
                    strcmp(terminal, "dumb") == 0;
    return !unwanted && isatty(STDOUT_FILENO) ? &kg_palette_terminal : &kg_palette_plain;
}

/* ---- standard error ---- */

/* Line by line: the breaks between lines are ours. */
static void add_lines(struct kg_buf *out, struct kg_str text)
{
    struct kg_str line;
    if (kg_str_ends(text, "\n"))
        text.length--;
    while (kg_str_split(&text, '\n', &line)) {
        kg_buf_add_visible(out, line);
        kg_buf_add_char(out, '\n');
    }
}

/* The text as the terminal is to get it, with a line break at its end. */
static void write_visibly(struct kg_arena *arena, const struct kg_buf *text)
{
    struct kg_buf visible;
    kg_buf_init(&visible, arena, NOTE_MAX);
    add_lines(&visible, kg_buf_str(text));
    write_all(STDERR_FILENO, kg_buf_str(&visible));
}

/*
 * Notes use memory of their own: what they tell may be that the command has
 * none left. Where even this little is not to be had, nothing is said.
 */
void cmd_note(const char *format, ...)
{
    struct kg_arena arena;
    jmp_buf recovery;
    va_list arguments;
    va_start(arguments, format);
    kg_arena_init(&arena, NOTE_BUDGET, &recovery);
    if (setjmp(recovery) == 0) {
        struct kg_buf text;
        kg_buf_init(&text, &arena, NOTE_MAX);
        kg_buf_vprintf(&text, format, arguments);
        write_visibly(&arena, &text);
    }
    kg_arena_release(&arena);
    va_end(arguments);
}

void cmd_report(const struct kg_error *err)
{
    struct kg_arena arena;
    jmp_buf recovery;
    kg_arena_init(&arena, NOTE_BUDGET, &recovery);
    if (setjmp(recovery) == 0) {
        struct kg_buf text;
        kg_buf_init(&text, &arena, NOTE_MAX);
        kg_buf_add_text(&text, "error: ");
        kg_buf_add_error(&text, err);
        write_visibly(&arena, &text);
    }
    kg_arena_release(&arena);
}
