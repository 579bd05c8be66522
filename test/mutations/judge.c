/*
 * judge: what the library says of objects, for the mutations.
 *
 *     judge MINOR <objects >verdicts
 *
 * Objects are texts in YAML or JSON, each ended by a NUL. For each a line is
 * written: the problems as "RULE PATH" with tabs between them, "unreadable", or
 * "unchecked" for a kind without a schema; nothing for an object that is right.
 * A rule that is not the API server's begins with "+". Warnings
 * (deprecated-version) are no refusals and left out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kagent/rules.h"
#include "kagent/schema.h"
#include "kagent/yaml.h"

enum { MEMORY_BUDGET = 1 << 28, PROBLEMS_MAX = 50 };

static void print_problems(const struct kg_problems *problems)
{
    const char *separator = "";
    for (size_t i = 0; i < problems->count; i++) {
        if (strcmp(problems->items[i].rule, "deprecated-version") == 0)
            continue;
        const struct kg_rule *rule = kg_rules_find(problems->items[i].rule);
        bool ours = rule != NULL && rule->judge == KG_RULE_OURS;
        printf("%s%s%s %s", separator, ours ? "+" : "", problems->items[i].rule,
               problems->items[i].path);
        separator = "\t";
    }
}

/* Returns -1 for a version that is not known. */
static int judge(struct kg_arena *arena, const char *minor, struct kg_str text)
{
    const struct kg_source source = {.name = "object"};
    struct kg_schema *schema;
    struct kg_node *object;
    struct kg_problems problems;
    if (kg_schema_open(arena, minor, &schema, NULL) != 0)
        return -1;
    kg_problems_init(&problems, arena, PROBLEMS_MAX);
    if (kg_yaml_read(arena, text, &source, 1, &object, NULL) != 0 || object == NULL ||
        kg_yaml_expand(arena, &object, NULL) != 0) {
        printf("unreadable");
        return 0;
    }
    if (kg_schema_check(schema, object, KG_DIALECT_1_1, &problems) == KG_SCHEMA_NOT_CHECKED)
        printf("unchecked");
    kg_rules_check(object, (unsigned)strtoul(minor + strcspn(minor, ".") + 1, NULL, 10), &problems);
    print_problems(&problems);
    return 0;
}

static int judge_line(const char *minor, struct kg_str text)
{
    struct kg_arena arena;
    jmp_buf recovery;
    volatile int rc = 0;
    kg_arena_init(&arena, MEMORY_BUDGET, &recovery);
    if (setjmp(recovery) == 0)
        rc = judge(&arena, minor, text);
    else
        printf("out of memory");
    kg_arena_release(&arena);
    putchar('\n');
    return rc != 0 ? rc : fflush(stdout);
}

int main(int argc, char **argv)
{
    char *text = NULL;
    size_t capacity = 0;
    ssize_t length;
    if (argc != 2) {
        fprintf(stderr, "usage: judge MINOR\n");
        return 2;
    }
    while ((length = getdelim(&text, &capacity, '\0', stdin)) > 0) {
        if (judge_line(argv[1], (struct kg_str){text, (size_t)length - 1}) != 0)
            return 3;
    }
    free(text);
    return 0;
}
