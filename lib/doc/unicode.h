/* unicode: the two character classes that the order of keys depends on. */
#ifndef KG_DOC_UNICODE_H
#define KG_DOC_UNICODE_H

#include <stdbool.h>

bool kg_unicode_is_letter(unsigned code);
bool kg_unicode_is_digit(unsigned code);

#endif
