/*
 * real_path: where a path leads. One file for each system.
 */
#ifndef KG_BASE_REAL_PATH_H
#define KG_BASE_REAL_PATH_H

#include <limits.h>
#include <stdbool.h>
#include <sys/stat.h>

/* Finds the path without symbolic links and what is there. False, with errno, if nothing is. */
bool kg_real_path(const char *path, char real[PATH_MAX], struct stat *status);

#endif
