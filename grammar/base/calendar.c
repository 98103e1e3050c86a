#include "grammar/base/calendar.h"

static bool leap(int32_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int32_t month_days(int32_t month) {
    static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t index = month % 12;
    return index == 1 && leap(month / 12) ? 29 : days[index];
}

static bool month_make(int32_t year, int32_t month, int32_t *ordinal) {
    if (year < 1 || year > 9999 || month < 1 || month > 12) return false;
    *ordinal = year * 12 + month - 1;
    return true;
}

bool date_make(int32_t year, int32_t month, int32_t day, int32_t *date) {
    int32_t ordinal;
    if (!month_make(year, month, &ordinal) || day < 1 || day > month_days(ordinal)) return false;
    *date = ordinal * 32 + day;
    return true;
}

// `count` digits at `text`, or -1.
static int32_t digits(const char *text, uint32_t count) {
    int32_t number = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool date_parse(const char *text, uint32_t length, int32_t *date) {
    if (length != 10 || text[4] != '-' || text[7] != '-') return false;
    return date_make(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2), date);
}

bool month_parse(const char *text, uint32_t length, int32_t *month) {
    if (length != 7 || text[4] != '-') return false;
    return month_make(digits(text, 4), digits(text + 5, 2), month);
}

static void put_digits(char *out, int32_t number, int count) {
    for (int i = count - 1; i >= 0; i--, number /= 10) out[i] = (char)('0' + number % 10);
}

void month_format(int32_t month, char out[8]) {
    put_digits(out, month / 12, 4);
    out[4] = '-';
    put_digits(out + 5, month % 12 + 1, 2);
    out[7] = '\0';
}

void date_format(int32_t date, char out[11]) {
    month_format(date_month(date), out);
    out[7] = '-';
    put_digits(out + 8, date_day(date), 2);
    out[10] = '\0';
}

// The year is taken to begin in March, so that the leap day is its last: then the days before a month
// follow one straight line, and four centuries have always 146,097 days.
int64_t date_number(int32_t date) {
    int64_t month = date_month(date) % 12 + 1, year = date_year(date) - (month <= 2);
    int64_t era = year / 400, of_era = year % 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + date_day(date) - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

#define NUMBER_OF_FIRST_DAY (-719162)  // 0001-01-01
#define NUMBER_OF_LAST_DAY 2932896     // 9999-12-31

bool date_from_number(int64_t number, int32_t *date) {
    if (number < NUMBER_OF_FIRST_DAY || number > NUMBER_OF_LAST_DAY) return false;
    int64_t days = number + 719468, era = days / 146097, of_era = days % 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t shifted = (5 * of_year + 2) / 153, day = of_year - (153 * shifted + 2) / 5 + 1;
    int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    return date_make((int32_t)(year + era * 400 + (month <= 2)), (int32_t)month, (int32_t)day, date);
}

#define MONTH_FIRST (1 * 12)
#define MONTH_LAST (9999 * 12 + 11)

bool date_add_months(int32_t date, int64_t months, int32_t *result) {
    if (months < -MONTH_LAST || months > MONTH_LAST) return false;
    int64_t month = date_month(date) + months;
    if (month < MONTH_FIRST || month > MONTH_LAST) return false;
    int32_t day = date_day(date), last = month_days((int32_t)month);
    *result = (int32_t)month * 32 + (day < last ? day : last);
    return true;
}

bool date_add_days(int32_t date, int64_t days, int32_t *result) {
    int64_t widest = NUMBER_OF_LAST_DAY - (int64_t)NUMBER_OF_FIRST_DAY;
    if (days < -widest || days > widest) return false;
    return date_from_number(date_number(date) + days, result);
}

int32_t date_top(int32_t date) {
    return date_day(date) == month_days(date_month(date)) ? date_month(date) * 32 + 31 : date;
}
