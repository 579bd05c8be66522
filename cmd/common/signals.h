/*
 * signals: the signals of the person at the terminal, as bytes to read in a loop.
 */
#ifndef KG_CMD_SIGNALS_H
#define KG_CMD_SIGNALS_H

#include "kagent/error.h"

/*
 * From here on each of `signals` (ended by 0) makes a byte with its number
 * readable at `*fd`, and does nothing else. There is one such descriptor: who calls
 * again gets the same.
 */
int cmd_signals(const int *signals, int *fd, struct kg_error *err);

/* The next signal that has come; 0 when there is none. */
int cmd_signal_take(int fd);

#endif
