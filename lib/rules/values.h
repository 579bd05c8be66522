/*
 * values: checks of single values that several kinds share. All of them can stand in tables.
 */
#ifndef KG_RULES_VALUES_H
#define KG_RULES_VALUES_H

#include "kagent/quantity.h"
#include "walk.h"

/* A port as a number or as a name. Source: "Container ports", "ServicePort": targetPort. */
void check_port(struct judge *judge, const struct spot *port);

/* A whole number that is not negative, or a percentage. */
void check_int_or_percent(struct judge *judge, const struct spot *value);

/* The same of which a percentage is at most 100. */
void check_share(struct judge *judge, const struct spot *share);

/* Reads an int-or-percentage; false if it is neither. `*percent` says which. */
bool read_int_or_percent(struct judge *judge, const struct spot *value, int64_t *number,
                         bool *percent);

/* A path inside something: relative, without "..". */
void check_path_below(struct judge *judge, const struct spot *path);

/* The same that does not begin with ".." either (items of volumes). */
void check_item_path(struct judge *judge, const struct spot *path);

/* A path without ".." in it. */
void check_path_without_backsteps(struct judge *judge, const struct spot *path);

/* An absolute path. */
void check_absolute_path(struct judge *judge, const struct spot *path);

/* Reads a quantity, written as text or as number; false when it is none, which a schema reports. */
bool read_quantity(struct judge *judge, const struct spot *spot, struct kg_quantity *quantity);

/* A quantity that is not negative; one that is more than nothing. */
void check_quantity_not_negative(struct judge *judge, const struct spot *spot);
void check_quantity_positive(struct judge *judge, const struct spot *spot);

/* DOMAIN/NAME, at most so many bytes. */
void check_domain_path(struct judge *judge, const struct spot *name, size_t most);

/* An IP address; a block of them. */
void check_address(struct judge *judge, const struct spot *address);
void check_block(struct judge *judge, const struct spot *block);

#endif
