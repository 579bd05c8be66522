#include "walk.h"

#include <inttypes.h>

#include "kagent/buf.h"
#include "kagent/map.h"
#include "kagent/scalar.h"

const struct range range_port = {1, 65535, "port-range"};
const struct range range_not_negative = {0, INT64_MAX, "range"};
const struct range range_positive = {1, INT64_MAX, "range"};
const struct range range_id = {0, INT32_MAX, "range"};
const struct range range_mode = {0, 0777, "file-mode"};

enum { QUOTE_MAX = 80, UNIQUE_FEW = 16 };

/* ---- moving ---- */

static const struct kg_node *unless_null(const struct kg_node *node)
{
    return node != NULL && node->tag == KG_TAG_NULL ? NULL : node;
}

struct spot spot_of(const struct kg_node *object)
{
    return (struct spot){.way = {0}, .node = unless_null(object), .anchor = object};
}

static struct spot below(const struct spot *spot, struct kg_way way, const struct kg_node *node)
{
    way.parent = &spot->way;
    return (struct spot){
        .way = way, .node = unless_null(node), .anchor = node != NULL ? node : spot->anchor};
}

struct spot spot_field_str(const struct spot *spot, struct kg_str name)
{
    return below(spot, (struct kg_way){.key = name}, kg_node_get_str(spot->node, name));
}

struct spot spot_field(const struct spot *spot, const char *name)
{
    return spot_field_str(spot, kg_str_from(name));
}

uint32_t spot_items(const struct spot *spot)
{
    return kg_node_is(spot->node, KG_NODE_SEQUENCE) ? spot->node->count : 0;
}

struct spot spot_item(const struct spot *spot, uint32_t index)
{
    return below(spot, (struct kg_way){.index = index}, spot->node->items[index]);
}

uint32_t spot_pairs(const struct spot *spot)
{
    return kg_node_is(spot->node, KG_NODE_MAPPING) ? spot->node->count : 0;
}

struct spot spot_pair(const struct spot *spot, uint32_t index)
{
    const struct kg_pair *pair = &spot->node->pairs[index];
    return below(spot, (struct kg_way){.key = kg_node_text(pair->key)}, pair->value);
}

/* ---- reading ---- */

static enum kg_tag tag_of(const struct kg_node *node)
{
    bool plain = node->style == KG_STYLE_PLAIN || node->style == KG_STYLE_FLOW;
    if (!plain && !node->explicit_tag)
        return KG_TAG_STR;
    return node->tag != KG_TAG_NONE ? (enum kg_tag)node->tag
                                    : kg_scalar_resolve(node->text, KG_DIALECT_1_2);
}

bool spot_is_there(const struct spot *spot)
{
    return spot->node != NULL;
}

bool spot_is_text(const struct spot *spot)
{
    enum kg_tag tag;
    if (!kg_node_is(spot->node, KG_NODE_SCALAR))
        return false;
    tag = tag_of(spot->node);
    return tag != KG_TAG_NULL && tag != KG_TAG_BOOL && tag != KG_TAG_INT && tag != KG_TAG_FLOAT;
}

bool spot_is_given(const struct spot *spot)
{
    if (spot->node == NULL)
        return false;
    switch (spot->node->kind) {
    case KG_NODE_SCALAR:
        return spot->node->text.length > 0 &&
               !(kg_str_is(spot->node->text, "0") && tag_of(spot->node) == KG_TAG_INT) &&
               !(kg_str_is(spot->node->text, "false") && tag_of(spot->node) == KG_TAG_BOOL);
    case KG_NODE_SEQUENCE:
        return spot->node->count > 0;
    default:
        return true;
    }
}

struct kg_str spot_text(const struct spot *spot)
{
    return spot_is_text(spot) ? spot->node->text : KG_STR("");
}

bool spot_number(struct judge *judge, const struct spot *spot, int64_t *number)
{
    struct kg_value value;
    if (!kg_node_is(spot->node, KG_NODE_SCALAR) || spot_is_text(spot) ||
        kg_scalar_value(judge->arena, spot->node, KG_CONTEXT_BLOCK, &value, NULL) < 0 ||
        value.type != KG_VALUE_INT)
        return false;
    *number = value.integer;
    return true;
}

int64_t spot_number_or(struct judge *judge, const struct spot *spot, int64_t otherwise)
{
    int64_t number;
    return spot_number(judge, spot, &number) ? number : otherwise;
}

bool spot_is_true(const struct spot *spot)
{
    return kg_node_is(spot->node, KG_NODE_SCALAR) && tag_of(spot->node) == KG_TAG_BOOL &&
           spot->node->text.length == 4;
}

struct kg_str field_text(const struct spot *spot, const char *name)
{
    struct spot field = spot_field(spot, name);
    return spot_text(&field);
}

struct kg_str field_text_or(const struct spot *spot, const char *name, const char *otherwise)
{
    struct kg_str text = field_text(spot, name);
    return text.length > 0 ? text : kg_str_from(otherwise);
}

bool field_is(const struct spot *spot, const char *name, const char *text)
{
    return kg_str_is(field_text(spot, name), text);
}

bool field_is_true(const struct spot *spot, const char *name)
{
    struct spot field = spot_field(spot, name);
    return spot_is_true(&field);
}

bool field_is_there(const struct spot *spot, const char *name)
{
    struct spot field = spot_field(spot, name);
    return spot_is_there(&field);
}

bool field_is_given(const struct spot *spot, const char *name)
{
    struct spot field = spot_field(spot, name);
    return spot_is_given(&field);
}

bool is_one_of(struct kg_str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (kg_str_is(text, words[i]))
            return true;
    }
    return false;
}

/* ---- complaining ---- */

struct kg_problem *complain(struct judge *judge, const char *rule, const struct spot *spot,
                            const char *format, ...)
{
    va_list arguments;
    struct kg_buf message;
    kg_buf_init(&message, judge->arena, 1 << 16);
    va_start(arguments, format);
    kg_buf_vprintf(&message, format, arguments);
    va_end(arguments);
    return kg_problem_add(judge->problems, rule, &spot->way, spot->anchor, "%.*s",
                          KG_STR_ARG(kg_buf_str(&message)));
}

const char *quoted(struct judge *judge, struct kg_str text)
{
    bool long_text = text.length > QUOTE_MAX;
    struct kg_str head = kg_str_head(text, QUOTE_MAX);
    char *copy =
        kg_arena_printf(judge->arena, "\"%.*s%s\"", KG_STR_ARG(head), long_text ? "..." : "");
    for (char *c = copy; *c != '\0'; c++) {
        if ((unsigned char)*c < ' ' || *c == '\x7F')
            *c = '?';
    }
    return copy;
}

void complain_required(struct judge *judge, const struct spot *spot, const char *why)
{
    complain(judge, "required", spot, "%s",
             why != NULL           ? why
             : spot_is_there(spot) ? "it must not be empty"
                                   : "it is missing");
}

void forbid_field(struct judge *judge, const struct spot *spot, const char *name, const char *why)
{
    struct spot field = spot_field(spot, name);
    if (spot_is_given(&field))
        complain(judge, "forbidden", &field, "it must not be set %s", why);
}

/* ---- judging ---- */

bool judge_grammar(struct judge *judge, const struct spot *spot, const struct kg_grammar *grammar)
{
    if (!spot_is_text(spot) || grammar->holds(spot->node->text))
        return true;
    complain(judge, grammar->rule, spot, "%s is not %s: it takes %s",
             quoted(judge, spot->node->text), grammar->what, grammar->wants);
    return false;
}

static void judge_range(struct judge *judge, const struct spot *spot, const struct range *range)
{
    int64_t number;
    if (!spot_number(judge, spot, &number) || (number >= range->low && number <= range->high))
        return;
    if (range->high < INT64_MAX)
        complain(judge, range->rule, spot, "%" PRId64 " is not between %" PRId64 " and %" PRId64,
                 number, range->low, range->high);
    else
        complain(judge, range->rule, spot, "%" PRId64 " is less than %" PRId64, number, range->low);
}

static void judge_value(struct judge *judge, const struct spot *spot, const struct field *field)
{
    if (field->grammar != NULL)
        judge_grammar(judge, spot, field->grammar);
    if (field->range != NULL)
        judge_range(judge, spot, field->range);
    if (field->type != NULL)
        judge_type(judge, spot, field->type);
}

static void judge_keys(struct judge *judge, const struct spot *map, const struct field *field)
{
    for (uint32_t i = 0; i < spot_pairs(map); i++) {
        const struct kg_node *key = map->node->pairs[i].key;
        struct spot spot = spot_pair(map, i);
        spot.node = key;
        spot.anchor = key;
        if (!field->grammar->holds(kg_node_text(key)))
            complain(judge, field->grammar->rule, &spot, "%s is not %s: it takes %s",
                     quoted(judge, kg_node_text(key)), field->grammar->what, field->grammar->wants);
    }
}

static void judge_extent(struct judge *judge, const struct spot *spot, const struct field *field)
{
    switch (field->extent) {
    case ITSELF:
        judge_value(judge, spot, field);
        break;
    case ITEMS:
        for (uint32_t i = 0; i < spot_items(spot); i++) {
            struct spot item = spot_item(spot, i);
            judge_value(judge, &item, field);
        }
        break;
    case VALUES:
        for (uint32_t i = 0; i < spot_pairs(spot); i++) {
            struct spot value = spot_pair(spot, i);
            judge_value(judge, &value, field);
        }
        break;
    case KEYS:
        judge_keys(judge, spot, field);
        break;
    }
}

static void judge_field(struct judge *judge, const struct spot *object, const struct field *field)
{
    struct spot spot = spot_field_str(object, field->name);
    if (!spot_is_given(&spot)) {
        if (field->presence == REQUIRED || (field->presence == NOT_EMPTY && spot_is_there(&spot)))
            complain_required(judge, &spot, NULL);
        if (field->presence != PRESENT || !spot_is_there(&spot))
            return;
    }
    judge_extent(judge, &spot, field);
    if (field->check != NULL)
        field->check(judge, &spot);
}

void judge_choice(struct judge *judge, const struct spot *spot, const struct choice *choice)
{
    struct kg_str first = KG_STR("");
    for (size_t i = 0; i < choice->count; i++) {
        struct spot field = spot_field_str(spot, choice->names[i]);
        if (!spot_is_there(&field))
            continue;
        if (first.length > 0)
            complain(judge, "one-of", &field, "%s may not stand beside %.*s: only one is %s",
                     choice->names[i].data, KG_STR_ARG(first), choice->what);
        else
            first = choice->names[i];
    }
    if (first.length == 0 && choice->least > 0)
        complain(judge, "one-of", spot, "%s is missing", choice->what);
}

void judge_type(struct judge *judge, const struct spot *spot, const struct type *type)
{
    if (!kg_node_is(spot->node, KG_NODE_MAPPING))
        return;
    for (size_t i = 0; i < type->count; i++)
        judge_field(judge, spot, &type->fields[i]);
    if (type->choice != NULL)
        judge_choice(judge, spot, type->choice);
    if (type->check != NULL)
        type->check(judge, spot);
}

static struct spot keyed(const struct spot *item, const char *key)
{
    return key != NULL ? spot_field(item, key) : *item;
}

static void complain_duplicate(struct judge *judge, const struct spot *spot)
{
    complain(judge, "duplicate", spot, "%s is there twice", quoted(judge, spot_text(spot)));
}

/* Few elements are compared with one another, many through a map. */
void judge_unique(struct judge *judge, const struct spot *list, const char *key)
{
    struct kg_map seen;
    bool few = spot_items(list) <= UNIQUE_FEW;
    if (!few)
        kg_map_init(&seen, judge->arena);
    for (uint32_t i = 0; i < spot_items(list); i++) {
        struct spot item = spot_item(list, i);
        struct spot spot = keyed(&item, key);
        struct kg_str text = spot_text(&spot);
        bool twice = false;
        for (uint32_t k = 0; few && k < i && !twice; k++) {
            struct spot other_item = spot_item(list, k);
            struct spot other = keyed(&other_item, key);
            twice = kg_str_equal(spot_text(&other), text);
        }
        if (!few)
            twice = kg_map_put(&seen, text, judge) != NULL;
        if (twice && text.length > 0)
            complain_duplicate(judge, &spot);
    }
}
