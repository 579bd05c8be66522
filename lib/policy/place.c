#include "place.h"

#include <string.h>

/* Longer lines are no help to anybody: minified JSON. */
enum { LINE_MAX = 500, PATH_STEPS_MAX = 64 };

/* ---- paths ---- */

/* A step of a path: a key, or with no data the index of an element. */
struct step {
    struct kg_str key;
    uint32_t index;
};

/* Takes the next step off the front of a path. */
static bool next_step(const char **path, struct step *step)
{
    const char *at = *path;
    if (*at == '.')
        at++;
    if (*at == '\0')
        return false;
    if (*at == '[') {
        const char *end = strchr(at, ']');
        if (end == NULL)
            return false;
        *step = (struct step){.key = {at + 1, (size_t)(end - at) - 1}};
        if (at[1] >= '0' && at[1] <= '9') {
            *step = (struct step){0};
            for (const char *digit = at + 1; *digit >= '0' && *digit <= '9'; digit++)
                step->index = step->index * 10 + (uint32_t)(*digit - '0');
        }
        *path = end + 1;
        return true;
    }
    size_t length = strcspn(at, ".[");
    *step = (struct step){.key = {at, length}};
    *path = at + length;
    return true;
}

static size_t steps_of(const char *path, struct step steps[PATH_STEPS_MAX])
{
    size_t count = 0;
    while (count < PATH_STEPS_MAX && next_step(&path, &steps[count]))
        count++;
    return count;
}

/* What a person looks for: a scalar where it stands, a collection where it is announced. */
static const struct kg_node *face_of(const struct kg_node *key, const struct kg_node *value)
{
    bool scalar = kg_node_is(value, KG_NODE_SCALAR) && value->line > 0;
    return scalar || key == NULL || key->line == 0 ? value : key;
}

const struct kg_node *kg_place_of(const struct kg_node *object, const char *path)
{
    struct step step;
    const struct kg_node *node = object;
    const struct kg_node *face = object;
    while (next_step(&path, &step)) {
        const struct kg_node *key = NULL;
        if (step.key.data != NULL) {
            const struct kg_pair *pair = kg_node_pair(node, step.key);
            if (pair == NULL)
                break;
            key = pair->key;
            node = pair->value;
        } else {
            if (!kg_node_is(node, KG_NODE_SEQUENCE) || step.index >= node->count)
                break;
            node = node->items[step.index];
        }
        face = face_of(key, node);
    }
    return face;
}

/* ---- in a directory ---- */

struct search {
    const char *directory;
    const struct step *steps;
    size_t step_count;
    const struct kg_node *best;
    size_t best_depth; /* steps shared with the path, plus one */
};

bool kg_place_inside(const char *file, const char *directory)
{
    size_t length = strlen(directory);
    if (strcmp(directory, ".") == 0)
        return file[0] != '/' && strncmp(file, "../", 3) != 0;
    if (length > 0 && directory[length - 1] == '/')
        length--;
    return strncmp(file, directory, length) == 0 && file[length] == '/';
}

static void offer(struct search *search, const struct kg_node *node, size_t depth)
{
    if (node == NULL || node->source == NULL || node->line == 0 ||
        depth + 1 <= search->best_depth || !kg_place_inside(node->source->name, search->directory))
        return;
    search->best = node;
    search->best_depth = depth + 1;
}

/* `shared` steps of the path lead here, or to where the way here left the path. */
static void look_through(struct search *search, const struct kg_node *node, size_t shared, bool on)
{
    for (uint32_t i = 0; kg_node_is(node, KG_NODE_MAPPING) && i < node->count; i++) {
        const struct kg_pair *pair = &node->pairs[i];
        bool here = on && shared < search->step_count && search->steps[shared].key.data != NULL &&
                    kg_str_equal(search->steps[shared].key, kg_node_text(pair->key));
        offer(search, face_of(pair->key, pair->value), shared + here);
        look_through(search, pair->value, shared + here, here);
    }
    for (uint32_t i = 0; kg_node_is(node, KG_NODE_SEQUENCE) && i < node->count; i++) {
        bool here = on && shared < search->step_count && search->steps[shared].key.data == NULL &&
                    search->steps[shared].index == i;
        offer(search, face_of(NULL, node->items[i]), shared + here);
        look_through(search, node->items[i], shared + here, here);
    }
}

const struct kg_node *kg_place_in_environment(const char *directory, const struct kg_node *object,
                                              const char *path)
{
    struct step steps[PATH_STEPS_MAX];
    struct search search = {.directory = directory, .steps = steps};
    if (directory == NULL)
        return NULL;
    search.step_count = steps_of(path, steps);
    look_through(&search, object, 0, true);
    return search.best;
}

/* ---- lines ---- */

/* A text and where its lines begin. */
struct text {
    struct kg_str content;
    size_t *starts;
    size_t count;
};

void kg_lines_init(struct kg_lines *lines, struct kg_arena *arena, const struct kg_fs *fs)
{
    *lines = (struct kg_lines){.arena = arena, .fs = fs};
    kg_map_init(&lines->texts, arena);
}

static struct text *new_text(struct kg_lines *lines, const char *name, const struct kg_node *node)
{
    struct text *text = kg_arena_zero(lines->arena, 1, sizeof *text);
    if (node != NULL && node->source != NULL && node->source->text.length > 0 &&
        strcmp(node->source->name, name) == 0)
        text->content = node->source->text;
    else if (lines->fs == NULL ||
             lines->fs->read(lines->fs, lines->arena, name, &text->content, NULL) != 0)
        text->content = KG_STR("");
    const char *end = text->content.data + text->content.length;
    for (const char *at = text->content.data; at != NULL && at < end;) {
        text->starts = kg_arena_extend(lines->arena, text->starts, text->count, sizeof(size_t));
        text->starts[text->count++] = (size_t)(at - text->content.data);
        at = memchr(at, '\n', (size_t)(end - at));
        at = at == NULL ? NULL : at + 1;
    }
    return text;
}

struct kg_str kg_lines_get(struct kg_lines *lines, struct kg_position where,
                           const struct kg_node *node)
{
    if (where.file == NULL || where.line == 0)
        return KG_STR("");
    void **slot = kg_map_slot(&lines->texts, kg_str_from(where.file));
    if (*slot == NULL)
        *slot = new_text(lines, where.file, node);
    const struct text *text = *slot;
    if (where.line > text->count)
        return KG_STR("");
    struct kg_str line = kg_str_from_index(text->content, text->starts[where.line - 1]);
    const char *end = memchr(line.data, '\n', line.length);
    if (end != NULL)
        line.length = (size_t)(end - line.data);
    if (kg_str_ends(line, "\r"))
        line.length--;
    return line.length <= LINE_MAX ? line : KG_STR("");
}

/* The byte at which a column begins: columns count characters. */
static size_t byte_of(struct kg_str line, unsigned column)
{
    size_t at = 0;
    for (unsigned i = 1; i < column && at < line.length; i++) {
        at++;
        while (at < line.length && ((unsigned char)line.data[at] & 0xc0) == 0x80)
            at++;
    }
    return at;
}

static unsigned characters(struct kg_str text)
{
    unsigned count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.data[i] & 0xc0) != 0x80;
    return count;
}

unsigned kg_lines_width(struct kg_str line, unsigned column, const struct kg_node *node)
{
    struct kg_str rest = kg_str_from_index(line, byte_of(line, column));
    struct kg_str text = kg_node_text(node);
    if (rest.length > 1 && (rest.data[0] == '"' || rest.data[0] == '\'')) {
        const char *end = memchr(rest.data + 1, rest.data[0], rest.length - 1);
        return end == NULL ? 1 : characters(kg_str_head(rest, (size_t)(end - rest.data) + 1));
    }
    if (text.length > 0 && text.length <= rest.length &&
        memcmp(text.data, rest.data, text.length) == 0)
        return characters(text);
    return 1;
}
