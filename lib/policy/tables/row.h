/*
 * row: how the rows of the two tables of checks are written.
 */
#ifndef KG_POLICY_TABLES_ROW_H
#define KG_POLICY_TABLES_ROW_H

#include "../checks.h"

#define O KG_SEVERITY_OFF
#define I KG_SEVERITY_INFO
#define W KG_SEVERITY_WARNING
#define E KG_SEVERITY_ERROR

/* The texts in the order in which a page shows them; the rest are members of kg_policy_row. */
#define ROW(ID, NAME, TITLE, PROTECTS, REMEDY, SOURCE, GENERAL, DEV, PROD, ...)                    \
    {                                                                                              \
        .check = {.id = (ID),                                                                      \
                  .name = (NAME),                                                                  \
                  .title = (TITLE),                                                                \
                  .protects = (PROTECTS),                                                          \
                  .remedy = (REMEDY),                                                              \
                  .source = (SOURCE),                                                              \
                  .severity = {GENERAL, DEV, PROD}},                                               \
        __VA_ARGS__                                                                                \
    }

#endif
