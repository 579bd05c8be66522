#include "client.h"
#include "kagent/emit.h"

enum { REVIEW_MAX = 64 << 10 };

static void add_field(struct kg_buf *out, const char *key, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    kg_buf_printf(out, ",\"%s\":", key);
    kg_emit_json_string(out, kg_str_from(value));
}

struct kg_kube_request kg_kube_access_request(struct kg_arena *arena,
                                              const struct kg_kube_access *access)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, REVIEW_MAX);
    kg_buf_add_text(&out,
                    "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":"
                    "\"SelfSubjectAccessReview\",\"spec\":{\"resourceAttributes\":{\"verb\":");
    kg_emit_json_string(&out, kg_str_from(access->verb));
    add_field(&out, "group", access->resource->group);
    add_field(&out, "version", access->resource->version);
    add_field(&out, "resource", access->resource->plural);
    add_field(&out, "subresource", access->subresource);
    add_field(&out, "namespace", access->namespace);
    add_field(&out, "name", access->name);
    kg_buf_add_text(&out, "}}}");
    return (struct kg_kube_request){
        .method = "POST", .resource = &kg_kube_selfsubjectaccessreviews, .body = kg_buf_str(&out)};
}

bool kg_kube_access_allowed(const struct kg_kube_answer *answer)
{
    return kg_str_is(kg_node_text(kg_node_path(answer->object, "status", "allowed", NULL)), "true");
}

int kg_kube_may(struct kg_kube *kube, struct kg_arena *arena, const struct kg_kube_access *access,
                struct kg_error *err)
{
    struct kg_kube_request request = kg_kube_access_request(arena, access);
    struct kg_kube_answer answer;
    if (kg_kube_call(kube, arena, &request, &answer, err) != 0)
        return -1;
    return kg_kube_access_allowed(&answer);
}
