#include "interp/data/list/packed_numbers.h"

#include <string.h>

// A number that fits has nothing but its sign beyond the width: what is left of it then is 0.
size_t packed_numbers_width(const int64_t *numbers, uint32_t count) {
    uint64_t used = 0;
    for (uint32_t i = 0; i < count; i++) used |= (uint64_t)(numbers[i] ^ (numbers[i] >> 63));
    return used <= INT8_MAX ? 1 : used <= INT16_MAX ? 2 : used <= INT32_MAX ? 4 : 8;
}

void packed_numbers_put(const int64_t *numbers, uint32_t count, size_t width, void *to) {
    int8_t *bytes = to;
    int16_t *shorts = to;
    int32_t *words = to;
    if (width == 1)
        for (uint32_t i = 0; i < count; i++) bytes[i] = (int8_t)numbers[i];
    else if (width == 2)
        for (uint32_t i = 0; i < count; i++) shorts[i] = (int16_t)numbers[i];
    else if (width == 4)
        for (uint32_t i = 0; i < count; i++) words[i] = (int32_t)numbers[i];
    else memcpy(to, numbers, count * sizeof *numbers);
}

void packed_numbers_get(const void *from, size_t width, uint32_t count, int64_t *numbers) {
    const int8_t *bytes = from;
    const int16_t *shorts = from;
    const int32_t *words = from;
    if (width == 1)
        for (uint32_t i = 0; i < count; i++) numbers[i] = bytes[i];
    else if (width == 2)
        for (uint32_t i = 0; i < count; i++) numbers[i] = shorts[i];
    else if (width == 4)
        for (uint32_t i = 0; i < count; i++) numbers[i] = words[i];
    else memcpy(numbers, from, count * sizeof *numbers);
}
