/*
 * pod: an HTTP server in a process of its own, for tests of what leads to one.
 *
 * What it answers is told by the path:
 *
 *     /keep       "N M": the connection's number and the request's number on it
 *     /close      the same, with `Connection: close`
 *     /unsized    "whole", its end marked by the connection's end alone
 *     /cut        half of the body that it announces
 *     /reset      half a body, then an RST
 *     /big        three million bytes
 *     /echo       what the request's body was
 *     /deaf       nothing; and it does not read the body either
 */
#ifndef UNIT_POD_H
#define UNIT_POD_H

#include <sys/types.h>

enum { POD_BIG = 3000000 };

struct pod {
    pid_t pid;
    unsigned port; /* on 127.0.0.1 */
};

/* Starts it. Ends at the latest with the program that has started it. */
struct pod pod_start(void);
void pod_end(struct pod *pod);

#endif
