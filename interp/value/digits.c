#include "interp/value/digits.h"

#include <string.h>

#include "grammar/tree/type.h"

// Eight digits at once, the first in the lowest byte: halves, then pairs, then single digits are parted in lanes that
// double in number; n * 10486 >> 20 is n / 100 and n * 103 >> 10 is n / 10 for what a lane can hold.
static uint64_t print_eight(uint32_t value) {
    uint64_t word = value / 10000 | (uint64_t)(value % 10000) << 32,
             over = (word * 10486 >> 20) & UINT64_C(0x0000007F0000007F);
    word = over | (word - over * 100) << 16;
    over = (word * 103 >> 10) & UINT64_C(0x000F000F000F000F);
    return (over | (word - over * 10) << 8) + ASCII_ZEROS;
}

// Below 10^8; the zeros before the first digit are shifted out. Writes eight bytes whatever it comes to.
static char *print_short(char *to, uint32_t value) {
    uint64_t word = print_eight(value);
    unsigned zeros = (unsigned)__builtin_ctzll((word & UINT64_C(0x0F0F0F0F0F0F0F0F)) | UINT64_C(1) << 56) / 8;
    store_word(to, word >> (8 * zeros));
    return to + 8 - zeros;
}

static char *print_unsigned(char *to, uint64_t value) {
    if (value < UINT64_C(100000000)) return print_short(to, (uint32_t)value);
    char room[20], *at = room + sizeof room;
    do *--at = (char)('0' + value % 10);
    while (value /= 10);
    size_t length = (size_t)(room + sizeof room - at);
    memcpy(to, at, length);
    return to + length;
}

// The sign put down, and the value without it; INT64_MIN has a magnitude too.
static uint64_t magnitude(char **to, int64_t value) {
    if (value < 0) *(*to)++ = '-';
    return value < 0 ? ~(uint64_t)value + 1 : (uint64_t)value;
}

char *print_whole(char *to, int64_t value) {
    uint64_t rest = magnitude(&to, value);
    return print_unsigned(to, rest);
}

char *print_money(char *to, int64_t fen) {
    uint64_t rest = magnitude(&to, fen);
    to = print_unsigned(to, rest / 100);
    to[0] = '.';
    to[1] = (char)('0' + rest % 100 / 10);
    to[2] = (char)('0' + rest % 10);
    return to + 3;
}

char *print_decimal(char *to, int64_t value, unsigned places) {
    uint64_t rest = magnitude(&to, value), scale = 1;
    for (unsigned i = 0; i < places; i++) scale *= 10;
    to = print_unsigned(to, rest / scale);
    rest %= scale;
    if (rest) *to++ = '.';
    for (; rest; rest %= scale) {
        scale /= 10;
        *to++ = (char)('0' + rest / scale);
    }
    return to;
}

char *print_percent(char *to, int64_t percent) { return print_decimal(to, percent, 4); }
char *print_number(char *to, int64_t number) { return print_decimal(to, number, NUMBER_DECIMALS); }
