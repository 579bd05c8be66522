/*
 * schema: which fields the kinds of Kubernetes have, and whether an object fits them.
 *
 * Every built-in kind of several Kubernetes minors is known, with what a running
 * API server publishes about it: fields, their types, which are required, the
 * values of enumerations, the keys by which the elements of lists are told
 * apart, and whether its objects live in a namespace. The tables are constant
 * memory of the binary: nothing is read or parsed at start (docs/SCHEMA.md).
 * Custom kinds are learnt from CustomResourceDefinitions.
 *
 *     struct kg_schema *schema;
 *     struct kg_problems problems;
 *     if (kg_schema_open(&arena, NULL, &schema, err) < 0)
 *         return -1;
 *     kg_problems_init(&problems, &arena, 100);
 *     if (kg_schema_check(schema, object, KG_DIALECT_1_2, &problems) == KG_SCHEMA_NOT_CHECKED)
 *         ...say so: an object that nobody could judge is not an object that passed.
 *
 * What no schema holds (that a volume mount names a volume, that a port is below
 * 65536) is not judged here.
 */
#ifndef KAGENT_SCHEMA_H
#define KAGENT_SCHEMA_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/node.h"
#include "kagent/problem.h"
#include "kagent/scalar.h"
#include "kagent/str.h"

/* The kinds of one Kubernetes version, and the custom kinds that were added. */
struct kg_schema;

/* ---- versions ---- */

/* The Kubernetes minors that are built in, "1.37" first, older ones after it; NULL ends them. */
const char *const *kg_schema_versions(void);

/*
 * Opens the kinds of a version. `version` is a minor, with or without a leading
 * "v" and a patch release ("1.33", "v1.33.4"), or NULL for the newest. All
 * memory is the arena's. Fails with KG_ERROR_USAGE for a version that is not
 * built in, and says which are.
 */
int kg_schema_open(struct kg_arena *arena, const char *version, struct kg_schema **schema,
                   struct kg_error *err);

/* The minor that was opened: "1.37". */
const char *kg_schema_version(const struct kg_schema *schema);

/* The number in it: 37. */
unsigned kg_schema_minor(const struct kg_schema *schema);

/* ---- custom kinds ---- */

/*
 * Learns the kinds of a CustomResourceDefinition (apiextensions.k8s.io/v1): one
 * for each served version. Later definitions replace earlier ones of the same
 * kind. The tree of `definition` is borrowed and must not change any more.
 *
 * Fails with KG_ERROR_NEGATIVE and the position when this is no such
 * definition: no group, names or versions, or a version without
 * schema.openAPIV3Schema. Whether the definition as a whole is valid is asked
 * with kg_schema_check(), as for every other object.
 *
 * Of the schema count: type, properties, additionalProperties, items, required,
 * nullable, enum, format, pattern, minimum, maximum, exclusiveMinimum,
 * exclusiveMaximum, multipleOf, minLength, maxLength, minItems, maxItems,
 * uniqueItems, minProperties, maxProperties, allOf, anyOf, oneOf, not, default,
 * x-kubernetes-preserve-unknown-fields, x-kubernetes-int-or-string,
 * x-kubernetes-embedded-resource, x-kubernetes-list-type and
 * x-kubernetes-list-map-keys. Rules in CEL (x-kubernetes-validations) are not
 * evaluated; kg_schema_kind.unjudged says that there are some.
 */
int kg_schema_add_definition(struct kg_schema *schema, const struct kg_node *definition,
                             struct kg_error *err);

/* ---- kinds ---- */

enum kg_schema_scope {
    KG_SCOPE_UNKNOWN,
    KG_SCOPE_CLUSTER,    /* objects live beside namespaces */
    KG_SCOPE_NAMESPACED, /* objects live in one */
};

struct kg_schema_row;    /* a type of the built-in tables */
struct kg_schema_custom; /* a type of a CustomResourceDefinition */

/*
 * A place in the schema of a kind: what may stand at, say, spec.replicas. Passed
 * by value; lives as long as the schema. With neither row nor custom, nothing
 * is known, and every question below answers that with "nothing".
 */
struct kg_schema_type {
    const struct kg_schema *schema;
    const struct kg_schema_row *row;
    const struct kg_schema_custom *custom;
};

/* What is known of a kind. Texts live as long as the schema. */
struct kg_schema_kind {
    struct kg_str api_version; /* "apps/v1" */
    struct kg_str kind;        /* "StatefulSet" */
    struct kg_str resource;    /* "statefulsets", as paths of the API name it */
    enum kg_schema_scope scope;
    struct kg_schema_type type; /* of its objects */
    bool custom;                /* learnt from a CustomResourceDefinition */
    bool unjudged;              /* its schema has rules that are not evaluated here */
    const char *deprecated;     /* the minor that deprecated it; NULL if it is not */
    const char *removed;        /* the minor that will no longer serve it; NULL if none is known */
    const char *replacement;    /* "discovery.k8s.io/v1 EndpointSlice"; NULL if none is known */
};

/* Finds a kind by its exact names. Returns whether it is known; else `*found` is untouched. */
bool kg_schema_find(const struct kg_schema *schema, struct kg_str api_version, struct kg_str kind,
                    struct kg_schema_kind *found);

/* The scope of a kind: KG_SCOPE_UNKNOWN when the kind is not known. */
enum kg_schema_scope kg_schema_scope(const struct kg_schema *schema, struct kg_str api_version,
                                     struct kg_str kind);

/*
 * Calls `visit` for each kind of this version, built-in ones sorted by kind and
 * apiVersion, custom ones after them in the order they were added.
 */
void kg_schema_each_kind(const struct kg_schema *schema,
                         void (*visit)(void *context, const struct kg_schema_kind *kind),
                         void *context);

/* ---- types ---- */

enum kg_schema_form {
    KG_FORM_UNKNOWN, /* nothing is known here: there is no such field */
    KG_FORM_ANY,     /* whatever JSON can say */
    KG_FORM_STRUCT,  /* an object with named fields */
    KG_FORM_MAP,     /* an object whose keys are data: labels */
    KG_FORM_LIST,
    KG_FORM_STRING,
    KG_FORM_BOOLEAN,
    KG_FORM_INT32,
    KG_FORM_INT64,
    KG_FORM_NUMBER,        /* any number, also with a fraction */
    KG_FORM_INT_OR_STRING, /* 80 or "http", 1 or "25%" */
    KG_FORM_QUANTITY,      /* 0.5, "500m", "1Gi" */
    KG_FORM_TIME,          /* RFC 3339, with a zone */
    KG_FORM_MICRO_TIME,    /* the same, with six digits of a fraction */
    KG_FORM_BYTES,         /* base64, RFC 4648 section 4, padded */
};

enum kg_schema_form kg_schema_form(struct kg_schema_type type);

/*
 * The name of a built-in type, "core/v1.Container", "meta/v1.LabelSelector": the
 * same wherever it is used, so that a rule can find all places that need it.
 * Types without a name (lists, scalars, what a CustomResourceDefinition says)
 * have the empty text.
 */
struct kg_str kg_schema_type_name(struct kg_schema_type type);

/* The type of a field of a struct, or of the values of a map. */
struct kg_schema_type kg_schema_field(struct kg_schema_type type, struct kg_str name);

/* Whether a struct's field must be there. */
bool kg_schema_requires(struct kg_schema_type type, struct kg_str name);

/*
 * The default that the API publishes for a struct's field: "TCP" for protocol.
 * Empty when it publishes none; most defaults are not published.
 */
struct kg_str kg_schema_default(struct kg_schema_type type, struct kg_str name);

/* The type of a list's elements. */
struct kg_schema_type kg_schema_elements(struct kg_schema_type type);

/* Calls `visit` for each named field of a struct, in the order of the tables. */
void kg_schema_each_field(struct kg_schema_type type,
                          void (*visit)(void *context, struct kg_str name,
                                        struct kg_schema_type field, bool required),
                          void *context);

/* How the elements of a list are told apart (x-kubernetes-list-type). */
enum kg_schema_list {
    KG_LIST_ATOMIC, /* by nothing: the list is one value. Also of types that are no list */
    KG_LIST_SET,    /* by their values */
    KG_LIST_MAP,    /* by their keys */
};

/* More keys than any list has: NetworkPolicies, ports and the like have at most three. */
enum { KG_SCHEMA_KEYS_MAX = 4 };

/*
 * The list's type and, of KG_LIST_MAP, the names of its keys, as a server-side
 * apply uses them: `*count` of them in `keys`. A key that an element lacks has
 * its default (kg_schema_default) there.
 */
enum kg_schema_list kg_schema_list(struct kg_schema_type type,
                                   struct kg_str keys[KG_SCHEMA_KEYS_MAX], size_t *count);

/* Calls `visit` for each value that an enumeration allows; for none when it is no enumeration. */
void kg_schema_each_value(struct kg_schema_type type,
                          void (*visit)(void *context, struct kg_str value), void *context);

/* ---- judging an object ---- */

enum kg_schema_outcome {
    KG_SCHEMA_CHECKED,     /* judged; the problems, if any, are in the list */
    KG_SCHEMA_NOT_CHECKED, /* the kind is of a group that is not built in, and no definition has it
                            */
};

/*
 * Judges an object the way the API server does with fieldValidation=Strict, as
 * far as types, enumerations and required fields go. `dialect` is that of the
 * reader that will decide what its scalars are: KG_DIALECT_1_2 for what kustomize
 * builds, KG_DIALECT_1_1 for a manifest that kubectl reads itself.
 *
 * The rules that problems name:
 *
 *   unknown-kind        a group that is built in has no such kind, in this version or in any
 *   removed-version     this version no longer serves the apiVersion; the message has the new one
 *   deprecated-version  the server will warn of the apiVersion: not an error
 *   unknown-field       with the field that was probably meant
 *   duplicate-field     a key that stands twice in a mapping
 *   required            a field that must be there is missing or null
 *   null-element        a list has a null among its elements, or a map among its values
 *   type                what is there cannot be read as what is expected
 *   enum                a value that is none of the allowed ones
 *   format              a text that is no quantity, time, base64 ...
 *   pattern, range, length, unique, combination
 *                       what a CustomResourceDefinition asks beyond types
 *
 * An empty text is taken for an absent one where the server does (enumerations
 * with a default). A null is an absent field. Two rules are stricter than the
 * server, which takes null elements for empty ones and does without some of the
 * fields that its API calls required: "null-element" and "required".
 *
 * The object and its texts are borrowed by the problems. `schema` is changed by
 * nothing that can be seen: patterns are compiled when they are first met.
 */
enum kg_schema_outcome kg_schema_check(struct kg_schema *schema, const struct kg_node *object,
                                       enum kg_dialect dialect, struct kg_problems *problems);

/* ---- walking an object with its types ---- */

struct kg_schema_place {
    const struct kg_node *node; /* what is there */
    struct kg_schema_type type; /* what is known about it */
    const struct kg_way *way;   /* how one gets there; valid during the call */
    enum kg_context context;    /* whether it stands inside a flow collection (kg_scalar_value) */
};

/*
 * Calls `visit` for the object and everything in it whose type is known, parents
 * first, in the order of the source. Returning false leaves out what is inside.
 * Nulls are not visited. So a rule finds every label selector, or every
 * quantity, without knowing which kinds have one where.
 */
void kg_schema_walk(struct kg_schema_type type, const struct kg_node *object,
                    bool (*visit)(void *context, const struct kg_schema_place *place),
                    void *context);

#endif
