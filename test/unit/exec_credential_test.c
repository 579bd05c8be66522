/* What a credential plugin may print: the credentials of it, or why there are none. */
#include "kube/client.h"

#include "unit.h"

#define V1 "client.authentication.k8s.io/v1"
#define ANSWER(status)                                                                             \
    "{\"kind\": \"ExecCredential\", \"apiVersion\": \"" V1 "\", \"status\": {" status "}}"

/* "token", "expires N" and so on of what is in it, or the message of the error. */
static const char *read_answer(struct kg_arena *arena, const char *output)
{
    static const struct kg_kubeconfig_exec plugin = {.api_version = V1, .command = "plugin"};
    struct credentials credentials = {.expires = 0};
    struct kg_error err = KG_ERROR_INIT;
    const char *text;
    kg_arena_init(&credentials.arena, arena->budget, arena->recovery);
    if (kg_exec_credential(&plugin, kg_str_from(output), &credentials, &err) != 0)
        text = kg_arena_strdup(arena, err.message);
    else
        text = kg_arena_printf(arena, "token %s, certificate %zu, key %zu, expires %lld",
                               credentials.token != NULL ? credentials.token : "-",
                               credentials.certificate.length, credentials.key.length,
                               (long long)credentials.expires);
    kg_credentials_release(&credentials);
    return text;
}

TEST("an answer is credentials with their time, or a message that says what is wrong with it")
{
    static const struct {
        const char *output;
        const char *says;
    } cases[] = {
        {ANSWER("\"token\": \"t\""), "token t, certificate 0, key 0, expires "},
        {ANSWER("\"clientCertificateData\": \"c\", \"clientKeyData\": \"kk\""),
         "token -, certificate 1, key 2, expires "},
        {ANSWER("\"token\": \"t\", \"expirationTimestamp\": \"1970-01-01T00:01:00Z\""),
         "token t, certificate 0, key 0, expires 60"},
        {ANSWER("\"token\": \"t\", \"expirationTimestamp\": \"1970-01-01T01:00:30.5+01:00\""),
         "token t, certificate 0, key 0, expires 30"},
        {ANSWER("\"token\": \"t\", \"expirationTimestamp\": \"1970-01-01T00:00:30-00:01\""),
         "token t, certificate 0, key 0, expires 90"},
        {ANSWER("\"token\": \"t\", \"expirationTimestamp\": \"tomorrow\""),
         "plugin gave an expirationTimestamp that is no time"},
        {ANSWER("\"token\": \"t\", \"expirationTimestamp\": \"1970-01-01T00:00:00\""),
         "plugin gave an expirationTimestamp that is no time"},
        {ANSWER("\"token\": \"t\", \"expirationTimestamp\": \"1970-01-01T00:00:00+x\""),
         "plugin gave an expirationTimestamp that is no time"},
        {ANSWER("\"token\": \"t\", \"expirationTimestamp\": \"1970-01-01T00:00:00+0100\""),
         "plugin gave an expirationTimestamp that is no time"},
        {ANSWER("\"token\": \"t\", \"expirationTimestamp\": \"1970-01-01T00:00:00+01:0\""),
         "plugin gave an expirationTimestamp that is no time"},
        {ANSWER("\"token\": \"t\", \"expirationTimestamp\": \"1970-01-01 00:00:00Zx\""),
         "plugin gave an expirationTimestamp that is no time"},
        {ANSWER("\"clientCertificateData\": \"c\""), "plugin gave only one of certificate and key"},
        {ANSWER("\"clientKeyData\": \"k\""), "plugin gave only one of certificate and key"},
        {ANSWER(""), "plugin gave neither a token nor a certificate"},
        {ANSWER("\"token\": \"\""), "plugin gave neither a token nor a certificate"},
        {ANSWER("\"token\": \"a\\nb\""), "plugin gave a token with a line break"},
        {"", "plugin did not print"},
        {"token", "plugin did not print JSON"},
        {"{\"kind\": \"Secret\"}", "plugin did not print an ExecCredential"},
        {"{\"kind\": \"ExecCredential\", \"apiVersion\": \"v0\"}", "v0"},
        {"{\"kind\": \"ExecCredential\", \"apiVersion\": \"" V1 "\"}", "plugin gave no status"},
        {"{\"kind\": \"ExecCredential\", \"apiVersion\": \"" V1 "\", \"status\": []}",
         "plugin gave no status"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *says = read_answer(arena, cases[i].output);
        if (strstr(says, cases[i].says) == NULL)
            CHECK_TEXT(says, cases[i].says);
    }
}
