/* The flags that chose a cluster, to be typed again. */
#include "kagent/kubeconfig.h"
#include "kagent/target.h"

static void add_flag(struct kg_buf *out, const char *name, const char *value)
{
    kg_buf_printf(out, "%s--%s ", out->length > 0 ? " " : "", name);
    kg_target_add_word(out, value);
}

static void add_list(struct kg_buf *out, const char *name, const char *const *values)
{
    for (; values != NULL && *values != NULL; values++)
        add_flag(out, name, *values);
}

const char *kg_kubeconfig_access(struct kg_arena *arena, const struct kg_kubeconfig_flags *flags)
{
    const struct {
        const char *name;
        const char *value;
    } texts[] = {
        {"kubeconfig", flags->kubeconfig},
        {"context", flags->context},
        {"cluster", flags->cluster},
        {"user", flags->user},
        {"server", flags->server},
        {"tls-server-name", flags->tls_server_name},
        {"certificate-authority", flags->certificate_authority},
        {"client-certificate", flags->client_certificate},
        {"client-key", flags->client_key},
        {"as", flags->as},
        {"as-uid", flags->as_uid},
    };
    struct kg_buf out;
    kg_buf_init(&out, arena, KG_TARGET_COMMAND_MAX);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i].value != NULL && texts[i].value[0] != '\0')
            add_flag(&out, texts[i].name, texts[i].value);
    }
    add_list(&out, "as-group", flags->as_groups);
    add_list(&out, "as-user-extra", flags->as_extra);
    if (flags->insecure_skip_tls_verify != NULL && *flags->insecure_skip_tls_verify)
        kg_buf_printf(&out, "%s--insecure-skip-tls-verify", out.length > 0 ? " " : "");
    return kg_str_copy(arena, kg_buf_str(&out));
}
