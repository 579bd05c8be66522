/*
 * time_zones: which time zones there are.
 */
#ifndef KG_RULES_TIME_ZONES_H
#define KG_RULES_TIME_ZONES_H

#include <stdbool.h>

#include "kagent/str.h"

/* Whether the IANA database has a zone, or an older name of one, that is written like this. */
bool time_zone_exists(struct kg_str name);

#endif
