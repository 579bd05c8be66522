#include "gvk.h"

void kg_gvk_set_api_version(struct kg_gvk *gvk, struct kg_str api_version)
{
    ptrdiff_t slash = kg_str_find(api_version, '/');
    gvk->group = kg_str_head(api_version, slash < 0 ? 0 : (size_t)slash);
    gvk->version = kg_str_from_index(api_version, slash < 0 ? 0 : (size_t)slash + 1);
}

bool kg_gvk_equal(struct kg_gvk a, struct kg_gvk b)
{
    return kg_str_equal(a.kind, b.kind) && kg_str_equal(a.version, b.version) &&
           kg_str_equal(a.group, b.group);
}

static bool selected(struct kg_str text, struct kg_str selector)
{
    return selector.length == 0 || kg_str_equal(text, selector);
}

bool kg_gvk_selected(struct kg_gvk gvk, struct kg_gvk selector)
{
    return selected(gvk.kind, selector.kind) && selected(gvk.group, selector.group) &&
           selected(gvk.version, selector.version);
}
