#include "tests/differential/naive_calendar.h"

struct ymd naive_unpack(__int128 date) {
    int64_t m = (int64_t)date >> 5;
    return (struct ymd){m / 12, m % 12 + 1, (int64_t)date & 31};
}

static int64_t days_in(int64_t year, int64_t month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

int64_t naive_day_number(struct ymd d) {
    int64_t n = d.day;
    for (int64_t m = 1; m < d.month; m++) n += days_in(d.year, m);
    int64_t y = d.year - 1;
    return n + y * 365 + y / 4 - y / 100 + y / 400;
}

int64_t naive_floor_div(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a % b < 0) != (b < 0)); }

struct ymd naive_plus_months(struct ymd d, int64_t n) {
    int64_t m = d.year * 12 + d.month - 1 + n, year = naive_floor_div(m, 12);
    struct ymd r = {year, m - year * 12 + 1, d.day};
    int64_t last = days_in(((year % 400) + 400) % 400, r.month);
    r.day = r.day > last ? last : r.day;
    return r;
}

int naive_compare_ymd(struct ymd a, struct ymd b) {
    if (a.year != b.year) return a.year < b.year ? -1 : 1;
    if (a.month != b.month) return a.month < b.month ? -1 : 1;
    return a.day < b.day ? -1 : a.day > b.day;
}

__int128 naive_pack(struct ymd d) { return (__int128)((d.year * 12 + d.month - 1) << 5 | d.day); }

bool naive_plus_days(struct ymd d, int64_t n, struct ymd *result) {
    if (n > 5000000 || n < -5000000) return false;
    for (; n > 0; n--) {
        if (++d.day > days_in(d.year, d.month)) d.day = 1, d.month++;
        if (d.month > 12) d.month = 1, d.year++;
        if (d.year > 9999) return false;
    }
    for (; n < 0; n++) {
        if (--d.day < 1) d.month--, d.day = 31;
        if (d.month < 1) d.month = 12, d.year--;
        if (d.year < 1) return false;
        if (d.day == 31) d.day = days_in(d.year, d.month);
    }
    *result = d;
    return true;
}

// Whole months from a to b, rounded down: the largest n with a + n months not after b.
int64_t naive_whole_months(struct ymd a, struct ymd b) {
    int64_t n = (b.year - a.year) * 12 + b.month - a.month;
    return naive_compare_ymd(naive_plus_months(a, n), b) <= 0 ? n : n - 1;
}
