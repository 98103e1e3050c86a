// Texts, told from the standards that the reference names.
#include <string.h>

#include "tests/differential/naive_calendar.h"
#include "tests/differential/naive_eval.h"

value naive_starts_with(const struct naive_env *v, const struct expr *e) {
    value x = naive_eval(v, e->kids[0]), result = naive_truth(false);
    for (uint32_t i = 0; i < e->kids[1]->count; i++) {
        value y = naive_eval(v, e->kids[1]->kids[i]), one = naive_both(&x, &y);
        if (one.state == NAIVE_KNOWN) one = naive_truth(strstr(x.text, y.text) == x.text);
        result = naive_or(result, one);
    }
    return result;
}

static __int128 characters(const char *text) {
    __int128 n = 0;
    for (; *text; text++) n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

static int figure(char c, const char *figures) {
    for (int i = 0; figures[i]; i++)
        if (figures[i] == c || (c >= 'a' && c <= 'z' && figures[i] == c - 32)) return i;
    return -1000000;
}

// GB 32100-2015, formula (1): C18 = 31 - MOD(sum of Ci * Wi, 31), and 0 where that is 31.
static bool is_credit_code(const char *text) {
    static const char figures[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    static const int weights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    int sum = 0;
    if (strlen(text) != 18) return false;
    for (int i = 0; i < 17; i++) sum += figure(text[i], figures) * weights[i];
    return sum >= 0 && (31 - sum % 31) % 31 == figure(text[17], figures);
}

// GB 11643-1999: the check characters, by the remainder.
static bool is_id_number(const char *text, struct ymd *birth) {
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    static const char provinces[] = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 "
                                    "62 63 64 65 71 81 82 83 ";
    int sum = 0, digits[17];
    if (strlen(text) != 18) return false;
    for (int i = 0; i < 17; i++) sum += (digits[i] = figure(text[i], "0123456789")) * weights[i];
    if (sum < 0 || figure(text[17], "0123456789X") != figure("10X98765432"[sum % 11], "0123456789X")) return false;
    char province[] = {text[0], text[1], ' ', '\0'};
    const int *d = digits + 6;
    *birth = (struct ymd){d[0] * 1000 + d[1] * 100 + d[2] * 10 + d[3], d[4] * 10 + d[5], d[6] * 10 + d[7]};
    struct ymd same = naive_plus_months((struct ymd){birth->year, birth->month, 1}, 0), there;
    bool exists = birth->year > 0 && birth->month > 0 && birth->month < 13 && birth->day > 0 &&
                  naive_plus_days(same, birth->day - 1, &there) && there.month == birth->month;
    return exists && strstr(provinces, province);
}

value naive_text_call(const struct naive_env *v, const struct expr *e, enum builtin id) {
    value x = naive_eval(v, e->kids[0]);
    struct ymd birth;
    if (x.state != NAIVE_KNOWN) return x;
    if (id == BUILTIN_LENGTH) return naive_known(characters(x.text));
    if (id == BUILTIN_VALID_CREDIT_CODE) return naive_truth(is_credit_code(x.text));
    bool valid = is_id_number(x.text, &birth);
    if (id == BUILTIN_VALID_ID_NUMBER) return naive_truth(valid);
    return valid ? naive_known(naive_pack(birth)) : naive_bare(NAIVE_FAULT);
}
