#include "company.h"

#include "kagent/object.h"
#include "kagent/selector.h"

const struct kg_node *kg_company_terms(const struct kg_node *pod_spec)
{
    return kg_node_path(pod_spec, "affinity", "podAntiAffinity",
                        "requiredDuringSchedulingIgnoredDuringExecution", NULL);
}

/* Whether the namespace is one of those that a term is about. */
static bool concerns(const struct kg_node *term, struct kg_str own, struct kg_str namespace)
{
    const struct kg_node *names = kg_node_get(term, "namespaces");
    const struct kg_node *selector = kg_node_get(term, "namespaceSelector");
    /* The label that every namespace has; on the stack, so that nothing is allocated. */
    struct kg_node key = {.kind = KG_NODE_SCALAR, .text = KG_STR("kubernetes.io/metadata.name")};
    struct kg_node value = {.kind = KG_NODE_SCALAR, .text = namespace};
    struct kg_pair pair = {&key, &value};
    const struct kg_node labels = {.kind = KG_NODE_MAPPING, .count = 1, .pairs = &pair};
    for (uint32_t i = 0; i < kg_object_count(names); i++) {
        if (kg_str_equal(kg_node_text(names->items[i]), namespace))
            return true;
    }
    if (selector != NULL)
        return kg_node_get(selector, "matchExpressions") == NULL &&
               kg_labels_match(&labels, selector);
    return kg_object_count(names) == 0 && kg_str_equal(own, namespace);
}

/* Whether the two agree in all the labels of `keys` that `self` has; or differ in each of them. */
static bool keys_agree(const struct kg_node *keys, const struct kg_company_pod *self,
                       const struct kg_company_pod *other, bool agree)
{
    for (uint32_t i = 0; i < kg_object_count(keys); i++) {
        const struct kg_node *mine = kg_node_get_str(self->labels, kg_node_text(keys->items[i]));
        const struct kg_node *theirs = kg_node_get_str(other->labels, kg_node_text(keys->items[i]));
        bool same = theirs != NULL && kg_str_equal(kg_node_text(mine), kg_node_text(theirs));
        if (mine != NULL && same != agree)
            return false;
    }
    return true;
}

bool kg_company_refuses(const struct kg_node *term, const struct kg_company_pod *self,
                        const struct kg_company_pod *other)
{
    return concerns(term, self->namespace, other->namespace) &&
           kg_labels_match(other->labels, kg_node_get(term, "labelSelector")) &&
           keys_agree(kg_node_get(term, "matchLabelKeys"), self, other, true) &&
           keys_agree(kg_node_get(term, "mismatchLabelKeys"), self, other, false);
}
