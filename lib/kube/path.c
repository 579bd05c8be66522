#include <string.h>

#include "client.h"

enum { PATH_MAX_BYTES = 64 << 10 };

#define RESOURCE(variable, group, version, plural, kind, namespaced)                               \
    const struct kg_kube_resource kg_kube_##variable = {group, version, plural, kind, namespaced}

RESOURCE(namespaces, "", "v1", "namespaces", "Namespace", false);
RESOURCE(nodes, "", "v1", "nodes", "Node", false);
RESOURCE(pods, "", "v1", "pods", "Pod", true);
RESOURCE(services, "", "v1", "services", "Service", true);
RESOURCE(events, "", "v1", "events", "Event", true);
RESOURCE(configmaps, "", "v1", "configmaps", "ConfigMap", true);
RESOURCE(secrets, "", "v1", "secrets", "Secret", true);
RESOURCE(serviceaccounts, "", "v1", "serviceaccounts", "ServiceAccount", true);
RESOURCE(pvcs, "", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true);
RESOURCE(resourcequotas, "", "v1", "resourcequotas", "ResourceQuota", true);
RESOURCE(limitranges, "", "v1", "limitranges", "LimitRange", true);
RESOURCE(statefulsets, "apps", "v1", "statefulsets", "StatefulSet", true);
RESOURCE(controllerrevisions, "apps", "v1", "controllerrevisions", "ControllerRevision", true);
RESOURCE(endpointslices, "discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true);
RESOURCE(hpas, "autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true);
RESOURCE(pdbs, "policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true);
RESOURCE(networkpolicies, "networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true);
RESOURCE(selfsubjectaccessreviews, "authorization.k8s.io", "v1", "selfsubjectaccessreviews",
         "SelfSubjectAccessReview", false);

/* RFC 3986: what is not unreserved is encoded. */
static void add_encoded(struct kg_buf *out, const char *text)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (const char *next = text; *next != '\0'; next++) {
        if (strchr(plain, *next) != NULL)
            kg_buf_add_char(out, *next);
        else
            kg_buf_printf(out, "%%%02X", (unsigned)(unsigned char)*next);
    }
}

/* Adds one element of the path. Names that a path gives a meaning of its own can be none. */
static int add_element(struct kg_buf *out, const char *what, const char *name, struct kg_error *err)
{
    if (name[0] == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
        strpbrk(name, "/%") != NULL)
        return kg_error_set(err, KG_ERROR_USAGE, "\"%s\" cannot be the name of a %s", name, what);
    kg_buf_add_char(out, '/');
    add_encoded(out, name);
    return 0;
}

static int add_path(struct kg_buf *out, const struct kg_kube_request *request, struct kg_error *err)
{
    const struct kg_kube_resource *resource = request->resource;
    if (resource->group[0] == '\0')
        kg_buf_printf(out, "/api/%s", resource->version);
    else
        kg_buf_printf(out, "/apis/%s/%s", resource->group, resource->version);
    if (resource->namespaced && request->namespace != NULL) {
        kg_buf_add_text(out, "/namespaces");
        if (add_element(out, "namespace", request->namespace, err) != 0)
            return -1;
    }
    kg_buf_printf(out, "/%s", resource->plural);
    if (request->name != NULL && add_element(out, resource->kind, request->name, err) != 0)
        return -1;
    if (request->subresource != NULL)
        kg_buf_printf(out, "/%s", request->subresource);
    return 0;
}

static void add_query(struct kg_buf *out, char *separator, const char *key, const char *value)
{
    if (value == NULL)
        return;
    kg_buf_printf(out, "%c%s=", *separator, key);
    add_encoded(out, value);
    *separator = '&';
}

static void add_queries(struct kg_buf *out, const struct kg_kube_request *request)
{
    char separator = '?';
    const char *limit =
        request->limit == 0 ? NULL : kg_arena_printf(out->arena, "%u", request->limit);
    const struct {
        const char *key;
        const char *value;
    } queries[] = {
        {"labelSelector", request->label_selector},     {"fieldSelector", request->field_selector},
        {"resourceVersion", request->resource_version}, {"limit", limit},
        {"continue", request->continue_token},          {"fieldManager", request->field_manager},
        {"fieldValidation", request->field_validation}, {"dryRun", request->dry_run ? "All" : NULL},
        {"force", request->force ? "true" : NULL},
    };
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        add_query(out, &separator, queries[i].key, queries[i].value);
}

int kg_kube_request_path(struct kg_arena *arena, const struct kg_kube_request *request,
                         const char *more, const char **path, struct kg_error *err)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, PATH_MAX_BYTES);
    if (request->path != NULL) {
        kg_buf_add_text(&out, request->path);
    } else {
        if (add_path(&out, request, err) != 0)
            return -1;
        add_queries(&out, request);
    }
    if (more[0] != '\0')
        kg_buf_printf(&out, "%c%s", kg_str_find(kg_buf_str(&out), '?') < 0 ? '?' : '&', more);
    *path = out.data;
    return 0;
}
