#include "standard_input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kagent/buf.h"
#include "kagent/documents.h"

#include "../common/command.h"

enum { STEP = 1 << 16 };

int standard_input(struct kg_arena *arena, struct kg_str *text, struct kg_error *err)
{
    struct kg_buf buf;
    kg_buf_init(&buf, arena, KG_DOCUMENTS_FILE_MAX + 2 * STEP);
    if (isatty(STDIN_FILENO))
        cmd_note("Reading manifests from standard input; end it with Ctrl-D.");
    for (;;) {
        ssize_t got = read(STDIN_FILENO, kg_buf_reserve(&buf, STEP), STEP);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return kg_error_set(err, KG_ERROR_UNKNOWN, "standard input cannot be read: %s",
                                strerror(errno));
        if (got == 0)
            break;
        buf.length += (size_t)got;
        if (buf.length > KG_DOCUMENTS_FILE_MAX)
            return kg_error_set(err, KG_ERROR_UNKNOWN,
                                "standard input is larger than %zu MiB and is not read",
                                KG_DOCUMENTS_FILE_MAX >> 20);
    }
    *text = kg_buf_str(&buf);
    return 0;
}
