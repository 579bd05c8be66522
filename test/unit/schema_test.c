/* What is known about Kubernetes' kinds, and how objects are judged by it. */
#include "unit.h"

#include <string.h>

#include "kagent/buf.h"
#include "kagent/schema.h"
static struct kg_schema *opened(struct kg_arena *arena, const char *version)
{
    struct kg_schema *schema = NULL;
    CHECK_INT(kg_schema_open(arena, version, &schema, NULL), 0);
    return schema;
}

/* The problems as lines "PATH: RULE: MESSAGE | ADVICE"; "not checked" when nobody knows the kind.
 */
static const char *judged(struct kg_arena *arena, struct kg_schema *schema, const char *text)
{
    struct kg_problems problems;
    struct kg_buf out;
    kg_problems_init(&problems, arena, 20);
    kg_buf_init(&out, arena, 1 << 16);
    if (kg_schema_check(schema, unit_yaml(arena, "object.yaml", text), KG_DIALECT_1_2, &problems) ==
        KG_SCHEMA_NOT_CHECKED)
        return "not checked";
    kg_buf_add_text(&out, "");
    for (size_t i = 0; i < problems.count; i++) {
        const struct kg_problem *problem = &problems.items[i];
        kg_buf_printf(&out, "%s%s: %s: %s", i > 0 ? "\n" : "", problem->path, problem->rule,
                      problem->message);
        if (problem->advice != NULL)
            kg_buf_printf(&out, " | %s", problem->advice);
    }
    return kg_buf_str(&out).data;
}

struct judgement {
    const char *object;
    const char *problems;
};

static void check_judgements(struct kg_arena *arena, struct kg_schema *schema,
                             const struct judgement *judgements, size_t count)
{
    for (size_t i = 0; i < count; i++)
        CHECK_TEXT(judged(arena, schema, judgements[i].object), judgements[i].problems);
}

#define CHECK_JUDGEMENTS(schema, ...)                                                              \
    do {                                                                                           \
        static const struct judgement judgements[] = {__VA_ARGS__};                                \
        check_judgements(arena, schema, judgements, sizeof judgements / sizeof *judgements);       \
    } while (0)

#define SERVICE "apiVersion: v1\nkind: Service\nmetadata: {name: x}\n"

TEST("an object that is as it should be has no problems")
{
    CHECK_JUDGEMENTS(opened(arena, NULL),
                     {SERVICE "spec: {ports: [{port: 80, targetPort: http}], type: ClusterIP}", ""},
                     {SERVICE "spec: null", ""}, {SERVICE "spec: {type: ''}", ""});
}

TEST("an unknown field is told, with the one that was meant")
{
    CHECK_JUDGEMENTS(
        opened(arena, NULL),
        {SERVICE "spec: {selectr: {app: x}}",
         "spec.selectr: unknown-field: ServiceSpec has no field \"selectr\" | Did you mean "
         "\"selector\"?"},
        {SERVICE "ports: []",
         "ports: unknown-field: Service has no field \"ports\" | It is a field of spec."},
        {SERVICE "spec: {ports: [{port: 1, selector: {}}]}",
         "spec.ports[0].selector: unknown-field: ServicePort has no field \"selector\" | It is a "
         "field of spec."},
        {SERVICE "spec: {xyzzy: 1}",
         "spec.xyzzy: unknown-field: ServiceSpec has no field \"xyzzy\""});
}

TEST("a field that another version has is told with that version")
{
    CHECK_JUDGEMENTS(
        opened(arena, "1.33"),
        {"apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a}], evictionResponders: []}",
         "spec.evictionResponders: unknown-field: PodSpec has no field \"evictionResponders\" | "
         "Kubernetes 1.37 has it; this is judged by 1.33."});
}

TEST("a key that stands twice is told at its second place")
{
    CHECK_JUDGEMENTS(
        opened(arena, NULL),
        {"apiVersion: v1\nkind: ConfigMap\ndata:\n  a: x\n  a: y",
         "data.a: duplicate-field: \"a\" stands here for the second time | The first one is in "
         "line 4: keep one."});
}

TEST("a missing field is told, and null is missing")
{
    CHECK_JUDGEMENTS(
        opened(arena, NULL),
        {SERVICE "spec: {ports: [{name: a}]}",
         "spec.ports[0].port: required: ServicePort needs the field \"port\""},
        {SERVICE "spec: {ports: [{port: null}]}",
         "spec.ports[0].port: required: ServicePort needs the field \"port\""},
        {"kind: Service", "apiVersion: required: \"apiVersion\" is missing"},
        {"apiVersion: v1\nkind: 3", "kind: type: expected a string, found the number 3"});
}

TEST("a null is told where it is an element, and where it is a key")
{
    CHECK_JUDGEMENTS(opened(arena, NULL),
                     {"apiVersion: v1\nkind: ServiceAccount\nimagePullSecrets:\n- ",
                      "imagePullSecrets[0]: null-element: the element is null"},
                     {"apiVersion: v1\nkind: ResourceQuota\nspec: {hard: {cpu: null}}",
                      "spec.hard.cpu: null-element: the value of \"cpu\" is null"},
                     {"apiVersion: v1\nkind: ConfigMap\ndata: {a: null}", ""},
                     {"apiVersion: v1\nkind: ConfigMap\ndata: {null: a}",
                      "data: type: expected a key, found null"},
                     {"apiVersion: v1\nkind: ConfigMap\ndata: {? [a] : b, ? {c: d} : e}",
                      "data: type: expected a key, found a list\n"
                      "data: type: expected a key, found an object"});
}

TEST("an empty text is a value of an enumeration where the server takes it for none")
{
    CHECK_JUDGEMENTS(
        opened(arena, NULL), {SERVICE "spec: {sessionAffinity: ''}", ""},
        {SERVICE "spec: {internalTrafficPolicy: ''}",
         "spec.internalTrafficPolicy: enum: the string \"\" is none of Cluster, Local"});
}

TEST("a value of another type is told with what is there")
{
    CHECK_JUDGEMENTS(
        opened(arena, NULL),
        {SERVICE "spec: {ports: [{port: '80'}]}",
         "spec.ports[0].port: type: expected an integer, found the string \"80\" | Take the quotes "
         "away: 80."},
        {SERVICE "spec: {ports: [{port: 1.5}]}",
         "spec.ports[0].port: type: expected an integer, found the number 1.5"},
        {SERVICE "spec: {ports: [{port: 3000000000}]}",
         "spec.ports[0].port: range: the number 3000000000 does not fit an integer of 32 bits"},
        {SERVICE "spec: {ports: {port: 80}}",
         "spec.ports: type: expected a list of objects, found an object | Write it as a list: put "
         "\"- \" before it."},
        {SERVICE "spec: []", "spec: type: expected an object (ServiceSpec), found a list"},
        {SERVICE "spec: {selector: {app: 1}}",
         "spec.selector.app: type: expected a string, found the number 1 | Put it in quotes: "
         "\"1\"."},
        {SERVICE "spec: {publishNotReadyAddresses: 'true'}",
         "spec.publishNotReadyAddresses: type: expected true or false, found the string \"true\" | "
         "Take the quotes away: true."},
        {SERVICE "spec: {ports: [{port: 80, targetPort: true}]}",
         "spec.ports[0].targetPort: type: expected an integer or a string, found the boolean "
         "true"});
}

TEST("integers may be written as YAML writes them")
{
    CHECK_JUDGEMENTS(opened(arena, NULL), {SERVICE "spec: {ports: [{port: 80.0}]}", ""},
                     {SERVICE "spec: {ports: [{port: 0x50}]}", ""},
                     {SERVICE "spec: {ports: [{port: 8e1}]}", ""});
}

TEST("a value of an enumeration is one of its values, to the letter")
{
    CHECK_JUDGEMENTS(opened(arena, NULL),
                     {SERVICE "spec: {type: Clusterip}",
                      "spec.type: enum: the string \"Clusterip\" is none of ClusterIP, "
                      "ExternalName, LoadBalancer, NodePort | Did you mean ClusterIP?"},
                     {SERVICE "spec: {type: [a]}", "spec.type: type: expected a string, found a "
                                                   "list"});
}

TEST("quantities, times and base64 are read")
{
    static const char *const good[] = {"1",   "0.5", ".5", "5.", "100m",
                                       "1Gi", "1e3", "1E", "+1", "'-1'"};
    static const char *const bad[] = {"1GB", "''",   "1K",     "1 Gi", "m",
                                      "1e",  "0x10", "'1 Gi'", "1.2.3"};
    struct kg_schema *schema = opened(arena, NULL);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        CHECK_TEXT(judged(arena, schema,
                          kg_arena_printf(arena,
                                          "apiVersion: v1\nkind: ResourceQuota\n"
                                          "spec:\n  hard:\n    cpu: %s",
                                          good[i])),
                   "");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(strstr(judged(arena, schema,
                            kg_arena_printf(arena,
                                            "apiVersion: v1\nkind: ResourceQuota\n"
                                            "spec:\n  hard:\n    cpu: !!str %s",
                                            bad[i])),
                     "spec.hard.cpu: format: expected a quantity") != NULL);
    CHECK_JUDGEMENTS(schema, {"apiVersion: v1\nkind: ConfigMap\nbinaryData: {a: aGk=, b: ''}", ""},
                     {"apiVersion: v1\nkind: ConfigMap\nbinaryData: {a: aGk}",
                      "binaryData.a: format: expected base64, which has A-Z a-z 0-9 + / and = at "
                      "its end, found the string \"aGk\""},
                     {"apiVersion: v1\nkind: ConfigMap\nmetadata: {creationTimestamp: "
                      "'2024-02-30T00:00:00Z'}",
                      "metadata.creationTimestamp: format: expected a time such as "
                      "2024-05-01T12:00:00Z, found the string \"2024-02-30T00:00:00Z\""},
                     {"apiVersion: coordination.k8s.io/v1\nkind: Lease\nspec: {renewTime: "
                      "'2024-05-01T12:00:00.000001Z'}",
                      ""},
                     {"apiVersion: coordination.k8s.io/v1\nkind: Lease\nspec: {renewTime: "
                      "'2024-05-01T12:00:00Z'}",
                      "spec.renewTime: format: expected a time such as "
                      "2024-05-01T12:00:00.000000Z, found the string \"2024-05-01T12:00:00Z\""});
}

TEST("the values of Secrets are not shown")
{
    CHECK_JUDGEMENTS(opened(arena, NULL),
                     {"apiVersion: v1\nkind: Secret\ndata: {a: hunter2}",
                      "data.a: format: expected base64, which has A-Z a-z 0-9 + / and = at its "
                      "end, found a string"},
                     {"apiVersion: v1\nkind: Secret\nstringData: {a: 12345}",
                      "stringData.a: type: expected a string, found a number"});
}

TEST("kinds that are not to be had are told with what to use")
{
    CHECK_JUDGEMENTS(
        opened(arena, NULL),
        {"apiVersion: extensions/v1beta1\nkind: Deployment",
         "apiVersion: removed-version: extensions/v1beta1 Deployment is not served any more since "
         "Kubernetes 1.16 | Use apps/v1 Deployment."},
        {"apiVersion: apps/v1\nkind: Statefulset",
         "kind: unknown-kind: there is no kind \"Statefulset\" in \"apps/v1\" | Did you mean "
         "\"StatefulSet\"?"},
        {"apiVersion: v1\nkind: StatefulSet",
         "apiVersion: unknown-kind: there is no kind \"StatefulSet\" in \"v1\" | Did you mean "
         "apiVersion: apps/v1?"},
        {"apiVersion: v1\nkind: Endpoints",
         "apiVersion: deprecated-version: v1 Endpoints is deprecated since 1.33 | Use "
         "discovery.k8s.io/v1 EndpointSlice."},
        {"apiVersion: example.com/v1\nkind: StatefulSet", "not checked"});
}

TEST("kinds are known with their scope and the name of their resource")
{
    struct kg_schema *schema = opened(arena, NULL);
    struct kg_schema_kind kind;
    CHECK(kg_schema_find(schema, KG_STR("apps/v1"), KG_STR("StatefulSet"), &kind));
    CHECK_STR(kind.resource, "statefulsets");
    CHECK_INT(kind.scope, KG_SCOPE_NAMESPACED);
    CHECK(!kind.custom);
    CHECK_INT(kg_schema_scope(schema, KG_STR("v1"), KG_STR("Namespace")), KG_SCOPE_CLUSTER);
    CHECK_INT(kg_schema_scope(schema, KG_STR("v1"), KG_STR("Nothing")), KG_SCOPE_UNKNOWN);
    CHECK(!kg_schema_find(schema, KG_STR("apps/v1beta1"), KG_STR("StatefulSet"), &kind));
}

static struct kg_schema_type at(struct kg_schema_type type, const char *path)
{
    struct kg_str rest = kg_str_from(path);
    struct kg_str step;
    while (kg_str_split(&rest, '.', &step)) {
        bool elements = kg_str_ends(step, "[]");
        type = kg_schema_field(type, kg_str_head(step, step.length - (elements ? 2 : 0)));
        if (elements)
            type = kg_schema_elements(type);
    }
    return type;
}

TEST("types tell what stands where, and how elements of lists are told apart")
{
    struct kg_schema_kind kind;
    struct kg_str keys[KG_SCHEMA_KEYS_MAX];
    size_t count;
    CHECK(kg_schema_find(opened(arena, NULL), KG_STR("apps/v1"), KG_STR("StatefulSet"), &kind));
    struct kg_schema_type container = at(kind.type, "spec.template.spec.containers[]");
    CHECK_STR(kg_schema_type_name(container), "core/v1.Container");
    CHECK_INT(kg_schema_list(at(container, "ports"), keys, &count), KG_LIST_MAP);
    CHECK_INT(count, 2);
    CHECK_STR(keys[0], "containerPort");
    CHECK_STR(keys[1], "protocol");
    CHECK_STR(kg_schema_default(at(container, "ports[]"), KG_STR("protocol")), "TCP");
    CHECK_INT(kg_schema_list(at(container, "args"), keys, &count), KG_LIST_ATOMIC);
    CHECK_INT(kg_schema_list(at(kind.type, "metadata.finalizers"), keys, &count), KG_LIST_SET);
    CHECK_INT(kg_schema_form(at(container, "resources.limits.cpu")), KG_FORM_QUANTITY);
    CHECK_INT(kg_schema_form(at(container, "image.tag")), KG_FORM_UNKNOWN);
    CHECK(kg_schema_requires(container, KG_STR("name")));
    CHECK(!kg_schema_requires(container, KG_STR("image")));
}

TEST("versions are named by their minor, with or without what is around it")
{
    static const char *const names[] = {"1.33", "v1.33", "1.33.4", "v1.33.4"};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_schema *schema;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        CHECK_TEXT(kg_schema_version(opened(arena, names[i])), "1.33");
    CHECK_TEXT(kg_schema_version(opened(arena, NULL)), kg_schema_versions()[0]);
    CHECK_INT(kg_schema_open(arena, "1.3", &schema, &err), -1);
    CHECK_ERROR(err, "the kinds of Kubernetes \"1.3\" are not known here");
    CHECK_INT(err.class, KG_ERROR_USAGE);
}

static bool count_selectors(void *context, const struct kg_schema_place *place)
{
    struct kg_buf *out = context;
    if (kg_str_is(kg_schema_type_name(place->type), "meta/v1.LabelSelector"))
        kg_buf_printf(out, "%s ", kg_way_text(out->arena, place->way));
    return true;
}

TEST("a walk finds every place of a type")
{
    struct kg_schema_kind kind;
    struct kg_buf out;
    kg_buf_init(&out, arena, 1000);
    CHECK(kg_schema_find(opened(arena, NULL), KG_STR("networking.k8s.io/v1"),
                         KG_STR("NetworkPolicy"), &kind));
    kg_schema_walk(kind.type,
                   unit_yaml(arena, "object.yaml",
                             "spec:\n  podSelector: {}\n  ingress:\n  - from:\n    - "
                             "podSelector: {}\n    - namespaceSelector: null\n"),
                   count_selectors, &out);
    CHECK_STR(kg_buf_str(&out), "spec.podSelector spec.ingress[0].from[0].podSelector ");
}

/* ---- custom kinds ---- */

static const char definition[] =
    "apiVersion: apiextensions.k8s.io/v1\n"
    "kind: CustomResourceDefinition\n"
    "spec:\n"
    "  group: example.com\n"
    "  scope: Cluster\n"
    "  names: {kind: Robot, plural: robots}\n"
    "  versions:\n"
    "  - name: v1\n"
    "    served: true\n"
    "    schema:\n"
    "      openAPIV3Schema:\n"
    "        type: object\n"
    "        properties:\n"
    "          spec:\n"
    "            type: object\n"
    "            required: [name]\n"
    "            properties:\n"
    "              name: {type: string, pattern: '^[a-z]+$', maxLength: 5}\n"
    "              arms: {type: integer, minimum: 0, maximum: 4}\n"
    "              mood: {type: string, enum: [good, bad], nullable: true}\n"
    "              tags: {type: array, items: {type: string}, x-kubernetes-list-type: set}\n"
    "              port: {x-kubernetes-int-or-string: true}\n"
    "              free: {type: object, x-kubernetes-preserve-unknown-fields: true}\n"
    "              labels: {type: object, additionalProperties: {type: string}}\n"
    "              tools:\n"
    "                type: array\n"
    "                minItems: 1\n"
    "                x-kubernetes-list-type: map\n"
    "                x-kubernetes-list-map-keys: [name]\n"
    "                items:\n"
    "                  type: object\n"
    "                  properties: {name: {type: string}, weight: {type: number}}\n"
    "              power:\n"
    "                type: object\n"
    "                oneOf: [{required: [battery]}, {required: [cable]}]\n"
    "                properties: {battery: {type: string}, cable: {type: string}}\n";

static struct kg_schema *with_robots(struct kg_arena *arena)
{
    struct kg_schema *schema = opened(arena, NULL);
    struct kg_error err = KG_ERROR_INIT;
    CHECK_INT(kg_schema_add_definition(schema, unit_yaml(arena, "object.yaml", definition), &err),
              0);
    return schema;
}

#define ROBOT "apiVersion: example.com/v1\nkind: Robot\nmetadata: {name: x}\n"

TEST("a definition teaches a kind")
{
    struct kg_schema *schema = with_robots(arena);
    struct kg_schema_kind kind;
    CHECK(kg_schema_find(schema, KG_STR("example.com/v1"), KG_STR("Robot"), &kind));
    CHECK(kind.custom && !kind.unjudged);
    CHECK_INT(kind.scope, KG_SCOPE_CLUSTER);
    CHECK_STR(kind.resource, "robots");
    CHECK_INT(kg_schema_form(at(kind.type, "spec.tools[].weight")), KG_FORM_NUMBER);
}

TEST("objects of custom kinds are judged by their definition")
{
    CHECK_JUDGEMENTS(
        with_robots(arena),
        {ROBOT "spec: {name: abc, arms: 2, mood: null, port: 80, free: {x: [1]}, labels: {a: b}}",
         ""},
        {ROBOT "spec: {name: abc, arns: 2}",
         "spec.arns: unknown-field: the object has no field \"arns\" | Did you mean \"arms\"?"},
        {ROBOT "spec: {arms: 5}", "spec.name: required: \"name\" is missing\n"
                                  "spec.arms: range: the number 5 is above 4, the most"},
        {ROBOT "spec: {name: ABC}",
         "spec.name: pattern: the string \"ABC\" does not match the pattern ^[a-z]+$"},
        {ROBOT "spec: {name: abcdef}",
         "spec.name: length: there are 6 characters, and at most 5 are allowed"},
        {ROBOT "spec: {name: a, mood: goood}",
         "spec.mood: enum: the string \"goood\" is none of good, bad | Did you mean good?"},
        {ROBOT "spec: {name: a, arms: null}", "spec.arms: type: expected an integer, found null"},
        {ROBOT "spec: {name: a, tags: [x, y, x]}",
         "spec.tags[2]: unique: an earlier element is the same"},
        {ROBOT "spec: {name: a, tools: [{name: x}, {name: x}]}",
         "spec.tools[1]: unique: an earlier element has the same keys"},
        {ROBOT "spec: {name: a, tools: []}",
         "spec.tools: length: there are 0 elements, and at least 1 are wanted"},
        {ROBOT "spec: {name: a, power: {battery: x, cable: y}}",
         "spec.power: combination: this fits 2 of the 2 forms that the definition names, and must "
         "fit exactly one (oneOf)"},
        {ROBOT "spec: {name: a, labels: {x: 1}}",
         "spec.labels.x: type: expected a string, found the number 1 | Put it in quotes: \"1\"."},
        {"apiVersion: example.com/v1\nkind: Robot\nmetadata: {nam: x}",
         "metadata.nam: unknown-field: ObjectMeta has no field \"nam\" | Did you mean \"name\"?"},
        {"apiVersion: example.com/v2\nkind: Robot", "not checked"});
}

/* Robots whose spec is this schema. */
static struct kg_schema *with_spec(struct kg_arena *arena, const char *spec)
{
    struct kg_schema *schema = opened(arena, NULL);
    struct kg_error err = KG_ERROR_INIT;
    const char *text = kg_arena_printf(
        arena,
        "spec: {group: example.com, scope: Cluster, names: {kind: Robot, plural: robots},\n"
        "  versions: [{name: v1, served: true, schema: {openAPIV3Schema: {type: object,\n"
        "    properties: {spec: %s}}}}]}\n",
        spec);
    if (kg_schema_add_definition(schema, unit_yaml(arena, "object.yaml", text), &err) != 0)
        CHECK_TEXT(err.message, "");
    return schema;
}

TEST("each word of a definition's schema lets through what it names and nothing else")
{
    static const struct {
        const char *schema;
        const char *good;
        const char *bad;
        const char *problem; /* "rule: message" of the bad one */
    } cases[] = {
        {"{type: string, format: date-time}", "'2024-05-01T12:00:00Z'", "noon",
         "format: expected a time such as 2024-05-01T12:00:00Z, found the string \"noon\""},
        {"{type: string, format: date}", "'2024-05-01'", "May",
         "format: expected a date such as 2024-05-01, found the string \"May\""},
        {"{type: string, format: byte}", "YQ==", "Y",
         "format: expected base64, found the string \"Y\""},
        {"{type: string, format: ipv4}", "10.0.0.1", "10.0.0.256",
         "format: expected an IPv4 address, found the string \"10.0.0.256\""},
        {"{type: string, format: ipv6}", "'::1'", "10.0.0.1",
         "format: expected an IPv6 address, found the string \"10.0.0.1\""},
        {"{type: string, format: ipv6}", "'::'",
         "'1234567890123456789012345678901234567890123456789012345678901234567890'",
         "format: expected an IPv6 address, found"},
        {"{type: string, format: unheard-of}", "anything", NULL, NULL},
        {"{type: string, minLength: 2}", "äö", "ä",
         "length: there are 1 characters, and at least 2 are wanted"},
        {"{type: string, pattern: '('}", "null", "x",
         "pattern: the pattern ( of the definition cannot be read"},
        {"{type: number, minimum: 1, exclusiveMinimum: true}", "1.5", "1",
         "range: the number 1 must be above 1"},
        {"{type: number, maximum: 2, exclusiveMaximum: true}", "1.5", "2",
         "range: the number 2 must be below 2"},
        {"{type: number, minimum: 1.5}", "18446744073709551615", "1.25",
         "range: the number 1.25 is below 1.5, the least"},
        {"{type: integer, multipleOf: 3}", "9", "10", "range: the number 10 is no multiple of 3"},
        {"{type: boolean, enum: [true]}", "true", "false", "enum: "},
        {"{type: number, enum: [1.5, 2]}", "1.5", "2.5", "enum: "},
        {"{type: integer, enum: [1, 2]}", "2", "3", "enum: "},
        {"{type: array, items: {type: string}, enum: [[a], [b]]}", "[a]", "[c]", "enum: "},
        {"{type: array, items: {type: string}, maxItems: 1}", "[a]", "[a, b]",
         "length: there are 2 elements, and at most 1 are allowed"},
        {"{type: array, items: {type: string}, uniqueItems: true}", "[a, b]", "[a, a]",
         "unique: an earlier element is the same"},
        {"{type: array, items: {type: string}}", "[a]", "[null]",
         "type: expected a string, found null"},
        {"{type: array, items: {type: string, nullable: true}}", "[null]", NULL, NULL},
        {"{type: object, minProperties: 1, additionalProperties: {type: string}}", "{a: b}", "{}",
         "length: there are 0 fields, and at least 1 are wanted"},
        {"{type: object, maxProperties: 1, additionalProperties: {type: string}}", "{a: b}",
         "{a: b, c: d}", "length: there are 2 fields, and at most 1 are allowed"},
        {"{type: object, additionalProperties: {type: string, default: x}}", "{a: null}", NULL,
         NULL},
        {"{type: string, anyOf: [{pattern: ^a}, {pattern: ^b}]}", "bc", "cd",
         "combination: this fits none of the 2 forms that the definition allows (anyOf)"},
        {"{type: string, allOf: [{pattern: ^a}, {pattern: z$}]}", "abz", "ab",
         "combination: this does not fit everything that the definition asks for (allOf)"},
        {"{type: string, not: {enum: [root]}}", "user", "root",
         "combination: this is what the definition rules out (not)"},
        {"{x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}", "80",
         "[80]", "type: "},
        {"{type: object, properties: {a: {type: integer}}, anyOf: [{properties: {a: {minimum: "
         "5}}}]}",
         "{a: 7}", "{a: 3}", "combination: this fits none of the 1 forms"},
        {"{type: array, items: {type: integer}, not: {items: {maximum: 0}}}", "[1]", "[0, -1]",
         "combination: this is what the definition rules out (not)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kg_schema *schema = with_spec(arena, cases[i].schema);
        CHECK_TEXT(judged(arena, schema, kg_arena_printf(arena, ROBOT "spec: %s", cases[i].good)),
                   strcmp(cases[i].good, "null") == 0 ? "spec: type: expected a string, found null"
                                                      : "");
        if (cases[i].bad == NULL)
            continue;
        const char *found =
            judged(arena, schema, kg_arena_printf(arena, ROBOT "spec: %s", cases[i].bad));
        if (strstr(found, cases[i].problem) == NULL)
            CHECK_TEXT(found, cases[i].problem);
    }
}

TEST("a definition without a schema is refused with its place")
{
    struct kg_schema *schema = opened(arena, NULL);
    struct kg_error err = KG_ERROR_INIT;
    CHECK_INT(kg_schema_add_definition(schema,
                                       unit_yaml(arena, "object.yaml",
                                                 "spec:\n  group: a.b\n  scope: Cluster\n"
                                                 "  names: {kind: A, plural: as}\n"
                                                 "  versions:\n  - name: v1\n"),
                                       &err),
              -1);
    CHECK_ERROR(err, "the CustomResourceDefinition has no schema.openAPIV3Schema");
    CHECK_INT(err.line, 6);
}
