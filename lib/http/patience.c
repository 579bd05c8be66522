/*
 * How long a request may take, and be silent. libcurl has a limit for all of it too, and says more
 * of what it has waited for; but it counts no time against a request that waits for the connection
 * of another one (7.88), which then never ends if that connection is lost in the wrong moment.
 */
#include "loop.h"

/* How long libcurl may take to say itself that a request has come to its limit. */
enum { LATE_MS = 250 };

static void stop(struct kg_http_request *request)
{
    kg_http_patience_end(request);
    request->stopped = KG_HTTP_TIMEOUT;
    request->over = true;
    kg_http_request_note(request);
}

/* It is set once for each limit that passes, not for each byte: there may have been some. */
static void listen_on(struct kg_alarm *alarm)
{
    struct kg_http_request *request = OWNER_OF(alarm, struct kg_http_request, silence);
    int64_t until = request->heard_ms + request->silence_ms;
    if (until > kg_http_now_ms() && kg_alarm_set(&request->item.http->alarms, alarm, until) == 0)
        return;
    stop(request);
}

static void reach_limit(struct kg_alarm *alarm)
{
    stop(OWNER_OF(alarm, struct kg_http_request, limit));
}

int kg_http_patience_begin(struct kg_http_request *request)
{
    struct kg_alarms *alarms = &request->item.http->alarms;
    int64_t now = request->heard_ms;
    request->silence.goes_off = listen_on;
    request->limit.goes_off = reach_limit;
    if (request->silence_ms > 0 &&
        kg_alarm_set(alarms, &request->silence, now + request->silence_ms) != 0)
        return -1;
    if (request->total_ms <= 0)
        return 0;
    return kg_alarm_set(alarms, &request->limit, now + request->total_ms + LATE_MS);
}

void kg_http_patience_end(struct kg_http_request *request)
{
    kg_alarm_clear(&request->item.http->alarms, &request->silence);
    kg_alarm_clear(&request->item.http->alarms, &request->limit);
}
