/*
 * layers: a function for each; pure, texts in the arena.
 */
#ifndef DIAGNOSIS_LAYERS_H
#define DIAGNOSIS_LAYERS_H

#include "kagent/diagnosis.h"

struct finding {
    enum kg_layer_state state;
    const char *evidence;
    const char *next;
};

/* Of pods. */
struct finding layer_pod(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
struct finding layer_containers(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
struct finding layer_readiness(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
struct finding layer_pod_service(struct kg_arena *arena,
                                 const struct kg_diagnosis_subject *subject);

/* Of Services. */
struct finding layer_service(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
struct finding layer_endpoints(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
struct finding layer_target_port(struct kg_arena *arena,
                                 const struct kg_diagnosis_subject *subject);

/* Of URLs. */
struct finding layer_name(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
struct finding layer_connection(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
struct finding layer_tls(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);

/* What probes have seen. */
struct finding layer_way(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
struct finding layer_port(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
struct finding layer_http(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
struct finding layer_card(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
struct finding layer_rpc(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
struct finding layer_agent(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);

/* The names and numbers of a list of ports: "metrics 9090, http 8080"; "" for none. */
const char *layer_ports_text(struct kg_arena *arena, const struct kg_node *ports,
                             const char *number);

/* The container of a pod that declares this port, or NULL. */
const struct kg_node *layer_container_of(const struct kg_node *pod, unsigned port);

/* A command of kubectl that reaches what the subject is about. */
const char *layer_command(struct kg_arena *arena, const struct kg_diagnosis_subject *subject,
                          const char *format, ...) KG_PRINTF(3, 4);

/* curl, asking a URL for its agent's card. */
const char *layer_curl(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);

#endif
