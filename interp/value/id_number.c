#include "interp/value/id_number.h"

#include <string.h>

#include "grammar/base/calendar.h"

#define NUMBER_LENGTH 18  // of both
#define BIRTH_AT 6

static char upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c; }

// The place of a character among those of an alphabet; -1 where it is none of them.
static int place_in(const char *alphabet, char c) {
    const char *found = c ? strchr(alphabet, upper(c)) : NULL;
    return found ? (int)(found - alphabet) : -1;
}

// The weights are the powers of 3; the last character makes the sum a multiple of 31.
bool credit_code_is_valid(struct slice text) {
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    int sum = 0, weight = 1, last = NUMBER_LENGTH - 1;
    if (text.length != NUMBER_LENGTH) return false;
    for (int i = 0; i < NUMBER_LENGTH; i++) {
        int value = place_in(alphabet, text.text[i]);
        if (value < 0) return false;
        sum += value * (i < last ? weight : 1);
        weight = weight * 3 % 31;
    }
    return sum % 31 == 0;
}

// The provinces of GB/T 2260, and 83, which residents from Taiwan bear.
static bool is_province(int code) {
    static const struct {
        int first, last;
    } provinces[] = {{11, 15}, {21, 23}, {31, 37}, {41, 46}, {50, 54}, {61, 65}, {71, 71}, {81, 83}};
    for (size_t i = 0; i < sizeof provinces / sizeof *provinces; i++)
        if (code >= provinces[i].first && code <= provinces[i].last) return true;
    return false;
}

static int number_at(const char *digits, int count) {
    int number = 0;
    for (int i = 0; i < count; i++) number = number * 10 + (digits[i] - '0');
    return number;
}

// The weights are the powers of 2 modulo 11, from the end; the last character, X for 10, makes the sum 1.
static bool is_checked(const char *text) {
    int sum = 0, weight = 1;
    for (int i = NUMBER_LENGTH - 1; i >= 0; i--) {
        int value = place_in("0123456789X", text[i]);
        if (value < 0 || (value == 10 && i < NUMBER_LENGTH - 1)) return false;
        sum += value * weight;
        weight = weight * 2 % 11;
    }
    return sum % 11 == 1;
}

bool id_number_read(struct slice text, int32_t *birth_date) {
    if (text.length != NUMBER_LENGTH || !is_checked(text.text) || !is_province(number_at(text.text, 2))) return false;
    const char *birth = text.text + BIRTH_AT;
    return date_make(number_at(birth, 4), number_at(birth + 4, 2), number_at(birth + 6, 2), birth_date);
}

bool id_number_is_valid(struct slice text) {
    int32_t birth_date;
    return id_number_read(text, &birth_date);
}
