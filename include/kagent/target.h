/*
 * target: the commands that messages tell people to type.
 *
 * Such a command is pasted as it stands, and has to reach the cluster that it is
 * about: with the namespace, and with the flags by which the user chose cluster
 * and identity (kg_kubeconfig_access() renders those). Everybody who advises a
 * command makes it here, so that none forgets them:
 *
 *     kg_target_command(arena, &target, "kubectl delete pod %s", name)
 *     -> kubectl delete pod kagent-4 -n kagent --kubeconfig 'my clusters' --context prod
 *
 * The flags come last, where kubectl and its plugins alike take them: kubectl
 * refuses flags between its own name and a plugin's.
 */
#ifndef KAGENT_TARGET_H
#define KAGENT_TARGET_H

#include <stdarg.h>

#include "kagent/arena.h"
#include "kagent/buf.h"

/* Where a command is to go. Texts are borrowed; NULL and "" are nothing. */
struct kg_target {
    const char *namespace; /* for -n */
    const char *access;    /* more flags, quoted already: "--kubeconfig a --context b" */
};

/* The longest command, as a guard (buf.h): more than a command line of Linux can hold. */
#define KG_TARGET_COMMAND_MAX ((size_t)16 << 20)

/*
 * Appends a word so that a POSIX shell takes it for one: as it is where no
 * character of it means anything to a shell, else in single quotes (XCU 2.2.2).
 */
void kg_target_add_word(struct kg_buf *out, const char *word);

/* The same word as a text in the arena, to be put into the format of a command. */
const char *kg_target_word(struct kg_arena *arena, const char *word);

/* The command of `format`, and what it takes to reach the target, in the arena. */
const char *kg_target_command(struct kg_arena *arena, const struct kg_target *target,
                              const char *format, ...) KG_PRINTF(3, 4);
const char *kg_target_vcommand(struct kg_arena *arena, const struct kg_target *target,
                               const char *format, va_list arguments) KG_PRINTF(3, 0);

#endif
