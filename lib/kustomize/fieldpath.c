/*
 * fieldpath: reading paths, and following them. fieldpath.h has the rules.
 */
#include "fieldpath.h"

#include "kagent/buf.h"
#include "kagent/regex.h"
#include "pattern_text.h"

/* ---- reading ---- */

/* The next piece of `*rest`: up to a delimiter that no backslash precedes. */
static struct kg_str next_piece(struct kg_arena *arena, struct kg_str *rest, char delimiter)
{
    struct kg_str taken = KG_STR("");
    struct kg_buf joined;

    kg_str_split(rest, delimiter, &taken);
    if (!kg_str_ends(taken, "\\") || rest->data == NULL)
        return taken;
    kg_buf_init(&joined, arena, taken.length + rest->length + 1);
    while (kg_str_ends(taken, "\\") && rest->data != NULL) {
        kg_buf_add(&joined, taken.data, taken.length - 1);
        kg_buf_add_char(&joined, delimiter);
        kg_str_split(rest, delimiter, &taken);
    }
    kg_buf_add_str(&joined, taken);
    return kg_buf_str(&joined);
}

struct kg_pieces kg_split_path(struct kg_arena *arena, struct kg_str text, char delimiter)
{
    struct kg_pieces pieces = {0};
    size_t count = 1;

    if (text.length > 0 && text.data[0] == delimiter)
        text = kg_str_from_index(text, 1);
    for (size_t i = 0; i < text.length; i++)
        count += text.data[i] == delimiter;
    pieces.items = kg_arena_alloc(arena, count * sizeof(*pieces.items));
    while (text.data != NULL)
        pieces.items[pieces.count++] = next_piece(arena, &text, delimiter);
    return pieces;
}

static bool has_brackets(struct kg_str text)
{
    return kg_str_starts(text, "[") && kg_str_ends(text, "]");
}

static struct kg_str trim_brackets(struct kg_str text)
{
    while (text.length > 0 && (text.data[0] == '[' || text.data[0] == ']'))
        text = kg_str_from_index(text, 1);
    while (text.length > 0 &&
           (text.data[text.length - 1] == '[' || text.data[text.length - 1] == ']'))
        text.length--;
    return text;
}

/*
 * The step that begins with piece `*at`. An opening bracket takes in all pieces
 * up to the closing one; without '=' the brackets only quote the dots.
 */
static struct kg_str join_brackets(struct kg_arena *arena, const struct kg_pieces *pieces,
                                   size_t *at)
{
    struct kg_str text = pieces->items[*at];
    struct kg_buf joined;

    if (!kg_str_starts(text, "[") || kg_str_ends(text, "]"))
        return text;
    kg_buf_init(&joined, arena, SIZE_MAX / 2);
    kg_buf_add_str(&joined, text);
    while (*at + 1 < pieces->count && !kg_str_ends(kg_buf_str(&joined), "]")) {
        ++*at;
        kg_buf_add_char(&joined, '.');
        kg_buf_add_str(&joined, pieces->items[*at]);
    }
    text = kg_buf_str(&joined);
    return kg_str_find(text, '=') >= 0 ? text : trim_brackets(text);
}

bool kg_read_index(struct kg_str text, size_t *index)
{
    enum { DIGITS_MAX = 18 };

    bool negative = kg_str_starts(text, "-");
    if (negative || kg_str_starts(text, "+"))
        text = kg_str_from_index(text, 1);
    *index = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        *index = *index * 10 + (size_t)(text.data[i] - '0');
    }
    return text.length > 0 && text.length <= DIGITS_MAX && !(negative && *index > 0);
}

static struct kg_fieldpath_step make_step(struct kg_str text)
{
    struct kg_fieldpath_step step = {.kind = KG_STEP_FIELD, .text = text};

    if (kg_read_index(text, &step.index)) {
        step.kind = KG_STEP_INDEX;
    } else if (has_brackets(text)) {
        struct kg_str inside = kg_str_from_index(kg_str_head(text, text.length - 1), 1);
        ptrdiff_t equals = kg_str_find(inside, '=');
        step.kind = KG_STEP_MATCH;
        step.malformed = equals < 0;
        step.field = kg_str_head(inside, equals < 0 ? 0 : (size_t)equals);
        step.value = kg_str_from_index(inside, (size_t)(equals + 1));
    } else if (kg_str_is(text, "*")) {
        step.kind = KG_STEP_EVERY;
    }
    return step;
}

/* Takes `[digits]` off the end of a step. */
static bool cut_index(struct kg_str *text, struct kg_str *index)
{
    ptrdiff_t bracket = kg_str_find_last(*text, '[');
    size_t ignored;

    if (bracket < 0 || !kg_str_ends(*text, "]"))
        return false;
    size_t length = (size_t)bracket;
    *index = kg_str_from_index(kg_str_head(*text, text->length - 1), length + 1);
    if (kg_str_starts(*index, "+") || kg_str_starts(*index, "-") ||
        !kg_read_index(*index, &ignored))
        return false;
    text->length = length;
    return true;
}

static struct kg_fieldpath parse(struct kg_arena *arena, struct kg_str text, bool indexed)
{
    struct kg_pieces pieces = kg_split_path(arena, text, '.');
    struct kg_fieldpath path = {
        .text = text,
        .steps = kg_arena_alloc(arena, 2 * pieces.count * sizeof(*path.steps)),
    };

    for (size_t i = 0; i < pieces.count; i++) {
        struct kg_str step = join_brackets(arena, &pieces, &i);
        struct kg_str index;
        bool cut = indexed && cut_index(&step, &index);
        if (!cut || step.length > 0)
            path.steps[path.count++] = make_step(step);
        if (cut)
            path.steps[path.count++] = make_step(index);
    }
    return path;
}

struct kg_fieldpath kg_fieldpath_parse(struct kg_arena *arena, struct kg_str text)
{
    return parse(arena, text, false);
}

struct kg_fieldpath kg_fieldpath_parse_indexed(struct kg_arena *arena, struct kg_str text)
{
    return parse(arena, text, true);
}

/* ---- what both ways of looking share ---- */

static int wrong_kind(const struct kg_fieldpath_step *step, const struct kg_node *node,
                      enum kg_node_kind expected, struct kg_error *err)
{
    return kg_error_set(
        err, KG_ERROR_NEGATIVE, "'%.*s' wants a %s, but there is a %s", KG_STR_ARG(step->text),
        expected == KG_NODE_SEQUENCE ? "sequence" : "mapping", kg_node_kind_name(node));
}

/* Lists and mappings are looked into, and null, which looks like an empty one. */
static int check_kind(const struct kg_fieldpath_step *step, const struct kg_node *node,
                      struct kg_error *err)
{
    enum kg_node_kind expected = step->kind == KG_STEP_FIELD ? KG_NODE_MAPPING : KG_NODE_SEQUENCE;

    if (step->malformed)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "'%.*s' is not of the form [field=value]",
                            KG_STR_ARG(step->text));
    if (kg_node_is_null(node) || kg_node_is(node, expected))
        return 0;
    return wrong_kind(step, node, expected, err);
}

/* ---- looking up a source ---- */

static struct kg_node *find_equal(const struct kg_fieldpath_step *step, const struct kg_node *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        struct kg_node *element = list->items[i];
        const struct kg_node *value =
            step->field.length > 0 ? kg_node_get_str(element, step->field) : element;
        if (value != NULL && kg_str_equal(kg_node_text(value), step->value))
            return element;
    }
    return NULL;
}

static int get_step(struct kg_fieldpath_step step, struct kg_node **node, struct kg_error *err)
{
    bool last = kg_str_is(step.text, "-");
    struct kg_node *from = *node;

    *node = NULL;
    if (step.kind == KG_STEP_EVERY)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "'*' cannot stand in the path of a source");
    if (last)
        step.kind = KG_STEP_INDEX;
    if (check_kind(&step, from, err) < 0)
        return -1;
    if (kg_node_is_null(from))
        return 0;
    if (step.kind == KG_STEP_FIELD)
        *node = kg_node_get_str(from, step.text);
    else if (step.kind == KG_STEP_MATCH)
        *node = find_equal(&step, from);
    else if (from->count > 0 && last)
        *node = from->items[from->count - 1];
    else if (step.index < from->count)
        *node = from->items[step.index];
    return 0;
}

int kg_fieldpath_get(const struct kg_fieldpath *path, struct kg_node *root, struct kg_node **found,
                     struct kg_error *err)
{
    *found = root;
    for (size_t i = 0; i < path->count && *found != NULL; i++) {
        struct kg_str text = kg_str_trim(path->steps[i].text);
        if (text.length > 0 && get_step(make_step(text), found, err) < 0)
            return -1;
    }
    return 0;
}

/* ---- finding targets ---- */

struct search {
    struct kg_arena *arena;
    const struct kg_fieldpath *path;
    enum kg_node_kind create;
    struct kg_found *found;
    size_t capacity;
    struct kg_error *err;
};

static int search_node(struct search *search, size_t at, struct kg_node *node);

static void add_found(struct search *search, struct kg_node *node)
{
    struct kg_found *found = search->found;
    size_t size = sizeof(*found->items);

    if (found->count == search->capacity) {
        size_t capacity = search->capacity == 0 ? 4 : 2 * search->capacity;
        found->items =
            kg_arena_grow(search->arena, found->items, search->capacity * size, capacity * size);
        search->capacity = capacity;
    }
    found->items[found->count++] = node;
}

static struct kg_node *make_node(struct kg_arena *arena, enum kg_node_kind kind)
{
    if (kind == KG_NODE_MAPPING)
        return kg_node_mapping(arena);
    if (kind == KG_NODE_SEQUENCE)
        return kg_node_sequence(arena);
    return kg_node_scalar(arena, KG_TAG_NONE, KG_STR(""));
}

/* The kind of what step `at` leads to: what the step behind it wants. */
static enum kg_node_kind kind_behind(const struct search *search, size_t at)
{
    if (at + 1 == search->path->count)
        return search->create;
    switch (search->path->steps[at + 1].kind) {
    case KG_STEP_INDEX:
    case KG_STEP_MATCH:
        return KG_NODE_SEQUENCE;
    case KG_STEP_FIELD:
    case KG_STEP_EVERY:
        break;
    }
    return KG_NODE_MAPPING;
}

static int search_field(struct search *search, size_t at, struct kg_node *node)
{
    const struct kg_fieldpath_step *step = &search->path->steps[at];
    struct kg_node *field = kg_node_get_str(node, step->text);

    if (step->text.length == 0)
        return kg_error_set(search->err, KG_ERROR_NEGATIVE,
                            "the path has an empty name between its dots");
    if (field == NULL) {
        if (search->create == 0)
            return 0;
        field = make_node(search->arena, kind_behind(search, at));
        if (!kg_node_is_null(node))
            kg_node_append_pair(search->arena, node,
                                kg_node_scalar(search->arena, KG_TAG_NONE, step->text), field);
    }
    return search_node(search, at + 1, field);
}

static int search_index(struct search *search, size_t at, struct kg_node *list)
{
    const struct kg_fieldpath_step *step = &search->path->steps[at];
    size_t count = kg_node_is_null(list) ? 0 : list->count;

    if (step->index < count)
        return search_node(search, at + 1, list->items[step->index]);
    if (step->index == count && search->create != 0) {
        struct kg_node *element = make_node(search->arena, kind_behind(search, at));
        if (!kg_node_is_null(list))
            kg_node_append(search->arena, list, element);
        return search_node(search, at + 1, element);
    }
    return kg_error_set(search->err, KG_ERROR_NEGATIVE, "there is no element %zu, only %zu of them",
                        step->index, count);
}

static int search_every(struct search *search, size_t at, struct kg_node *list)
{
    uint32_t count = kg_node_is_null(list) ? 0 : list->count;

    for (uint32_t i = 0; i < count; i++)
        if (search_node(search, at + 1, list->items[i]) < 0)
            return -1;
    return 0;
}

/* Goes on with every element that the pattern of step `at` is found in. */
static int search_matches(struct search *search, size_t at, struct kg_node *list)
{
    const struct kg_fieldpath_step *step = &search->path->steps[at];
    uint32_t count = kg_node_is_null(list) ? 0 : list->count;

    for (uint32_t i = 0; i < count; i++) {
        struct kg_node *element = list->items[i];
        const struct kg_node *value =
            step->field.length > 0 ? kg_node_get_str(element, step->field) : element;
        if (value == NULL)
            continue;
        int rc = kg_regex_match(step->pattern, kg_pattern_text(search->arena, value), search->err);
        if (rc < 0)
            return -1;
        /* A scalar that matches is the goal, whatever the path has behind it. */
        if (rc > 0 &&
            search_node(search, step->field.length > 0 ? at + 1 : search->path->count, element) < 0)
            return -1;
    }
    return 0;
}

static struct kg_node *make_element(struct kg_arena *arena, const struct kg_fieldpath_step *step)
{
    struct kg_node *value = kg_node_scalar(arena, KG_TAG_NONE, step->value);

    if (step->field.length == 0)
        return value;
    struct kg_node *element = kg_node_mapping(arena);
    kg_node_append_pair(arena, element, kg_node_scalar(arena, KG_TAG_NONE, step->field), value);
    return element;
}

static int search_pattern(struct search *search, size_t at, struct kg_node *list)
{
    struct kg_fieldpath_step *step = &search->path->steps[at];
    size_t before = search->found->count;

    if (step->pattern == NULL && kg_regex_compile(search->arena, step->value, KG_REGEX_ANYWHERE,
                                                  &step->pattern, search->err) < 0)
        return -1;
    if (search_matches(search, at, list) < 0)
        return -1;
    if (search->found->count > before || search->create == 0)
        return 0;
    if (kg_node_is_null(list))
        list = kg_node_sequence(search->arena);
    kg_node_append(search->arena, list, make_element(search->arena, step));
    if (search_matches(search, at, list) < 0)
        return -1;
    if (search->found->count > before)
        return 0;
    return kg_error_set(search->err, KG_ERROR_NEGATIVE,
                        "'%.*s' finds nothing (values are searched with the quotes they were "
                        "written with), and an element made for it would not be found either",
                        KG_STR_ARG(step->text));
}

static int search_node(struct search *search, size_t at, struct kg_node *node)
{
    static int (*const searches[])(struct search * search, size_t at, struct kg_node * node) = {
        [KG_STEP_FIELD] = search_field,
        [KG_STEP_INDEX] = search_index,
        [KG_STEP_MATCH] = search_pattern,
        [KG_STEP_EVERY] = search_every,
    };

    if (at >= search->path->count) {
        add_found(search, node);
        return 0;
    }
    const struct kg_fieldpath_step *step = &search->path->steps[at];
    if (check_kind(step, node, search->err) < 0)
        return -1;
    return searches[step->kind](search, at, node);
}

int kg_fieldpath_find(struct kg_arena *arena, const struct kg_fieldpath *path, struct kg_node *root,
                      enum kg_node_kind create, struct kg_found *found, struct kg_error *err)
{
    struct search search = {
        .arena = arena, .path = path, .create = create, .found = found, .err = err};

    *found = (struct kg_found){0};
    return search_node(&search, 0, root);
}
