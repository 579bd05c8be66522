/*
 * kagent-network: the commands that need a network, in one program.
 *
 * Linked statically, each would carry a TLS library of its own. So a static
 * suite has them here once, and under their names small programs that go on as
 * this one (command.c), whose first argument says which command it is.
 */
#include <string.h>

#include "../common/command.h"
#include "suite.h"

/* What is linked into it: krew/static/network.mk writes PROGRAM(name, its cmd_main) for each. */
#define PROGRAM(name, function) extern __typeof__(cmd_main) function;
#include "network.h"
#undef PROGRAM

static const struct {
    const char *name;
    __typeof__(cmd_main) *main;
} programs[] = {
#define PROGRAM(name, function) {name, function},
#include "network.h"
#undef PROGRAM
};

int cmd_main(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    for (size_t i = 0; words[0] != NULL && i < sizeof programs / sizeof *programs; i++) {
        if (strcmp(programs[i].name, words[0]) == 0)
            return programs[i].main(arena, words + 1, err);
    }
    kg_error_set(err, KG_ERROR_USAGE, "this program is a part of others, and no command");
    return kg_error_advise(err, "Run '%s help' for the commands.", kagent_suite.invocation);
}
