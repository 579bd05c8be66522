#include <string.h>

#include "kagent/fs.h"
#include "kagent/yaml.h"

#include "../tool.h"
#include "generate.h"

static const struct output {
    const char *kind;
    void (*write)(const struct kg_suite *suite, struct kg_buf *out);
} outputs[] = {
    {"header", write_header},   {"tables", write_tables},       {"links", write_links},
    {"version", write_version}, {"reference", write_reference}, {"plugin", write_plugin},
};

/* In front of the name of a page: "man/kubectl-kagent-render". */
static const char man[] = "man/";

static int generate(struct kg_arena *arena, char **arguments, struct kg_buf *out,
                    struct kg_error *err)
{
    struct kg_str text;
    struct kg_node *document;
    struct kg_suite suite;
    struct kg_source source = {.name = arguments[1]};

    if (kg_fs_disk.read(&kg_fs_disk, arena, source.name, &text, err) != 0)
        return -1;
    if (kg_yaml_read(arena, text, &source, 1, &document, err) != 0)
        return -1;
    if (read_suite(arena, document, &suite, err) != 0)
        return -1;
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        if (strcmp(outputs[i].kind, arguments[0]) == 0) {
            outputs[i].write(&suite, out);
            return 0;
        }
    }
    if (strncmp(arguments[0], man, strlen(man)) == 0 &&
        write_man(&suite, arguments[0] + strlen(man), out) == 0)
        return 0;
    return kg_error_set(err, KG_ERROR_USAGE, "there is no output '%s'", arguments[0]);
}

int main(int argc, char **argv)
{
    return tool_main(argc, argv, 2,
                     "header|tables|links|version|reference|plugin|man/PAGE plugins.yaml",
                     generate);
}
