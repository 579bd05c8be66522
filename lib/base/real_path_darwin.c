#include "real_path.h"

#include <stdlib.h>

bool kg_real_path(const char *path, char real[PATH_MAX], struct stat *status)
{
    return realpath(path, real) != NULL && stat(real, status) == 0;
}
