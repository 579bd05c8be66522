/*
 * manifests: writing the number into the overlay that says it (--write).
 */
#ifndef KG_SCALE_MANIFESTS_H
#define KG_SCALE_MANIFESTS_H

#include "scale.h"

/* A file as it is to be. */
struct manifest_file {
    const char *name; /* as a person would name it */
    const char *path; /* absolute, links resolved */
    struct kg_str content;
};

/* The number, and up to two promises about it. */
enum { MANIFEST_EDITS_MAX = 3 };

struct manifest_plan {
    struct manifest_file files[MANIFEST_EDITS_MAX];
    size_t count;
    const char *changes[MANIFEST_EDITS_MAX]; /* "FILE:LINE: 5 -> 7" */
    size_t change_count;
};

/*
 * Works out what is to be written so that the environment's manifests say
 * scale->wanted, and makes sure that nothing else in them would change. Writes
 * nothing. Refuses the base, components and the copy inside the program: what
 * they say holds for others too. A promise that the number breaks is changed
 * along under --force, else it is a refusal.
 */
int manifests_plan(const struct scale *scale, struct manifest_plan *plan, struct kg_error *err);

/* Writes the files. */
int manifests_write(const struct manifest_plan *plan, struct kg_error *err);

#endif
