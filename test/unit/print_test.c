#include "kagent/print.h"

#include "unit.h"

enum { PRINT_MAX = 1 << 20 };

TEST("names are kind, group and name, as kubectl -o name has them")
{
    struct kg_node *resources[] = {
        unit_yaml(arena, "test", "{apiVersion: v1, kind: Service, metadata: {name: kagent}}"),
        unit_yaml(arena, "test",
                  "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: kagent}}"),
        unit_yaml(arena, "test",
                  "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, "
                  "metadata: {name: strict, namespace: x}}"),
    };
    struct kg_buf out;
    kg_buf_init(&out, arena, PRINT_MAX);
    kg_print_names(&out, resources, 3);
    CHECK_STR(kg_buf_str(&out), "service/kagent\nstatefulset.apps/kagent\n"
                                "peerauthentication.security.istio.io/strict\n");
}

TEST("JSON is a List, as kubectl get -o json has it")
{
    struct kg_node *resources[] = {unit_yaml(arena, "test", "{kind: A, data: {x: '1<2', n: 3}}"),
                                   unit_yaml(arena, "test", "kind: B")};
    struct kg_buf out;
    struct kg_error err = KG_ERROR_INIT;
    kg_buf_init(&out, arena, PRINT_MAX);
    CHECK_INT(kg_print_json_list(&out, resources, 2, &err), 0);
    CHECK_STR(kg_buf_str(&out), "{\n"
                                "    \"apiVersion\": \"v1\",\n"
                                "    \"items\": [\n"
                                "        {\n"
                                "            \"data\": {\n"
                                "                \"n\": 3,\n"
                                "                \"x\": \"1\\u003c2\"\n"
                                "            },\n"
                                "            \"kind\": \"A\"\n"
                                "        },\n"
                                "        {\n"
                                "            \"kind\": \"B\"\n"
                                "        }\n"
                                "    ],\n"
                                "    \"kind\": \"List\",\n"
                                "    \"metadata\": {\n"
                                "        \"resourceVersion\": \"\"\n"
                                "    }\n"
                                "}\n");
}

TEST("no resources are an empty List and no names")
{
    struct kg_buf out;
    struct kg_error err = KG_ERROR_INIT;
    kg_buf_init(&out, arena, PRINT_MAX);
    kg_print_names(&out, NULL, 0);
    CHECK_INT(out.length, 0);
    CHECK_INT(kg_print_json_list(&out, NULL, 0, &err), 0);
    CHECK_STR(kg_str_head(kg_buf_str(&out), 42),
              "{\n    \"apiVersion\": \"v1\",\n    \"items\": [],");
}
