/*
 * A floor for the benchmark: reads the named files, parses each with libyaml
 * and emits it again to standard output, with nothing in between. Any program
 * on top of libyaml that builds these files does at least this.
 */
#include <stdio.h>
#include <yaml.h>

/* Copies every document of `file` to `emitter`. Returns 0 or -1. */
static int copy_documents(FILE *file, yaml_emitter_t *emitter)
{
    yaml_parser_t parser;
    int rc = 0;
    if (!yaml_parser_initialize(&parser))
        return -1;
    yaml_parser_set_input_file(&parser, file);
    for (;;) {
        yaml_document_t document;
        if (!yaml_parser_load(&parser, &document)) {
            rc = -1;
            break;
        }
        if (yaml_document_get_root_node(&document) == NULL) {
            yaml_document_delete(&document);
            break;
        }
        if (!yaml_emitter_dump(emitter, &document)) {
            rc = -1;
            break;
        }
    }
    yaml_parser_delete(&parser);
    return rc;
}

int main(int argc, char **argv)
{
    yaml_emitter_t emitter;
    int rc = 0;
    if (!yaml_emitter_initialize(&emitter))
        return 1;
    yaml_emitter_set_output_file(&emitter, stdout);
    yaml_emitter_open(&emitter);
    for (int i = 1; i < argc && rc == 0; i++) {
        FILE *file = fopen(argv[i], "rb");
        if (file == NULL) {
            rc = -1;
            break;
        }
        rc = copy_documents(file, &emitter);
        fclose(file);
    }
    yaml_emitter_close(&emitter);
    yaml_emitter_delete(&emitter);
    return rc == 0 ? 0 : 1;
}
