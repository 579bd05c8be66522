/* What runs to its end. Source: API reference, "Job", "CronJob". */
#include <inttypes.h>

#include "bytes.h"
#include "kagent/cron.h"
#include "kinds.h"
#include "pod.h"
#include "selector.h"
#include "time_zones.h"
#include "values.h"

enum {
    MANAGER_MAX = 63,
    INDEXED_MAX = 100000,
    HIGH_COMPLETIONS_MAX = 10000,
    FAILURE_RULES_MAX = 20,
    EXIT_CODES_MAX = 255,
    CONDITIONS_MAX = 20,
    SUCCESS_RULES_MAX = 20,
    INDEXES_MAX = 64 * 1024,
    CRON_JOB_NAME_MAX = 52, /* eleven characters of a job's name are its time */
};

/* ---- failure policy ---- */

static void check_code(struct judge *judge, const struct spot *values, uint32_t index, bool in)
{
    struct spot value = spot_item(values, index);
    int64_t code;
    int64_t before = INT64_MIN;
    if (!spot_number(judge, &value, &code))
        return;
    if (index > 0) {
        struct spot previous = spot_item(values, index - 1);
        before = spot_number_or(judge, &previous, INT64_MIN);
    }
    if (in && code == 0)
        complain(judge, "exit-codes", &value, "0 is no failure");
    if (before >= code)
        complain(judge, "exit-codes", &value, "exit codes stand in ascending order, each once");
}

static void check_codes(struct judge *judge, const struct spot *codes)
{
    struct spot values = spot_field(codes, "values");
    bool in = field_is(codes, "operator", "In");
    if (spot_items(&values) > EXIT_CODES_MAX)
        complain(judge, "too-many", &values, "%" PRIu32 " are more than %d", spot_items(&values),
                 EXIT_CODES_MAX);
    for (uint32_t i = 0; i < spot_items(&values); i++)
        check_code(judge, &values, i, in);
}

static const struct field codes_fields[] = {
    {FIELD("operator"), NOT_EMPTY},
    {FIELD("values"), NOT_EMPTY},
};
static const struct type codes_type = {FIELDS(codes_fields), .check = check_codes};

static void check_status(struct judge *judge, const struct spot *status)
{
    static const char *const words[] = {"True", "False", "Unknown"};
    if (spot_is_text(status) && !is_one_of(spot_text(status), words, 3))
        complain(judge, "job-failure", status, "%s is not True, False or Unknown",
                 quoted(judge, spot_text(status)));
}

static const struct field pattern_fields[] = {
    {FIELD("status"), OPTIONAL, .check = check_status},
    {FIELD("type"), NOT_EMPTY, ITSELF, &kg_names_label_key}};
static const struct type pattern_type = {FIELDS(pattern_fields)};

static void check_patterns(struct judge *judge, const struct spot *patterns)
{
    if (spot_items(patterns) > CONDITIONS_MAX)
        complain(judge, "too-many", patterns, "%" PRIu32 " are more than %d", spot_items(patterns),
                 CONDITIONS_MAX);
}

static void check_failure_rule(struct judge *judge, const struct spot *rule)
{
    if (field_is_there(rule, "onExitCodes") == field_is_given(rule, "onPodConditions"))
        complain(judge, "one-of", rule, "it takes either onExitCodes or onPodConditions");
}

static const struct field failure_rule_fields[] = {
    {FIELD("action"), NOT_EMPTY},
    {FIELD("onExitCodes"), PRESENT, .type = &codes_type},
    {FIELD("onPodConditions"), OPTIONAL, ITEMS, .type = &pattern_type, .check = check_patterns},
};
static const struct type failure_rule_type = {FIELDS(failure_rule_fields),
                                              .check = check_failure_rule};

static const struct field failure_fields[] = {
    {FIELD("rules"), OPTIONAL, ITEMS, .type = &failure_rule_type}};
static const struct type failure_type = {FIELDS(failure_fields)};

static bool has_container(const struct spot *pod_spec, struct kg_str name)
{
    static const char *const lists[] = {"containers", "initContainers"};
    for (size_t i = 0; i < 2; i++) {
        struct spot list = spot_field(pod_spec, lists[i]);
        for (uint32_t k = 0; k < spot_items(&list); k++) {
            struct spot container = spot_item(&list, k);
            if (kg_str_equal(field_text(&container, "name"), name))
                return true;
        }
    }
    return false;
}

/* What rules refer to outside of themselves. */
static void check_failure_refs(struct judge *judge, const struct spot *spec,
                               const struct spot *rules)
{
    struct spot template = spot_field(spec, "template");
    struct spot pod_spec = spot_field(&template, "spec");
    for (uint32_t i = 0; i < spot_items(rules); i++) {
        struct spot rule = spot_item(rules, i);
        struct spot action = spot_field(&rule, "action");
        struct spot codes = spot_field(&rule, "onExitCodes");
        struct spot name = spot_field(&codes, "containerName");
        if (kg_str_is(spot_text(&action), "FailIndex") &&
            !field_is_there(spec, "backoffLimitPerIndex"))
            complain(judge, "job-failure", &action, "FailIndex takes a backoffLimitPerIndex");
        if (spot_is_text(&name) && !has_container(&pod_spec, spot_text(&name)))
            complain(judge, "job-failure", &name, "the pod has no container %s",
                     quoted(judge, spot_text(&name)));
    }
}

static void check_failure_policy(struct judge *judge, const struct spot *spec)
{
    struct spot policy = spot_field(spec, "podFailurePolicy");
    struct spot rules = spot_field(&policy, "rules");
    struct spot replacement = spot_field(spec, "podReplacementPolicy");
    if (!spot_is_there(&policy))
        return;
    if (spot_items(&rules) > FAILURE_RULES_MAX)
        complain(judge, "too-many", &rules, "%" PRIu32 " are more than %d", spot_items(&rules),
                 FAILURE_RULES_MAX);
    check_failure_refs(judge, spec, &rules);
    if (spot_is_given(&replacement) && !kg_str_is(spot_text(&replacement), "Failed"))
        complain(judge, "job-failure", &replacement, "with a podFailurePolicy it is Failed");
}

/* ---- success policy ---- */

static bool read_index(struct kg_str text, int64_t most, int64_t *index)
{
    *index = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_digit(text.data[i]) || *index > INT32_MAX)
            return false;
        *index = *index * 10 + (text.data[i] - '0');
    }
    return text.length > 0 && *index < most;
}

/* `0,2-4`: ascending, below the number of completions. Returns how many, or -1. */
static int64_t count_indexes(struct kg_str text, int64_t completions)
{
    struct kg_str rest = text;
    struct kg_str part;
    int64_t last = -1;
    int64_t count = 0;
    if (text.length == 0)
        return 0;
    while (kg_str_split(&rest, ',', &part)) {
        struct kg_str first;
        struct kg_str second;
        int64_t low;
        int64_t high;
        kg_str_split(&part, '-', &first);
        bool range = kg_str_split(&part, '-', &second);
        if (part.data != NULL || !read_index(first, completions, &low) || low <= last)
            return -1;
        high = low;
        if (range && (!read_index(second, completions, &high) || high <= low))
            return -1;
        count += high - low + 1;
        last = high;
    }
    return count;
}

static void check_success_rule(struct judge *judge, const struct spot *rule, int64_t completions)
{
    struct spot indexes = spot_field(rule, "succeededIndexes");
    struct spot wanted = spot_field(rule, "succeededCount");
    struct kg_str text = spot_text(&indexes);
    int64_t most = completions;
    if (!spot_is_there(&indexes) && !spot_is_there(&wanted))
        complain_required(judge, rule, "succeededCount or succeededIndexes is needed");
    if (spot_is_text(&indexes)) {
        int64_t count = count_indexes(text, completions);
        if (count < 0 || text.length > INDEXES_MAX)
            complain(judge, "job-success", &indexes,
                     "%s is no list such as 0,2-4 of indexes below %" PRId64, quoted(judge, text),
                     completions);
        most = count < 0 ? completions : count;
    }
    int64_t number = spot_number_or(judge, &wanted, 0);
    if (number < 0 || number > most)
        complain(judge, "range", &wanted, "%" PRId64 " is not between 0 and %" PRId64, number,
                 most);
}

static void check_success_policy(struct judge *judge, const struct spot *spec, int64_t completions)
{
    struct spot policy = spot_field(spec, "successPolicy");
    struct spot rules = spot_field(&policy, "rules");
    if (!spot_is_there(&policy))
        return;
    if (spot_items(&rules) == 0 || spot_items(&rules) > SUCCESS_RULES_MAX)
        complain(judge, "job-success", &rules, "there are 1 to %d rules", SUCCESS_RULES_MAX);
    for (uint32_t i = 0; i < spot_items(&rules); i++) {
        struct spot rule = spot_item(&rules, i);
        check_success_rule(judge, &rule, completions);
    }
}

/* ---- indexed jobs ---- */

static void complain_above(struct judge *judge, const struct spot *spec, const char *name,
                           int64_t most, const char *when)
{
    struct spot field = spot_field(spec, name);
    int64_t number = spot_number_or(judge, &field, 0);
    if (number > most)
        complain(judge, "range", &field, "%" PRId64 " is more than %" PRId64 ", the most %s",
                 number, most, when);
}

/* A Job by itself that says neither completions nor parallelism has 1 of both. */
static bool has_completions(struct judge *judge, const struct spot *spec)
{
    return field_is_there(spec, "completions") ||
           (field_is(judge->root, "kind", "Job") && !field_is_there(spec, "parallelism"));
}

static void check_indexed(struct judge *judge, const struct spot *spec)
{
    struct spot completions = spot_field(spec, "completions");
    int64_t number = spot_number_or(judge, &completions, 1);
    if (!has_completions(judge, spec)) {
        complain_required(judge, &completions, "the completionMode Indexed takes completions");
        return;
    }
    complain_above(judge, spec, "parallelism", INDEXED_MAX, "for indexed jobs");
    complain_above(judge, spec, "maxFailedIndexes", number, "of these completions");
    if (number > INDEXED_MAX && field_is_there(spec, "backoffLimitPerIndex")) {
        struct spot failed = spot_field(spec, "maxFailedIndexes");
        if (!spot_is_there(&failed))
            complain_required(judge, &failed, "so many completions take maxFailedIndexes");
        complain_above(judge, spec, "parallelism", HIGH_COMPLETIONS_MAX, "for so many completions");
        complain_above(judge, spec, "maxFailedIndexes", HIGH_COMPLETIONS_MAX,
                       "for so many completions");
    }
    check_success_policy(judge, spec, number);
}

static void check_not_indexed(struct judge *judge, const struct spot *spec)
{
    static const char *const names[] = {"backoffLimitPerIndex", "maxFailedIndexes",
                                        "successPolicy"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct spot field = spot_field(spec, names[i]);
        if (spot_is_there(&field))
            complain(judge, "forbidden", &field,
                     "it must not be set unless completionMode is Indexed");
    }
}

/* ---- both kinds ---- */

static void check_restart(struct judge *judge, const struct spot *spec)
{
    struct spot template = spot_field(spec, "template");
    struct spot pod_spec = spot_field(&template, "spec");
    struct spot policy = spot_field(&pod_spec, "restartPolicy");
    if (!spot_is_given(&policy) || kg_str_is(spot_text(&policy), "Always"))
        complain(judge, "restart-policy", &policy,
                 "pods of a Job are restarted OnFailure or Never, which has to be said");
    else if (field_is_there(spec, "podFailurePolicy") && !kg_str_is(spot_text(&policy), "Never"))
        complain(judge, "restart-policy", &policy, "with a podFailurePolicy it is Never");
}

static void check_manager(struct judge *judge, const struct spot *manager)
{
    check_domain_path(judge, manager, MANAGER_MAX);
}

static void check_job_template(struct judge *judge, const struct spot *spec)
{
    struct spot failed = spot_field(spec, "maxFailedIndexes");
    struct spot per_index = spot_field(spec, "backoffLimitPerIndex");
    if (spot_is_there(&failed) && !spot_is_there(&per_index))
        complain_required(judge, &per_index, "maxFailedIndexes takes a backoffLimitPerIndex");
    if (field_is(spec, "completionMode", "Indexed"))
        check_indexed(judge, spec);
    else
        check_not_indexed(judge, spec);
    check_failure_policy(judge, spec);
    check_restart(judge, spec);
}

static const struct field job_spec_fields[] = {
    {FIELD("parallelism"), PRESENT, .range = &range_not_negative},
    {FIELD("completions"), PRESENT, .range = &range_not_negative},
    {FIELD("activeDeadlineSeconds"), PRESENT, .range = &range_not_negative},
    {FIELD("backoffLimit"), PRESENT, .range = &range_not_negative},
    {FIELD("backoffLimitPerIndex"), PRESENT, .range = &range_not_negative},
    {FIELD("maxFailedIndexes"), PRESENT, .range = &range_not_negative},
    {FIELD("ttlSecondsAfterFinished"), PRESENT, .range = &range_not_negative},
    {FIELD("managedBy"), PRESENT, .check = check_manager},
    {FIELD("selector"), PRESENT, .type = &type_label_selector},
    {FIELD("podFailurePolicy"), PRESENT, .type = &failure_type},
    {FIELD("template"), PRESENT, .check = check_template},
};

/* ---- Job ---- */

/* Without manualSelector the API server makes the selector, from labels that it gives the pods. */
static void check_made_selector(struct judge *judge, const struct spot *spec)
{
    struct spot selector = spot_field(spec, "selector");
    struct spot template = spot_field(spec, "template");
    struct spot metadata = spot_field(&template, "metadata");
    struct spot labels = spot_field(&metadata, "labels");
    if (!field_is_true(spec, "manualSelector")) {
        if (spot_is_there(&selector) && !selector_is_empty(&selector))
            complain(judge, "job-selector", &selector,
                     "a selector of your own takes manualSelector: true");
        return;
    }
    if (!spot_is_there(&selector))
        complain_required(judge, &selector, "manualSelector takes a selector");
    else if (!selector_matches(&selector, &labels))
        complain(judge, "selector-mismatch", &labels,
                 "the selector does not match the labels of the template");
}

static void check_job_labels(struct judge *judge, const struct spot *object,
                             const struct spot *spec)
{
    static const char *const names[] = {"job-name", "batch.kubernetes.io/job-name"};
    struct spot metadata = spot_field(object, "metadata");
    struct kg_str name = field_text(&metadata, "name");
    struct spot template = spot_field(spec, "template");
    struct spot template_metadata = spot_field(&template, "metadata");
    struct spot labels = spot_field(&template_metadata, "labels");
    for (size_t i = 0; i < 2 && !field_is_true(spec, "manualSelector"); i++) {
        struct spot label = spot_field(&labels, names[i]);
        if (spot_is_there(&label) && name.length > 0 && !kg_str_equal(spot_text(&label), name))
            complain(judge, "job-selector", &label, "it is the name of the Job, %s",
                     quoted(judge, name));
    }
}

/* The pods of an indexed job are called after it and their index. */
static void check_job_name(struct judge *judge, const struct spot *object, const struct spot *spec)
{
    struct spot metadata = spot_field(object, "metadata");
    struct spot name = spot_field(&metadata, "name");
    struct spot completions = spot_field(spec, "completions");
    int64_t number = spot_number_or(judge, &completions, 1);
    if (!field_is(spec, "completionMode", "Indexed") || number <= 0 || !spot_is_given(&name))
        return;
    const char *pod =
        kg_arena_printf(judge->arena, "%.*s-%" PRId64, KG_STR_ARG(spot_text(&name)), number - 1);
    if (!kg_names_dns_label.holds(kg_str_from(pod)))
        complain(judge, "job-name", &name, "the last pod would be called %s, which is no DNS label",
                 quoted(judge, kg_str_from(pod)));
}

static void check_job(struct judge *judge, const struct spot *object)
{
    struct spot spec = spot_field(object, "spec");
    check_made_selector(judge, &spec);
    check_job_labels(judge, object, &spec);
    check_job_name(judge, object, &spec);
}

static const struct type job_spec = {FIELDS(job_spec_fields), .check = check_job_template};
static const struct field job_fields[] = {{FIELD("spec"), REQUIRED, .type = &job_spec}};
const struct type type_job = {FIELDS(job_fields), .check = check_job};

/* ---- CronJob ---- */

static void check_schedule(struct judge *judge, const struct spot *schedule)
{
    struct kg_error err = KG_ERROR_INIT;
    if (spot_is_text(schedule) && kg_cron_check(spot_text(schedule), &err) < 0)
        complain(judge, "cron-schedule", schedule, "%s", err.message);
}

static void check_time_zone(struct judge *judge, const struct spot *zone)
{
    if (spot_is_text(zone) && !time_zone_exists(spot_text(zone)))
        complain(judge, "time-zone", zone, "%s is no time zone of the IANA database, such as %s",
                 quoted(judge, spot_text(zone)), "Europe/Berlin");
}

static void check_no_selector(struct judge *judge, const struct spot *spec)
{
    struct spot manual = spot_field(spec, "manualSelector");
    struct spot selector = spot_field(spec, "selector");
    if (spot_is_there(&selector))
        complain(judge, "job-selector", &selector, "each Job of a CronJob gets its own");
    if (spot_is_true(&manual))
        complain(judge, "job-selector", &manual, "each Job of a CronJob gets its own selector");
    check_job_template(judge, spec);
}

static const struct type cron_job_job_spec = {FIELDS(job_spec_fields), .check = check_no_selector};
static const struct field job_template_fields[] = {
    {FIELD("spec"), REQUIRED, .type = &cron_job_job_spec}};
static const struct type job_template_type = {FIELDS(job_template_fields)};

static const struct field cron_job_spec_fields[] = {
    {FIELD("schedule"), NOT_EMPTY, .check = check_schedule},
    {FIELD("timeZone"), PRESENT, .check = check_time_zone},
    {FIELD("startingDeadlineSeconds"), PRESENT, .range = &range_not_negative},
    {FIELD("successfulJobsHistoryLimit"), PRESENT, .range = &range_not_negative},
    {FIELD("failedJobsHistoryLimit"), PRESENT, .range = &range_not_negative},
    {FIELD("jobTemplate"), PRESENT, .type = &job_template_type},
};
static const struct type cron_job_spec = {FIELDS(cron_job_spec_fields)};

static void check_cron_job_name(struct judge *judge, const struct spot *object)
{
    struct spot metadata = spot_field(object, "metadata");
    struct spot name = spot_field(&metadata, "name");
    if (spot_text(&name).length > CRON_JOB_NAME_MAX)
        complain(judge, "cron-job-name", &name,
                 "%zu characters leave no room for the names of its Jobs: %d do",
                 spot_text(&name).length, CRON_JOB_NAME_MAX);
}

static const struct field cron_job_fields[] = {{FIELD("spec"), PRESENT, .type = &cron_job_spec}};
const struct type type_cron_job = {FIELDS(cron_job_fields), .check = check_cron_job_name};
