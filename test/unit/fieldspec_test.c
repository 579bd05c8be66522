/* Field specs: the order of kinds, merging, the default lists, and walking. */
#include "unit.h"

#include "kagent/yaml.h"
#include "kustomize/config.h"

static struct kg_gvk gvk(const char *group, const char *version, const char *kind)
{
    return (struct kg_gvk){kg_str_from(group), kg_str_from(version), kg_str_from(kind)};
}

static struct kg_fieldspecs one(struct kg_arena *arena, const char *kind, const char *path,
                                bool create)
{
    struct kg_fieldspec *spec = kg_arena_alloc(arena, sizeof(*spec));

    *spec = kg_fieldspec_make(arena, gvk("", "", kind), kg_str_from(path), create);
    return (struct kg_fieldspecs){.items = spec, .count = 1};
}

/* ---- order ---- */

TEST("kinds that others depend on come first, webhooks last, the rest by their bytes")
{
    const struct kg_gvk order[] = {
        gvk("", "v1", "Namespace"),
        gvk("", "v1", "ConfigMap"),
        gvk("apps", "v1", "Deployment"),
        gvk("a.b", "v1", "Any"), /* '.' before the '_' behind the group */
        gvk("a", "v1", "Any"),
        gvk("a", "v1", "Anything"),
        gvk("a", "v2", "Any"),
        gvk("", "v1", "Pod"), /* no group: behind all that have one */
        gvk("", "", "Pod"),
        gvk("x", "v1", "ValidatingWebhookConfiguration"),
    };
    size_t count = sizeof(order) / sizeof(order[0]);

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            CHECK_INT((kg_gvk_compare(order[i], order[j]) > 0) -
                          (kg_gvk_compare(order[i], order[j]) < 0),
                      (i > j) - (i < j));
}

TEST("specs of one kind keep their order when they are sorted")
{
    struct kg_fieldspecs specs = {0};

    CHECK_INT(kg_fieldspecs_merge(arena, one(arena, "Pod", "b", false),
                                  one(arena, "Pod", "a", false), &specs, NULL),
              0);
    CHECK_INT(kg_fieldspecs_merge(arena, specs, one(arena, "Secret", "c", false), &specs, NULL), 0);
    specs = kg_fieldspecs_sort(arena, specs);
    CHECK_STR(specs.items[0].path, "c");
    CHECK_STR(specs.items[1].path, "b");
    CHECK_STR(specs.items[2].path, "a");
}

/* ---- merging ---- */

TEST("a spec is there already when one for the same kind or a narrower one is")
{
    struct kg_fieldspecs specs = {0};

    CHECK_INT(kg_fieldspecs_merge(arena, one(arena, "Pod", "a", true), one(arena, "", "a", true),
                                  &specs, NULL),
              0);
    CHECK_INT(specs.count, 1);
    CHECK_INT(kg_fieldspecs_merge(arena, one(arena, "", "a", true), one(arena, "Pod", "a", true),
                                  &specs, NULL),
              0);
    CHECK_INT(specs.count, 2);
}

TEST("specs that disagree about creating a field conflict")
{
    struct kg_fieldspecs specs = {0};
    struct kg_error err = KG_ERROR_INIT;

    CHECK_INT(kg_fieldspecs_merge(arena, one(arena, "Pod", "a", true), one(arena, "", "a", false),
                                  &specs, &err),
              -1);
    CHECK_ERROR(err, "conflicting field specs");
}

/* ---- the default lists ---- */

static void check_settled(struct kg_arena *arena, struct kg_fieldspecs specs)
{
    struct kg_fieldspecs merged = {0};

    CHECK(specs.settled);
    specs.settled = false;
    CHECK_INT(kg_fieldspecs_merge(arena, (struct kg_fieldspecs){0}, specs, &merged, NULL), 0);
    CHECK_INT(merged.count, specs.count);
    CHECK_INT(kg_fieldspecs_merge(arena, merged, specs, &merged, NULL), 0);
    CHECK_INT(merged.count, specs.count);
    merged = kg_fieldspecs_sort(arena, merged);
    for (size_t i = 0; i < specs.count; i++)
        CHECK(specs.items[i].path.data == merged.items[i].path.data);
}

TEST("the default lists are sorted, and merging them with nothing or themselves changes nothing")
{
    struct kg_transformer_config config = kg_transformer_config_default(arena);

    check_settled(arena, config.name_prefix);
    check_settled(arena, config.name_suffix);
    check_settled(arena, config.namespace);
    check_settled(arena, config.common_labels);
    check_settled(arena, config.template_labels);
    check_settled(arena, config.common_annotations);
    check_settled(arena, config.var_reference);
    check_settled(arena, config.images);
    check_settled(arena, config.replicas);
    for (size_t i = 1; i < config.name_references.count; i++)
        CHECK(kg_gvk_compare(config.name_references.items[i - 1].target,
                             config.name_references.items[i].target) < 0);
}

TEST("merging the default configuration again shares its lists")
{
    struct kg_transformer_config defaults = kg_transformer_config_default(arena);
    struct kg_transformer_config config = {0};

    CHECK_INT(kg_transformer_config_merge(arena, &config, &defaults, NULL), 0);
    CHECK_INT(kg_transformer_config_merge(arena, &config, &defaults, NULL), 0);
    CHECK(config.var_reference.items == defaults.var_reference.items);
    CHECK(config.name_references.items == defaults.name_references.items);
}

TEST("common labels go wherever template labels go")
{
    struct kg_transformer_config config = kg_transformer_config_default(arena);
    struct kg_fieldspecs merged = {0};

    CHECK_INT(
        kg_fieldspecs_merge(arena, config.common_labels, config.template_labels, &merged, NULL), 0);
    CHECK_INT(merged.count, config.common_labels.count);
}

/* ---- walking ---- */

static int count_visit(void *context, struct kg_node *node, struct kg_error *err)
{
    (void)node;
    (void)err;
    ++*(int *)context;
    return 0;
}

/* How many nodes a spec finds in a YAML text. */
static int visits(struct kg_arena *arena, const char *path, const char *text)
{
    static const struct kg_source source = {.name = "object.yaml"};
    struct kg_fieldspecs specs = one(arena, "", path, false);
    struct kg_node *object = NULL;
    int count = 0;
    struct kg_field_setter setter = {.set = count_visit, .context = &count};

    CHECK_INT(kg_yaml_read(arena, kg_str_from(text), &source, 1, &object, NULL), 0);
    return kg_fieldspecs_apply(arena, specs, object, &setter, NULL) < 0 ? -1 : count;
}

TEST("a walk enters lists, also lists of lists, and ends at what is missing or null")
{
    CHECK_INT(visits(arena, "a/b", "a: {b: 1}"), 1);
    CHECK_INT(visits(arena, "a/b", "a: [{b: 1}, {c: 1}, {b: 2}, [{b: 3}], null]"), 3);
    CHECK_INT(visits(arena, "a/b", "a: null"), 0);
    CHECK_INT(visits(arena, "a/b", "c: 1"), 0);
    CHECK_INT(visits(arena, "a/b", "a: {b: null}"), 1);
    CHECK_INT(visits(arena, "a/b", "a: 1"), -1);
}

TEST("a slash in a name is escaped, and a slash in front counts for nothing")
{
    CHECK_INT(visits(arena, "/a", "a: 1"), 1);
    CHECK_INT(visits(arena, "x\\/y/z", "x/y: {z: 1}"), 1);
    CHECK_INT(visits(arena, "a//b", "a: {b: 1}"), -1);
}
