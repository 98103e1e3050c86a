// Numbers in as few bytes as they need: 1, 2, 4 or 8 each, all of a column alike.
#ifndef POL_LIST_PACKED_NUMBERS_H
#define POL_LIST_PACKED_NUMBERS_H
#include <stddef.h>
#include <stdint.h>

// The least width that holds all of them.
size_t packed_numbers_width(const int64_t *numbers, uint32_t count);
void packed_numbers_put(const int64_t *numbers, uint32_t count, size_t width, void *to);
void packed_numbers_get(const void *from, size_t width, uint32_t count, int64_t *numbers);
#endif
