/*
 * random: bytes that nobody can foresee.
 */
#ifndef KAGENT_RANDOM_H
#define KAGENT_RANDOM_H

#include <stddef.h>

enum { KG_RANDOM_MOST = 256 }; /* that POSIX.1-2024 lets getentropy() give at once */

/*
 * Fills `count` bytes, at most KG_RANDOM_MOST, from the system's generator. They are zeros where it
 * has none to give: before Linux 3.17 without /dev/urandom.
 */
void kg_random(void *bytes, size_t count);

#endif
