/*
 * fieldspecs: kustomize's default field specs as constant data.
 */
#ifndef KG_KUSTOMIZE_TABLES_FIELDSPECS_H
#define KG_KUSTOMIZE_TABLES_FIELDSPECS_H

#include <stdbool.h>
#include <stddef.h>

#include "../resource.h"

struct kg_fieldspec_row {
    struct kg_gvk gvk;
    struct kg_str path;
    bool create;
};

struct kg_fieldspec_rows {
    const struct kg_fieldspec_row *rows;
    size_t count;
};

/* The fields that hold names of `target`. */
struct kg_name_reference_rows {
    struct kg_gvk target;
    struct kg_fieldspec_rows referrers;
};

/*
 * All rows are sorted by kg_gvk_compare, and rows of one kind stand in the
 * order in which kustomize 5.5 comes to use them.
 */
struct kg_default_fieldspecs {
    struct kg_fieldspec_rows name_prefix;
    struct kg_fieldspec_rows name_suffix;
    struct kg_fieldspec_rows namespace;
    struct kg_fieldspec_rows common_labels;
    struct kg_fieldspec_rows template_labels;
    struct kg_fieldspec_rows common_annotations;
    struct kg_fieldspec_rows var_reference;
    struct kg_fieldspec_rows images;
    struct kg_fieldspec_rows replicas;
};

extern const struct kg_default_fieldspecs kg_default_fieldspecs;

extern const struct kg_name_reference_rows kg_default_name_references[];
extern const size_t kg_default_name_reference_count;

/* ---- how the tables are written ---- */

/* A text as a static initialiser. */
#define KG_ROW_TEXT(literal)                                                                       \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }
#define KG_ROW_GVK(group, version, kind)                                                           \
    {                                                                                              \
        KG_ROW_TEXT(group), KG_ROW_TEXT(version), KG_ROW_TEXT(kind)                                \
    }

/* A field that is changed where it is there, and one that is made where it is missing. */
#define FIND(group, version, kind, path)                                                           \
    {                                                                                              \
        KG_ROW_GVK(group, version, kind), KG_ROW_TEXT(path), false                                 \
    }
#define MAKE(group, version, kind, path)                                                           \
    {                                                                                              \
        KG_ROW_GVK(group, version, kind), KG_ROW_TEXT(path), true                                  \
    }

/* A whole array of rows. */
#define KG_ROWS(array)                                                                             \
    {                                                                                              \
        (array), sizeof(array) / sizeof((array)[0])                                                \
    }

#endif
