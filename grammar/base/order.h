// What comparison functions of qsort are made of, and where a number belongs among sorted ones.
#ifndef POL_BASE_ORDER_H
#define POL_BASE_ORDER_H
#include <stddef.h>
#include <stdint.h>

static inline int compare_numbers(int64_t a, int64_t b) { return (a > b) - (a < b); }

// How many of so many rising numbers, which stand `apart` bytes from one another, are below the wanted one.
static inline uint32_t numbers_below(const uint32_t *numbers, size_t apart, uint32_t count, uint32_t wanted) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *at = (const char *)numbers + apart * middle;
        if (*(const uint32_t *)(const void *)at < wanted) low = middle + 1;
        else high = middle;
    }
    return low;
}
#endif
