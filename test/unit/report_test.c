#include "kagent/report.h"

#include "kagent/json.h"
#include "kagent/yaml.h"

#include "unit.h"

/* A report that holds what forms must escape. */
static const struct kg_check kind_check = {
    .id = "KV016",
    .name = "anti-affinity-kind",
    .title = "agents keep apart as promised",
    .protects = "Two agents on one node fall together.",
    .remedy = "Write the promised kind.",
    .source = "ADR",
    .severity = {KG_SEVERITY_WARNING, KG_SEVERITY_ERROR, KG_SEVERITY_ERROR},
};
static const struct kg_check zone_check = {
    .id = "KV041",
    .name = "zone-spread",
    .title = "agents spread over zones # always",
    .protects = "A zone falls.",
    .remedy = "Spread.",
    .source = "kube-score",
    .severity = {KG_SEVERITY_INFO, KG_SEVERITY_OFF, KG_SEVERITY_INFO},
};

static const struct kg_finding findings[] = {
    {.check = &kind_check,
     .severity = KG_SEVERITY_ERROR,
     .where = {.file = "overlays/a b%/s.yaml", .line = 12, .column = 4},
     .width = 5,
     .excerpt = {"\t  kind\033: <&>\"", 14},
     .resource = {"apps/v1", "StatefulSet", "kagent", "kagent"},
     .path = "spec.template",
     .message = "two lines,\nand 100 % <b>\033[31m",
     .advice = "Write 'x'."},
    {.check = &zone_check,
     .severity = KG_SEVERITY_INFO,
     .resource = {"", "", "", ""},
     .path = "",
     .message = "no zones"},
};
static const struct kg_finding suppressed[] = {
    {.check = &kind_check,
     .severity = KG_SEVERITY_WARNING,
     .resource = {"v1", "Service", "kagent", "kagent"},
     .path = "",
     .message = "hidden",
     .reason = "because"},
};
static const struct kg_unchecked unchecked[] = {
    {.resource = {"", "", "", ""},
     .what = "the fields of X/y",
     .why = "there is no schema of x/v1"},
};
static const struct kg_result results[] = {
    {.check = &kind_check, .severity = KG_SEVERITY_ERROR, .outcome = KG_OUTCOME_FOUND, .count = 1},
    {.check = &zone_check,
     .severity = KG_SEVERITY_OFF,
     .outcome = KG_OUTCOME_IRRELEVANT,
     .why = "no zones # here"},
};
static const struct kg_verdict verdicts[] = {{
    .kind = KG_VERIFIED_ENVIRONMENT,
    .name = "prod",
    .place = "overlays/prod",
    .class = KG_CLASS_PROD,
    .declared = true,
    .documents = 14,
    .results = results,
    .result_count = 2,
    .findings = findings,
    .finding_count = 2,
    .suppressed = suppressed,
    .suppressed_count = 1,
    .unchecked = unchecked,
    .unchecked_count = 1,
    .tally = {1, 0, 1, 1, 1},
}};
static const struct kg_report report = {
    .verdicts = verdicts,
    .verdict_count = 1,
    .kubernetes_version = "1.37",
    .suite_version = "v0.1.0",
    .tally = {1, 0, 1, 1, 1},
};

static struct kg_str write(struct kg_arena *arena, enum kg_report_format format)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf out;
    kg_buf_init(&out, arena, 1 << 20);
    CHECK_INT(kg_report_write(&out, &report, format, &kg_palette_plain, &err), 0);
    return kg_buf_str(&out);
}

static void check_has(struct kg_str text, const char *part)
{
    if (memmem(text.data, text.length, part, strlen(part)) == NULL)
        CHECK_STR(text, part);
}

TEST("the text points below what it means, tabs and all")
{
    struct kg_str text = write(arena, KG_REPORT_TEXT);
    check_has(text, "StatefulSet/kagent\n  error KV016: two lines,\\nand 100 % <b>\\x1b[31m\n");
    check_has(text, "    overlays/a b%/s.yaml:12:4  spec.template\n");
    check_has(text, "       12 | \t  kind\\x1b: <&>\"\n          | \t  ^^^^^\n");
    check_has(text, "prod: 1 error, 1 note, 1 suppressed, 1 thing not checked\n");
    check_has(text, "reason: because\n");
}

TEST("JSON and YAML hold the same report")
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_source source = {.name = "report"};
    struct kg_node *json;
    struct kg_node *yaml;
    CHECK_INT(kg_json_read(arena, write(arena, KG_REPORT_JSON), &source, 1, &json, &err), 0);
    CHECK_INT(kg_yaml_read(arena, write(arena, KG_REPORT_YAML), &source, 1, &yaml, &err), 0);
    struct kg_node *verdict = kg_node_get(json, "verdicts")->items[0];
    CHECK_STR(kg_node_text(kg_node_path(json, "summary", "errors", NULL)), "1");
    CHECK_STR(kg_node_text(kg_node_get(json, "exitCode")), "1");
    CHECK_STR(kg_node_text(kg_node_get(kg_node_get(verdict, "findings")->items[0], "message")),
              findings[0].message);
    CHECK_STR(kg_node_text(kg_node_get(kg_node_get(verdict, "suppressed")->items[0], "reason")),
              "because");
    CHECK_INT(kg_node_count(json), kg_node_count(yaml));
}

TEST("an annotation keeps to its line and its properties")
{
    struct kg_str text = write(arena, KG_REPORT_GITHUB);
    check_has(text,
              "::error title=KV016 anti-affinity-kind,file=overlays/a b%25/s.yaml,line=12,col=4,"
              "endColumn=9::StatefulSet/kagent: two lines,%0Aand 100 %25 <b> [31m%0AWrite 'x'.\n");
    check_has(text, "::notice title=KV041 zone-spread::no zones\n");
    check_has(text, "::notice title=not checked::the fields of X/y: there is no schema of x/v1\n");
}

TEST("a check that did not look is skipped in TAP, and its reason is no directive")
{
    struct kg_str text = write(arena, KG_REPORT_TAP);
    check_has(
        text,
        "TAP version 14\n1..2\nnot ok 1 - prod: KV016 agents keep apart as promised\n  ---\n");
    check_has(text,
              "ok 2 - prod: KV041 agents spread over zones \\# always # SKIP no zones \\# here\n");
}

TEST("markup holds no markup of documents, and no character that XML forbids")
{
    struct kg_str junit = write(arena, KG_REPORT_JUNIT);
    check_has(junit, "message=\"two lines,&#10;and 100 % &#60;b&#62;\xEF\xBF\xBD[31m\"");
    check_has(junit, "tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"1\"");
    struct kg_str html = write(arena, KG_REPORT_HTML);
    CHECK(memmem(html.data, html.length, "<b>\033", 4) == NULL);
    check_has(html, "&#60;b&#62;");
}

TEST("SARIF names places by URI references")
{
    check_has(write(arena, KG_REPORT_SARIF), "\"uri\": \"overlays/a%20b%25/s.yaml\"");
}

TEST("names are those of failing objects, as kubectl writes them")
{
    CHECK_STR(write(arena, KG_REPORT_NAME), "statefulset.apps/kagent\n");
}
