/*
 * distance: a hundred servers that are far away, out of one that is near.
 *
 *     distance HOST:PORT DELAY_MS FAR DEAD
 *
 * Listens on FAR ports of 127.0.0.1 that lead to HOST:PORT, every byte arriving
 * DELAY_MS later in each direction, and on DEAD ports that take connections and
 * never say anything. Prints one `far PORT` or `dead PORT` a line, then `ready`,
 * and serves until it is ended. One thread of few instructions, so that what is
 * measured is the client: every delay is the same, so all that is under way
 * stands in one queue in the order in which it is due.
 */
#include <arpa/inet.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 1 << 16, EVENTS = 256, BACKLOG = 64, FDS = 4096 };

/* Some bytes on their way; none of them is the end of what comes. */
struct piece {
    struct piece *next;
    long due_ms;
    int to;
    ssize_t length;
    char bytes[];
};

struct queue {
    struct piece *first;
    struct piece **last;
};

static int peer_of[FDS];        /* the other end of a connection; -1: a listener */
static int ends_under_way[FDS]; /* how many ends of a connection have been passed on */

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct sockaddr_in address_of(const char *text)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    char host[64];
    unsigned port;
    if (sscanf(text, "%63[0-9.]:%u", host, &port) != 2 ||
        inet_pton(AF_INET, host, &address.sin_addr) != 1)
        die("not HOST:PORT");
    address.sin_port = htons((uint16_t)port);
    return address;
}

static int listen_somewhere(const char *word)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || fd >= FDS || bind(fd, (struct sockaddr *)&address, size) != 0 ||
        listen(fd, BACKLOG) != 0 || getsockname(fd, (struct sockaddr *)&address, &size) != 0)
        die("listen");
    printf("%s %u\n", word, ntohs(address.sin_port));
    peer_of[fd] = -1;
    return fd;
}

static void watch(int epoll, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data = {.fd = fd}};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0)
        die("epoll_ctl");
}

static void take_connection(int epoll, int listener, const struct sockaddr_in *server)
{
    int client = accept(listener, NULL, NULL);
    int other = socket(AF_INET, SOCK_STREAM, 0);
    if (client < 0 || other < 0 || client >= FDS || other >= FDS ||
        connect(other, (const struct sockaddr *)server, sizeof *server) != 0)
        die("connect");
    peer_of[client] = other;
    peer_of[other] = client;
    ends_under_way[client] = ends_under_way[other] = 0;
    watch(epoll, client);
    watch(epoll, other);
}

static void fetch(int epoll, int fd, struct queue *queue, long delay_ms)
{
    struct piece *piece = malloc(sizeof *piece + PIECE);
    if (piece == NULL)
        die("malloc");
    ssize_t length = read(fd, piece->bytes, PIECE);
    *piece = (struct piece){
        .due_ms = now_ms() + delay_ms, .to = peer_of[fd], .length = length > 0 ? length : 0};
    if (length <= 0 && epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL) != 0)
        die("epoll_ctl");
    *queue->last = piece;
    queue->last = &piece->next;
}

/* Both ends of a connection are closed when both have been told of the other's end. */
static void pass_end_on(int to)
{
    int from = peer_of[to];
    shutdown(to, SHUT_WR);
    ends_under_way[to] = 1;
    if (!ends_under_way[from])
        return;
    close(to);
    close(from);
}

static void deliver(const struct piece *piece)
{
    for (ssize_t done = 0; done < piece->length;) {
        ssize_t written =
            send(piece->to, piece->bytes + done, (size_t)(piece->length - done), MSG_NOSIGNAL);
        if (written < 0)
            return; /* gone: its own end is under way */
        done += written;
    }
    if (piece->length == 0)
        pass_end_on(piece->to);
}

/* Returns how long the next piece has to wait; -1 when there is none. */
static int deliver_due(struct queue *queue)
{
    while (queue->first != NULL) {
        struct piece *piece = queue->first;
        long left = piece->due_ms - now_ms();
        if (left > 0)
            return (int)left;
        queue->first = piece->next;
        if (queue->first == NULL)
            queue->last = &queue->first;
        deliver(piece);
        free(piece);
    }
    return -1;
}

int main(int argc, char **argv)
{
    struct queue queue = {.last = &queue.first};
    struct epoll_event events[EVENTS];
    int epoll = epoll_create1(0);
    if (argc != 5 || epoll < 0)
        die("distance HOST:PORT DELAY_MS FAR DEAD");
    struct sockaddr_in server = address_of(argv[1]);
    long delay_ms = strtol(argv[2], NULL, 10);
    for (long left = strtol(argv[3], NULL, 10); left > 0; left--)
        watch(epoll, listen_somewhere("far"));
    for (long left = strtol(argv[4], NULL, 10); left > 0; left--)
        listen_somewhere("dead");
    puts("ready");
    fflush(stdout);
    for (;;) {
        int count = epoll_wait(epoll, events, EVENTS, deliver_due(&queue));
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (peer_of[fd] < 0)
                take_connection(epoll, fd, &server);
            else
                fetch(epoll, fd, &queue, delay_ms);
        }
    }
}
