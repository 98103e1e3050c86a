#ifdef POL_XLSX
#include "interp/data/xlsx/number.h"

#include <string.h>

#include "grammar/base/calendar.h"

#define MOST_EXPONENT 400  // of a binary fraction it is 308
#define DAY_SECONDS 86400
#define FIRST_1904 (-24107)  // days since 1970: 1904-01-01
#define FIRST_1900 (-25568)  // 1899-12-31, the day before 1; from 60 on, a day that there was not, one less
#define NO_DAY 60
#define LAST_DAY 2958465  // 9999-12-31

// Digits as they come, with one more than is kept, by which it is rounded.
struct reading {
    const char *at, *end;
    char digits[NUMBER_DIGITS + 1];
    int count, exponent;
    bool any;
};

static bool is_sign(const struct reading *r, char sign) { return r->at < r->end && *r->at == sign; }

static void take_digits(struct reading *r, int behind_point) {
    for (; r->at < r->end && *r->at >= '0' && *r->at <= '9'; r->at++) {
        r->any = true;
        bool leading = !r->count && *r->at == '0', kept = !leading && r->count <= NUMBER_DIGITS;
        if (kept) r->digits[r->count++] = *r->at;
        r->exponent += !kept && !leading;
        r->exponent -= behind_point;
    }
}

static bool take_exponent(struct reading *r) {
    int value = 0, digits = 0;
    if (!is_sign(r, 'e') && !is_sign(r, 'E')) return true;
    r->at++;
    bool negative = is_sign(r, '-');
    if (negative || is_sign(r, '+')) r->at++;
    for (; r->at < r->end && *r->at >= '0' && *r->at <= '9' && digits < 4; r->at++, digits++)
        value = value * 10 + (*r->at - '0');
    r->exponent += negative ? -value : value;
    return digits > 0;
}

static void drop_zeros(struct sheet_number *n) {
    while (n->count && n->digits[n->count - 1] == '0') n->count--, n->exponent++;
    if (!n->count) n->exponent = 0, n->negative = false;
}

// Away from zero at the half, as Excel does.
static void round_up(struct sheet_number *n) {
    int at = n->count - 1;
    while (at >= 0 && n->digits[at] == '9') n->digits[at--] = '0';
    if (at >= 0) {
        n->digits[at]++;
        return;
    }
    memset(n->digits, '0', sizeof n->digits);
    n->digits[0] = '1';
    n->exponent++;
}

bool sheet_number_read(struct slice text, struct sheet_number *n) {
    struct reading r = {.at = text.text, .end = text.text + text.length};
    *n = (struct sheet_number){.negative = is_sign(&r, '-')};
    if (n->negative) r.at++;
    take_digits(&r, 0);
    if (is_sign(&r, '.')) r.at++, take_digits(&r, 1);
    if (!r.any || !take_exponent(&r) || r.at != r.end) return false;
    n->count = r.count > NUMBER_DIGITS ? NUMBER_DIGITS : r.count;
    n->exponent = r.exponent + (r.count - n->count);
    memcpy(n->digits, r.digits, (size_t)n->count);
    if (r.count > n->count && r.digits[NUMBER_DIGITS] >= '5') round_up(n);
    drop_zeros(n);
    return n->exponent <= MOST_EXPONENT && n->exponent >= -MOST_EXPONENT;
}

static void put_short(struct text *out, const struct sheet_number *n) {
    text_char(out, n->digits[0]);
    if (n->count > 1) text_char(out, '.');
    text_add(out, n->digits + 1, (size_t)(n->count - 1));
    text_format(out, "E+%d", n->exponent + n->count - 1);
}

static void put_whole(struct text *out, const struct sheet_number *n, int whole) {
    int kept = whole < n->count ? whole : n->count;
    if (whole <= 0) text_char(out, '0');
    else text_add(out, n->digits, (size_t)kept), text_repeat(out, '0', (size_t)(whole - kept));
}

void sheet_number_put(struct text *out, const struct sheet_number *n) {
    int whole = n->count + n->exponent;  // digits before the point
    if (n->negative) text_char(out, '-');
    if (whole > NUMBER_DIGITS) {
        put_short(out, n);
        return;
    }
    put_whole(out, n, whole);
    if (n->exponent >= 0) return;
    text_char(out, '.');
    if (whole < 0) text_repeat(out, '0', (size_t)-whole);
    int from = whole > 0 ? whole : 0;
    text_add(out, n->digits + from, (size_t)(n->count - from));
}

void sheet_number_put_percent(struct text *out, const struct sheet_number *n) {
    struct sheet_number percent = *n;
    if (n->count) percent.exponent += 2;
    sheet_number_put(out, &percent);
    text_char(out, '%');
}

// Whole days, and the rest in seconds, which are rounded: their binary fractions are never whole.
static bool part_days(const struct sheet_number *n, int64_t *days, int64_t *seconds) {
    __int128 rest = 0, scale = 1;
    int whole = n->count + n->exponent;
    *days = 0;
    if (n->negative || whole > 7) return false;
    for (int i = 0; i < whole; i++) *days = *days * 10 + (i < n->count ? n->digits[i] - '0' : 0);
    for (int i = whole; i < n->count && i < NUMBER_DIGITS; i++, scale *= 10)
        rest = rest * 10 + (i >= 0 ? n->digits[i] - '0' : 0);
    *seconds = (int64_t)((2 * rest * DAY_SECONDS + scale) / (2 * scale));
    if (*seconds == DAY_SECONDS) *days += 1, *seconds = 0;
    return true;
}

static bool put_day(struct text *out, int64_t day, bool date1904) {
    char room[11];
    int32_t date;
    bool is_no_day = !date1904 && (day == NO_DAY || day < 1);
    int64_t first = date1904 ? FIRST_1904 : day < NO_DAY ? FIRST_1900 : FIRST_1900 - 1;
    if (is_no_day || day > LAST_DAY || !date_from_number(first + day, &date)) return false;
    date_format(date, room);
    text_put(out, room);
    return true;
}

bool sheet_number_put_date(struct text *out, const struct sheet_number *n, bool date1904) {
    int64_t day, seconds;
    if (!part_days(n, &day, &seconds) || !put_day(out, day, date1904)) return false;
    if (seconds)
        text_format(out, " %02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60));
    return true;
}
#endif
