// The naive evaluator's own calendar: year, month and day apart, days counted one by one.
#ifndef NAIVE_CALENDAR_H
#define NAIVE_CALENDAR_H
#include <stdbool.h>
#include <stdint.h>

struct ymd {
    int64_t year, month, day;
};

struct ymd naive_unpack(__int128 date);
__int128 naive_pack(struct ymd d);
int naive_compare_ymd(struct ymd a, struct ymd b);
int64_t naive_floor_div(int64_t a, int64_t b);
int64_t naive_day_number(struct ymd d);  // from 0001-01-01, which is 1
struct ymd naive_plus_months(struct ymd d, int64_t n);
bool naive_plus_days(struct ymd d, int64_t n, struct ymd *result);  // false beyond the years 1 to 9999
// Whole months from a to b, rounded down: the largest n with a + n months not after b.
int64_t naive_whole_months(struct ymd a, struct ymd b);
#endif
