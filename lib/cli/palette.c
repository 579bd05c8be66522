#include "kagent/palette.h"

const struct kg_palette kg_palette_plain = {"", "", "", "", "", ""};

const struct kg_palette kg_palette_terminal = {
    .faint = "\033[2m",
    .heading = "\033[1m",
    .added = "\033[32m",
    .removed = "\033[31m",
    .changed = "\033[33m",
    .reset = "\033[0m",
};
