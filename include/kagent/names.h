/*
 * names: the grammars of the names that Kubernetes gives to things.
 *
 * Each grammar is one constant: its predicate, the rule id under which a
 * break of it is reported, and its description for people. Predicates judge
 * bytes, look at nothing else and never fail; the empty text is judged like
 * any other (only a label value may be empty).
 *
 *     if (!kg_names_dns_label.holds(name))
 *         say("%s: %s", kg_names_dns_label.rule, kg_names_dns_label.wants);
 *
 * Sources are named beside each grammar: the RFC and the page of the
 * Kubernetes documentation that ask for it.
 */
#ifndef KAGENT_NAMES_H
#define KAGENT_NAMES_H

#include <stdbool.h>

#include "kagent/str.h"

/* Longest texts, in bytes. */
enum {
    KG_NAMES_LABEL_MAX = 63,      /* a DNS label, a label value, the name part of a label key */
    KG_NAMES_SUBDOMAIN_MAX = 253, /* a DNS subdomain, a ConfigMap key */
    KG_NAMES_PORT_MAX = 15,       /* a port name (RFC 6335) */
};

struct kg_grammar {
    const char *rule;  /* "dns-label": the rule that is broken where it does not hold */
    const char *what;  /* "a DNS label" */
    const char *wants; /* what it takes, to be read after "it takes" */
    bool (*holds)(struct kg_str text);
};

/* RFC 1123: "Names", "RFC 1123 Label Names": [a-z0-9]([-a-z0-9]*[a-z0-9])?, at most 63. */
extern const struct kg_grammar kg_names_dns_label;

/* RFC 1123: "Names", "DNS Subdomain Names": such labels joined by dots, at most 253 together. */
extern const struct kg_grammar kg_names_dns_subdomain;

/* RFC 1035: "Names", "RFC 1035 Label Names": a DNS label that starts with a letter. */
extern const struct kg_grammar kg_names_dns_1035_label;

/* A DNS subdomain in which labels may hold underscores (dnsConfig.searches). */
extern const struct kg_grammar kg_names_dns_search;

/* A DNS subdomain in letters of either case, at most 63 (the name of a CSI driver). */
extern const struct kg_grammar kg_names_csi_driver;

/* `*.` before a DNS subdomain (the host of an Ingress rule). */
extern const struct kg_grammar kg_names_wildcard;

/*
 * "Labels and Selectors", "Syntax and character set": an optional DNS subdomain and a slash, then
 * at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends. Resource
 * names, condition types, finalizers and application protocols are written in the same way.
 */
extern const struct kg_grammar kg_names_label_key;

/* The same, of which capitals in the prefix are allowed (annotations). */
extern const struct kg_grammar kg_names_annotation_key;

/* "Labels and Selectors": empty, or like the name part of a key. */
extern const struct kg_grammar kg_names_label_value;

/* RFC 6335, 5.1 (IANA_SVC_NAME): at most 15 of [-a-z0-9], a letter among them, no "--", no '-' at
 * an end. */
extern const struct kg_grammar kg_names_port;

/* A key of a ConfigMap or Secret: letters, digits, '-', '_', '.'; neither "." nor "..", no ".." in
 * front. */
extern const struct kg_grammar kg_names_config_key;

/* The name of an environment variable since 1.32: printable ASCII without '='. */
extern const struct kg_grammar kg_names_variable;

/* RFC 9110 as far as probes go: letters, digits and '-'. */
extern const struct kg_grammar kg_names_http_header;

/* A percentage: digits and '%'. */
extern const struct kg_grammar kg_names_percent;

/* A kernel parameter in either spelling, kernel.shm_rmid_forced or net/ipv4/ip_forward. */
extern const struct kg_grammar kg_names_sysctl;

/*
 * A name in front of which a generated part follows (metadata.generateName) must obey the grammar
 * of the whole, except that it may end in '-'.
 */
bool kg_names_prefix_holds(const struct kg_grammar *grammar, struct kg_str prefix);

#endif
