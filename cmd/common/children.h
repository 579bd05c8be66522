/*
 * children: what runs in groups of its own ends with the program.
 */
#ifndef KG_CMD_CHILDREN_H
#define KG_CMD_CHILDREN_H

#include <signal.h>

/*
 * Where to note process groups (KG_KUBE_PLUGINS_MAX of them, 0 for none). From
 * the first call on SIGINT, SIGTERM and SIGHUP kill these before they end the
 * program, unless they are ignored or have a handler.
 */
volatile sig_atomic_t *cmd_children(void);

#endif
