/*
 * The memory that libcurl works with. It holds headers with credentials, so
 * each block knows its size and is overwritten before it is given back.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kagent/wipe.h"
#include "loop.h"

struct block {
    size_t size;
    _Alignas(16) char data[];
};

static void *block_alloc(size_t size)
{
    struct block *block = size > SIZE_MAX - sizeof(*block) ? NULL : malloc(sizeof(*block) + size);
    if (block == NULL)
        return NULL;
    block->size = size;
    return block->data;
}

static struct block *block_of(void *data)
{
    return (struct block *)((char *)data - offsetof(struct block, data));
}

static void block_free(void *data)
{
    if (data == NULL)
        return;
    struct block *block = block_of(data);
    kg_wipe(block->data, block->size);
    free(block);
}

static void *block_realloc(void *data, size_t size)
{
    if (data != NULL && block_of(data)->size >= size && size > 0)
        return data;
    void *moved = block_alloc(size);
    if (moved == NULL || data == NULL)
        return moved;
    size_t kept = block_of(data)->size;
    memcpy(moved, data, kept < size ? kept : size);
    block_free(data);
    return moved;
}

static void *block_calloc(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    void *data = block_alloc(count * size);
    if (data != NULL)
        memset(data, 0, count * size);
    return data;
}

static char *block_strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = block_alloc(size);
    if (copy != NULL)
        memcpy(copy, text, size);
    return copy;
}

CURLcode kg_http_memory_init(void)
{
    return curl_global_init_mem(CURL_GLOBAL_ALL, block_alloc, block_free, block_realloc,
                                block_strdup, block_calloc);
}

int kg_http_bytes_add(struct bytes *bytes, const char *data, size_t length)
{
    if (length > bytes->capacity - bytes->length) {
        size_t capacity = bytes->capacity < 4096 ? 4096 : bytes->capacity;
        while (capacity - bytes->length < length && capacity <= SIZE_MAX / 2)
            capacity *= 2;
        char *moved = block_realloc(bytes->data, capacity);
        if (moved == NULL)
            return -1;
        bytes->data = moved;
        bytes->capacity = capacity;
    }
    if (length > 0)
        memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
    return 0;
}

void kg_http_bytes_release(struct bytes *bytes)
{
    block_free(bytes->data);
    *bytes = (struct bytes){0};
}
