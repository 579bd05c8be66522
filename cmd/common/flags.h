/*
 * flags: what the command line and the environment say, without reading any kubeconfig.
 *
 * Apart from kube.h so that who only asks this links no network library.
 */
#ifndef KG_CMD_FLAGS_H
#define KG_CMD_FLAGS_H

#include "kagent/options.h"

/* The value of the flag of this name; NULL when the command has none. */
const struct kg_option_value *cmd_flag(const struct kg_arguments *arguments, const char *name);

/* Its text; NULL when it was not given. */
const char *cmd_text_flag(const struct kg_arguments *arguments, const char *name);

/* The home directory: $HOME, else the account's; NULL when there is none. */
const char *cmd_home(void);

/*
 * Whether the command line or the environment say anything about a cluster: a
 * kubeconfig that exists, a server, the service account of a pod.
 */
bool cmd_kube_is_configured(const struct kg_arguments *arguments);

#endif
