#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kagent/buf.h"
#include "kagent/documents.h"

#include "../common/command.h"

enum { STEP = 1 << 16 };

bool stream_is(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static int fail(const char *name, const char *reason, struct kg_error *err)
{
    return kg_error_set(err, KG_ERROR_UNKNOWN, "%s cannot be read: %s", name, reason);
}

static int read_all(int fd, const char *name, struct kg_buf *buf, struct kg_error *err)
{
    for (;;) {
        ssize_t got = read(fd, kg_buf_reserve(buf, STEP), STEP);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(name, strerror(errno), err);
        if (got == 0)
            return 0;
        buf->length += (size_t)got;
        if (buf->length > KG_DOCUMENTS_FILE_MAX)
            return kg_error_set(err, KG_ERROR_UNKNOWN, "%s is larger than %zu MiB and is not read",
                                name, KG_DOCUMENTS_FILE_MAX >> 20);
    }
}

int stream_read(struct kg_arena *arena, const char *path, struct kg_str *text, struct kg_error *err)
{
    const char *name = path != NULL ? path : "standard input";
    struct kg_buf buf;
    int fd = path == NULL ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail(name, strerror(errno), err);
    if (isatty(fd))
        cmd_note("Reading manifests from %s; end it with Ctrl-D.", name);
    /* Should memory run out here, the descriptor ends with the process. */
    kg_buf_init(&buf, arena, KG_DOCUMENTS_FILE_MAX + 2 * STEP);
    int rc = read_all(fd, name, &buf, err);
    if (path != NULL)
        close(fd);
    *text = kg_buf_str(&buf);
    return rc;
}
