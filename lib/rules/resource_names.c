#include "resource_names.h"

#include "values.h"

bool resource_is_native(struct kg_str name)
{
    static const char domain[] = "kubernetes.io/";
    size_t length = sizeof domain - 1;
    if (kg_str_find(name, '/') < 0)
        return true;
    for (size_t i = 0; i + length <= name.length; i++) {
        if (memcmp(name.data + i, domain, length) == 0)
            return true;
    }
    return false;
}

bool resource_is_huge_pages(struct kg_str name)
{
    return kg_str_starts(name, "hugepages-");
}

bool resource_can_be_overcommitted(struct kg_str name)
{
    return resource_is_native(name) && !resource_is_huge_pages(name);
}

/* A name with a domain of its own. In a quota, `requests.` stands before it: it must fit. */
static bool is_extended(struct kg_str name)
{
    enum { PREFIX = sizeof "requests." - 1 };
    ptrdiff_t slash = kg_str_find(name, '/');
    return !resource_is_native(name) && !kg_str_starts(name, "requests.") &&
           kg_names_label_key.holds(name) && slash + PREFIX <= KG_NAMES_SUBDOMAIN_MAX;
}

bool resource_is_counted(struct kg_str name)
{
    static const char *const counted[] = {"pods",
                                          "resourcequotas",
                                          "services",
                                          "replicationcontrollers",
                                          "secrets",
                                          "configmaps",
                                          "persistentvolumeclaims",
                                          "services.nodeports",
                                          "services.loadbalancers"};
    return is_one_of(name, counted, sizeof counted / sizeof *counted) || is_extended(name);
}

bool resource_is_standard(struct kg_str name)
{
    static const char *const standard[] = {
        "cpu",
        "memory",
        "ephemeral-storage",
        "requests.cpu",
        "requests.memory",
        "requests.ephemeral-storage",
        "limits.cpu",
        "limits.memory",
        "limits.ephemeral-storage",
        "pods",
        "resourcequotas",
        "services",
        "replicationcontrollers",
        "secrets",
        "configmaps",
        "persistentvolumeclaims",
        "storage",
        "requests.storage",
        "services.nodeports",
        "services.loadbalancers",
    };
    return is_one_of(name, standard, sizeof standard / sizeof *standard) ||
           resource_is_huge_pages(name) || kg_str_starts(name, "requests.hugepages-");
}

struct spot spot_key(const struct spot *map, uint32_t index)
{
    struct spot spot = spot_pair(map, index);
    spot.node = map->node->pairs[index].key;
    spot.anchor = spot.node;
    return spot;
}

static bool refuse(struct judge *judge, const struct spot *spot, const char *why)
{
    complain(judge, "resource-name", spot, "%s %s", quoted(judge, kg_node_text(spot->node)), why);
    return false;
}

bool judge_resource(struct judge *judge, const struct spot *spot)
{
    struct kg_str name = kg_node_text(spot->node);
    if (!kg_names_label_key.holds(name)) {
        complain(judge, "resource-name", spot, "%s is not the name of a resource: it takes %s",
                 quoted(judge, name), kg_names_label_key.wants);
        return false;
    }
    if (kg_str_find(name, '/') < 0 && !resource_is_standard(name))
        return refuse(judge, spot,
                      "is no resource of Kubernetes; others have a domain: example.com/name");
    return true;
}

bool judge_container_resource(struct judge *judge, const struct spot *spot)
{
    static const char *const plain[] = {"cpu", "memory", "ephemeral-storage"};
    struct kg_str name = kg_node_text(spot->node);
    if (!judge_resource(judge, spot))
        return false;
    if (kg_str_find(name, '/') < 0)
        return is_one_of(name, plain, 3) || resource_is_huge_pages(name) ||
               refuse(judge, spot, "is no resource of containers");
    return resource_is_native(name) || is_extended(name) ||
           refuse(judge, spot,
                  "is no extended resource: it begins with \"requests.\" or is too long");
}

void judge_amount(struct judge *judge, const struct spot *spot)
{
    struct kg_quantity amount;
    struct kg_str text = kg_node_text(spot->node);
    if (!read_quantity(judge, spot, &amount))
        return;
    if (kg_quantity_sign(amount) < 0)
        complain(judge, "range", spot, "%s is less than 0", quoted(judge, text));
    if (resource_is_counted(spot->way.key) && !kg_quantity_is_whole(amount))
        complain(judge, "resource-whole", spot, "%s is not a whole number", quoted(judge, text));
}
