#include "advice.h"

#include "suite.h"

/* How flags about the agent are said to the programs that are advised. NULL: not at all. */
static const struct {
    int option;
    bool place; /* of the agent in a pod; a URL has it in itself, and advice may be to change it */
    const char *curl;
    const char *openssl;
} flags[] = {
    {KAGENT_A2A_PING_VIA, false, NULL, NULL},
    {KAGENT_A2A_PING_PORT, true, NULL, NULL},
    {KAGENT_A2A_PING_PATH, true, NULL, NULL},
    {KAGENT_A2A_PING_HTTPS, false, NULL, NULL},
    {KAGENT_A2A_PING_BEARER_FILE, false, NULL, NULL},
    {KAGENT_A2A_PING_AGENT_CA, false, "--cacert", "-CAfile"},
    {KAGENT_A2A_PING_AGENT_CERT, false, "--cert", "-cert"},
    {KAGENT_A2A_PING_AGENT_KEY, false, "--key", "-key"},
    {KAGENT_A2A_PING_AGENT_SERVER_NAME, false, NULL, "-servername"},
    {KAGENT_A2A_PING_AGENT_INSECURE, false, "--insecure", NULL},
};

static void add_words(struct kg_buf *out, const char *words)
{
    kg_buf_printf(out, "%s%s", out->length > 0 ? " " : "", words);
}

/* `value`: NULL for a flag that has none. */
static void add_flag(struct kg_buf *out, const char *flag, const char *value)
{
    if (flag == NULL)
        return;
    add_words(out, flag);
    if (value == NULL)
        return;
    kg_buf_add_char(out, ' ');
    kg_target_add_word(out, value);
}

struct kg_diagnosis_targets advice_targets(const struct session *session,
                                           const struct target *target)
{
    enum { PING, ELSEWHERE, CURL, OPENSSL, COUNT };
    struct kg_arena *arena = session->arena;
    struct kg_buf texts[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        kg_buf_init(&texts[i], arena, KG_TARGET_COMMAND_MAX);
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        const struct kg_option_value *value = &session->settings->values[flags[i].option];
        const struct kg_option *option = &kagent_a2a_ping_command.options[flags[i].option];
        const char *name = kg_arena_printf(arena, "--%s", option->name);
        const char *text = option->type == KG_OPTION_BOOL ? NULL : value->text;
        if (!value->given)
            continue;
        add_flag(&texts[PING], flags[i].place && session->kube == NULL ? NULL : name, text);
        add_flag(&texts[ELSEWHERE], flags[i].place ? NULL : name, text);
        add_flag(&texts[CURL], flags[i].curl, text);
        add_flag(&texts[OPENSSL], flags[i].openssl, text);
    }
    if (session->access[0] != '\0') {
        add_words(&texts[PING], session->access);
        add_words(&texts[ELSEWHERE], session->access);
    }
    return (struct kg_diagnosis_targets){
        .kubectl = {target->namespace, session->access},
        .ping = {target->namespace, kg_str_copy(arena, kg_buf_str(&texts[PING]))},
        .elsewhere = {target->namespace, kg_str_copy(arena, kg_buf_str(&texts[ELSEWHERE]))},
        .curl = {NULL, kg_str_copy(arena, kg_buf_str(&texts[CURL]))},
        .openssl = {NULL, kg_str_copy(arena, kg_buf_str(&texts[OPENSSL]))},
    };
}
