/*
 * Credential plugins in the loop: shell scripts that behave, and that do not.
 * None of it needs a server.
 */
#include "unit.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kagent/kube.h"

enum { CLIENTS_MAX = 20, PATIENCE_MS = 60000, NEVER_MS = 50000 };

#define CREDENTIAL(token)                                                                          \
    "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\","       \
    "\"status\":{\"token\":\"" token "\"}}'"

/* ---- a folder for each test ---- */

static void leave_folder(void *object)
{
    DIR *folder = opendir(object);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;)
        unlinkat(dirfd(folder), entry->d_name, entry->d_type == DT_DIR ? AT_REMOVEDIR : 0);
    if (folder != NULL)
        closedir(folder);
    rmdir(object);
}

/* An empty folder, which is the working folder from now on, and gone after the test. */
static void enter_folder(struct kg_arena *arena)
{
    char *path = kg_arena_strdup(arena, "/tmp/exec_test.XXXXXX");
    CHECK(mkdtemp(path) != NULL);
    CHECK_INT(chdir(path), 0);
    kg_arena_defer(arena, leave_folder, path);
}

static long count_lines(const char *path)
{
    FILE *file = fopen(path, "re");
    long lines = 0;
    int byte;
    while (file != NULL && (byte = getc(file)) != EOF)
        lines += byte == '\n';
    if (file != NULL)
        fclose(file);
    return lines;
}

/* The reading end of a FIFO whose other end plugins hold as long as they live. */
static int make_life(void)
{
    CHECK_INT(mkfifo("life", 0600), 0);
    return open("life", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
}

/* Waits until somebody has opened it, and until all who had are gone. */
static bool is_over(int life)
{
    struct pollfd watched = {.fd = life, .events = POLLIN};
    return poll(&watched, 1, PATIENCE_MS) == 1 && (watched.revents & POLLHUP) != 0;
}

/* ---- clients ---- */

struct client {
    struct kg_kubeconfig config;
    struct kg_kubeconfig_exec plugin;
    const char *args[4];
    struct kg_kubeconfig_pair variable;
    struct kg_kube *kube;
    struct kg_kube_wait *wait;
    struct kg_arena *arena;
    size_t *left; /* of all who wait; NULL: alone */
    bool over;
    bool failed;
    struct kg_error error;
};

struct world {
    struct kg_http *http;
    struct kg_kube_plugins *plugins;
    enum kg_kubeconfig_interactive mode; /* of the clients to come */
    struct client clients[CLIENTS_MAX];
};

static struct world *make_world(struct kg_arena *arena)
{
    struct world *world = kg_arena_zero(arena, 1, sizeof *world);
    enter_folder(arena);
    CHECK_INT(kg_http_new(arena, &world->http, NULL), 0);
    world->plugins = kg_kube_plugins_new(arena, world->http, NULL);
    return world;
}

static void on_ready(void *context, const struct kg_error *err)
{
    struct client *client = context;
    client->over = true;
    client->failed = err != NULL;
    if (err != NULL)
        client->error = *err;
}

/* A client whose plugin is `script`, with NUMBER=`number` in its environment. */
static struct client *add_client(struct kg_arena *arena, struct world *world, size_t index,
                                 const char *script, const char *number, int64_t limit_ms,
                                 enum kg_kube_terminal terminal)
{
    static const char *const environment[] = {"PATH=/usr/bin:/bin", NULL};
    static const char *const none[] = {NULL};
    struct client *client = &world->clients[index];
    *client = (struct client){.args = {"-c", script}, .variable = {"NUMBER", number}};
    client->plugin = (struct kg_kubeconfig_exec){.api_version = "client.authentication.k8s.io/v1",
                                                 .command = "sh",
                                                 .args = client->args,
                                                 .env = &client->variable,
                                                 .env_count = 1,
                                                 .interactive = world->mode};
    client->config = (struct kg_kubeconfig){.server = "https://127.0.0.1:1",
                                            .exec = &client->plugin,
                                            .token = "",
                                            .username = "",
                                            .password = "",
                                            .proxy_url = "",
                                            .tls_server_name = "",
                                            .as = "",
                                            .as_uid = "",
                                            .as_groups = none};
    const struct kg_kube_options options = {.config = &client->config,
                                            .plugins = world->plugins,
                                            .request_timeout_ms = limit_ms,
                                            .environment = environment,
                                            .terminal = terminal};
    CHECK_INT(kg_kube_new(arena, world->http, &options, &client->kube, NULL), 0);
    client->arena = arena;
    return client;
}

static void begin(struct client *client)
{
    struct kg_error err = KG_ERROR_INIT;
    client->over = client->failed = false;
    CHECK_INT(kg_kube_prepare(client->kube, client->arena, on_ready, client, &client->wait, &err),
              1);
}

static void await(struct world *world, const struct client *client)
{
    int64_t deadline = kg_http_now_ms() + PATIENCE_MS;
    while (!client->over && kg_http_now_ms() < deadline)
        CHECK_INT(kg_http_step(world->http, 1000, NULL), 0);
    CHECK(client->over);
}

/* One client with this plugin, asked once. */
static struct client *ask(struct kg_arena *arena, struct world *world, const char *script,
                          int64_t limit_ms)
{
    struct client *client = add_client(arena, world, 0, script, "0", limit_ms, KG_TERMINAL_NONE);
    begin(client);
    await(world, client);
    return client;
}

static void check_token(struct client *client, const char *header)
{
    struct kg_http_spec spec;
    CHECK(!client->failed);
    CHECK_INT(kg_kube_spec(client->kube, client->arena, "/", NULL, &spec, NULL), 0);
    CHECK_TEXT(spec.headers[0], header);
}

/* ---- plugins that behave ---- */

TEST("a plugin says who we are, and is not asked again")
{
    struct world *world = make_world(arena);
    struct client *client = ask(arena, world, CREDENTIAL("one"), NEVER_MS);
    struct kg_kube_wait *wait;
    check_token(client, "Authorization: Bearer one");
    CHECK_INT(kg_kube_prepare(client->kube, arena, on_ready, client, &wait, NULL), 0);
}

TEST("clients whose plugins are run in the same way share one run and its answer")
{
    struct world *world = make_world(arena);
    const char *script = "echo run >>runs; " CREDENTIAL("$NUMBER");
    for (size_t i = 0; i < 9; i++)
        begin(add_client(arena, world, i, script, i < 6 ? "one" : "other", NEVER_MS,
                         KG_TERMINAL_NONE));
    for (size_t i = 0; i < 9; i++)
        await(world, &world->clients[i]);
    for (size_t i = 0; i < 9; i++)
        CHECK(!world->clients[i].failed);
    CHECK_INT(count_lines("runs"), 2);
}

/* Each waits until eight have been started: one after the other, they would wait for ever. */
static const char together[] =
    "mkdir on.$NUMBER; echo x >>started; set -- on.*; echo $# >>counts;"
    "while [ $(wc -l <started) -lt 8 ]; do sleep 0.01; done; rmdir on.$NUMBER; " CREDENTIAL("x");

TEST("plugins run side by side, eight at once and no more")
{
    static const char *const numbers[CLIENTS_MAX] = {"1",  "2",  "3",  "4",  "5",  "6",  "7",
                                                     "8",  "9",  "10", "11", "12", "13", "14",
                                                     "15", "16", "17", "18", "19", "20"};
    struct world *world = make_world(arena);
    for (size_t i = 0; i < CLIENTS_MAX; i++)
        begin(add_client(arena, world, i, together, numbers[i], NEVER_MS, KG_TERMINAL_NONE));
    for (size_t i = 0; i < CLIENTS_MAX; i++) {
        await(world, &world->clients[i]);
        CHECK(!world->clients[i].failed);
    }
    CHECK_INT(count_lines("started"), CLIENTS_MAX);
    FILE *counts = fopen("counts", "re");
    for (int running; fscanf(counts, "%d", &running) == 1;)
        CHECK(running <= KG_KUBE_PLUGINS_MAX);
    fclose(counts);
}

TEST("among many, only plugins that must ask get the terminal")
{
    static const struct {
        enum kg_kubeconfig_interactive mode;
        enum kg_kube_terminal terminal;
        const char *told;
    } cases[] = {
        {KG_INTERACTIVE_NEVER, KG_TERMINAL_AVAILABLE, "Authorization: Bearer false"},
        {KG_INTERACTIVE_IF_AVAILABLE, KG_TERMINAL_AVAILABLE, "Authorization: Bearer true"},
        {KG_INTERACTIVE_IF_AVAILABLE, KG_TERMINAL_MUST, "Authorization: Bearer false"},
        {KG_INTERACTIVE_ALWAYS, KG_TERMINAL_MUST, "Authorization: Bearer true"},
    };
    struct world *world = make_world(arena);
    const char *script = "case $KUBERNETES_EXEC_INFO in *'\"interactive\":true'*) told=true;; "
                         "*) told=false;; esac; " CREDENTIAL("'$told'");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        world->mode = cases[i].mode;
        struct client *client =
            add_client(arena, world, i, script, "0", NEVER_MS, cases[i].terminal);
        begin(client);
        await(world, client);
        check_token(client, cases[i].told);
    }
}

TEST("plugins that may ask at the terminal run alone")
{
    static const char *const numbers[] = {"1", "2", "3"};
    const char *script = "mkdir on || echo together >>faults; rmdir on; " CREDENTIAL("x");
    struct world *world = make_world(arena);
    for (size_t i = 0; i < 3; i++)
        begin(add_client(arena, world, i, script, numbers[i], NEVER_MS, KG_TERMINAL_AVAILABLE));
    for (size_t i = 0; i < 3; i++) {
        await(world, &world->clients[i]);
        CHECK(!world->clients[i].failed);
    }
    CHECK_INT(count_lines("faults"), 0);
}

TEST("a person at the terminal has no time limit, and costs nobody else his time")
{
    struct world *world = make_world(arena);
    struct client *asking = add_client(arena, world, 0, "sleep 0.6; " CREDENTIAL("slow"), "0", 500,
                                       KG_TERMINAL_AVAILABLE);
    struct client *other =
        add_client(arena, world, 1, CREDENTIAL("quick"), "1", 500, KG_TERMINAL_NONE);
    begin(asking);
    begin(other);
    await(world, asking);
    await(world, other);
    check_token(asking, "Authorization: Bearer slow");
    check_token(other, "Authorization: Bearer quick");
}

/* ---- plugins that do not ---- */

TEST("a plugin that hangs is ended with all that it has started, at the time limit")
{
    struct world *world = make_world(arena);
    int life = make_life();
    struct client *client =
        ask(arena, world, "exec 9>life; trap '' INT TERM HUP; sleep 1000 & sleep 1000", 1000);
    CHECK(client->failed);
    CHECK_INT(client->error.class, KG_ERROR_TIMEOUT);
    CHECK_ERROR(client->error, "the credential plugin sh has not answered in time and was ended");
    CHECK(is_over(life));
    close(life);
}

TEST("whoever has less time than others fails alone")
{
    struct world *world = make_world(arena);
    const char *script = "while [ ! -e go ]; do sleep 0.01; done; " CREDENTIAL("late");
    struct client *patient = add_client(arena, world, 0, script, "0", NEVER_MS, KG_TERMINAL_NONE);
    struct client *hasty = add_client(arena, world, 1, script, "0", 1, KG_TERMINAL_NONE);
    begin(patient);
    begin(hasty);
    await(world, hasty);
    CHECK_ERROR(hasty->error, "has not answered in time");
    CHECK(!patient->over);
    CHECK_INT(mkdir("go", 0700), 0);
    await(world, patient);
    check_token(patient, "Authorization: Bearer late");
}

TEST("time that is over before the plugin is started is told, too")
{
    struct world *world = make_world(arena);
    const char *script = CREDENTIAL("late");
    struct client *patient = add_client(arena, world, 0, script, "0", NEVER_MS, KG_TERMINAL_NONE);
    struct client *hasty = add_client(arena, world, 1, script, "0", 1, KG_TERMINAL_NONE);
    begin(patient);
    begin(hasty);
    int64_t over = kg_http_now_ms() + 2;
    while (kg_http_now_ms() < over)
        sched_yield();
    await(world, hasty);
    CHECK(hasty->failed);
    CHECK_ERROR(hasty->error, "has not answered in time");
    await(world, patient);
    check_token(patient, "Authorization: Bearer late");
}

TEST("a plugin whose turn does not come in time says so")
{
    static const char *const numbers[] = {"1", "2", "3", "4", "5", "6", "7", "8"};
    struct world *world = make_world(arena);
    for (size_t i = 0; i < 8; i++)
        begin(add_client(arena, world, i, "echo x >>on; exec sleep 1000", numbers[i], NEVER_MS,
                         KG_TERMINAL_NONE));
    while (count_lines("on") < 8)
        CHECK_INT(kg_http_step(world->http, 10, NULL), 0);
    struct client *last = add_client(arena, world, 8, "exec sleep 1000", "9", 1, KG_TERMINAL_NONE);
    begin(last);
    await(world, last);
    CHECK_ERROR(last->error, "was not started in time: 8 others have not ended");
}

TEST("what a plugin leaves running is not waited for, though it holds the pipe")
{
    struct world *world = make_world(arena);
    CHECK_INT(mkfifo("stop", 0600), 0);
    int stop = open("stop", O_RDWR | O_CLOEXEC);
    struct client *client = ask(arena, world, "cat <stop & " CREDENTIAL("kept"), NEVER_MS);
    check_token(client, "Authorization: Bearer kept");
    close(stop); /* and it ends */
}

TEST("a plugin that closes its output and lives on is waited for, until the limit")
{
    struct world *world = make_world(arena);
    struct client *client = ask(
        arena, world, CREDENTIAL("x") "; exec >&-; while [ ! -e go ]; do sleep 0.01; done", 100);
    CHECK_ERROR(client->error, "has not answered in time and was ended");
    client = add_client(arena, world, 1, CREDENTIAL("y") "; exec >&-; sleep 0.02", "1", NEVER_MS,
                        KG_TERMINAL_NONE);
    begin(client);
    await(world, client);
    check_token(client, "Authorization: Bearer y");
}

TEST("a plugin that prints without an end is cut off")
{
    struct world *world = make_world(arena);
    int life = make_life();
    struct client *client =
        ask(arena, world, "exec 9>life; trap '' PIPE; while :; do yes; done 2>&1", NEVER_MS);
    CHECK_ERROR(client->error, "the credential plugin sh prints more than 1048576 bytes");
    CHECK(is_over(life));
    close(life);
}

TEST("each other end of a plugin has its sentence")
{
    static const struct {
        const char *script;
        const char *message;
    } cases[] = {
        {"exit 7", "the credential plugin sh failed with status 7"},
        {CREDENTIAL("x") "; exit 1", "failed with status 1"},
        {"kill -9 $$", "the credential plugin sh was ended by signal 9"},
        {"echo nonsense", "did not print JSON"},
        {"head -c 65536 /dev/urandom", "did not print JSON"},
        {"exit 0", "did not print JSON"},
        {"echo '[]'", "did not print an ExecCredential"},
    };
    struct world *world = make_world(arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct client *client = ask(arena, world, cases[i].script, NEVER_MS);
        CHECK(client->failed);
        CHECK_ERROR(client->error, cases[i].message);
    }
}

TEST("a run that fails serves nobody later: the next request has another")
{
    struct world *world = make_world(arena);
    struct client *client = ask(
        arena, world, "[ -e again ] || { touch again; exit 1; }; " CREDENTIAL("second"), NEVER_MS);
    CHECK_ERROR(client->error, "failed with status 1");
    begin(client);
    await(world, client);
    check_token(client, "Authorization: Bearer second");
}

/* Steps until the plugin has begun to live. */
static void await_life(struct world *world)
{
    int64_t deadline = kg_http_now_ms() + PATIENCE_MS;
    while (access("lives", F_OK) != 0 && kg_http_now_ms() < deadline)
        kg_http_step(world->http, 10, NULL);
}

static const char lives[] = "exec 9>life; touch lives; exec sleep 1000";

TEST("a plugin that nobody waits for any more is ended, and those who come later get their own")
{
    struct world *world = make_world(arena);
    int life = make_life();
    struct client *client = add_client(arena, world, 0, lives, "0", NEVER_MS, KG_TERMINAL_NONE);
    begin(client);
    await_life(world);
    kg_kube_wait_cancel(client->wait);
    kg_kube_wait_cancel(client->wait);
    while (kg_http_step(world->http, 10, NULL) == 0 && !is_over(life))
        ;
    CHECK(!client->over);
    CHECK_INT(unlink("lives"), 0);
    begin(client);
    await_life(world);
    CHECK_INT(access("lives", F_OK), 0);
    close(life);
}

TEST("plugins end with the memory that they belong to")
{
    struct kg_arena *inner = kg_arena_child(arena, arena->budget);
    struct world *world = make_world(inner);
    int life = make_life();
    begin(add_client(inner, world, 0, lives, "0", NEVER_MS, KG_TERMINAL_NONE));
    await_life(world);
    kg_arena_release(inner);
    CHECK(is_over(life));
    close(life);
}
