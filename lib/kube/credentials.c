#include <time.h>

#include "exec.h"
#include "kagent/base64.h"

/* A token file is read again after a minute, as client-go does; ten seconds before, to be safe. */
enum { TOKEN_FILE_MS = 50 * 1000 };

static const size_t token_max = 1 << 20;

void kg_credentials_release(void *object)
{
    struct credentials *credentials = object;
    kg_arena_release(&credentials->arena);
    credentials->held = false;
    credentials->edition++;
    credentials->token = NULL;
    credentials->certificate = credentials->key = KG_STR("");
}

static int read_token_file(struct kg_kube *kube, struct kg_error *err)
{
    struct credentials *credentials = &kube->own;
    const char *path = kube->config->token_file;
    struct kg_str text;
    struct kg_error why = KG_ERROR_INIT;
    kg_credentials_release(credentials);
    if (kg_fs_disk.read(&kg_fs_disk, &credentials->arena, path, &text, &why) != 0) {
        kg_error_set(err, KG_ERROR_UNKNOWN, "the token file %s %s", path, why.message);
        return -1;
    }
    text = kg_str_trim(text);
    if (text.length == 0 || text.length > token_max || kg_str_find(text, '\n') >= 0)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "the token file %s holds no token", path);
    credentials->token = kg_str_copy(&credentials->arena, text);
    credentials->expires = INT64_MAX;
    credentials->read_ms = kg_http_now_ms();
    credentials->held = true;
    return 0;
}

int kg_credentials_ready(struct kg_kube *kube, struct kg_error *err)
{
    const struct credentials *held = kube->credentials;
    if (!kube->secure)
        return 0;
    if (kube->source != NULL)
        return held->held && held->expires > (int64_t)time(NULL) ? 0 : 1;
    if (kube->config->token_file[0] == '\0' ||
        (held->held && kg_http_now_ms() - held->read_ms < TOKEN_FILE_MS))
        return 0;
    /* The token beside a file stands in for it while it cannot be read. */
    bool has_other = kube->config->token[0] != '\0';
    return read_token_file(kube, has_other ? NULL : err) == 0 || has_other ? 0 : -1;
}

int kg_credentials_wait(struct kg_kube *kube, struct credential_wait *wait, struct kg_error *err)
{
    return kg_exec_wait(kube->source, wait, err);
}

bool kg_credentials_refused(struct kg_kube *kube, unsigned edition)
{
    struct credentials *credentials = kube->credentials;
    if (credentials->edition != edition)
        return true;
    if (!credentials->held)
        return false;
    kg_credentials_release(credentials);
    return true;
}

const char *kg_credentials_header(const struct kg_kube *kube, struct kg_arena *arena)
{
    const struct kg_kubeconfig *config = kube->config;
    const char *token = kube->credentials->held ? kube->credentials->token : config->token;
    if (token != NULL && token[0] != '\0')
        return kg_arena_printf(arena, "Authorization: Bearer %s", token);
    if (config->username[0] == '\0' && config->password[0] == '\0')
        return NULL;
    const char *pair = kg_arena_printf(arena, "%s:%s", config->username, config->password);
    return kg_arena_printf(arena, "Authorization: Basic %s",
                           kg_base64_encode(arena, kg_str_from(pair)).data);
}
