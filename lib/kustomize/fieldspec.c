/*
 * fieldspec: making, merging and walking field specs. fieldspec.h has the rules.
 */
#include "fieldspec.h"

#include <stdlib.h>

#include "fieldpath.h"
#include "kagent/yaml.h"
#include "setter.h"

/* ---- paths ---- */

/* Names that kyaml's path lookup takes for something else than the key of a mapping. */
static bool is_unsearched(struct kg_str name)
{
    size_t index;

    if (kg_str_starts(name, "-")) /* also numbers */
        return name.length == 1 || kg_read_index(kg_str_from_index(name, 1), &index);
    return name.length == 0 || kg_str_is(name, "*") || kg_read_index(name, &index) ||
           (name.data[0] == '[' && name.data[name.length - 1] == ']');
}

static struct kg_field_step make_step(struct kg_str element)
{
    struct kg_field_step step = {.name = element, .sequence = kg_str_ends(element, "[]")};

    if (step.sequence)
        step.name.length -= 2;
    step.name = kg_str_trim(step.name);
    step.unsearched = is_unsearched(step.name);
    return step;
}

struct kg_fieldspec kg_fieldspec_make(struct kg_arena *arena, struct kg_gvk gvk, struct kg_str path,
                                      bool create)
{
    struct kg_pieces pieces = kg_split_path(arena, path, '/');
    struct kg_field_step *steps = kg_arena_alloc(arena, pieces.count * sizeof(*steps));

    for (size_t i = 0; i < pieces.count; i++)
        steps[i] = make_step(pieces.items[i]);
    return (struct kg_fieldspec){
        .gvk = gvk,
        .path = path,
        .steps = steps,
        .step_count = (uint32_t)pieces.count,
        .create = create,
    };
}

/* ---- reading ---- */

struct kg_fieldspec kg_fieldspec_read(struct kg_arena *arena, const struct kg_node *node)
{
    struct kg_gvk gvk = {
        .group = kg_node_text(kg_node_get(node, "group")),
        .version = kg_node_text(kg_node_get(node, "version")),
        .kind = kg_node_text(kg_node_get(node, "kind")),
    };
    struct kg_fieldspec spec =
        kg_fieldspec_make(arena, gvk, kg_node_text(kg_node_get(node, "path")),
                          kg_str_is(kg_node_text(kg_node_get(node, "create")), "true"));

    spec.node = node;
    return spec;
}

struct kg_fieldspecs kg_fieldspecs_read(struct kg_arena *arena, const struct kg_node *list)
{
    struct kg_fieldspecs specs = {0};

    if (!kg_node_is(list, KG_NODE_SEQUENCE))
        return specs;
    struct kg_fieldspec *items = kg_arena_zero(arena, list->count, sizeof(*items));
    for (uint32_t i = 0; i < list->count; i++)
        items[specs.count++] = kg_fieldspec_read(arena, list->items[i]);
    specs.items = items;
    return specs;
}

/* ---- order of kinds ---- */

/* Kinds before (negative rank) and behind (positive) all others. */
static const struct {
    const char *kind;
    int rank;
} kind_ranks[] = {
    {"Namespace", -22},
    {"ResourceQuota", -21},
    {"StorageClass", -20},
    {"CustomResourceDefinition", -19},
    {"ServiceAccount", -18},
    {"PodSecurityPolicy", -17},
    {"Role", -16},
    {"ClusterRole", -15},
    {"RoleBinding", -14},
    {"ClusterRoleBinding", -13},
    {"ConfigMap", -12},
    {"Secret", -11},
    {"Endpoints", -10},
    {"Service", -9},
    {"LimitRange", -8},
    {"PriorityClass", -7},
    {"PersistentVolume", -6},
    {"PersistentVolumeClaim", -5},
    {"Deployment", -4},
    {"StatefulSet", -3},
    {"CronJob", -2},
    {"PodDisruptionBudget", -1},
    {"MutatingWebhookConfiguration", 1},
    {"ValidatingWebhookConfiguration", 2},
};

static int kind_rank(struct kg_str kind)
{
    for (size_t i = 0; i < sizeof(kind_ranks) / sizeof(kind_ranks[0]); i++)
        if (kg_str_is(kind, kind_ranks[i].kind))
            return kind_ranks[i].rank;
    return 0;
}

enum { SORT_PARTS = 5 };

/* The pieces of "group_version_kind", with stand-ins for empty ones. */
static void sort_parts(struct kg_gvk gvk, struct kg_str parts[SORT_PARTS])
{
    parts[0] = gvk.group.length > 0 ? gvk.group : KG_STR("~G");
    parts[1] = KG_STR("_");
    parts[2] = gvk.version.length > 0 ? gvk.version : KG_STR("~V");
    parts[3] = KG_STR("_");
    parts[4] = gvk.kind.length > 0 ? gvk.kind : KG_STR("~K");
}

/*
 * Compares the joined texts without joining them. Comparing part by part would
 * be something else: "a" and "a.b" differ in '_' and '.' here.
 */
static int compare_parts(const struct kg_str a[SORT_PARTS], const struct kg_str b[SORT_PARTS])
{
    size_t a_part = 0;
    size_t b_part = 0;
    size_t a_at = 0;
    size_t b_at = 0;

    for (;;) {
        while (a_part < SORT_PARTS && a_at == a[a_part].length)
            a_part++, a_at = 0;
        while (b_part < SORT_PARTS && b_at == b[b_part].length)
            b_part++, b_at = 0;
        if (a_part == SORT_PARTS || b_part == SORT_PARTS)
            return (a_part != SORT_PARTS) - (b_part != SORT_PARTS);
        unsigned char a_byte = (unsigned char)a[a_part].data[a_at++];
        unsigned char b_byte = (unsigned char)b[b_part].data[b_at++];
        if (a_byte != b_byte)
            return a_byte < b_byte ? -1 : 1;
    }
}

int kg_gvk_compare(struct kg_gvk a, struct kg_gvk b)
{
    int a_rank = kind_rank(a.kind);
    int b_rank = kind_rank(b.kind);
    struct kg_str a_parts[SORT_PARTS];
    struct kg_str b_parts[SORT_PARTS];

    if (a_rank != b_rank)
        return a_rank < b_rank ? -1 : 1;
    sort_parts(a, a_parts);
    sort_parts(b, b_parts);
    return compare_parts(a_parts, b_parts);
}

/* A spec with its place in the list, which decides among equals: sorting must be stable. */
struct ranked {
    struct kg_fieldspec spec;
    size_t place;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a;
    const struct ranked *y = b;
    int order = kg_gvk_compare(x->spec.gvk, y->spec.gvk);

    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

struct kg_fieldspecs kg_fieldspecs_sort(struct kg_arena *arena, struct kg_fieldspecs specs)
{
    if (specs.settled || specs.count < 2)
        return specs;
    struct kg_fieldspec *sorted = kg_arena_alloc(arena, specs.count * sizeof(*sorted));
    struct ranked *ranked = kg_arena_alloc(arena, specs.count * sizeof(*ranked));
    for (size_t i = 0; i < specs.count; i++)
        ranked[i] = (struct ranked){specs.items[i], i};
    qsort(ranked, specs.count, sizeof(*ranked), compare_ranked);
    for (size_t i = 0; i < specs.count; i++)
        sorted[i] = ranked[i].spec;
    specs.items = sorted;
    return specs;
}

/* ---- merging ---- */

bool kg_fieldspec_matches(const struct kg_fieldspec *spec, struct kg_gvk gvk)
{
    return (spec->gvk.kind.length == 0 || kg_str_equal(spec->gvk.kind, gvk.kind)) &&
           (spec->gvk.group.length == 0 || kg_str_equal(spec->gvk.group, gvk.group)) &&
           (spec->gvk.version.length == 0 || kg_str_equal(spec->gvk.version, gvk.version));
}

/* The first of `specs` that stands for the same field as `other`, or NULL. */
static const struct kg_fieldspec *find_same_field(const struct kg_fieldspec *specs, size_t count,
                                                  const struct kg_fieldspec *other)
{
    for (size_t i = 0; i < count; i++)
        if (kg_str_equal(specs[i].path, other->path) && kg_fieldspec_matches(other, specs[i].gvk))
            return &specs[i];
    return NULL;
}

static int conflict(const struct kg_fieldspec *there, const struct kg_fieldspec *added,
                    struct kg_error *err)
{
    const struct kg_fieldspec *written = added->node != NULL ? added : there;

    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(written->node),
                       "conflicting field specs: %.*s is there with create: %s and with create: %s",
                       KG_STR_ARG(added->path), there->create ? "true" : "false",
                       added->create ? "true" : "false");
}

int kg_fieldspecs_merge(struct kg_arena *arena, struct kg_fieldspecs base,
                        struct kg_fieldspecs more, struct kg_fieldspecs *merged,
                        struct kg_error *err)
{
    *merged = base;
    if (more.count == 0 || (more.settled && more.items == base.items))
        return 0;
    if (more.settled && base.count == 0) {
        *merged = more;
        return 0;
    }
    struct kg_fieldspec *items = kg_arena_alloc(arena, (base.count + more.count) * sizeof(*items));
    if (base.count > 0)
        memcpy(items, base.items, base.count * sizeof(*items));
    size_t count = base.count;
    for (size_t i = 0; i < more.count; i++) {
        const struct kg_fieldspec *there = find_same_field(items, count, &more.items[i]);
        if (there == NULL && count == KG_FIELDSPECS_MAX)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(more.items[i].node),
                               "more than %d field specs", KG_FIELDSPECS_MAX);
        if (there == NULL)
            items[count++] = more.items[i];
        else if (there->create != more.items[i].create)
            return conflict(there, &more.items[i], err);
    }
    if (count > base.count)
        *merged = (struct kg_fieldspecs){.items = items, .count = count};
    return 0;
}

/* ---- walking ---- */

struct walk {
    struct kg_arena *arena;
    const struct kg_fieldspec *spec;
    const struct kg_field_setter *setter;
    struct kg_error *err;
};

static int walk_node(const struct walk *walk, uint32_t at, struct kg_node *node);

/* Gives a null field the kind that the path expects. Any kind of node may be tagged as null. */
static void turn_null(struct kg_node *field, enum kg_node_kind kind, enum kg_tag tag)
{
    if (field->kind != KG_NODE_SCALAR || kind != KG_NODE_SCALAR)
        field->text = (struct kg_str){kind == KG_NODE_SCALAR ? "" : NULL, 0};
    field->kind = (uint8_t)kind;
    field->tag = (uint8_t)tag;
    if (kind == KG_NODE_SCALAR)
        return;
    field->style = KG_STYLE_PLAIN;
    field->count = 0;
    field->capacity = 0;
}

static int refuse_step(const struct walk *walk, const struct kg_field_step *step,
                       const struct kg_node *mapping)
{
    if (step->name.length == 0)
        return kg_error_at(walk->err, KG_ERROR_NEGATIVE, kg_node_position(mapping),
                           "cannot set or create an empty field name");
    return kg_error_at(walk->err, KG_ERROR_NEGATIVE, kg_node_position(mapping),
                       "'%.*s' is not the name of a field (lists are entered without an index)",
                       KG_STR_ARG(step->name));
}

static int walk_mapping(const struct walk *walk, uint32_t at, struct kg_node *mapping)
{
    const struct kg_field_step *step = &walk->spec->steps[at];
    bool last = at + 1 == walk->spec->step_count;
    bool create = walk->spec->create && walk->setter->create_kind != 0 && !step->sequence;
    enum kg_node_kind create_kind = last ? walk->setter->create_kind : KG_NODE_MAPPING;
    enum kg_tag create_tag = last ? walk->setter->create_tag : KG_TAG_MAP;
    struct kg_node *field = NULL;

    if (step->unsearched)
        return refuse_step(walk, step, mapping);
    if (kg_lookup_field(walk->arena, mapping, step->name, create ? create_kind : 0, &field,
                        walk->err) < 0)
        return -1;
    if (field == NULL)
        return 0;
    if (field->tag == KG_TAG_NULL) {
        if (create)
            turn_null(field, create_kind, create_tag);
        else if (step->sequence)
            turn_null(field, KG_NODE_SEQUENCE, KG_TAG_NONE);
    }
    return walk_node(walk, at + 1, field);
}

static int walk_node(const struct walk *walk, uint32_t at, struct kg_node *node)
{
    if (at == walk->spec->step_count)
        return walk->setter->set(walk->setter->context, node, walk->err);
    if (kg_node_is_null(node))
        return 0;
    if (node->kind == KG_NODE_MAPPING)
        return walk_mapping(walk, at, node);
    if (node->kind == KG_NODE_SCALAR)
        return kg_error_at(walk->err, KG_ERROR_NEGATIVE, kg_node_position(node),
                           "expected a mapping or a list, found the scalar '%.*s'",
                           KG_STR_ARG(node->text));
    for (uint32_t i = 0; i < node->count; i++)
        if (walk_node(walk, at, node->items[i]) < 0)
            return -1;
    return 0;
}

static int walk_object(struct kg_arena *arena, const struct kg_fieldspec *spec,
                       struct kg_node *object, const struct kg_field_setter *setter,
                       struct kg_error *err)
{
    struct walk walk = {.arena = arena, .spec = spec, .setter = setter, .err = err};

    if (spec->create && spec->step_count > KG_YAML_DEPTH_MAX)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(spec->node),
                           "the path of a field that may be created has more than %d names",
                           KG_YAML_DEPTH_MAX);
    if (walk_node(&walk, 0, object) == 0)
        return 0;
    return kg_error_context(err, "field '%.*s' of %.*s '%.*s'", KG_STR_ARG(spec->path),
                            KG_STR_ARG(kg_node_text(kg_node_get(object, "kind"))),
                            KG_STR_ARG(kg_node_name(object)));
}

int kg_fieldspec_apply(struct kg_arena *arena, const struct kg_fieldspec *spec,
                       struct kg_node *object, const struct kg_field_setter *setter,
                       struct kg_error *err)
{
    if (!kg_fieldspec_matches(spec, kg_node_gvk(object)))
        return 0;
    return walk_object(arena, spec, object, setter, err);
}

int kg_fieldspecs_apply(struct kg_arena *arena, struct kg_fieldspecs specs, struct kg_node *object,
                        const struct kg_field_setter *setter, struct kg_error *err)
{
    struct kg_gvk gvk = kg_node_gvk(object);

    for (size_t i = 0; i < specs.count; i++) {
        if (!kg_fieldspec_matches(&specs.items[i], gvk))
            continue;
        if (walk_object(arena, &specs.items[i], object, setter, err) < 0)
            return -1;
        gvk = kg_node_gvk(object); /* the setter may have changed it */
    }
    return 0;
}

/* ---- entries ---- */

struct entry {
    struct kg_arena *arena;
    struct kg_str key;
    struct kg_node *value;
};

static int set_entry(void *context, struct kg_node *node, struct kg_error *err)
{
    struct entry *entry = context;
    struct kg_set_field set = {.mapping = node, .name = entry->key, .value = entry->value};
    return kg_set_field(entry->arena, &set, err);
}

int kg_fieldspecs_set_entry(struct kg_arena *arena, struct kg_fieldspecs specs,
                            struct kg_node *object, struct kg_str key, struct kg_node *value,
                            struct kg_error *err)
{
    struct entry entry = {arena, key, value};
    struct kg_field_setter setter = {.set = set_entry,
                                     .context = &entry,
                                     .create_kind = KG_NODE_MAPPING,
                                     .create_tag = KG_TAG_MAP};
    return kg_fieldspecs_apply(arena, specs, object, &setter, err);
}
