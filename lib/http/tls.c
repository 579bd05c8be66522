#include <unistd.h>

#include "loop.h"

/* Where systems keep the certificates that they trust; the order is that of how common they are. */
static const char *const ca_files[] = {
    "/etc/ssl/certs/ca-certificates.crt",                /* Debian, Alpine, Arch */
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", /* Fedora, RHEL */
    "/etc/pki/tls/certs/ca-bundle.crt",                  /* older of them */
    "/etc/ssl/ca-bundle.pem",                            /* SUSE */
    "/etc/ssl/cert.pem",                                 /* macOS, BSD */
};
static const char *const ca_directories[] = {"/etc/ssl/certs", "/etc/pki/tls/certs"};

static const char *first_readable(const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (access(paths[i], R_OK) == 0)
            return paths[i];
    }
    return NULL;
}

void kg_http_system_ca(const char **file, const char **directory)
{
    *directory = NULL;
    *file = first_readable(ca_files, sizeof ca_files / sizeof *ca_files);
    if (*file == NULL)
        *directory = first_readable(ca_directories, sizeof ca_directories / sizeof *ca_directories);
}

static CURLcode set_blob(CURL *easy, CURLoption option, struct kg_str text)
{
    struct curl_blob blob = {(void *)(uintptr_t)text.data, text.length, CURL_BLOB_COPY};
    return text.length == 0 ? CURLE_OK : curl_easy_setopt(easy, option, &blob);
}

/*
 * Which certificates are trusted, for the server and for a proxy that speaks
 * TLS. libcurl would go on trusting its built-in directory beside a CA that is
 * given from memory: it is switched off. A proxy is judged by the system's.
 */
static CURLcode set_trust(CURL *easy, const struct kg_http_tls *tls)
{
    const char *file, *directory;
    CURLcode code = CURLE_OK;
    kg_http_system_ca(&file, &directory);
    if (tls->system_ca != NULL && tls->system_ca[0] != '\0') {
        file = tls->system_ca;
        directory = NULL;
    }
    bool own = tls->ca.length > 0;
    const struct {
        CURLoption option;
        const char *value;
    } paths[] = {
        {CURLOPT_CAINFO, own ? NULL : file},
        {CURLOPT_CAPATH, own ? NULL : directory},
        {CURLOPT_PROXY_CAINFO, file},
        {CURLOPT_PROXY_CAPATH, directory},
    };
    for (size_t i = 0; code == CURLE_OK && i < sizeof paths / sizeof *paths; i++)
        code = curl_easy_setopt(easy, paths[i].option, paths[i].value);
    return code != CURLE_OK ? code : set_blob(easy, CURLOPT_CAINFO_BLOB, tls->ca);
}

CURLcode kg_http_tls_apply(CURL *easy, const struct kg_http_tls *tls)
{
    CURLcode code = set_trust(easy, tls);
    if (code == CURLE_OK)
        code = curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (code == CURLE_OK && tls->skip_verify) {
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    }
    if (code == CURLE_OK)
        code = set_blob(easy, CURLOPT_SSLCERT_BLOB, tls->certificate);
    if (code == CURLE_OK)
        code = set_blob(easy, CURLOPT_SSLKEY_BLOB, tls->key);
    return code;
}
