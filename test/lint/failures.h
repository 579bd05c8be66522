/*
 * For what analyses one file at a time (test/analyse): who records a failure returns -1, which
 * stands in another file. Without it every failed call might have returned 0 and given nothing.
 */
#include "kagent/error.h"

static inline int kg_failed(int recorded)
{
    (void)recorded;
    return -1;
}

#define kg_error_set(...)     kg_failed(kg_error_set(__VA_ARGS__))
#define kg_error_at(...)      kg_failed(kg_error_at(__VA_ARGS__))
#define kg_error_at_list(...) kg_failed(kg_error_at_list(__VA_ARGS__))
#define kg_error_context(...) kg_failed(kg_error_context(__VA_ARGS__))
#define kg_error_locate(...)  kg_failed(kg_error_locate(__VA_ARGS__))
#define kg_error_pass(...)    kg_failed(kg_error_pass(__VA_ARGS__))
#define kg_error_advise(...)  kg_failed(kg_error_advise(__VA_ARGS__))
