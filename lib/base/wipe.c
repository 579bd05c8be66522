#include "kagent/wipe.h"

#include <string.h>

void kg_wipe(void *data, size_t size)
{
    memset(data, 0, size);
    /* For all that the compiler knows, this reads the bytes. */
    __asm__ volatile("" : : "r"(data) : "memory");
}
