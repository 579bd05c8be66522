#include "children.h"

#include <stddef.h>

#include "kagent/kube.h"

/* A handler gets no context: what it is to end can only be found here. */
static volatile sig_atomic_t groups[KG_KUBE_PLUGINS_MAX];

/* The signal is blocked until this returns; then it ends the program as if nobody had caught it. */
static void on_signal(int number)
{
    for (size_t i = 0; i < KG_KUBE_PLUGINS_MAX; i++) {
        if (groups[i] > 0)
            kill(-groups[i], SIGKILL);
    }
    raise(number);
}

volatile sig_atomic_t *cmd_children(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    const struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    struct sigaction before;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            sigaction(signals[i], &action, NULL);
    }
    return groups;
}
