/*
 * tunnel: a port-forward to be driven by a test, or by hand.
 *
 *     tunnel KUBECONFIG NAMESPACE POD PORT [KEEPALIVE_MS]
 *
 * Prints `open` when the tunnel is. Then each line of standard input is a path
 * to GET through it; what is printed is `STATUS BODY`, or `failed MESSAGE`. A
 * line `N PATH` asks N times, one after the other, and prints how long it took:
 * `N in MS ms, median US us, cpu US us each`. When the tunnel ends, `ended END`
 * is printed, with the number of kg_portforward_end, and its message; the
 * status is the class of the failure. At the end of the input the status is 0.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "kagent/http.h"
#include "kagent/kube.h"
#include "kagent/portforward.h"

enum { COUNT_MAX = 100000 };

struct tunnel {
    struct kg_arena *arena;
    struct kg_http *http;
    struct kg_portforward *forward;
    unsigned lane;
    struct kg_http_fd *input;
    unsigned left; /* requests of the line that are to be made */
    unsigned count;
    char path[256];
    int64_t *times_us;
    int64_t started_us;
    int64_t cpu_us;
    bool over;
    int status;
};

static int64_t clock_us(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

static void report(struct tunnel *tunnel, const struct kg_http_result *result)
{
    unsigned count = tunnel->count;

    if (result->failure != KG_HTTP_OK) {
        printf("failed %s\n", result->error.message);
        tunnel->left = 0;
    } else if (count == 1) {
        printf("%d %.*s\n", result->head.status, KG_STR_ARG(result->body));
    } else if (tunnel->left == 0) {
        int64_t cpu = clock_us(CLOCK_PROCESS_CPUTIME_ID) - tunnel->cpu_us;
        int64_t sum = 0;

        for (unsigned i = 0; i < count; i++)
            sum += tunnel->times_us[i];
        qsort(tunnel->times_us, count, sizeof(*tunnel->times_us), by_size);
        printf("%u in %.1f ms, median %lld us, cpu %lld us each\n", count, (double)sum / 1000,
               (long long)tunnel->times_us[count / 2], (long long)cpu / count);
    }
    fflush(stdout);
}

static void ask(struct tunnel *tunnel);

static void on_done(void *context, const struct kg_http_result *result)
{
    struct tunnel *tunnel = context;

    tunnel->left--;
    tunnel->times_us[tunnel->left] = clock_us(CLOCK_MONOTONIC) - tunnel->started_us;
    report(tunnel, result);
    if (tunnel->left > 0)
        ask(tunnel);
    else
        kg_http_fd_events(tunnel->input, KG_HTTP_READABLE);
}

static void ask(struct tunnel *tunnel)
{
    static const struct kg_http_handler handler = {.done = on_done};
    char url[300];
    int socket = kg_portforward_socket(tunnel->forward);
    struct kg_http_spec spec = {
        .url = url, .lane = tunnel->lane, .socket = socket > 0 ? socket : 0, .total_ms = 5000};

    snprintf(url, sizeof(url), "http://pod%s", tunnel->path);
    tunnel->started_us = clock_us(CLOCK_MONOTONIC);
    if (kg_http_start(tunnel->http, &spec, &handler, tunnel, NULL, NULL) != 0)
        tunnel->over = true;
}

static void on_input(void *context, int events)
{
    struct tunnel *tunnel = context;
    char line[300];

    (void)events;
    if (fgets(line, sizeof(line), stdin) == NULL) {
        tunnel->over = true;
        return;
    }
    tunnel->count = 1;
    if (sscanf(line, "%u %255s", &tunnel->count, tunnel->path) != 2)
        sscanf(line, "%255s", tunnel->path);
    if (tunnel->count < 1 || tunnel->count > COUNT_MAX)
        tunnel->count = 1;
    tunnel->left = tunnel->count;
    tunnel->cpu_us = clock_us(CLOCK_PROCESS_CPUTIME_ID);
    kg_http_fd_events(tunnel->input, 0);
    ask(tunnel);
}

static void on_opened(void *context)
{
    struct tunnel *tunnel = context;

    puts("open");
    fflush(stdout);
    tunnel->input =
        kg_http_watch_fd(tunnel->http, STDIN_FILENO, KG_HTTP_READABLE, on_input, tunnel);
}

static void on_ended(void *context, enum kg_portforward_end end, const struct kg_error *err)
{
    struct tunnel *tunnel = context;

    printf("ended %d %s\n", end, err != NULL ? err->message : "");
    tunnel->over = true;
    tunnel->status = err != NULL ? (int)err->class : 0;
}

static int run(struct tunnel *tunnel, char **arguments, struct kg_error *err)
{
    static const struct kg_portforward_handler handler = {on_opened, on_ended};
    struct kg_kubeconfig_flags flags = {.kubeconfig = arguments[0]};
    struct kg_kubeconfig_environment environment = {.working_directory = "/"};
    struct kg_portforward_target target = {
        .namespace = arguments[1],
        .pod = arguments[2],
        .port = (unsigned)strtoul(arguments[3], NULL, 10),
        .open_ms = 20000,
        .keepalive_ms = arguments[4] != NULL ? strtol(arguments[4], NULL, 10) : 0};
    struct kg_kubeconfig config;
    struct kg_kube_options options = {.config = &config, .user_agent = "tunnel"};
    struct kg_kube *kube;

    if (kg_kubeconfig_load(tunnel->arena, &kg_fs_disk, &flags, &environment, &config, err) != 0 ||
        kg_http_new(tunnel->arena, &tunnel->http, err) != 0 ||
        kg_kube_new(tunnel->arena, tunnel->http, &options, &kube, err) != 0)
        return -1;
    tunnel->lane = kg_http_new_lane(tunnel->http);
    tunnel->times_us = kg_arena_zero(tunnel->arena, COUNT_MAX, sizeof(*tunnel->times_us));
    if (kg_portforward_open(kube, tunnel->arena, &target, &handler, tunnel, &tunnel->forward,
                            err) != 0)
        return -1;
    while (!tunnel->over)
        if (kg_http_step(tunnel->http, -1, err) != 0)
            return -1;
    return 0;
}

int main(int count, char **arguments)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_arena arena;
    struct tunnel tunnel = {.arena = &arena};
    jmp_buf recovery;

    if (count < 5) {
        fputs("usage: tunnel KUBECONFIG NAMESPACE POD PORT [KEEPALIVE_MS]\n", stderr);
        return 2;
    }
    setvbuf(stdin, NULL, _IONBF, 0);
    kg_arena_init(&arena, (size_t)1 << 28, &recovery);
    kg_arena_wipe_on_release(&arena);
    if (setjmp(recovery) != 0)
        kg_error_set(&err, KG_ERROR_UNKNOWN, "out of memory");
    else if (run(&tunnel, arguments + 1, &err) == 0)
        err.class = 0;
    if (err.class != 0) {
        printf("failed %s\n", err.message);
        tunnel.status = (int)err.class;
    }
    kg_arena_release(&arena);
    return tunnel.status;
}
