/*
 * schema: what is inside a struct kg_schema.
 */
#ifndef KG_SCHEMA_SCHEMA_H
#define KG_SCHEMA_SCHEMA_H

#include "kagent/map.h"
#include "kagent/schema.h"

#include "table.h"

struct kg_schema {
    struct kg_arena *arena;
    const char *version;
    uint16_t mask;                  /* the version's bit in the masks of the tables */
    struct kg_schema_kind *customs; /* of CustomResourceDefinitions */
    size_t custom_count;
    struct kg_map patterns; /* compiled ones (struct kg_regex), by their text */
};

/* "apps" of "apps/v1"; empty for "v1". */
struct kg_str kg_schema_group(struct kg_str api_version);

#endif
