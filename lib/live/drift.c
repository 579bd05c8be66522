#include "kagent/drift.h"

#include "kagent/emit.h"
#include "kagent/json.h"
#include "kagent/object.h"

#include "same.h"

enum { DRIFTS_MAX = 200, SHOWN_MAX = 60, TEXT_MAX = 1 << 24, PATH_MAX_LENGTH = 1 << 16 };

static const char last_applied[] = "kubectl.kubernetes.io/last-applied-configuration";

/* ---- the walk ---- */

/* A place in all three at once. Any of the nodes may be NULL. */
struct place {
    const struct kg_field_step *step;
    struct kg_schema_type type;
    const struct kg_node *live;
    const struct kg_node *wanted;
    const struct kg_node *rendered; /* in the manifests, or the nearest around it */
};

struct walk {
    struct kg_arena *arena;
    const struct kg_node *object; /* the live one, for its managedFields */
    bool full;                    /* what only one of the two has counts on both sides */
    bool but_replicas;
    struct kg_drift *items;
    size_t count;
    size_t lost;
};

static void compare(struct walk *walk, const struct place *place);

/* ---- what is left out ---- */

/* Written by the server, or about writing. */
static const char *const server_fields[] = {
    "managedFields", "resourceVersion",   "generation",        "uid",
    "selfLink",      "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
};

static bool is_at(const struct kg_field_step *step, const char *name, const char *parent)
{
    if (!kg_str_is(step->name, name) || step->parent == NULL)
        return false;
    if (parent == NULL)
        return step->parent->parent == NULL;
    return step->parent->parent != NULL && step->parent->parent->parent == NULL &&
           kg_str_is(step->parent->name, parent);
}

static bool is_left_out(const struct walk *walk, const struct kg_field_step *step)
{
    if (is_at(step, "status", NULL) || (walk->but_replicas && is_at(step, "replicas", "spec")))
        return true;
    for (size_t i = 0; i < sizeof server_fields / sizeof *server_fields; i++)
        if (is_at(step, server_fields[i], "metadata"))
            return true;
    return kg_str_is(step->name, last_applied);
}

/* ---- reporting ---- */

static void add_path(struct kg_buf *out, const struct kg_field_step *step)
{
    if (step->parent == NULL)
        return;
    add_path(out, step->parent);
    if (step->element == NULL) {
        bool odd = memchr(step->name.data, '.', step->name.length) != NULL;
        if (!odd && out->length > 0)
            kg_buf_add_char(out, '.');
        kg_buf_printf(out, odd ? "[%.*s]" : "%.*s", KG_STR_ARG(step->name));
        return;
    }
    kg_buf_add_char(out, '[');
    for (size_t i = 0; i < step->key_count; i++) {
        struct kg_str value = kg_node_text(kg_node_get_str(step->element, step->keys[i]));
        if (value.length > 0)
            kg_buf_printf(out, "%s%.*s=%.*s", i > 0 ? "," : "", KG_STR_ARG(step->keys[i]),
                          KG_STR_ARG(value));
    }
    kg_buf_add_char(out, ']');
}

/* A value on one line, cut short. */
static const char *shown(struct kg_arena *arena, const struct kg_node *node)
{
    struct kg_buf json;
    struct kg_str text = kg_node_text(node);
    if (node == NULL)
        return NULL;
    if (!kg_node_is(node, KG_NODE_SCALAR)) {
        kg_buf_init(&json, arena, TEXT_MAX);
        if (kg_emit_json(&json, node, KG_JSON_COMPACT, NULL) != 0)
            return kg_node_kind_name(node);
        text = kg_buf_str(&json);
    }
    struct kg_buf out;
    kg_buf_init(&out, arena, TEXT_MAX);
    while (text.length > 0 && out.length < SHOWN_MAX)
        text = kg_str_from_index(text, kg_buf_add_visible_char(&out, text));
    kg_buf_add_text(&out, text.length > 0 ? "..." : "");
    return kg_str_copy(arena, kg_buf_str(&out));
}

static void report(struct walk *walk, const struct place *place)
{
    struct kg_buf path;
    if (walk->count == DRIFTS_MAX) {
        walk->lost++;
        return;
    }
    kg_buf_init(&path, walk->arena, PATH_MAX_LENGTH);
    add_path(&path, place->step);
    struct kg_drift drift = {
        .kind = place->wanted == NULL ? KG_DRIFT_EXTRA
                : place->live == NULL ? KG_DRIFT_MISSING
                                      : KG_DRIFT_CHANGED,
        .path = kg_str_copy(walk->arena, kg_buf_str(&path)),
        .live = shown(walk->arena, place->live),
        .wanted = shown(walk->arena, place->wanted),
        .rendered = place->rendered,
    };
    drift.owned = kg_ownership_of(walk->arena, walk->object, place->step, &drift.owner);
    walk->items = kg_arena_extend(walk->arena, walk->items, walk->count, sizeof *walk->items);
    walk->items[walk->count++] = drift;
}

/* ---- mappings ---- */

static void compare_field(struct walk *walk, const struct place *place, struct kg_str name)
{
    struct kg_field_step step = {.parent = place->step, .name = name};
    const struct kg_node *rendered = kg_node_get_str(place->rendered, name);
    struct place inner = {
        .step = &step,
        .type = kg_schema_field(place->type, name),
        .live = kg_node_get_str(place->live, name),
        .wanted = kg_node_get_str(place->wanted, name),
        .rendered = rendered != NULL ? rendered : place->rendered,
    };
    if (!is_left_out(walk, &step))
        compare(walk, &inner);
}

static void compare_mappings(struct walk *walk, const struct place *place)
{
    for (uint32_t i = 0; i < place->wanted->count; i++)
        compare_field(walk, place, kg_node_text(place->wanted->pairs[i].key));
    for (uint32_t i = 0; walk->full && i < place->live->count; i++) {
        struct kg_str name = kg_node_text(place->live->pairs[i].key);
        if (kg_node_pair(place->wanted, name) == NULL)
            compare_field(walk, place, name);
    }
}

/* ---- lists ---- */

/* How the elements of the list at hand are told apart. */
struct keys {
    struct kg_schema_type elements;
    struct kg_str names[KG_SCHEMA_KEYS_MAX];
    size_t count;
};

static struct kg_str key_of(const struct kg_node *element, const struct keys *keys, size_t number)
{
    const struct kg_node *value = kg_node_get_str(element, keys->names[number]);
    return value != NULL ? kg_node_text(value)
                         : kg_schema_default(keys->elements, keys->names[number]);
}

static const struct kg_node *find_element(const struct kg_node *list, const struct kg_node *like,
                                          const struct keys *keys)
{
    for (uint32_t i = 0; i < kg_object_count(list); i++) {
        size_t same = 0;
        while (same < keys->count &&
               kg_str_equal(key_of(list->items[i], keys, same), key_of(like, keys, same)))
            same++;
        if (same == keys->count)
            return list->items[i];
    }
    return NULL;
}

static void compare_element(struct walk *walk, const struct place *place, const struct keys *keys,
                            const struct kg_node *live, const struct kg_node *wanted)
{
    const struct kg_node *element = wanted != NULL ? wanted : live;
    const struct kg_node *rendered = find_element(place->rendered, element, keys);
    struct kg_field_step step = {
        .parent = place->step, .element = element, .keys = keys->names, .key_count = keys->count};
    struct place inner = {.step = &step,
                          .type = keys->elements,
                          .live = live,
                          .wanted = wanted,
                          .rendered = rendered != NULL ? rendered : place->rendered};
    compare(walk, &inner);
}

static void compare_by_keys(struct walk *walk, const struct place *place, const struct keys *keys)
{
    for (uint32_t i = 0; i < place->wanted->count; i++)
        compare_element(walk, place, keys, find_element(place->live, place->wanted->items[i], keys),
                        place->wanted->items[i]);
    /* What only the live object has stays there when the manifests are applied. */
    for (uint32_t i = 0; walk->full && i < place->live->count; i++)
        if (find_element(place->wanted, place->live->items[i], keys) == NULL)
            compare_element(walk, place, keys, place->live->items[i], NULL);
}

static void compare_lists(struct walk *walk, const struct place *place)
{
    struct keys keys = {.elements = kg_schema_elements(place->type)};
    enum kg_schema_list list = kg_schema_list(place->type, keys.names, &keys.count);
    if (list == KG_LIST_MAP && keys.count > 0)
        compare_by_keys(walk, place, &keys);
    else if (!kg_same_list(place->type, place->live, place->wanted, walk->full))
        report(walk, place);
}

/* ---- anything ---- */

static void compare(struct walk *walk, const struct place *place)
{
    if (place->live == NULL || place->wanted == NULL) {
        const struct kg_node *only = place->live != NULL ? place->live : place->wanted;
        if (!kg_is_zero(only) && (walk->full || place->wanted != NULL))
            report(walk, place);
        return;
    }
    if (kg_node_is(place->wanted, KG_NODE_MAPPING) && kg_node_is(place->live, KG_NODE_MAPPING))
        compare_mappings(walk, place);
    else if (kg_node_is(place->wanted, KG_NODE_SEQUENCE) &&
             kg_node_is(place->live, KG_NODE_SEQUENCE))
        compare_lists(walk, place);
    else if (!kg_same_scalar(place->type, place->live, place->wanted))
        report(walk, place);
}

/* ---- what was applied before and is no longer said ---- */

/*
 * A walk over what was applied: reports what the manifests lack and the live
 * object has. `place->wanted` is what the manifests say at this place.
 */
static void compare_applied(struct walk *walk, const struct place *place,
                            const struct kg_node *applied)
{
    for (uint32_t i = 0; kg_node_is(applied, KG_NODE_MAPPING) && i < applied->count; i++) {
        struct kg_str name = kg_node_text(applied->pairs[i].key);
        struct kg_field_step step = {.parent = place->step, .name = name};
        const struct kg_node *before = applied->pairs[i].value;
        struct place inner = {.step = &step,
                              .live = kg_node_get_str(place->live, name),
                              .wanted = kg_node_get_str(place->wanted, name)};
        inner.rendered = inner.wanted != NULL ? inner.wanted : place->rendered;
        if (inner.live == NULL || is_left_out(walk, &step))
            continue;
        if (kg_node_is(before, KG_NODE_MAPPING))
            compare_applied(walk, &inner, before);
        else if (inner.wanted == NULL && !kg_is_zero(inner.live))
            report(walk, &inner);
    }
}

static const struct kg_node *read_applied(struct kg_arena *arena, const struct kg_node *live)
{
    struct kg_source source = {.name = last_applied};
    const struct kg_node *text = kg_node_path(live, "metadata", "annotations", last_applied, NULL);
    struct kg_node *applied = NULL;
    if (text == NULL || kg_json_read(arena, kg_node_text(text), &source, 1, &applied, NULL) != 0)
        return NULL;
    return applied;
}

void kg_drift_compare(struct kg_arena *arena, const struct kg_schema *schema,
                      const struct kg_node *rendered, const struct kg_live_object *object,
                      bool but_replicas, struct kg_drifts *drifts)
{
    struct kg_field_step root = {0};
    struct kg_schema_kind kind = {0};
    struct walk walk = {.arena = arena,
                        .object = object->live,
                        .full = object->becomes != NULL,
                        .but_replicas = but_replicas};
    kg_schema_find(schema, kg_str_from(object->api_version), kg_str_from(object->kind), &kind);
    rendered = kg_live_rendered(arena, rendered);
    struct place place = {.step = &root,
                          .type = kind.type,
                          .live = object->live,
                          .wanted = walk.full ? object->becomes : rendered,
                          .rendered = rendered};
    compare(&walk, &place);
    place.wanted = rendered;
    compare_applied(&walk, &place, read_applied(arena, object->live));
    *drifts = (struct kg_drifts){
        .by_server = walk.full, .items = walk.items, .count = walk.count, .lost = walk.lost};
}

/* ---- for a unified diff ---- */

struct kg_str kg_drift_text(struct kg_arena *arena, const struct kg_node *object)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, TEXT_MAX);
    if (object == NULL)
        return KG_STR("");
    struct kg_node *copy = kg_node_copy(arena, object);
    struct kg_node *metadata = kg_node_get(copy, "metadata");
    struct kg_node *annotations = kg_node_get(metadata, "annotations");
    kg_node_remove(copy, KG_STR("status"));
    for (size_t i = 0; metadata != NULL && i < sizeof server_fields / sizeof *server_fields; i++)
        kg_node_remove(metadata, kg_str_from(server_fields[i]));
    if (annotations != NULL) {
        kg_node_remove(annotations, kg_str_from(last_applied));
        if (annotations->count == 0)
            kg_node_remove(metadata, KG_STR("annotations"));
    }
    if (kg_emit_yaml(&out, copy, NULL, NULL) != 0)
        return KG_STR("");
    return kg_buf_str(&out);
}
