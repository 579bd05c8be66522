#include "kagent/palette.h"

const struct kg_palette kg_palette_plain = {"", "", "", "", "", "", "", "", ""};

const struct kg_palette kg_palette_terminal = {
    .faint = "\033[2m",
    .heading = "\033[1m",
    .added = "\033[32m",
    .removed = "\033[31m",
    .changed = "\033[33m",
    .error = "\033[1;31m",
    .warning = "\033[33m",
    .passed = "\033[32m",
    .reset = "\033[0m",
};
