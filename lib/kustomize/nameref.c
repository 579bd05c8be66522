/*
 * A reference is a name in a field that is known to hold the name of an object
 * of some kind. It is followed when exactly one resource once had that name:
 * resources that were never renamed need no following, and are not looked at.
 */
#include "nameref.h"

#include <string.h>

#include "kagent/scalar.h"
#include "setter.h"

/* A resource that was renamed at least once, with what deciding needs. */
struct candidate {
    struct kg_resource *resource;
    size_t order; /* its place among all resources */
    struct kg_id *previous;
    size_t previous_count;
    struct kg_id current;
    struct kg_str current_namespace; /* the effective one */
    bool cluster_scoped;
};

struct candidates {
    struct candidate **items;
    size_t count;
};

/* All resources, by the names that they once had and by their original namespaces. */
struct index {
    struct kg_map by_name; /* of struct candidates */
    struct kg_map by_original_namespace;
};

/* A field that objects of one kind may have, and what it refers to. */
struct holder {
    const struct kg_fieldspec *spec;
    struct kg_gvk target;
};

struct holders {
    struct holder *items;
    size_t count;
};

/* One resource whose references are being followed. */
struct referrer {
    struct kg_arena *arena;
    const struct index *index;
    struct kg_resource *resource;
    struct kg_id id;
    struct kg_str namespace; /* the effective one */
    bool cluster_scoped;
    struct kg_str *binding_namespaces; /* where the subjects of a RoleBinding live */
    size_t binding_namespace_count;
};

/* One field of it. */
struct reference {
    const struct referrer *referrer;
    struct kg_gvk target;
    const struct kg_fieldspec *spec;
};

/* ---- the index ---- */

static void add_to(struct kg_arena *arena, struct kg_map *map, struct kg_str key,
                   struct candidate *candidate)
{
    void **slot = kg_map_slot(map, key);
    struct candidates *list = *slot;
    if (list == NULL)
        *slot = list = kg_arena_zero(arena, 1, sizeof(*list));
    if (list->count > 0 && list->items[list->count - 1] == candidate)
        return; /* one that had this name twice */
    list->items = kg_arena_extend(arena, list->items, list->count, sizeof(*list->items));
    list->items[list->count++] = candidate;
}

static int make_index(struct kg_arena *arena, const struct kg_resources *resources,
                      struct index *index, struct kg_error *err)
{
    kg_map_init(&index->by_name, arena);
    kg_map_init(&index->by_original_namespace, arena);
    for (size_t i = 0; i < resources->count; i++) {
        struct candidate *c = kg_arena_zero(arena, 1, sizeof(*c));
        c->resource = resources->items[i];
        c->order = i;
        c->current = kg_resource_id(c->resource);
        c->cluster_scoped = kg_gvk_cluster_scoped(c->current.gvk);
        c->current_namespace = kg_id_namespace(c->current);
        if (kg_resource_previous_ids(arena, c->resource, &c->previous, &c->previous_count, err) !=
            0)
            return -1;
        for (size_t j = 0; j < c->previous_count; j++)
            add_to(arena, &index->by_name, c->previous[j].name, c);
        struct kg_id original = c->previous_count > 0 ? c->previous[0] : c->current;
        add_to(arena, &index->by_original_namespace, kg_id_namespace(original), c);
    }
    return 0;
}

/* ---- which candidates a reference may mean ---- */

static bool in_binding_namespace(const struct referrer *r, const struct candidate *c)
{
    for (size_t i = 0; i < r->binding_namespace_count; i++)
        if (kg_str_equal(r->binding_namespaces[i], c->current.namespace))
            return true;
    return false;
}

/* Cluster-scoped objects see everything, others what is cluster-scoped or beside them. */
static bool is_visible(const struct referrer *r, const struct candidate *c)
{
    return r->cluster_scoped || c->cluster_scoped ||
           kg_str_equal(c->current_namespace, r->namespace) || in_binding_namespace(r, c);
}

static bool was_of_kind(const struct candidate *c, struct kg_gvk kind)
{
    for (size_t i = 0; i < c->previous_count; i++)
        if (kg_gvk_selected(c->previous[i].gvk, kind))
            return true;
    return false;
}

/* A roleRef says of which kind the role is. */
static bool fits_role_reference(const struct reference *reference, const struct candidate *c)
{
    const struct kg_node *role = kg_node_get(reference->referrer->resource->node, "roleRef");
    const struct kg_node *group = kg_node_get(role, "apiGroup");
    const struct kg_node *kind = kg_node_get(role, "kind");
    if (!kg_str_ends(reference->spec->path, "roleRef/name") || group == NULL || kind == NULL)
        return true;
    return was_of_kind(c, (struct kg_gvk){kg_node_text(group), KG_STR(""), kg_node_text(kind)});
}

static bool is_in_reach(const struct referrer *r, const struct candidate *c)
{
    return r->cluster_scoped || c->cluster_scoped ||
           kg_str_is(c->current.gvk.kind, "ServiceAccount") ||
           kg_str_equal(c->current_namespace, r->namespace);
}

/* How two lists of affixes compare: an empty one fits everything in the first round. */
enum strictness { EMPTY_FITS_ALL, EMPTY_FITS_EMPTY };

static size_t count_pieces(struct kg_str text)
{
    size_t count = 1;
    for (size_t i = 0; i < text.length; i++)
        count += text.data[i] == ',';
    return count;
}

/* Whether the shorter of two comma-separated lists is the end of the longer. */
static bool ends_alike(struct kg_str a, struct kg_str b)
{
    if (count_pieces(a) > count_pieces(b)) {
        struct kg_str swap = a;
        a = b;
        b = swap;
    }
    size_t extra = count_pieces(b) - count_pieces(a);
    struct kg_str piece;
    for (size_t i = 0; i < extra; i++)
        kg_str_split(&b, ',', &piece);
    return kg_str_equal(a, b);
}

static bool affix_fits(const struct kg_node *a, const struct kg_node *b, const char *annotation,
                       enum strictness strictness)
{
    struct kg_str left;
    struct kg_str right;
    bool has_left = kg_node_annotation(a, annotation, &left);
    bool has_right = kg_node_annotation(b, annotation, &right);
    if (!has_left || !has_right)
        return strictness == EMPTY_FITS_ALL || has_left == has_right;
    return ends_alike(left, right);
}

static size_t keep_affix_fits(const struct reference *reference, struct candidate **list,
                              size_t count, enum strictness strictness)
{
    const struct kg_node *referrer = reference->referrer->resource->node;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const struct kg_node *object = list[i]->resource->node;
        if (affix_fits(referrer, object, KG_ANNOTATION_PREFIXES, strictness) &&
            affix_fits(referrer, object, KG_ANNOTATION_SUFFIXES, strictness))
            list[kept++] = list[i];
    }
    return kept;
}

/* What a reference names: a name, and in mappings perhaps a namespace. */
struct wanted {
    struct kg_str name;
    const struct kg_node *namespace; /* NULL when the reference has none */
    bool by_original_namespace;
    bool namespaces_matter; /* for telling whether several candidates are as good as one */
};

static bool has_namespace(const struct candidate *c, const struct wanted *wanted)
{
    if (wanted->namespace == NULL)
        return true;
    struct kg_str text = kg_node_text(wanted->namespace);
    struct kg_id original = c->previous_count > 0 ? c->previous[0] : c->current;
    struct kg_str own =
        wanted->by_original_namespace ? kg_id_namespace(original) : c->current_namespace;
    return !kg_str_is(own, KG_NOT_A_NAMESPACE) && kg_str_equal(own, text);
}

static bool all_the_same(struct candidate *const *list, size_t count, const struct wanted *wanted)
{
    for (size_t i = 1; i < count; i++)
        if (!kg_str_equal(list[0]->current.name, list[i]->current.name) ||
            (wanted->namespaces_matter &&
             !kg_str_equal(list[0]->current.namespace, list[i]->current.namespace)))
            return false;
    return true;
}

static int ambiguous(const struct reference *reference, const struct wanted *wanted,
                     const struct kg_node *node, struct candidate *const *list,
                     struct kg_error *err)
{
    bool may_have_namespace = wanted->namespaces_matter && wanted->namespace == NULL;
    struct kg_arena *arena = reference->referrer->arena;
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                "%s refers to `%.*s`, which may mean %s or %s",
                kg_resource_title(arena, reference->referrer->resource),
                KG_STR_ARG(kg_node_text(node)), kg_id_text(arena, list[0]->current),
                kg_id_text(arena, list[1]->current));
    return kg_error_advise(err, may_have_namespace ? "Say here which `namespace` it is in."
                                                   : "Give one of them another name.");
}

/* Finds the one candidate that `wanted` means, or NULL. */
static int select_candidate(const struct reference *reference, const struct wanted *wanted,
                            const struct kg_node *node, const struct candidate **found,
                            struct kg_error *err)
{
    const struct referrer *r = reference->referrer;
    const struct candidates *named = kg_map_get(&r->index->by_name, wanted->name);
    *found = NULL;
    if (named == NULL)
        return 0;
    struct candidate **list = kg_arena_alloc(r->arena, named->count * sizeof(*list));
    size_t count = 0;
    for (size_t i = 0; i < named->count; i++) {
        struct candidate *c = named->items[i];
        if (is_visible(r, c) && has_namespace(c, wanted) && was_of_kind(c, reference->target) &&
            fits_role_reference(reference, c) && is_in_reach(r, c))
            list[count++] = c;
    }
    if (count != 1)
        count = keep_affix_fits(reference, list, count, EMPTY_FITS_ALL);
    if (count > 1)
        count = keep_affix_fits(reference, list, count, EMPTY_FITS_EMPTY);
    if (count > 1 && !all_the_same(list, count, wanted))
        return ambiguous(reference, wanted, node, list, err);
    if (count > 0)
        *found = list[0];
    return 0;
}

/* ---- writing ---- */

/*
 * A value that follows the one in metadata.FIELD of `found`. It comes from
 * where that one does: this is the line that gave the reference its text.
 */
static struct kg_node *make_value(const struct reference *reference, const struct candidate *found,
                                  const char *field)
{
    const struct kg_node *followed = kg_node_path(found->resource->node, "metadata", field, NULL);
    struct kg_node *value =
        kg_node_scalar(reference->referrer->arena, KG_TAG_NONE, kg_node_text(followed));
    return followed == NULL ? value : kg_node_at(value, followed);
}

static int follow_text(const struct reference *reference, struct kg_node *node,
                       struct kg_error *err)
{
    struct wanted wanted = {.name = node->text};
    const struct candidate *found;
    if (select_candidate(reference, &wanted, node, &found, err) != 0)
        return -1;
    if (found == NULL)
        return 0;
    struct kg_str name = kg_node_name(found->resource->node);
    if (kg_str_equal(name, node->text))
        return 0;
    return name.length == 0 ? 0 : kg_set_scalar(node, make_value(reference, found, "name"), err);
}

/* Whether any visible resource came from this namespace. */
static bool is_original_namespace(const struct referrer *r, struct kg_str namespace)
{
    const struct candidates *list = kg_map_get(&r->index->by_original_namespace, namespace);
    if (list == NULL || kg_str_is(namespace, KG_NOT_A_NAMESPACE))
        return false;
    for (size_t i = 0; i < list->count; i++)
        if (is_visible(r, list->items[i]))
            return true;
    return false;
}

static int set_field(const struct reference *reference, struct kg_node *mapping, const char *field,
                     const struct candidate *found, struct kg_error *err)
{
    struct kg_node *value = make_value(reference, found, field);
    const struct kg_node *old = kg_node_get(mapping, field);
    if (old != NULL && kg_str_equal(kg_node_text(old), value->text))
        kg_node_at(value, old);
    struct kg_set_field set = {.mapping = mapping, .name = kg_str_from(field), .value = value};
    return kg_set_field(reference->referrer->arena, &set, err);
}

static int follow_mapping(const struct reference *reference, struct kg_node *mapping,
                          struct kg_error *err)
{
    const struct kg_node *name = kg_node_get(mapping, "name");
    if (name == NULL)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(mapping),
                           "a reference at `%.*s` has no `name`",
                           KG_STR_ARG(reference->spec->path));
    struct wanted wanted = {.name = kg_node_text(name),
                            .namespace = kg_node_get(mapping, "namespace"),
                            .namespaces_matter = true};
    if (wanted.namespace != NULL)
        wanted.by_original_namespace =
            is_original_namespace(reference->referrer, kg_node_text(wanted.namespace));
    const struct candidate *found;
    if (select_candidate(reference, &wanted, name, &found, err) != 0)
        return -1;
    if (found == NULL)
        return 0;
    struct kg_str new_name = kg_node_name(found->resource->node);
    struct kg_str namespace = kg_node_namespace(found->resource->node);
    if (kg_str_equal(new_name, wanted.name) && namespace.length == 0)
        return 0;
    if (set_field(reference, mapping, "name", found, err) != 0)
        return -1;
    return namespace.length == 0 ? 0 : set_field(reference, mapping, "namespace", found, err);
}

static int follow(void *context, struct kg_node *node, struct kg_error *err)
{
    const struct reference *reference = context;
    if (kg_node_is_null(node))
        return 0;
    if (node->kind == KG_NODE_SCALAR)
        return follow_text(reference, node, err);
    if (node->kind == KG_NODE_MAPPING)
        return follow_mapping(reference, node, err);
    for (uint32_t i = 0; i < node->count; i++) {
        struct kg_node *item = node->items[i];
        if (kg_node_is(item, KG_NODE_SEQUENCE))
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(item),
                               "a reference must be a text or a mapping, not a list");
        if (follow(context, item, err) != 0)
            return -1;
    }
    return 0;
}

/* ---- referrers ---- */

static bool is_text(struct kg_arena *arena, const struct kg_node *node)
{
    struct kg_value value;
    return node->kind == KG_NODE_SCALAR &&
           kg_scalar_value(arena, node, KG_CONTEXT_BLOCK, &value, NULL) == 0 &&
           value.type == KG_VALUE_STRING;
}

static int bad_subject(const struct referrer *r, const struct kg_node *node, const char *what,
                       struct kg_error *err)
{
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node), "a subject of %s %s",
                       kg_resource_title(r->arena, r->resource), what);
}

/* The namespaces of a RoleBinding's service accounts: their names are looked up there. */
static int find_binding_namespaces(struct referrer *r, struct kg_error *err)
{
    const struct kg_node *subjects = kg_node_get(r->resource->node, "subjects");
    if (!kg_str_is(r->id.gvk.kind, "RoleBinding") || !kg_node_is(subjects, KG_NODE_SEQUENCE))
        return 0;
    r->binding_namespaces =
        kg_arena_alloc(r->arena, (subjects->count + 1) * sizeof(*r->binding_namespaces));
    for (uint32_t i = 0; i < subjects->count; i++) {
        const struct kg_node *subject = subjects->items[i];
        const struct kg_node *namespace = kg_node_get(subject, "namespace");
        const struct kg_node *kind = kg_node_get(subject, "kind");
        if (!kg_node_is(subject, KG_NODE_MAPPING))
            return bad_subject(r, subject, "must be a mapping", err);
        if (namespace == NULL || kind == NULL)
            continue;
        if (!is_text(r->arena, kind))
            return bad_subject(r, kind, "must have a text as its kind", err);
        if (!kg_str_is(kind->text, "ServiceAccount"))
            continue;
        if (!is_text(r->arena, namespace))
            return bad_subject(r, namespace, "must have a text as its namespace", err);
        r->binding_namespaces[r->binding_namespace_count++] = namespace->text;
    }
    return 0;
}

/* kustomize compares how they are written with what they mean: `null` stands for nothing. */
static int check_identity(const struct referrer *r, struct kg_error *err)
{
    const struct kg_node *node = r->resource->node;
    const struct kg_node *const parts[] = {kg_node_get(node, "apiVersion"),
                                           kg_node_get(node, "kind"),
                                           kg_node_path(node, "metadata", "name", NULL)};
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
        if (parts[i] != NULL && kg_node_is_null(parts[i]) && parts[i]->text.length > 0)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(parts[i]),
                               "`%.*s` is no text; what refers to other objects must have its "
                               "apiVersion, kind and name as texts",
                               KG_STR_ARG(parts[i]->text));
    return 0;
}

/* What is only looked at where there may be a reference. */
static int prepare(struct referrer *r, struct kg_error *err)
{
    return find_binding_namespaces(r, err) != 0 ? -1 : check_identity(r, err);
}

static void add_holder(struct kg_arena *arena, struct holders *holders, struct holder holder)
{
    holders->items =
        kg_arena_extend(arena, holders->items, holders->count, sizeof(*holders->items));
    holders->items[holders->count++] = holder;
}

static struct holders *find_holders(struct kg_arena *arena,
                                    const struct kg_name_references *references, struct kg_str kind)
{
    struct holders *found = kg_arena_zero(arena, 1, sizeof(*found));
    for (size_t i = 0; i < references->count; i++) {
        const struct kg_name_reference *reference = &references->items[i];
        for (size_t j = 0; j < reference->referrers.count; j++) {
            const struct kg_fieldspec *spec = &reference->referrers.items[j];
            if (spec->gvk.kind.length == 0 || kg_str_equal(spec->gvk.kind, kind))
                add_holder(arena, found, (struct holder){spec, reference->target});
        }
    }
    return found;
}

/* The fields are looked up once for each kind: there are some 150, and kinds hold few of them. */
static const struct holders *holders_of(struct kg_map *by_kind, struct kg_str kind,
                                        const struct kg_name_references *references)
{
    void **slot = kg_map_slot(by_kind, kind);
    if (*slot == NULL)
        *slot = find_holders(by_kind->arena, references, kind);
    return *slot;
}

static int follow_references(struct referrer *r, const struct kg_name_references *references,
                             struct kg_map *by_kind, struct kg_error *err)
{
    struct kg_gvk original = kg_resource_original_id(r->arena, r->resource).gvk;
    struct kg_gvk current = r->id.gvk;
    const struct holders *holders = holders_of(by_kind, original.kind, references);
    bool prepared = false;
    for (size_t i = 0; i < holders->count; i++) {
        const struct kg_fieldspec *spec = holders->items[i].spec;
        if (!kg_fieldspec_matches(spec, original))
            continue;
        /* The original kind decides; the walk must not ask for the current one again. */
        struct kg_fieldspec walked = *spec;
        walked.gvk = current;
        struct reference reference = {r, holders->items[i].target, spec};
        struct kg_field_setter setter = {.set = follow, .context = &reference};
        if ((!prepared && prepare(r, err) != 0) ||
            kg_fieldspec_apply(r->arena, &walked, r->resource->node, &setter, err) != 0)
            return -1;
        prepared = true;
    }
    return 0;
}

int kg_fix_name_references(struct kg_arena *arena, const struct kg_name_references *references,
                           struct kg_resources *resources, struct kg_error *err)
{
    struct index index;
    struct kg_map by_kind; /* of struct holders */
    if (make_index(arena, resources, &index, err) != 0)
        return -1;
    kg_map_init(&by_kind, arena);
    for (size_t i = 0; i < resources->count; i++) {
        struct referrer r = {.arena = arena, .index = &index, .resource = resources->items[i]};
        r.id = kg_resource_id(r.resource);
        r.cluster_scoped = kg_gvk_cluster_scoped(r.id.gvk);
        r.namespace = kg_id_namespace(r.id);
        if (follow_references(&r, references, &by_kind, err) != 0)
            return -1;
    }
    return 0;
}
