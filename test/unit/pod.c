#include "pod.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

struct request {
    char path[64];
    size_t body; /* bytes of it that are not read yet */
};

/* Reads a request up to its body, byte by byte. Returns whether there was one. */
static bool read_request(int fd, struct request *request)
{
    char head[8192] = "";
    size_t length = 0;
    const char *field;

    while (strstr(head, "\r\n\r\n") == NULL) {
        if (length == sizeof(head) - 1 || read(fd, head + length, 1) != 1)
            return false;
        head[++length] = '\0';
    }
    field = strstr(head, "Content-Length: ");
    request->body = field != NULL ? strtoul(field + 16, NULL, 10) : 0;
    return sscanf(head, "%*s %63s", request->path) == 1;
}

static void write_all(int fd, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t count = write(fd, data, length);
        if (count <= 0)
            _exit(0);
        data += count;
        length -= (size_t)count;
    }
}

static void answer(int fd, const char *fields, const char *body)
{
    char text[512];
    int length = snprintf(text, sizeof(text), "HTTP/1.1 200 OK\r\n%s\r\n%s", fields, body);

    write_all(fd, text, (size_t)length);
}

static void answer_big(int fd)
{
    static char bytes[POD_BIG];

    memset(bytes, 'x', sizeof(bytes));
    answer(fd, "Content-Length: 3000000\r\n", "");
    write_all(fd, bytes, sizeof(bytes));
}

static void answer_echo(int fd, size_t left)
{
    char fields[64];
    char bytes[4096];

    snprintf(fields, sizeof(fields), "Content-Length: %zu\r\n", left);
    answer(fd, fields, "");
    while (left > 0) {
        ssize_t count = read(fd, bytes, left < sizeof(bytes) ? left : sizeof(bytes));
        if (count <= 0)
            _exit(0);
        write_all(fd, bytes, (size_t)count);
        left -= (size_t)count;
    }
}

static void reset(int fd)
{
    struct linger linger = {.l_onoff = 1, .l_linger = 0};

    setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
    close(fd);
    _exit(0);
}

static void answer_counts(int fd, const char *fields, unsigned connection, unsigned number)
{
    char body[32];
    char all[128];

    snprintf(body, sizeof(body), "%u %u", connection, number);
    snprintf(all, sizeof(all), "Content-Length: %zu\r\n%s", strlen(body), fields);
    answer(fd, all, body);
}

/* Serves one connection and ends the process with it. */
static void serve(int fd, unsigned connection)
{
    struct request request;

    for (unsigned number = 1; read_request(fd, &request); number++) {
        if (strcmp(request.path, "/keep") == 0) {
            answer_counts(fd, "", connection, number);
        } else if (strcmp(request.path, "/big") == 0) {
            answer_big(fd);
        } else if (strcmp(request.path, "/echo") == 0) {
            answer_echo(fd, request.body);
        } else if (strcmp(request.path, "/deaf") == 0) {
            pause();
        } else {
            if (strcmp(request.path, "/close") == 0)
                answer_counts(fd, "Connection: close\r\n", connection, number);
            else if (strcmp(request.path, "/unsized") == 0)
                answer(fd, "Connection: close\r\n", "whole");
            else
                answer(fd, "Content-Length: 10\r\n", "01234");
            if (strcmp(request.path, "/reset") == 0)
                reset(fd);
            break;
        }
    }
    close(fd);
    _exit(0);
}

/* Takes connections, each into a process of its own. */
static void run(int listener)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGCHLD, SIG_IGN);
    for (unsigned connection = 1;; connection++) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0)
            _exit(0);
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            close(listener);
            serve(fd, connection);
        }
        close(fd);
    }
}

struct pod pod_start(void)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(here);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct pod pod = {0};

    CHECK_INT(bind(listener, (struct sockaddr *)&here, size), 0);
    CHECK_INT(listen(listener, 128), 0);
    CHECK_INT(getsockname(listener, (struct sockaddr *)&here, &size), 0);
    pod.port = ntohs(here.sin_port);
    fflush(stdout);
    pod.pid = fork();
    CHECK(pod.pid >= 0);
    if (pod.pid == 0)
        run(listener);
    close(listener);
    return pod;
}

void pod_end(struct pod *pod)
{
    kill(pod->pid, SIGTERM);
    waitpid(pod->pid, NULL, 0);
    pod->pid = 0;
}
