/*
 * gather: what the command line asks to be verified, read and built.
 */
#ifndef KG_VERIFY_GATHER_H
#define KG_VERIFY_GATHER_H

#include "kagent/options.h"
#include "kagent/policy.h"

struct sources;

/* Everything that is judged in one call. */
struct gathered {
    struct kg_policy_subject *subjects;
    size_t count;
    const char *version;     /* the Kubernetes minor whose API they are judged by */
    struct sources *sources; /* the files that all this is made from */

    /* What the user should know of it; not told yet, since another binary may go on with it. */
    struct kg_arena *arena;
    const char **notes;
    size_t note_count;
};

/*
 * Reads the files and builds the environments that `arguments` ask for. What
 * cannot be built is a failure of its subject and for the checks to tell; what
 * cannot be read, or is asked for and not there, fails here.
 */
int gather(struct kg_arena *arena, const struct kg_arguments *arguments, struct gathered *gathered,
           struct kg_error *err);

/* Tells the notes on standard error. */
void gather_tell(const struct gathered *gathered);

#endif
