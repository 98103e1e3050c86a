#include "grammar/syntax/literal.h"

#include <string.h>

#include "grammar/base/utf8.h"
#include "grammar/syntax/keywords.h"

struct decimal {
    int64_t digits;  // all digits as one number
    int fraction;    // how many of them stand behind the point, zeros at the end left out
    int count;
    size_t length;  // of the text
};

static enum diag_id read_decimal(const char *text, size_t length, struct decimal *d) {
    bool point = false;
    size_t at = 0;
    for (; at < length; at++) {
        bool is_point = text[at] == '.' && !point && at + 1 < length && is_digit(text[at + 1]);
        if (!is_point && !is_digit(text[at])) break;
        point = point || is_point;
        if (is_point) continue;
        if (++d->count > LITERAL_MAX_DIGITS) return DIAG_NUMBER_TOO_LONG;
        d->digits = d->digits * 10 + (text[at] - '0');
        if (point) d->fraction++;
    }
    for (; d->fraction && d->digits % 10 == 0; d->fraction--) d->digits /= 10;
    d->length = at;
    return d->count ? DIAG_NONE : DIAG_BAD_NUMBER_TEXT;
}

uint32_t literal_blanks(const char *text, uint32_t length) {
    uint32_t at = 0;
    for (;;) {
        if (at < length && (text[at] == ' ' || text[at] == '\t')) at++;
        else if (length - at >= 3 && memcmp(text + at, "\xE3\x80\x80", 3) == 0) at += 3;
        else if (length - at >= 2 && memcmp(text + at, "\xC2\xA0", 2) == 0) at += 2;
        else return at;
    }
}

uint32_t literal_quote(const char *text, uint32_t length) {
    static const char wide[] = "“”‘’「」『』《》＂＇";
    if (length && memchr("\"'`", *text, 3)) return 1;
    for (const char *quote = wide; length >= 3 && *quote; quote += 3)
        if (!memcmp(text, quote, 3)) return 3;
    return 0;
}

// digits × scale ÷ 10^fraction, where that is whole.
static enum diag_id scaled(const struct decimal *d, int64_t scale, enum diag_id inexact, int64_t *value) {
    int fraction = d->fraction;
    int64_t digits = d->digits;
    for (; fraction && scale % 10 == 0; fraction--) scale /= 10;
    // What is left of the scale has no factor ten, but 12 months still make 1.5 years whole.
    int64_t divisor = 1;
    while (fraction--) divisor *= 10;
    if (__builtin_mul_overflow(digits, scale, value)) return DIAG_NUMBER_TOO_LARGE;
    if (*value % divisor) return inexact;
    *value /= divisor;
    return DIAG_NONE;
}

static struct type unit_type(const struct unit *u, struct intern *names) {
    switch (u->kind) {
    case UNIT_KIND_MONEY: return (struct type){.kind = TYPE_MONEY};
    case UNIT_KIND_PERCENT: return (struct type){.kind = TYPE_PERCENT};
    case UNIT_KIND_MONTHS: return (struct type){.kind = TYPE_PERIOD, .unit = UNIT_MONTHS};
    case UNIT_KIND_DAYS: return (struct type){.kind = TYPE_PERIOD, .unit = UNIT_DAYS};
    case UNIT_KIND_DECIMALS: return (struct type){0};
    case UNIT_KIND_COUNTER: break;
    }
    return (struct type){.kind = TYPE_COUNT, .counter = intern_text(names, u->zh, strlen(u->zh))};
}

// 3 counts something, 3.25 does not.
static struct type bare_type(const struct decimal *d) {
    if (!d->fraction) return (struct type){.kind = TYPE_COUNT};
    return (struct type){.kind = TYPE_NUMBER, .decimals = (uint8_t)d->fraction};
}

static enum diag_id inexact_id(const struct unit *u) {
    if (!u) return DIAG_NUMBER_DECIMALS;
    switch (u->kind) {
    case UNIT_KIND_MONEY: return DIAG_NOT_WHOLE_FEN;
    case UNIT_KIND_PERCENT: return DIAG_PERCENT_DECIMALS;
    case UNIT_KIND_MONTHS:
    case UNIT_KIND_DAYS:
    case UNIT_KIND_DECIMALS:
    case UNIT_KIND_COUNTER: break;
    }
    return DIAG_NOT_WHOLE;
}

enum diag_id literal_number(const char *text, size_t length, struct intern *names, struct literal *out) {
    struct decimal d = {0};
    enum diag_id wrong = read_decimal(text, length, &d);
    if (wrong != DIAG_NONE) return wrong;
    size_t word = d.length + literal_blanks(text + d.length, (uint32_t)(length - d.length));
    const struct unit *u = unit_find(text + word, length - word);
    if (!u && word < length) return DIAG_UNKNOWN_UNIT;
    out->type = u ? unit_type(u, names) : bare_type(&d);
    return scaled(&d, u ? u->scale : type_scale(out->type.kind), inexact_id(u), &out->value);
}

// Up to `most` digits; what parts them from the next is passed over.
static int date_part(const char *text, size_t length, size_t *at, size_t most) {
    int value = 0;
    size_t from = *at;
    while (*at < length && *at - from < most && is_digit(text[*at])) value = value * 10 + (text[(*at)++] - '0');
    if (*at == from) return -1;
    while (*at < length && !is_digit(text[*at])) (*at)++;
    return value;
}

static void put_digits(char *out, int value, int digits) {
    for (; digits--; value /= 10) out[digits] = (char)('0' + value % 10);
}

bool literal_date_like(const char *text, size_t length, char out[LITERAL_DATE_LENGTH + 1]) {
    size_t at = 0;
    int year = date_part(text, length, &at, 4), month = date_part(text, length, &at, 2);
    int day = date_part(text, length, &at, 2);
    if (year < 1000 || month < 1 || month > 12 || day > 31 || day == 0 || at < length) return false;
    memcpy(out, "0000-00-00", LITERAL_DATE_LENGTH + 1);
    put_digits(out, year, 4);
    put_digits(out + 5, month, 2);
    if (day > 0) put_digits(out + 8, day, 2);
    else out[7] = '\0';
    return true;
}
