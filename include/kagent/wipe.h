/*
 * wipe: overwrites what nobody may read any more.
 */
#ifndef KAGENT_WIPE_H
#define KAGENT_WIPE_H

#include <stddef.h>

/*
 * Fills `size` bytes with zeros, also where a compiler sees that nothing reads them afterwards and
 * would leave a memset() out. Not every system has explicit_bzero().
 */
void kg_wipe(void *data, size_t size);

#endif
