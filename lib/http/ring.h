/*
 * ring: members of a list that leave it without anybody searching for them.
 *
 * A link that is in no list is a ring of its own; taking it out once more does
 * nothing. So what goes away takes itself out of wherever it stands.
 */
#ifndef KG_HTTP_RING_H
#define KG_HTTP_RING_H

#include <stdbool.h>
#include <stddef.h>

struct ring {
    struct ring *next;
    struct ring *before;
};

/* What something is a part of. */
#define OWNER_OF(part, type, member) ((type *)((char *)(part)-offsetof(type, member)))

static inline void ring_init(struct ring *ring)
{
    ring->next = ring->before = ring;
}

static inline bool ring_is_alone(const struct ring *ring)
{
    return ring->next == ring;
}

static inline void ring_take_out(struct ring *link)
{
    link->before->next = link->next;
    link->next->before = link->before;
    ring_init(link);
}

/* Puts a link that is in no list at the end of the list. */
static inline void ring_add(struct ring *list, struct ring *link)
{
    link->before = list->before;
    link->next = list;
    list->before->next = link;
    list->before = link;
}

#endif
