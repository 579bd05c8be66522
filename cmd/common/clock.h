/*
 * clock: what time it is.
 */
#ifndef KG_CMD_CLOCK_H
#define KG_CMD_CLOCK_H

#include <stdint.h>

/* The moment that it is now (moment.h). */
int64_t cmd_now(void);

#endif
