/*
 * kubectl-kagent-scale: sets the number of agents, if that many can run, and
 * waits until they do.
 */
#include "kagent/buf.h"

#include "../common/command.h"
#include "change.h"
#include "manifests.h"
#include "replicas.h"
#include "report.h"
#include "suite.h"
#include "wait.h"

/* The largest output: a line or an element for each pod. */
static const size_t output_max = (size_t)1 << 28;

/* How often it is looked and tried again when others change the object in between. */
enum { TRIES_MAX = 8 };

static bool speaks_to_people(const struct scale *scale)
{
    return scale_flag(scale, KAGENT_SCALE_FORMAT)->choice == KAGENT_SCALE_FORMAT_TEXT;
}

static const char *given_text(const struct kg_option_value *value)
{
    return value->given ? value->text : NULL;
}

/* What can be known without a cluster. */
static int prepare(struct scale *scale, struct manifest_plan *plan, struct kg_error *err)
{
    struct environment *environment = &scale->environment;
    scale->name = scale_flag(scale, KAGENT_SCALE_STATEFULSET)->text;
    if (replicas_parse(scale->arguments->positionals[0], &scale->wanted, err) != 0 ||
        environment_read(scale->arena, given_text(scale_flag(scale, KAGENT_SCALE_ROOT)),
                         given_text(scale_flag(scale, KAGENT_SCALE_ENV)), scale->name, environment,
                         err) != 0)
        return -1;
    if (!scale_flag(scale, KAGENT_SCALE_WRITE)->boolean)
        return 0;
    environment->scale.written = true;
    return manifests_plan(scale, plan, err);
}

/* Makes a client, unless the environment forbids to go there. Sends nothing. */
static int connect(struct scale *scale, struct kg_error *err)
{
    if (cmd_kube(scale->arena, scale->arguments, &scale->cluster, err) != 0)
        return -1;
    return environment_check(&scale->environment, scale->cluster.config.context,
                             scale->cluster.namespace, err);
}

/* One attempt to change the number. */
static enum change_result attempt(struct scale *scale, struct kg_error *err)
{
    size_t dry_run = scale_flag(scale, KAGENT_SCALE_DRY_RUN)->choice;
    enum change_result result = CHANGE_DONE;
    scale->changed_ms = kg_http_now_ms();
    if (dry_run != KAGENT_SCALE_DRY_RUN_NONE)
        scale->outcome = SCALE_TRIED;
    if (scale->before == scale->wanted || dry_run == KAGENT_SCALE_DRY_RUN_CLIENT)
        return CHANGE_DONE;
    result = change_tried(scale, err);
    if (result != CHANGE_DONE || dry_run == KAGENT_SCALE_DRY_RUN_SERVER)
        return result;
    return change_make(scale, err);
}

static int lost_the_race(const struct scale *scale, struct kg_error *err)
{
    return kg_error_set(err, KG_ERROR_NEGATIVE,
                        "%s was changed by somebody else in between: its number is not changed",
                        scale->name);
}

/*
 * Looks, asks the guards, and changes the number. When the object is changed
 * in between, all of that happens again, unless one version was asked for.
 */
static int change(struct scale *scale, struct kg_error *err)
{
    bool one_version = scale_flag(scale, KAGENT_SCALE_RESOURCE_VERSION)->given;
    for (int i = 0; i < TRIES_MAX; i++) {
        enum change_result result;
        if ((i == 0 ? change_look(scale, err) : change_look_again(scale, err)) != 0)
            return -1;
        if (speaks_to_people(scale) && i == 0)
            report_guards(scale);
        scale->outcome = SCALE_REFUSED;
        if (!change_allowed(scale))
            return 0;
        scale->outcome = SCALE_CHANGED;
        result = attempt(scale, err);
        if (result != CHANGE_STALE || one_version)
            return result == CHANGE_STALE ? lost_the_race(scale, err) : (int)result;
    }
    return lost_the_race(scale, err);
}

/* Prints the outcome. Returns the exit code, or -1. */
static int conclude(const struct scale *scale, const struct manifest_plan *plan,
                    struct kg_error *err)
{
    struct kg_buf out;
    kg_buf_init(&out, scale->arena, output_max);
    if (report_outcome(scale, plan, &out, err) != 0 || cmd_print(kg_buf_str(&out), err) != 0)
        return -1;
    return report_status(scale, err);
}

static int run(struct kg_arena *arena, const struct kg_arguments *arguments, struct kg_error *err)
{
    struct scale *scale = kg_arena_zero(arena, 1, sizeof *scale);
    struct manifest_plan plan = {0};
    struct progress progress;
    *scale = (struct scale){.arena = arena, .arguments = arguments, .summary = "", .waited = -1};
    if (prepare(scale, &plan, err) != 0 || connect(scale, err) != 0 || change(scale, err) != 0)
        return -1;
    if (scale->outcome == SCALE_CHANGED && manifests_write(&plan, err) != 0)
        return kg_error_context(err, "the cluster has %lld replicas now, the manifests not",
                                (long long)scale->wanted);
    scale->written = scale->outcome == SCALE_CHANGED;
    progress_init(&progress, arena, speaks_to_people(scale) ? progress_style() : PROGRESS_NONE);
    if (scale->outcome == SCALE_CHANGED && scale_flag(scale, KAGENT_SCALE_WAIT)->boolean &&
        wait_for(scale, &progress, err) != 0)
        return -1;
    return conclude(scale, &plan, err);
}

int cmd_main(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    if (replicas_check_words(&kagent_scale_command, words, err) != 0)
        return -1;
    return cmd_run(arena, &kagent_suite, &kagent_scale_command, words, run, err);
}
