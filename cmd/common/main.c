#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "command.h"

/* What a command may take from the system before it counts as out of memory. */
static const size_t memory_budget = sizeof(size_t) > 4 ? (size_t)(4ULL << 30) : SIZE_MAX / 2;

/*
 * A descriptor that the caller left closed would be taken by the first file
 * that is opened. The holes are filled the wrong way round, so that reading or
 * writing them still fails as it does on a closed descriptor.
 */
static int fill_standard_descriptors(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDWR};
    for (int fd = 0; fd < 3; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", modes[fd]) != fd)
            return -1;
    }
    return 0;
}

static int run(const char *const *words, struct kg_error *err)
{
    jmp_buf recovery;
    struct kg_arena arena;
    volatile int status;
    kg_arena_init(&arena, memory_budget, &recovery);
    if (setjmp(recovery) == 0)
        status = cmd_main(&arena, words, err);
    else
        status = kg_error_set(err, KG_ERROR_UNKNOWN, "out of memory");
    kg_arena_release(&arena);
    return status;
}

int main(int argc, char **argv)
{
    static const char *const none[] = {NULL};
    if (fill_standard_descriptors() != 0)
        return KG_ERROR_UNKNOWN;

    struct kg_error err = KG_ERROR_INIT;
    int status = run(argc > 0 ? (const char *const *)argv + 1 : none, &err);
    /* Some file systems report a full disk only now. */
    if (status >= 0 && close(STDOUT_FILENO) != 0)
        status = kg_error_set(&err, KG_ERROR_UNKNOWN, "standard output cannot be written: %s",
                              strerror(errno));
    if (status >= 0)
        return status;
    cmd_report(&err);
    return (int)err.class;
}
