/*
 * quantity: amounts of resources as Kubernetes writes them: 500m, 0.1, 1Gi, 2e3.
 *
 * Source: the API reference, "Quantity". A number in decimal notation, then
 * one of the suffixes n u m k M G T P E (powers of 1000), Ki Mi Gi Ti Pi Ei
 * (powers of 1024), or e/E and an exponent of ten. Amounts are kept in
 * billionths, as the API server keeps them: finer parts are rounded up, away
 * from zero. Arithmetic is exact up to 10^29; what is larger stays at that
 * limit (the largest amount that Kubernetes itself can store is below 10^28).
 */
#ifndef KAGENT_QUANTITY_H
#define KAGENT_QUANTITY_H

#include <stdbool.h>
#include <stdint.h>

#include "kagent/arena.h"
#include "kagent/str.h"

/* How an amount was written: it decides how the API server writes it back. */
enum kg_quantity_format {
    KG_QUANTITY_DECIMAL,  /* no suffix, or one of n u m k M G T P E */
    KG_QUANTITY_BINARY,   /* Ki Mi Gi Ti Pi Ei */
    KG_QUANTITY_EXPONENT, /* 1e3 */
};

struct kg_quantity {
    __int128 nano; /* billionths of a unit */
    enum kg_quantity_format format;
};

/*
 * Reads a text. White space around it is not part of a quantity. Returns 0, or
 * -1 when it is none; `*quantity` is then untouched.
 */
int kg_quantity_parse(struct kg_str text, struct kg_quantity *quantity);

/* A whole number of units, written as decimal. */
struct kg_quantity kg_quantity_of(int64_t units);

/* Negative, 0 or positive, as `a` is less than, equal to or more than `b`. */
int kg_quantity_compare(struct kg_quantity a, struct kg_quantity b);

/* -1, 0 or 1. */
int kg_quantity_sign(struct kg_quantity quantity);

/* The sum, in the format of `a`. */
struct kg_quantity kg_quantity_add(struct kg_quantity a, struct kg_quantity b);

/* The difference, in the format of `a`. */
struct kg_quantity kg_quantity_subtract(struct kg_quantity a, struct kg_quantity b);

/* The amount `count` times; `count` is not negative. */
struct kg_quantity kg_quantity_times(struct kg_quantity quantity, int64_t count);

/*
 * How many times `part` goes into `whole`: 0 when not even once, INT64_MAX when
 * `part` is nothing (zero or less).
 */
int64_t kg_quantity_fits(struct kg_quantity whole, struct kg_quantity part);

/*
 * The amount in its canonical form: a whole number and the largest suffix of
 * its format, "1536Mi" and not "1.5Gi"; an exponent is written as decimal. In
 * the arena.
 */
const char *kg_quantity_text(struct kg_arena *arena, struct kg_quantity quantity);

/* Whether it is a whole number of units. */
bool kg_quantity_is_whole(struct kg_quantity quantity);

/* Whether it is, rounded up to whole units, a multiple of `step`; false if that is below a unit. */
bool kg_quantity_is_multiple(struct kg_quantity quantity, struct kg_quantity step);

#endif
