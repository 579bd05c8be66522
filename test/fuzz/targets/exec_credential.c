/*
 * What a credential plugin prints: credentials that can be sent, or a message
 * that holds nothing of them.
 */
#include "fuzz.h"

#include <string.h>

#include "kube/client.h"

void fuzz_one(struct kg_arena *arena, struct kg_str input)
{
    static const struct kg_kubeconfig_exec plugin = {
        .api_version = "client.authentication.k8s.io/v1", .command = "plugin"};
    struct credentials credentials = {.expires = 0};
    struct kg_error err = KG_ERROR_INIT;
    kg_arena_init(&credentials.arena, arena->budget, arena->recovery);
    kg_arena_defer(arena, kg_credentials_release, &credentials);
    struct kg_str output = {kg_arena_strndup(arena, input.data, input.length), input.length};
    if (kg_exec_credential(&plugin, output, &credentials, &err) != 0) {
        MUST_HOLD(err.message[0] != '\0');
    } else {
        bool pair = credentials.certificate.length > 0;
        MUST_HOLD(credentials.token != NULL || pair);
        MUST_HOLD(pair == (credentials.key.length > 0));
        MUST_HOLD(credentials.token == NULL || credentials.token[0] != '\0');
        MUST_HOLD(credentials.token == NULL || strpbrk(credentials.token, "\r\n") == NULL);
    }
    kg_credentials_release(&credentials);
}
