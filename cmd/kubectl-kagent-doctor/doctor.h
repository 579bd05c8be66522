/*
 * doctor: what was looked at, and what was found.
 *
 * An examination looks at one part (the installation, kubectl, the cluster ...)
 * and says something about each thing in it, with the command that mends what
 * is not in order. It never fails: what it cannot find out, it says.
 */
#ifndef KG_DOCTOR_H
#define KG_DOCTOR_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/options.h"

#include "../common/kube.h"

enum doctor_state {
    DOCTOR_OK,
    DOCTOR_NOTE,      /* works, and is not as it could be */
    DOCTOR_UNCHECKED, /* not looked at, for a reason that is no fault */
    DOCTOR_UNKNOWN,   /* it could not be found out */
    DOCTOR_BAD,
};

struct doctor_finding {
    const char *part; /* title of the examination */
    const char *name; /* a word for programs */
    enum doctor_state state;
    const char *message; /* a sentence without its full stop */
    const char *mend;    /* what to type, one command a line; NULL for nothing */
};

struct doctor {
    struct kg_arena *arena;
    const struct kg_arguments *arguments;
    const char *directory; /* where the suite really lies */
    bool krew;             /* it was installed by krew */

    /* What examinations leave to later ones. */
    const char *kubectl;     /* path; NULL: there is none */
    int kubectl_minor;       /* 33 for v1.33.2; -1: not known */
    struct cmd_kube cluster; /* filled where `connected` */
    bool connected;          /* the API server has answered */

    const char *part; /* of the examination that runs */
    struct doctor_finding *findings;
    size_t count;
};

/* Says something about one thing of the part that is being examined. */
void doctor_say(struct doctor *doctor, enum doctor_state state, const char *name,
                const char *format, ...) KG_PRINTF(4, 5);

/* Says what to type against the last thing said; several times for several commands. */
void doctor_mend(struct doctor *doctor, const char *format, ...) KG_PRINTF(2, 3);

/* Says what an error says: what could not be found out as such, anything else as BAD. */
void doctor_say_error(struct doctor *doctor, const char *name, const struct kg_error *err);

/* The minor release of a version as "v1.33.2"; -1 when it is none of Kubernetes 1. */
int doctor_minor(const char *version);

/* ---- the examinations, in the order of main.c's table ---- */

void doctor_installation(struct doctor *doctor);
void doctor_kubectl(struct doctor *doctor);
void doctor_manifests(struct doctor *doctor);
void doctor_cluster(struct doctor *doctor);
void doctor_rights(struct doctor *doctor);
void doctor_completions(struct doctor *doctor);

/* ---- the report ---- */

/* The exit code that the findings mean. */
int doctor_exit_code(const struct doctor *doctor);

/* Prints them in the format asked for. */
int doctor_report(const struct doctor *doctor, struct kg_error *err);

/* Prints the roles that the commands need, as manifests for this namespace. */
int doctor_print_rbac(struct kg_arena *arena, const char *namespace, struct kg_error *err);

#endif
