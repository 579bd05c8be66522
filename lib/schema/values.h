/*
 * values: whether a scalar is what a form wants.
 */
#ifndef KG_SCHEMA_VALUES_H
#define KG_SCHEMA_VALUES_H

#include "kagent/scalar.h"
#include "kagent/schema.h"

/* What a value is to a form. */
enum kg_fit {
    KG_FIT_GOOD,
    KG_FIT_WRONG_TYPE,   /* a number where a string belongs, and the like */
    KG_FIT_OUT_OF_RANGE, /* an integer that the form has no room for */
    KG_FIT_MALFORMED,    /* a string, as it should be, that cannot be read */
};

/* Judges a value that is not null. The form is one of a scalar. */
enum kg_fit kg_value_fit(enum kg_schema_form form, const struct kg_value *value);

/* Whether a mapping, a sequence or a scalar is what the form stands for. */
bool kg_form_wants(enum kg_schema_form form, enum kg_node_kind kind);

/* "an integer": what the form wants, as a message names it. */
const char *kg_form_name(enum kg_schema_form form);

/* "a quantity such as 500m, 0.5 or 1Gi": of forms that are written in a string. */
const char *kg_form_example(enum kg_schema_form form);

/*
 * resource.Quantity: a decimal number with one of the suffixes n u m k M G T P E,
 * Ki Mi Gi Ti Pi Ei, or an exponent.
 */
bool kg_is_quantity(struct kg_str text);

/* RFC 3339: 2024-05-01T12:00:00Z, with fractions of a second and with an offset as well. */
bool kg_is_time(struct kg_str text);

/* The same with exactly six digits of a fraction: the API server reads no other. */
bool kg_is_micro_time(struct kg_str text);

/* 2024-05-01 */
bool kg_is_date(struct kg_str text);

/* RFC 4648, section 4, padded; line breaks may part it. */
bool kg_is_base64(struct kg_str text);

#endif
