/*
 * Who is called by a step, and who is not: descriptors that are closed, given again, shared or
 * always ready; callbacks that drop others; many at once.
 */
#include "unit.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kagent/http.h"

enum { BOTH = KG_HTTP_READABLE | KG_HTTP_WRITABLE };

static struct kg_http *loop(struct kg_arena *arena)
{
    struct kg_http *http = NULL;
    CHECK_INT(kg_http_new(arena, &http, NULL), 0);
    return http;
}

static void step(struct kg_http *http)
{
    CHECK_INT(kg_http_step(http, 0, NULL), 0);
}

/* One who is called, and what for. */
struct party {
    int calls;
    int events; /* of the last call */
    struct kg_http_fd *watched;
    struct kg_http_fd *drops;      /* forgets this one when it is called */
    struct kg_http_timer *cancels; /* and this one */
    struct kg_http_request *ends;  /* and this one */
};

static void called(void *context, int events)
{
    struct party *party = context;
    party->calls++;
    party->events = events;
    kg_http_unwatch_fd(party->drops);
    kg_http_timer_cancel(party->cancels);
    kg_http_cancel(party->ends);
    party->drops = NULL;
    party->cancels = NULL;
    party->ends = NULL;
}

static void due(void *context)
{
    called(context, 0);
}

static void done(void *context, const struct kg_http_result *result)
{
    called(context, (int)result->failure);
}

static const struct kg_http_handler when_done = {.done = done};

/* Declares a party that watches. */
#define WATCH(who, http, fd, events)                                                               \
    struct party who = {0};                                                                        \
    who.watched = kg_http_watch_fd(http, fd, events, called, &who)

static void make_pair(int ends[2])
{
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends), 0);
}

static void close_pair(const int ends[2])
{
    close(ends[0]);
    close(ends[1]);
}

static void say(int fd, const char *text)
{
    CHECK_INT(write(fd, text, strlen(text)), strlen(text));
}

/* ---- descriptors ---- */

TEST("a descriptor is told as long as it is ready and asked for")
{
    struct kg_http *http = loop(arena);
    int ends[2];
    make_pair(ends);
    WATCH(party, http, ends[0], KG_HTTP_READABLE);
    step(http);
    CHECK_INT(party.calls, 0);
    say(ends[1], "x");
    step(http);
    step(http);
    CHECK_INT(party.calls, 2);
    CHECK_INT(party.events, KG_HTTP_READABLE);
    kg_http_fd_events(party.watched, BOTH);
    step(http);
    CHECK_INT(party.events, BOTH);
    kg_http_fd_events(party.watched, KG_HTTP_WRITABLE);
    step(http);
    CHECK_INT(party.events, KG_HTTP_WRITABLE);
    kg_http_fd_events(party.watched, 0);
    step(http);
    CHECK_INT(party.calls, 4);
    close_pair(ends);
}

TEST("a hang-up is both events, whatever is asked for, and nothing where nothing is")
{
    static const int asked[] = {0, KG_HTTP_READABLE, KG_HTTP_WRITABLE, BOTH};
    for (size_t i = 0; i < 4; i++) {
        struct kg_http *http = loop(arena);
        int ends[2];
        make_pair(ends);
        WATCH(party, http, ends[0], asked[i]);
        close(ends[1]);
        step(http);
        CHECK_INT(party.events, asked[i] != 0 ? BOTH : 0);
        CHECK_INT(party.calls, asked[i] != 0);
        kg_http_unwatch_fd(party.watched);
        close(ends[0]);
    }
}

TEST("a number that is closed and given again is another descriptor")
{
    struct kg_http *http = loop(arena);
    int old[2], new[2];
    make_pair(old);
    make_pair(new);
    say(old[1], "for the old one");
    WATCH(before, http, old[0], KG_HTTP_READABLE);
    step(http);
    CHECK_INT(before.calls, 1);
    kg_http_unwatch_fd(before.watched);
    CHECK_INT(dup2(new[0], old[0]), old[0]);
    WATCH(after, http, old[0], KG_HTTP_READABLE);
    step(http);
    CHECK_INT(after.calls, 0);
    say(new[1], "for the new one");
    step(http);
    CHECK_INT(after.calls, 1);
    CHECK_INT(before.calls, 1);
    close_pair(old);
    close_pair(new);
}

/* A number that somebody else still holds open, as a child process does, and is watched no more. */
TEST("a file that lives on elsewhere is not heard of when its number is forgotten")
{
    struct kg_http *http = loop(arena);
    int ends[2];
    make_pair(ends);
    int elsewhere = dup(ends[0]);
    WATCH(party, http, ends[0], KG_HTTP_READABLE);
    struct party timer = {0};
    kg_http_unwatch_fd(party.watched);
    close(ends[0]);
    say(ends[1], "x");
    kg_http_after(http, 1, due, &timer);
    CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK_INT(timer.calls, 1);
    CHECK_INT(party.calls, 0);
    close(elsewhere);
    close(ends[1]);
}

TEST("several may watch one descriptor, each for what he asks for")
{
    struct kg_http *http = loop(arena);
    int ends[2];
    make_pair(ends);
    WATCH(reader, http, ends[0], KG_HTTP_READABLE);
    WATCH(writer, http, ends[0], KG_HTTP_WRITABLE);
    WATCH(another, http, ends[0], KG_HTTP_READABLE);
    step(http);
    CHECK_INT(reader.calls + another.calls, 0);
    CHECK_INT(writer.events, KG_HTTP_WRITABLE);
    kg_http_unwatch_fd(writer.watched);
    say(ends[1], "x");
    another.drops = reader.watched;
    /* cppcheck-suppress unreadVariable ; read by the callback, through its context */
    reader.drops = another.watched;
    step(http);
    CHECK_INT(reader.calls + another.calls, 1);
    CHECK_INT(writer.calls, 1);
    step(http);
    CHECK_INT(reader.calls + another.calls, 2);
    close_pair(ends);
}

TEST("what cannot be waited for is always ready, and what is no descriptor always hung up")
{
    struct kg_http *http = loop(arena);
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    int ends[2];
    make_pair(ends);
    say(ends[1], "x");
    WATCH(reader, http, file, KG_HTTP_READABLE);
    WATCH(socket, http, ends[0], KG_HTTP_READABLE);
    WATCH(nobody, http, 1000, KG_HTTP_READABLE);
    CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK_INT(reader.events, KG_HTTP_READABLE);
    CHECK_INT(nobody.events, BOTH);
    CHECK_INT(socket.events, KG_HTTP_READABLE);
    kg_http_fd_events(reader.watched, BOTH);
    step(http);
    CHECK_INT(reader.events, BOTH);
    CHECK_INT(reader.calls, 2);
    kg_http_unwatch_fd(nobody.watched);
    kg_http_unwatch_fd(reader.watched);
    step(http);
    CHECK_INT(reader.calls + nobody.calls, 4);
    CHECK(kg_http_watch_fd(http, -1, KG_HTTP_READABLE, called, &reader) == NULL);
    close_pair(ends);
    close(file);
}

TEST("a regular file gives its number to a socket, and a socket to a regular file")
{
    struct kg_http *http = loop(arena);
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    int ends[2];
    make_pair(ends);
    int number = dup(file);
    WATCH(first, http, number, KG_HTTP_READABLE);
    kg_http_unwatch_fd(first.watched);
    CHECK_INT(dup2(ends[0], number), number);
    WATCH(second, http, number, KG_HTTP_READABLE);
    step(http);
    CHECK_INT(first.calls + second.calls, 0);
    kg_http_unwatch_fd(second.watched);
    CHECK_INT(dup2(file, number), number);
    WATCH(third, http, number, KG_HTTP_READABLE);
    step(http);
    CHECK_INT(third.calls, 1);
    close(number);
    close(file);
    close_pair(ends);
}

TEST("who is ready and is dropped by another, or asks for something else, is not called for it")
{
    struct kg_http *http = loop(arena);
    int ends[4];
    make_pair(ends);
    make_pair(ends + 2);
    WATCH(one, http, ends[0], KG_HTTP_WRITABLE);
    WATCH(other, http, ends[2], KG_HTTP_WRITABLE);
    /* cppcheck-suppress unreadVariable ; read by the callback, through its context */
    one.drops = other.watched;
    other.drops = one.watched;
    step(http);
    step(http);
    CHECK(one.calls == 0 || other.calls == 0);
    CHECK_INT(one.calls + other.calls, 2);
    close_pair(ends);
    close_pair(ends + 2);
}

TEST("of more than a step can hold nobody is left out")
{
    enum { MANY = 300 };
    static struct party parties[MANY];
    struct kg_http *http = loop(arena);
    int ends[2], copies[MANY];
    make_pair(ends);
    for (size_t i = 0; i < MANY; i++) {
        parties[i] = (struct party){0};
        copies[i] = dup(ends[0]);
        kg_http_watch_fd(http, copies[i], KG_HTTP_WRITABLE, called, &parties[i]);
    }
    for (size_t i = 0; i < 4; i++)
        step(http);
    for (size_t i = 0; i < MANY; i++) {
        CHECK(parties[i].calls > 0);
        close(copies[i]);
    }
    close_pair(ends);
}

static jmp_buf out;

static void jump(void *context, int events)
{
    called(context, events);
    if (((struct party *)context)->calls == 1)
        longjmp(out, 1);
}

TEST("a callback that leaves the step by a jump costs nobody his turn")
{
    struct kg_http *http = loop(arena);
    struct party parties[2] = {0};
    int ends[2];
    make_pair(ends);
    for (size_t i = 0; i < 2; i++)
        parties[i].watched = kg_http_watch_fd(http, ends[i], KG_HTTP_WRITABLE, jump, &parties[i]);
    if (setjmp(out) == 0)
        step(http);
    kg_http_unwatch_fd(parties[parties[0].calls == 0].watched);
    if (setjmp(out) == 0)
        step(http);
    CHECK_INT(parties[0].calls, 1);
    CHECK_INT(parties[1].calls, 1);
    close_pair(ends);
}

/* ---- timers ---- */

TEST("a timer that another cancels is not called, and one for now waits for the next step")
{
    struct kg_http *http = loop(arena);
    struct party first = {0}, second = {0}, third = {0};
    kg_http_after(http, 0, due, &first);
    first.cancels = kg_http_after(http, 0, due, &second);
    kg_http_after(http, 0, due, &third);
    step(http);
    CHECK_INT(first.calls, 1);
    CHECK_INT(second.calls, 0);
    CHECK_INT(third.calls, 1);
}

/* ---- requests ---- */

#define ANSWER "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

TEST("requests that are over at once are all told, but for those that others cancel")
{
    enum { MANY = 150 };
    static struct party parties[MANY];
    struct kg_http *http = loop(arena);
    int theirs[MANY], calls = 0;
    for (size_t i = 0; i < MANY; i++) {
        int ends[2];
        make_pair(ends);
        say(ends[1], ANSWER);
        theirs[i] = ends[1];
        struct kg_http_spec spec = {.url = "http://a/", .socket = ends[0]};
        parties[i] = (struct party){.events = -1};
        CHECK_INT(kg_http_start(http, &spec, &when_done, &parties[i],
                                i % 2 == 1 ? &parties[i - 1].ends : NULL, NULL),
                  0);
    }
    for (int steps = 0; steps < 1000 && calls < MANY / 2; steps++) {
        CHECK_INT(kg_http_step(http, 10, NULL), 0);
        calls = 0;
        for (size_t i = 0; i < MANY; i++)
            calls += parties[i].calls;
    }
    for (size_t i = 0; i < MANY; i++) {
        CHECK_INT(parties[i].calls, i % 2 == 0);
        CHECK(parties[i].calls == 0 || parties[i].events == KG_HTTP_OK);
        close(theirs[i]);
    }
}

TEST("a request may be cancelled by its own end")
{
    struct kg_http *http = loop(arena);
    struct party party = {0};
    int ends[2];
    make_pair(ends);
    say(ends[1], ANSWER);
    struct kg_http_spec spec = {.url = "http://a/", .socket = ends[0]};
    CHECK_INT(kg_http_start(http, &spec, &when_done, &party, &party.ends, NULL), 0);
    while (party.calls == 0)
        CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK_INT(party.events, KG_HTTP_OK);
    step(http);
    CHECK_INT(party.calls, 1);
    close(ends[1]);
}
