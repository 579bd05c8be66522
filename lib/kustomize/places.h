/*
 * places: finding the elements of a list by a text without reading all of it.
 *
 * Elements are numbered in the order in which they are added. A short list has
 * no index at all: then every element is a candidate, and looking at them is
 * faster than hashing. So a candidate may be one by chance, and whoever asks
 * must look at it.
 */
#ifndef KG_KUSTOMIZE_PLACES_H
#define KG_KUSTOMIZE_PLACES_H

#include <stdbool.h>
#include <stdint.h>

#include "kagent/map.h"

#define KG_NO_PLACE UINT32_MAX

struct kg_places {
    struct kg_map chains; /* text -> the places that have it */
    uint32_t *next;       /* the next place of the same text */
    uint32_t count;
    uint32_t capacity;
    bool hashed;
};

/* `expected`: how many elements will be added, roughly; it decides whether to index. */
void kg_places_init(struct kg_places *places, struct kg_arena *arena, size_t expected);

/* Adds an element. The text is borrowed. */
void kg_places_add(struct kg_places *places, struct kg_str text);

/* Gives the index up: every element is a candidate from now on. */
void kg_places_forget(struct kg_places *places);

/* The first candidate for `text`, or KG_NO_PLACE. */
uint32_t kg_places_first(const struct kg_places *places, struct kg_str text);

/* The candidate after `place` in ascending order, or KG_NO_PLACE. */
uint32_t kg_places_next(const struct kg_places *places, uint32_t place);

#endif
