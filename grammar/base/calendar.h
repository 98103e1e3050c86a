// Dates of the proleptic Gregorian calendar, years 1 to 9999, packed so that order is integer order and
// spans need no day numbers: (year * 12 + month - 1) << 5 | day. A month ordinal is year * 12 + month - 1.
#ifndef POL_BASE_CALENDAR_H
#define POL_BASE_CALENDAR_H
#include <stdbool.h>
#include <stdint.h>

#define DATE_PACK(y, m, d) ((int32_t)((((y)*12 + (m)-1) << 5) | (d)))
#define DATE_MIN DATE_PACK(1, 1, 1)
#define DATE_MAX DATE_PACK(9999, 12, 31)

static inline int32_t date_month(int32_t date) { return date >> 5; }
static inline int32_t date_day(int32_t date) { return date & 31; }
static inline int32_t date_year(int32_t date) { return (date >> 5) / 12; }

int32_t month_days(int32_t month);                                        // of a month ordinal: 28 to 31
bool date_make(int32_t year, int32_t month, int32_t day, int32_t *date);  // false where no such day exists
// "2024-05-06" exactly, `length` bytes; false for anything else.
bool date_parse(const char *text, uint32_t length, int32_t *date);
bool month_parse(const char *text, uint32_t length, int32_t *month);  // "2024-05"
void date_format(int32_t date, char out[11]);                         // "2024-05-06"
void month_format(int32_t month, char out[8]);
// Whether a date lies in a period, whose last day is part of it; 0: it is open at that end.
static inline bool date_is_within(int32_t date, int32_t from, int32_t until) {
    return date >= from && (until == 0 || date <= until);
}
int64_t date_number(int32_t date);                     // days since 1970-01-01
bool date_from_number(int64_t number, int32_t *date);  // false outside the years 1 to 9999
// The same day `months` later (or earlier); a day that does not exist becomes the month's last. False outside the
// range.
bool date_add_months(int32_t date, int64_t months, int32_t *result);
bool date_add_days(int32_t date, int64_t days, int32_t *result);

// With its day raised to 31 on the last day of a month: a whole number n of months has passed from a to b
// exactly where a + (n << 5) <= date_top(b), for month ends clamp (29 February falls on the 28th).
int32_t date_top(int32_t date);
// Whole months that have passed from a to b, rounded towards minus infinity.
static inline int32_t months_passed(int32_t a, int32_t b_top) { return (b_top - a) >> 5; }
#endif
