/*
 * pod: the parts of a pod, one table or function per file.
 *
 * Source of all of it: API reference, "Pod", and the sections that it links.
 */
#ifndef KG_RULES_POD_H
#define KG_RULES_POD_H

#include "kagent/map.h"
#include "kinds.h"

/* What the parts of a pod need to know of the whole. */
struct pod {
    struct spot spec;
    struct spot labels; /* of the pod, or of its template */
    struct spot annotations;
    struct spot volumes;
    struct spot claim_templates; /* of a StatefulSet; else nothing */
    struct spot resource_claims;
    struct kg_str os; /* empty if none is given */
    int64_t grace;    /* seconds */
    bool host_users;
    bool host_network;
    bool template; /* a pod template, not a pod */
};

/*
 * Judges a pod template, a mapping of metadata and spec. `claim_templates` is a list of
 * PersistentVolumeClaims that become volumes of the pods, or a spot with nothing.
 */
void judge_template(struct judge *judge, const struct spot *template,
                    const struct spot *claim_templates);

/* A template of pods that always run: for tables. */
void check_template(struct judge *judge, const struct spot *template);

/* Pods that a controller keeps running are always restarted and have no deadline. */
void check_runs_forever(struct judge *judge, const struct spot *template);

/* ---- what mounts refer to ---- */

/* The volume of this name, also one of a claim template: its node is then that template's. */
struct spot pod_volume(const struct pod *pod, struct kg_str name);

/* Finds the volume that a mount of any kind names; complains where the pod has none. In mount.c. */
bool find_mounted(struct judge *judge, const struct spot *name, struct spot *volume);

/* Whether a claim template takes the place of this volume. */
bool pod_has_claim_template(const struct pod *pod, struct kg_str name);

/* ---- tables and checks, by file ---- */

extern const struct type type_container;      /* container.c */
extern const struct type type_init_container; /* container.c */
extern const struct type type_volume;         /* volume.c */
extern const struct type type_probe;          /* probe.c: any; more by kind of probe below */
extern const struct type type_lifecycle;      /* probe.c */
extern const struct type type_env;            /* env.c */
extern const struct type type_env_from;       /* env.c */
extern const struct type type_mount;          /* mount.c */
extern const struct type type_device;         /* mount.c */
extern const struct type type_downward_file;  /* env.c: in a volume */
extern const struct type type_security;       /* security.c: of a container */
extern const struct type type_pod_security;   /* security.c: of a pod */
extern const struct type type_affinity;       /* affinity.c */
extern const struct type type_node_selector;  /* affinity.c */
extern const struct type type_toleration;     /* scheduling.c */
extern const struct type type_spread;         /* scheduling.c */
extern const struct type type_resize_policy;  /* resources.c */
extern const struct type type_claim_spec;     /* claim.c: of a PersistentVolumeClaim */

void check_liveness(struct judge *judge, const struct spot *probe);
void check_readiness(struct judge *judge, const struct spot *probe);
void check_mounts(struct judge *judge, const struct spot *container);
void check_container_resources(struct judge *judge, const struct spot *resources);
void check_pod_resources(struct judge *judge, const struct spot *resources);
void check_overhead(struct judge *judge, const struct spot *overhead);
void check_pod_security(struct judge *judge, const struct spot *spec);
void check_sysctls(struct judge *judge, const struct spot *sysctls);
void check_spread(struct judge *judge, const struct spot *constraints);

/* matchLabelKeys and mismatchLabelKeys: keys, beside a labelSelector only. */
void check_label_keys(struct judge *judge, const struct spot *term, const char *name);

/* The API server adds what the pod has for matchLabelKeys to the selector: no key may be there. */
void check_merged_keys(struct judge *judge, const struct spot *term);

void check_claim_template(struct judge *judge, const struct spot *template);

/* Annotations of pods that fields have replaced, and the cost of deletion. */
void check_pod_annotations(struct judge *judge, const struct spot *annotations);

/* Access modes of claims and volumes: ReadWriteOncePod stands alone. */
void check_access_modes(struct judge *judge, const struct spot *modes);

/* Calls for each container of a list of init containers and of containers. */
void for_each_container(struct judge *judge, const struct spot *spec,
                        void (*call)(struct judge *judge, const struct spot *container));

#endif
