/*
 * What went wrong, from libcurl's codes, the system's and OpenSSL's, as one of
 * our failures, and the sentence for it.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

#include "loop.h"

static const struct {
    CURLcode code;
    enum kg_http_failure failure;
} failures[] = {
    {CURLE_OK, KG_HTTP_OK},
    {CURLE_COULDNT_RESOLVE_HOST, KG_HTTP_DNS},
    {CURLE_COULDNT_RESOLVE_PROXY, KG_HTTP_PROXY},
    {CURLE_PROXY, KG_HTTP_PROXY},
    {CURLE_COULDNT_CONNECT, KG_HTTP_UNREACHABLE},
    {CURLE_OPERATION_TIMEDOUT, KG_HTTP_TIMEOUT},
    {CURLE_SSL_CONNECT_ERROR, KG_HTTP_TLS},
    {CURLE_PEER_FAILED_VERIFICATION, KG_HTTP_TLS_UNTRUSTED},
    {CURLE_SSL_ISSUER_ERROR, KG_HTTP_TLS_UNTRUSTED},
    {CURLE_SSL_CERTPROBLEM, KG_HTTP_TLS_CLIENT},
    {CURLE_SSL_CACERT_BADFILE, KG_HTTP_TLS_CLIENT},
    {CURLE_SSL_CLIENTCERT, KG_HTTP_TLS_CLIENT},
    {CURLE_RECV_ERROR, KG_HTTP_RESET},
    {CURLE_SEND_ERROR, KG_HTTP_RESET},
    {CURLE_ABORTED_BY_CALLBACK, KG_HTTP_RESET},
    {CURLE_SEND_FAIL_REWIND, KG_HTTP_RESET},
    {CURLE_PARTIAL_FILE, KG_HTTP_RESET},
    {CURLE_GOT_NOTHING, KG_HTTP_RESET},
    {CURLE_HTTP2, KG_HTTP_RESET},
    {CURLE_HTTP2_STREAM, KG_HTTP_RESET},
    {CURLE_SSL_SHUTDOWN_FAILED, KG_HTTP_RESET},
    {CURLE_BAD_CONTENT_ENCODING, KG_HTTP_MALFORMED},
    {CURLE_WEIRD_SERVER_REPLY, KG_HTTP_MALFORMED},
    {CURLE_UNSUPPORTED_PROTOCOL, KG_HTTP_MALFORMED},
    {CURLE_FILESIZE_EXCEEDED, KG_HTTP_TOO_LARGE},
};

/* OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED. */
enum { NOT_YET_VALID = 9, HAS_EXPIRED = 10 };

/* A certificate that was refused: why. OpenSSL has no complaint when only the name differs. */
static enum kg_http_failure verification_failure(CURL *easy)
{
    long verdict = 0;
    curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &verdict);
    if (verdict == 0)
        return KG_HTTP_TLS_NAME;
    return verdict == HAS_EXPIRED || verdict == NOT_YET_VALID ? KG_HTTP_TLS_EXPIRED
                                                              : KG_HTTP_TLS_UNTRUSTED;
}

static enum kg_http_failure connect_failure(const struct kg_http_request *request)
{
    long reason = 0;
    curl_easy_getinfo(request->easy, CURLINFO_OS_ERRNO, &reason);
    if (request->proxied)
        return KG_HTTP_PROXY;
    return reason == ECONNREFUSED ? KG_HTTP_REFUSED : KG_HTTP_UNREACHABLE;
}

/* An address is not looked up: libcurl has had no memory then. */
static enum kg_http_failure lookup_failure(const struct kg_http_request *request)
{
    char host[sizeof request->address];
    struct in_addr address;
    snprintf(host, sizeof host, "%.*s", (int)strcspn(request->address, ":"), request->address);
    return inet_pton(AF_INET, host, &address) == 1 ? KG_HTTP_LOCAL : KG_HTTP_DNS;
}

/* TLS 1.3 servers say after the handshake that they do not like the client's certificate. */
static bool is_alert(const struct kg_http_request *request)
{
    return strstr(request->problem, "alert") != NULL &&
           (strstr(request->problem, "certificate") != NULL ||
            strstr(request->problem, "unknown ca") != NULL);
}

static bool proxy_refused(CURL *easy)
{
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &status);
    return status >= 300;
}

enum kg_http_failure kg_http_failure_of(const struct kg_http_request *request)
{
    enum kg_http_failure failure = KG_HTTP_LOCAL;
    if (request->stopped != KG_HTTP_OK)
        return request->stopped;
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        if (failures[i].code == request->code)
            failure = failures[i].failure;
    }
    if (request->easy == NULL)
        return failure;
    /* An end within the head is no failure to libcurl. */
    if (failure == KG_HTTP_OK)
        return request->head_whole || request->connects ? KG_HTTP_OK : KG_HTTP_RESET;
    if (request->code == CURLE_PEER_FAILED_VERIFICATION)
        return verification_failure(request->easy);
    if (request->code == CURLE_COULDNT_RESOLVE_HOST)
        return lookup_failure(request);
    if (request->code == CURLE_COULDNT_CONNECT)
        return connect_failure(request);
    if (request->proxied && proxy_refused(request->easy))
        return KG_HTTP_PROXY;
    return (failure == KG_HTTP_RESET || failure == KG_HTTP_TLS) && is_alert(request)
               ? KG_HTTP_TLS_CLIENT
               : failure;
}

/* ADDRESS is the server's; REASON is libcurl's own text. */
static const struct {
    const char *sentence; /* with the address */
    const char *advice;   /* NULL: none */
    bool explained;       /* libcurl's reason follows in brackets */
    enum kg_error_class class;
} sentences[] = {
    [KG_HTTP_OK] = {"%s", NULL, false, KG_ERROR_UNKNOWN},
    [KG_HTTP_REFUSED] = {"%s refuses the connection: nothing listens there",
                         "Is the address right, and does the server run?", false, KG_ERROR_UNKNOWN},
    [KG_HTTP_UNREACHABLE] = {"%s cannot be reached", "Is there a network, a VPN, a firewall?", true,
                             KG_ERROR_UNKNOWN},
    [KG_HTTP_DNS] = {"the name of %s does not resolve",
                     "Is the name right, and is there a network?", false, KG_ERROR_UNKNOWN},
    [KG_HTTP_TLS_UNTRUSTED] =
        {"the certificate of %s is signed by none of the authorities that are "
         "trusted for it",
         "Somebody may be in between, or the certificate authority that is "
         "configured is not this server's.",
         true, KG_ERROR_UNKNOWN},
    [KG_HTTP_TLS_NAME] = {"the certificate of %s is for other names",
                          "Use an address that the certificate names, or set the name to check "
                          "for (tls-server-name).",
                          true, KG_ERROR_UNKNOWN},
    [KG_HTTP_TLS_EXPIRED] = {"the certificate of %s, or of its authority, is not valid today",
                             "It has to be renewed; or the clock of this machine is wrong.", true,
                             KG_ERROR_UNKNOWN},
    [KG_HTTP_TLS_CLIENT] = {"the certificates configured for %s cannot be used",
                            "Check the client's certificate and key, and the file of authorities.",
                            true, KG_ERROR_UNKNOWN},
    [KG_HTTP_TLS] = {"no encrypted connection to %s comes about",
                     "Does that port speak https at all?", true, KG_ERROR_UNKNOWN},
    [KG_HTTP_TIMEOUT] = {"%s does not answer in time", NULL, false, KG_ERROR_TIMEOUT},
    [KG_HTTP_RESET] = {"%s cut the connection before its answer was whole", NULL, true,
                       KG_ERROR_UNKNOWN},
    [KG_HTTP_PROXY] = {"the proxy does not connect to %s",
                       "Check the proxy's address, its password, and whether it may go there.",
                       true, KG_ERROR_UNKNOWN},
    [KG_HTTP_TOO_LARGE] = {"the answer of %s is larger than allowed", NULL, false,
                           KG_ERROR_UNKNOWN},
    [KG_HTTP_MALFORMED] = {"what %s answers is not HTTP", "Does another program listen there?",
                           true, KG_ERROR_UNKNOWN},
    [KG_HTTP_LOCAL] = {"the request to %s cannot be made", NULL, true, KG_ERROR_UNKNOWN},
    [KG_HTTP_CANCELLED] = {"the request to %s was cancelled", NULL, false, KG_ERROR_UNKNOWN},
};

/* libcurl's words. Those about a proxy may hold its URL, which may hold a password: left out. */
static const char *reason_of(const struct kg_http_request *request)
{
    return request->problem[0] != '\0' && !request->proxied ? request->problem
                                                            : curl_easy_strerror(request->code);
}

void kg_http_failure_describe(const struct kg_http_request *request, enum kg_http_failure failure,
                              struct kg_error *err)
{
    const char *address = request->address[0] != '\0' ? request->address : "the server";
    char sentence[512];
    /* The templates are the table's own. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(sentence, sizeof sentence, sentences[failure].sentence, address);
#pragma GCC diagnostic pop
    if (sentences[failure].explained)
        kg_error_set(err, sentences[failure].class, "%s (%s)", sentence, reason_of(request));
    else
        kg_error_set(err, sentences[failure].class, "%s", sentence);
    if (sentences[failure].advice != NULL)
        kg_error_advise(err, "%s", sentences[failure].advice);
}
