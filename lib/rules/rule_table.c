/* The rules by id, with where each is written. */
#include <stdlib.h>
#include <string.h>

#include "kagent/rules.h"

/* Sorted by id. */
static const struct kg_rule rules[] = {
    {"annotation-key", "the key of an annotation is a name, with a domain in front if wanted",
     "Annotations: Syntax and character set", KG_RULE_API_SERVER},
    {"annotations-size", "the annotations of an object are at most 256 KiB together",
     "Annotations: Syntax and character set", KG_RULE_API_SERVER},
    {"api-version", "an API version is VERSION or GROUP/VERSION", "OwnerReference: apiVersion",
     KG_RULE_API_SERVER},
    {"dns-label", "the name is a DNS label", "Names: RFC 1123 Label Names", KG_RULE_API_SERVER},
    {"dns-subdomain", "the name is a DNS subdomain", "Names: DNS Subdomain Names",
     KG_RULE_API_SERVER},
    {"duplicate", "elements of a list do not have the same name", "the field's list-map key",
     KG_RULE_API_SERVER},
    {"required", "a field that the object cannot do without is there and not empty", "the field",
     KG_RULE_API_SERVER},
};

enum { RULES = sizeof rules / sizeof *rules };

const struct kg_rule *kg_rules_all(size_t *count)
{
    *count = RULES;
    return rules;
}

static int compare_rule(const void *id, const void *rule)
{
    return strcmp(id, ((const struct kg_rule *)rule)->id);
}

const struct kg_rule *kg_rules_find(const char *id)
{
    return bsearch(id, rules, RULES, sizeof *rules, compare_rule);
}
