#include "cases.h"

#include <stdlib.h>

#include "kagent/fs.h"

struct kg_str cases_read(struct kg_arena *arena, const char *path)
{
    struct kg_str content = KG_STR("");
    struct kg_error err = KG_ERROR_INIT;
    int rc = kg_fs_disk.read(&kg_fs_disk, arena, path, &content, &err);
    CHECK_TEXT(rc == 0 ? "" : err.message, "");
    CHECK(kg_str_ends(content, "\n"));
    return content;
}

bool cases_line(struct kg_str *table, struct kg_str *line)
{
    return table->length > 0 && kg_str_split(table, '\n', line);
}

struct kg_str cases_field(struct kg_arena *arena, struct kg_str field)
{
    char *text = kg_str_copy(arena, field);
    char hex[3] = {0};
    size_t used = 0;
    for (size_t i = 0; i < field.length; i++) {
        if (field.data[i] == '\\' && i + 3 < field.length) {
            memcpy(hex, field.data + i + 2, 2);
            text[used++] = (char)strtoul(hex, NULL, 16);
            i += 3;
        } else {
            text[used++] = field.data[i];
        }
    }
    text[used] = '\0';
    return (struct kg_str){text, used};
}

bool cases_next(struct kg_arena *arena, struct kg_str *table, struct kg_str *fields, size_t count)
{
    struct kg_str line;
    if (!cases_line(table, &line))
        return false;
    size_t found = 0;
    for (struct kg_str field; found < count && kg_str_split(&line, '\t', &field); found++)
        fields[found] = cases_field(arena, field);
    CHECK_INT(found, count);
    CHECK(line.data == NULL);
    return true;
}

int cases_differ(struct kg_str text, struct kg_str actual, struct kg_str expected)
{
    if (kg_str_equal(actual, expected))
        return 0;
    printf("# for <%.*s>\n#   is      <%.*s>\n#   must be <%.*s>\n", KG_STR_ARG(text),
           KG_STR_ARG(actual), KG_STR_ARG(expected));
    return 1;
}
