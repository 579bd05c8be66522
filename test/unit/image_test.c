#include "kagent/image.h"

#include "unit.h"

TEST("references to images are taken apart")
{
    struct kg_image image;
    CHECK_INT(kg_image_parse(KG_STR("localhost:5000/team/agent:V1.2_3-4"), &image, NULL), 0);
    CHECK_STR(image.registry, "localhost:5000");
    CHECK_STR(image.path, "team/agent");
    CHECK_STR(image.tag, "V1.2_3-4");
    CHECK_STR(image.digest, "");
    CHECK_INT(kg_image_parse(KG_STR("team/agent"), &image, NULL), 0);
    CHECK_STR(image.registry, "");
    CHECK_STR(image.path, "team/agent");
    CHECK_INT(kg_image_parse(KG_STR("[2001:db8::1]:443/a"), &image, NULL), 0);
    CHECK_STR(image.registry, "[2001:db8::1]:443");
    CHECK_STR(image.tag, "");
}

TEST("what is no reference says why")
{
    static const struct {
        const char *text;
        const char *part;
    } cases[] = {
        {"Agent", "no path"},
        {"", "no path"},
        {"a//b", "no path"},
        {"a__b/c___d", "no path"},
        {"a:b c", "no tag"},
        {"a:-b", "no tag"},
        {"a:", "no tag"},
        {"a@sha256:12", "no digest"},
        {"a@", "no digest"},
        {"-a.example.com/b", "no host"},
        {"example.com:x/b", "no host"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kg_image image;
        struct kg_error err = KG_ERROR_INIT;
        CHECK_INT(kg_image_parse(kg_str_from(cases[i].text), &image, &err), -1);
        CHECK_ERROR(err, cases[i].part);
    }
}
