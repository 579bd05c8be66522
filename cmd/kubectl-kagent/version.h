/*
 * version: `kubectl kagent version`.
 */
#ifndef KG_CMD_VERSION_H
#define KG_CMD_VERSION_H

#include "../common/command.h"

cmd_work version_print;

#endif
