/*
 * JSON in; what was read goes out again as JSON, and then no longer changes: from
 * the second time on, as -0.0 is written `-0`, which is the integer 0 when read.
 */
#include "fuzz.h"

#include "kagent/emit.h"
#include "kagent/json.h"

enum { OUTPUT_MAX = 1 << 26 };

static const struct kg_source source = {.name = "input"};

/* The text of `text` once read and written; false when either fails. */
static bool again(struct kg_arena *arena, struct kg_str text, enum kg_json_layout layout,
                  struct kg_str *written)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *document;
    struct kg_buf out;

    kg_buf_init(&out, arena, OUTPUT_MAX);
    if (kg_json_read(arena, text, &source, 1, &document, &err) != 0 ||
        kg_emit_json(&out, document, layout, &err) != 0) {
        MUST_HOLD(err.message[0] != '\0');
        return false;
    }
    *written = kg_buf_str(&out);
    return true;
}

void fuzz_one(struct kg_arena *arena, struct kg_str input)
{
    struct kg_str first;
    struct kg_str compact;
    struct kg_str indented;
    struct kg_str last;

    if (!again(arena, input, KG_JSON_COMPACT, &first))
        return;
    MUST_HOLD(again(arena, first, KG_JSON_COMPACT, &compact));
    MUST_HOLD(again(arena, compact, KG_JSON_INDENTED, &indented));
    MUST_HOLD(again(arena, indented, KG_JSON_COMPACT, &last));
    MUST_HOLD(kg_str_equal(compact, last));
}
