/* Paths to fields: how they are read, where they lead, and what is said when they lead nowhere. */
#include "provenance/route.h"

#include "unit.h"

static const char object_text[] = "metadata:\n"
                                  "  labels: {app.io/name: web, plain: x}\n"
                                  "  finalizers: [a/b, c/d]\n"
                                  "spec:\n"
                                  "  replicas: 3\n"
                                  "  containers:\n"
                                  "  - name: web\n"
                                  "    image: web:1\n"
                                  "    ports:\n"
                                  "    - {containerPort: 80, protocol: TCP}\n"
                                  "    - {containerPort: 80, protocol: UDP}\n"
                                  "  - name: 'a]b,c=d'\n"
                                  "    image: odd\n"
                                  "  empty: {}\n";

/* The text of the scalar that the route leads to, or what went wrong. */
static const char *follow(struct kg_arena *arena, const char *text)
{
    static struct kg_error err;
    struct kg_route route;
    err = (struct kg_error)KG_ERROR_INIT;
    if (kg_route_parse(arena, kg_str_from(text), &route, &err) != 0)
        return err.message;
    const struct kg_node *object = unit_yaml(arena, "test", object_text);
    const struct kg_node *node = kg_route_follow(&route, object, NULL);
    if (node != NULL)
        return node->kind == KG_NODE_SCALAR ? kg_str_copy(arena, node->text) : "(a collection)";
    kg_route_fail(arena, &route, object, &err);
    return kg_arena_printf(arena, "%s. %s", err.message, err.advice);
}

TEST("every way of writing a path leads to its field")
{
    static const struct {
        const char *path;
        const char *value;
    } cases[] = {
        {"spec.replicas", "3"},
        {".spec.replicas", "3"},
        {"{.spec.replicas}", "3"},
        {"spec[\"replicas\"]", "3"},
        {"", "(a collection)"},
        {"spec.containers[0].image", "web:1"},
        {"spec.containers.0.image", "web:1"},
        {"spec.containers[name=web].image", "web:1"},
        {"spec.containers.[name=web].image", "web:1"},
        {"spec.containers[name='web'].image", "web:1"},
        {"spec.containers[name=\"a]b,c=d\"].image", "odd"},
        {"spec.containers[name=a\\]b\\,c=d].image", "odd"},
        {"spec.containers[0].ports[containerPort=80,protocol=UDP].protocol", "UDP"},
        {"metadata.labels[\"app.io/name\"]", "web"},
        {"metadata.labels['app.io/name']", "web"},
        {"metadata.labels[app.io/name]", "web"},
        {"metadata.labels.app\\.io/name", "web"},
        {"metadata.finalizers[1]", "c/d"},
        {"metadata.finalizers[=a/b]", "a/b"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        CHECK_TEXT(follow(arena, cases[i].path), cases[i].value);
}

TEST("a path that cannot be read is refused with the character that is wrong")
{
    static const struct {
        const char *path;
        const char *message;
    } cases[] = {
        {"spec..x", "the path `spec..x`, character 6: the name of a field is missing"},
        {"spec.", "the path `spec.`, character 6: the name of a field is missing"},
        {"a[0", "the path `a[0`, character 2: this bracket is never closed"},
        {"a[0]b", "the path `a[0]b`, character 5: behind a bracket comes a dot or another bracket"},
        {"a[\"b]", "the path `a[\"b]`, character 3: this quotation mark has no partner"},
        {"a[*]", "the path `a[*]`, character 2: one element is chosen by its index, [0], or by a "
                 "field, [name=web]"},
        {"a[]", "the path `a[]`, character 2: one element is chosen by its index, [0], or by a "
                "field, [name=web]"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        CHECK_TEXT(follow(arena, cases[i].path), cases[i].message);
}

TEST("a path that leads nowhere says how far it goes and what there is")
{
    static const struct {
        const char *path;
        const char *message;
    } cases[] = {
        {"spec.replcas", "spec has no replcas. Did you mean replicas?"},
        {"spce.replicas", "the object has no spce. Did you mean spec?"},
        {"spec.nothing", "spec has no nothing. There is: replicas, containers, empty."},
        {"spec.empty.x", "spec.empty has no x. spec.empty is empty."},
        {"spec.replicas.x", "spec.replicas is a single value: there is no x in it. "},
        {"spec.containers[2]", "spec.containers has no [2]. There is: [name=web], [name=a]b,c=d]."},
        {"spec.containers[name=wbe]",
         "spec.containers has no [name=wbe]. Did you mean [name=web]?"},
        {"metadata.finalizers[7]", "metadata.finalizers has no [7]. There is: [0], [1]."},
        {"metadata.labels[\"app.io/nam\"]",
         "metadata.labels has no [\"app.io/nam\"]. Did you mean app.io/name?"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        CHECK_TEXT(follow(arena, cases[i].path), cases[i].message);
}

TEST("a path is written so that it can be read again")
{
    static const struct {
        const char *typed;
        const char *written;
    } cases[] = {
        {"{.spec.containers[0].image}", "spec.containers[0].image"},
        {"metadata.labels.app\\.io/name", "metadata.labels[\"app.io/name\"]"},
        {"a['it\\'s']", "a[\"it's\"]"},
        {"a[n=\"x,y\",m=z]", "a[n=\"x,y\",m=z]"},
        {"[\"a.b\"].c", "[\"a.b\"].c"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct kg_error err = KG_ERROR_INIT;
        struct kg_route route;
        CHECK_INT(kg_route_parse(arena, kg_str_from(cases[i].typed), &route, &err), 0);
        CHECK_TEXT(kg_route_text(arena, &route, route.count), cases[i].written);
        CHECK_INT(kg_route_parse(arena, kg_str_from(cases[i].written), &route, &err), 0);
        CHECK_TEXT(kg_route_text(arena, &route, route.count), cases[i].written);
    }
}
