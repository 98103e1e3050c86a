// Dates and months, with or without a time of day.
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/data/record/forms.h"

// A walk along a text: each step takes what is there and answers whether it was.
struct walk {
    const char *at, *end;
};

static bool take(struct walk *w, const char *text) {
    size_t length = strlen(text);
    if ((size_t)(w->end - w->at) < length || memcmp(w->at, text, length)) return false;
    w->at += length;
    return true;
}

// `least` to `most` digits, and none behind them.
static bool take_number(struct walk *w, int least, int most, int32_t *number) {
    int count = 0;
    for (*number = 0; w->at < w->end && *w->at >= '0' && *w->at <= '9' && count <= most; w->at++, count++)
        *number = *number * 10 + (*w->at - '0');
    return count >= least && count <= most;
}

static bool take_below(struct walk *w, int least, int32_t limit) {
    int32_t number;
    return take_number(w, least, 2, &number) && number < limit;
}

static bool take_fraction(struct walk *w) {
    const char *from = w->at;
    while (w->at < w->end && *w->at >= '0' && *w->at <= '9') w->at++;
    return w->at > from;
}

// A time of day in no zone or in China's, which does not change the date. 0:00, 13:45:00, 00:00:00.000000+08:00.
static bool take_time(struct walk *w) {
    if (w->at == w->end) return true;
    if (!take(w, "T") && !take(w, " ")) return false;
    while (take(w, " ")) continue;
    if (!take_below(w, 1, 24) || !take(w, ":") || !take_below(w, 2, 60)) return false;
    if (take(w, ":") && !take_below(w, 2, 60)) return false;
    if (take(w, ".") && !take_fraction(w)) return false;
    return w->at == w->end || ((take(w, "+08:00") || take(w, "+0800") || take(w, "+08")) && w->at == w->end);
}

// 20240701
static bool take_eight(struct walk *w, int32_t *year, int32_t *month, int32_t *day) {
    int32_t all;
    struct walk here = *w;
    if (!take_number(&here, 8, 8, &all)) return false;
    *w = here;
    *year = all / 10000;
    *month = all / 100 % 100;
    *day = all % 100;
    return true;
}

// 2024-7-1, 2024/07/01, 2024.7.1, 2024年7月1日
static bool take_parts(struct walk *w, int32_t *year, int32_t *month, int32_t *day) {
    static const char *const signs[][3] = {{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}};
    if (!take_number(w, 4, 4, year)) return false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (take(w, signs[i][0]))
            return take_number(w, 1, 2, month) && take(w, signs[i][1]) && take_number(w, 1, 2, day) &&
                   take(w, signs[i][2]);
    return false;
}

static bool read_date(struct slice text, int32_t *date) {
    struct walk w = {text.text, text.text + text.length};
    int32_t year, month, day;
    if (!take_eight(&w, &year, &month, &day) && !take_parts(&w, &year, &month, &day)) return false;
    return take_time(&w) && date_make(year, month, day, date);
}

enum diag_id form_date(struct slice text, int64_t *value) {
    int32_t date;
    if (!read_date(text, &date)) return DIAG_VALUE_DATE;
    *value = date;
    return DIAG_NONE;
}

// 2024-7, 2024/07, 2024.07, 2024年7月, 202407. One digit behind a point might have been two: 2024.1.
static bool read_month(struct slice text, int32_t *year, int32_t *month) {
    struct walk w = {text.text, text.text + text.length};
    int32_t all;
    if (text.length == 6 && take_number(&w, 6, 6, &all)) return *year = all / 100, *month = all % 100, true;
    w.at = text.text;
    if (!take_number(&w, 4, 4, year)) return false;
    bool sign = take(&w, "-") || take(&w, "/"), words = !sign && take(&w, "年");
    bool point = !sign && !words && take(&w, ".");
    if (!(sign || words || point) || !take_number(&w, point ? 2 : 1, 2, month)) return false;
    return (!words || take(&w, "月")) && w.at == w.end;
}

// A spreadsheet keeps a month as its first day.
enum diag_id form_month(struct slice text, int64_t *value) {
    int32_t year, month, date;
    bool first = read_date(text, &date) && date_day(date) == 1;
    if (!first && (!read_month(text, &year, &month) || !date_make(year, month, 1, &date))) return DIAG_VALUE_MONTH;
    *value = date_month(date);
    return DIAG_NONE;
}
