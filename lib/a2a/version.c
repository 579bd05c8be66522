#include "kagent/a2a.h"

#include <string.h>

bool kg_a2a_version_is(const char *version, const char *expected)
{
    size_t length = strlen(expected);

    return strncmp(version, expected, length) == 0 &&
           (version[length] == '\0' || version[length] == '.');
}

/* How many bytes of `version` are `digits.digits`; 0 when it does not begin so. */
static size_t major_minor(const char *version)
{
    size_t major = strspn(version, "0123456789");
    size_t minor = version[major] == '.' ? strspn(version + major + 1, "0123456789") : 0;

    return major > 0 && minor > 0 ? major + 1 + minor : 0;
}

void kg_a2a_version_header(const struct kg_a2a_endpoint *endpoint, char header[KG_A2A_VERSION_MAX])
{
    bool old = endpoint->dialect == KG_A2A_TASKS_GET;
    bool fits = old ? kg_a2a_version_is(endpoint->version, "0.3")
                    : !kg_a2a_version_is(endpoint->version, "0");
    size_t length = fits ? major_minor(endpoint->version) : 0;
    const char *said = endpoint->version;

    /* The card promised another dialect, or nothing. */
    if (length == 0) {
        said = old ? "" : "1.0";
        length = strlen(said);
    }
    memcpy(header, said, length);
    header[length] = '\0';
}
