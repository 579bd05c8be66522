/*
 * Reading is driven by tables: a schema lists the fields of a mapping in
 * plugins.yaml and where each goes in the C structure. One walk serves all.
 */
#include <ctype.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "kagent/options.h"

#include "check.h"
#include "generate.h"

enum field_kind { TEXT, LINE, LETTER, BOOLEAN, NUMBER, TYPE, VALUES, TEXTS, OBJECTS };

struct schema;

struct field {
    const char *key; /* NULL: the mapping is no mapping, the node itself is the value */
    enum field_kind kind;
    bool required;
    size_t offset;
    size_t count_offset;          /* of TEXTS and OBJECTS: where their number goes */
    const struct schema *element; /* of OBJECTS */
};

struct schema {
    size_t size;
    const struct field *fields;
    size_t field_count;
};

/* What a command says of itself in the file, beyond what it is at run time. */
struct described_command {
    struct kg_command command;
    const char *const *group_names;
    size_t group_count;
};

struct described_suite {
    struct kg_suite suite;
    const struct described_command *commands;
    size_t command_count;
};

#define FIELDS(array) (array), sizeof(array) / sizeof *(array)

/* ---- the schemas ---- */

static const struct field option_fields[] = {
    {"name", LINE, true, offsetof(struct kg_option, name), 0, NULL},
    {"short", LETTER, false, offsetof(struct kg_option, shorthand), 0, NULL},
    {"type", TYPE, true, offsetof(struct kg_option, type), 0, NULL},
    {"default", LINE, false, offsetof(struct kg_option, initial), 0, NULL},
    {"value", LINE, false, offsetof(struct kg_option, value_name), 0, NULL},
    {"help", LINE, true, offsetof(struct kg_option, help), 0, NULL},
    {"deprecated", LINE, false, offsetof(struct kg_option, deprecated), 0, NULL},
    {"choices", TEXTS, false, offsetof(struct kg_option, choices),
     offsetof(struct kg_option, choice_count), NULL},
    {"complete", VALUES, false, offsetof(struct kg_option, values), 0, NULL},
};
static const struct schema option_schema = {sizeof(struct kg_option), FIELDS(option_fields)};

static const struct field group_fields[] = {
    {"name", LINE, true, offsetof(struct kg_option_group, name), 0, NULL},
    {"title", LINE, true, offsetof(struct kg_option_group, title), 0, NULL},
    {"flags", OBJECTS, true, offsetof(struct kg_option_group, options),
     offsetof(struct kg_option_group, option_count), &option_schema},
};
static const struct schema group_schema = {sizeof(struct kg_option_group), FIELDS(group_fields)};

static const struct field positional_fields[] = {
    {"name", LINE, true, offsetof(struct kg_positional, name), 0, NULL},
    {"help", LINE, true, offsetof(struct kg_positional, help), 0, NULL},
    {"required", BOOLEAN, false, offsetof(struct kg_positional, required), 0, NULL},
    {"repeated", BOOLEAN, false, offsetof(struct kg_positional, repeated), 0, NULL},
    {"choices", TEXTS, false, offsetof(struct kg_positional, choices),
     offsetof(struct kg_positional, choice_count), NULL},
    {"complete", VALUES, false, offsetof(struct kg_positional, values), 0, NULL},
};
static const struct schema positional_schema = {sizeof(struct kg_positional),
                                                FIELDS(positional_fields)};

static const struct field exclusive_fields[] = {
    {NULL, TEXTS, true, offsetof(struct kg_exclusive, names), offsetof(struct kg_exclusive, count),
     NULL},
};
static const struct schema exclusive_schema = {sizeof(struct kg_exclusive),
                                               FIELDS(exclusive_fields)};

static const struct field example_fields[] = {
    {"comment", LINE, true, offsetof(struct kg_example, comment), 0, NULL},
    {"command", TEXT, true, offsetof(struct kg_example, command), 0, NULL},
};
static const struct schema example_schema = {sizeof(struct kg_example), FIELDS(example_fields)};

static const struct field exit_code_fields[] = {
    {"code", NUMBER, true, offsetof(struct kg_exit_code, code), 0, NULL},
    {"meaning", LINE, true, offsetof(struct kg_exit_code, meaning), 0, NULL},
};
static const struct schema exit_code_schema = {sizeof(struct kg_exit_code),
                                               FIELDS(exit_code_fields)};

static const struct field permission_fields[] = {
    {"apiGroup", TEXT, true, offsetof(struct kg_permission, api_group), 0, NULL},
    {"resource", LINE, true, offsetof(struct kg_permission, resource), 0, NULL},
    {"verbs", LINE, true, offsetof(struct kg_permission, verbs), 0, NULL},
    {"reason", LINE, true, offsetof(struct kg_permission, reason), 0, NULL},
};
static const struct schema permission_schema = {sizeof(struct kg_permission),
                                                FIELDS(permission_fields)};

#define OF_COMMAND(member) offsetof(struct described_command, command.member)

static const struct field command_fields[] = {
    {"name", LINE, true, OF_COMMAND(name), 0, NULL},
    {"file", LINE, true, OF_COMMAND(file), 0, NULL},
    {"since", LINE, true, OF_COMMAND(since), 0, NULL},
    {"summary", LINE, true, OF_COMMAND(summary), 0, NULL},
    {"description", TEXT, true, OF_COMMAND(description), 0, NULL},
    {"synopsis", LINE, true, OF_COMMAND(synopsis), 0, NULL},
    {"flags", OBJECTS, false, OF_COMMAND(options), OF_COMMAND(option_count), &option_schema},
    {"flagGroups", TEXTS, false, offsetof(struct described_command, group_names),
     offsetof(struct described_command, group_count), NULL},
    {"positionals", OBJECTS, false, OF_COMMAND(positionals), OF_COMMAND(positional_count),
     &positional_schema},
    {"exclusive", OBJECTS, false, OF_COMMAND(exclusives), OF_COMMAND(exclusive_count),
     &exclusive_schema},
    {"examples", OBJECTS, true, OF_COMMAND(examples), OF_COMMAND(example_count), &example_schema},
    {"exitCodes", OBJECTS, true, OF_COMMAND(exit_codes), OF_COMMAND(exit_code_count),
     &exit_code_schema},
    {"rbac", OBJECTS, false, OF_COMMAND(permissions), OF_COMMAND(permission_count),
     &permission_schema},
};
static const struct schema command_schema = {sizeof(struct described_command),
                                             FIELDS(command_fields)};

#define OF_SUITE(member) offsetof(struct described_suite, suite.member)

static const struct field suite_fields[] = {
    {"name", LINE, true, OF_SUITE(name), 0, NULL},
    {"program", LINE, true, OF_SUITE(program), 0, NULL},
    {"invocation", LINE, true, OF_SUITE(invocation), 0, NULL},
    {"version", LINE, true, OF_SUITE(version), 0, NULL},
    {"date", LINE, true, OF_SUITE(date), 0, NULL},
    {"summary", LINE, true, OF_SUITE(summary), 0, NULL},
    {"description", TEXT, true, OF_SUITE(description), 0, NULL},
    {"flagGroups", OBJECTS, false, OF_SUITE(groups), OF_SUITE(group_count), &group_schema},
    {"commands", OBJECTS, true, offsetof(struct described_suite, commands),
     offsetof(struct described_suite, command_count), &command_schema},
};
static const struct schema suite_schema = {sizeof(struct described_suite), FIELDS(suite_fields)};

/* ---- the walk ---- */

static int read_object(struct kg_arena *arena, const struct schema *schema,
                       const struct kg_node *node, char *object, struct kg_error *err);

static int wrong(const struct kg_node *node, const char *what, struct kg_error *err)
{
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node), "%s", what);
}

/* Stores a pointer whatever type of pointer the structure has there. */
static void store(void *place, const void *pointer)
{
    memcpy(place, &pointer, sizeof pointer);
}

static int read_text(struct kg_arena *arena, const struct kg_node *node, const char **text,
                     struct kg_error *err)
{
    if (!kg_node_is(node, KG_NODE_SCALAR))
        return wrong(node, "must be a text", err);
    struct kg_str value = kg_node_text(node);
    while (kg_str_ends(value, "\n"))
        value.length--;
    *text = kg_str_copy(arena, value);
    return 0;
}

static int read_texts(struct kg_arena *arena, const struct kg_node *node, void *place,
                      size_t *count, struct kg_error *err)
{
    if (!kg_node_is(node, KG_NODE_SEQUENCE))
        return wrong(node, "must be a list", err);
    const char **list = kg_arena_zero(arena, node->count + 1, sizeof *list);
    for (uint32_t i = 0; i < node->count; i++) {
        if (read_text(arena, node->items[i], &list[i], err) != 0)
            return -1;
    }
    store(place, list);
    *count = node->count;
    return 0;
}

static int read_objects(struct kg_arena *arena, const struct schema *schema,
                        const struct kg_node *node, void *place, size_t *count,
                        struct kg_error *err)
{
    if (!kg_node_is(node, KG_NODE_SEQUENCE))
        return wrong(node, "must be a list", err);
    char *list = kg_arena_zero(arena, node->count + 1, schema->size);
    for (uint32_t i = 0; i < node->count; i++) {
        if (read_object(arena, schema, node->items[i], list + i * schema->size, err) != 0)
            return -1;
    }
    store(place, list);
    *count = node->count;
    return 0;
}

/* The number of a word in a list of names; -1 when it is none of them. */
static int number_of(const char *text, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], text) == 0)
            return (int)i;
    }
    return -1;
}

static int read_type(const struct kg_node *node, const char *text, enum kg_option_type *type,
                     struct kg_error *err)
{
    int found = number_of(text, type_names, type_name_count);
    *type = found >= 0 ? (enum kg_option_type)found : KG_OPTION_BOOL;
    return found >= 0 ? 0 : wrong(node, "is no type of a flag", err);
}

static int read_values(const struct kg_node *node, const char *text, enum kg_values *values,
                       struct kg_error *err)
{
    int found = number_of(text, values_names, KG_VALUES_COUNT);
    *values = found >= 0 ? (enum kg_values)found : KG_VALUES_NONE;
    return found >= 0 ? 0 : wrong(node, "is nothing that can be completed", err);
}

/* What fits into a heading, a table or a macro. */
static bool is_line(const char *text)
{
    const char *at = text;
    while (*at != '\0' && !iscntrl((unsigned char)*at))
        at++;
    return at > text && *at == '\0';
}

static int read_scalar(struct kg_arena *arena, const struct field *field,
                       const struct kg_node *node, void *place, struct kg_error *err)
{
    const char *text;
    int64_t number;
    if (read_text(arena, node, &text, err) != 0)
        return -1;
    switch (field->kind) {
    case LINE:
        store(place, text);
        return is_line(text) ? 0 : wrong(node, "must be a line of text", err);
    case LETTER:
        *(char *)place = text[0];
        return isalpha((unsigned char)text[0]) && text[1] == '\0'
                   ? 0
                   : wrong(node, "must be one letter", err);
    case BOOLEAN:
        *(bool *)place = strcmp(text, "true") == 0;
        return *(bool *)place || strcmp(text, "false") == 0
                   ? 0
                   : wrong(node, "must be true or false", err);
    case NUMBER:
        if (kg_integer_parse(text, &number) != 0 || number < 0 || number > 255)
            return wrong(node, "must be a number from 0 to 255", err);
        *(int *)place = (int)number;
        return 0;
    case TYPE:
        return read_type(node, text, place, err);
    case VALUES:
        return read_values(node, text, place, err);
    default:
        store(place, text);
        return 0;
    }
}

static int read_field(struct kg_arena *arena, const struct field *field, const struct kg_node *node,
                      char *object, struct kg_error *err)
{
    void *place = object + field->offset;
    void *count = object + field->count_offset;
    if (field->required && kg_node_is(node, KG_NODE_SEQUENCE) && node->count == 0)
        return wrong(node, "must not be empty", err);
    if (field->kind == TEXTS)
        return read_texts(arena, node, place, count, err);
    if (field->kind == OBJECTS)
        return read_objects(arena, field->element, node, place, count, err);
    return read_scalar(arena, field, node, place, err);
}

static bool knows(const struct schema *schema, struct kg_str key)
{
    for (size_t i = 0; i < schema->field_count; i++) {
        if (kg_str_is(key, schema->fields[i].key))
            return true;
    }
    return false;
}

static int read_object(struct kg_arena *arena, const struct schema *schema,
                       const struct kg_node *node, char *object, struct kg_error *err)
{
    if (schema->fields[0].key == NULL)
        return read_field(arena, &schema->fields[0], node, object, err);
    if (!kg_node_is(node, KG_NODE_MAPPING))
        return wrong(node, "must be a mapping", err);
    for (uint32_t i = 0; i < node->count; i++) {
        if (!knows(schema, kg_node_text(node->pairs[i].key)))
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node->pairs[i].key),
                               "unknown field '%.*s'",
                               KG_STR_ARG(kg_node_text(node->pairs[i].key)));
    }
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct field *field = &schema->fields[i];
        const struct kg_node *value = kg_node_get(node, field->key);
        if (value == NULL && field->required)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                               "the field '%s' is missing", field->key);
        if (value != NULL && read_field(arena, field, value, object, err) != 0)
            return kg_error_context(err, "%s", field->key);
    }
    return 0;
}

/* ---- from what the file says to what commands see ---- */

static const struct kg_option_group *find_group(const struct kg_suite *suite, const char *name)
{
    for (size_t i = 0; i < suite->group_count; i++) {
        if (strcmp(suite->groups[i].name, name) == 0)
            return &suite->groups[i];
    }
    return NULL;
}

static bool has_option(const struct kg_command *command, const char *name)
{
    for (size_t i = 0; i < command->option_count; i++) {
        if (strcmp(command->options[i].name, name) == 0)
            return true;
    }
    return false;
}

/*
 * The command's own flags, followed by those of the groups that it names. Where
 * both have one of the same name, the command means its own.
 */
static int join_groups(struct kg_arena *arena, const struct kg_suite *suite,
                       const struct described_command *described, struct kg_command *command,
                       struct kg_error *err)
{
    size_t count = command->option_count;
    for (size_t i = 0; i < described->group_count; i++) {
        const struct kg_option_group *group = find_group(suite, described->group_names[i]);
        if (group == NULL)
            return kg_error_set(err, KG_ERROR_NEGATIVE, "%s: there is no flag group '%s'",
                                command->name, described->group_names[i]);
        count += group->option_count;
    }

    struct kg_option *all = kg_arena_zero(arena, count + 1, sizeof *all);
    size_t end = command->option_count;
    for (size_t i = 0; i < end; i++)
        all[i] = command->options[i];
    for (size_t i = 0; i < described->group_count; i++) {
        const struct kg_option_group *group = find_group(suite, described->group_names[i]);
        for (size_t j = 0; j < group->option_count; j++) {
            if (has_option(command, group->options[j].name))
                continue;
            all[end] = group->options[j];
            all[end++].section = group->title;
        }
    }
    command->options = all;
    command->option_count = end;
    return 0;
}

int read_suite(struct kg_arena *arena, struct kg_node *document, struct kg_suite *suite,
               struct kg_error *err)
{
    struct described_suite described = {0};
    if (read_object(arena, &suite_schema, document, (char *)&described, err) != 0)
        return -1;

    *suite = described.suite;
    const struct kg_command **commands =
        kg_arena_zero(arena, described.command_count + 1, sizeof *commands);
    for (size_t i = 0; i < described.command_count; i++) {
        struct kg_command *command = kg_arena_zero(arena, 1, sizeof *command);
        *command = described.commands[i].command;
        if (join_groups(arena, suite, &described.commands[i], command, err) != 0)
            return -1;
        commands[i] = command;
    }
    suite->commands = commands;
    suite->command_count = described.command_count;
    return check_suite(arena, suite, err);
}
