#include "client.h"

enum { PAGE = 500 };

struct kg_str kg_kube_name(const struct kg_node *object)
{
    return kg_node_text(kg_node_path(object, "metadata", "name", NULL));
}

struct kg_str kg_kube_namespace(const struct kg_node *object)
{
    return kg_node_text(kg_node_path(object, "metadata", "namespace", NULL));
}

struct kg_str kg_kube_resource_version(const struct kg_node *object)
{
    return kg_node_text(kg_node_path(object, "metadata", "resourceVersion", NULL));
}

void kg_kube_complete_item(struct kg_arena *arena, const struct kg_kube_resource *resource,
                           struct kg_node *item)
{
    if (resource == NULL || !kg_node_is(item, KG_NODE_MAPPING) || kg_node_get(item, "kind") != NULL)
        return;
    const char *version = resource->group[0] == '\0'
                              ? resource->version
                              : kg_arena_printf(arena, "%s/%s", resource->group, resource->version);
    kg_node_set(arena, item, "apiVersion", kg_node_string(arena, kg_str_from(version)));
    kg_node_set(arena, item, "kind", kg_node_string(arena, kg_str_from(resource->kind)));
}

/* A list that is being read page by page. */
struct listing {
    struct kg_kube *kube;
    struct kg_kube_request request;
    void (*item)(void *context, const struct kg_node *item);
    void *context;
    struct kg_arena *page;  /* of the current page */
    struct kg_arena *token; /* of the token that leads to it */
};

/* Hands the elements out and takes the token for the next page. */
static void take_page(struct listing *listing, const struct kg_node *list)
{
    const struct kg_node *items = kg_node_get(list, "items");
    struct kg_str token = kg_node_text(kg_node_path(list, "metadata", "continue", NULL));
    for (uint32_t i = 0; kg_node_is(items, KG_NODE_SEQUENCE) && i < items->count; i++) {
        kg_kube_complete_item(listing->page, listing->request.resource, items->items[i]);
        listing->item(listing->context, items->items[i]);
    }
    listing->request.continue_token = NULL;
    kg_arena_release(listing->token);
    if (token.length > 0)
        listing->request.continue_token = kg_str_copy(listing->token, token);
}

/*
 * Reads pages until the end. A token that has expired on the way (the server
 * keeps old states for some minutes) is told by 1.
 */
static int read_pages(struct listing *listing, struct kg_arena *arena, const char **version,
                      struct kg_error *err)
{
    do {
        struct kg_kube_answer answer;
        bool follows = listing->request.continue_token != NULL;
        kg_arena_release(listing->page);
        if (kg_kube_call(listing->kube, listing->page, &listing->request, &answer, err) != 0)
            return follows && answer.reason == KG_KUBE_EXPIRED ? 1 : -1;
        if (version != NULL)
            *version = kg_str_copy(arena, kg_kube_resource_version(answer.object));
        take_page(listing, answer.object);
    } while (listing->request.continue_token != NULL);
    return 0;
}

int kg_kube_list(struct kg_kube *kube, struct kg_arena *arena,
                 const struct kg_kube_request *request,
                 void (*item)(void *context, const struct kg_node *item),
                 void (*restart)(void *context), void *context, const char **resource_version,
                 struct kg_error *err)
{
    enum { RESTARTS_MAX = 3 };
    struct listing listing = {.kube = kube,
                              .request = *request,
                              .item = item,
                              .context = context,
                              .page = kg_arena_child(arena, arena->budget),
                              .token = kg_arena_child(arena, arena->budget)};
    int rc = 1;
    if (listing.request.limit == 0)
        listing.request.limit = PAGE;
    for (int i = 0; i < RESTARTS_MAX && rc == 1; i++) {
        if (i > 0)
            restart(context);
        listing.request.continue_token = NULL;
        rc = read_pages(&listing, arena, resource_version, err);
        if (restart == NULL)
            break;
    }
    kg_arena_release(listing.page);
    kg_arena_release(listing.token);
    return rc == 0 ? 0 : -1;
}
