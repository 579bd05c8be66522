/*
 * interrupt: ^C while waiting is an answer, not an accident.
 */
#ifndef KG_SCALE_INTERRUPT_H
#define KG_SCALE_INTERRUPT_H

#include <signal.h>

#include "kagent/http.h"

struct interrupt {
    int signal; /* SIGINT or SIGTERM that came; 0 for none */
    int read_end;
    struct kg_http_fd *watched;
    struct sigaction before[2];
};

/* From here on the two signals are noted, and wake the loop. A second one ends the program. */
int interrupt_catch(struct kg_http *http, struct interrupt *interrupt, struct kg_error *err);

/* They do again what they did before. */
void interrupt_release(struct interrupt *interrupt);

#endif
