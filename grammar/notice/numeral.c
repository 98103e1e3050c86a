#include "grammar/notice/numeral.h"

#include "grammar/base/calendar.h"
#include "grammar/base/utf8.h"

#define NUMERAL_MAX 9999

struct han {
    uint32_t sign;
    int32_t value;
};

static const struct han han_digits[] = {{L'〇', 0}, {L'零', 0}, {L'○', 0},  {L'一', 1}, {L'二', 2},
                                        {L'三', 3}, {L'四', 4}, {L'五', 5}, {L'六', 6}, {L'七', 7},
                                        {L'八', 8}, {L'九', 9}, {0, -1}};
static const struct han spoken_digits[] = {{L'两', 2}, {0, -1}};
static const struct han spoken_places[] = {{L'千', 1000}, {0, -1}};
static const struct han han_places[] = {{L'十', 10}, {L'百', 100}, {0, -1}};

static int32_t value_of(const struct han *table, uint32_t sign) {
    while (table->sign && table->sign != sign) table++;
    return table->value;
}

static int32_t digit_of(uint32_t c) {
    if (c >= '0' && c <= '9') return (int32_t)(c - '0');
    return c >= L'０' && c <= L'９' ? (int32_t)(c - L'０') : -1;
}

// A number on its way: 一百零五 counts what stands before a place times the place, 二〇二四 puts digit behind digit.
struct count {
    int32_t whole, run;  // what places have taken; the digits since
    bool any, is_placed;
};

static void take_digit(struct count *n, int32_t digit) {
    n->run = n->is_placed ? digit : n->run * 10 + digit;
    n->any = true;
}

static void take_place(struct count *n, int32_t place) {
    n->whole += (n->run ? n->run : 1) * place;
    n->run = 0;
    n->any = n->is_placed = true;
}

static bool take(struct count *n, int kinds, uint32_t c) {
    int32_t digit = kinds & NUMERAL_DIGITS ? digit_of(c) : -1;
    int32_t place = kinds & NUMERAL_HAN ? value_of(han_places, c) : -1;
    if (digit < 0 && kinds & NUMERAL_HAN) digit = value_of(han_digits, c);
    if (digit < 0 && kinds & NUMERAL_SPOKEN) digit = value_of(spoken_digits, c);
    if (place < 0 && kinds & NUMERAL_SPOKEN) place = value_of(spoken_places, c);
    if (digit >= 0) take_digit(n, digit);
    else if (place >= 0) take_place(n, place);
    return digit >= 0 || place >= 0;
}

uint32_t numeral_read(struct slice text, int kinds, int32_t *value) {
    struct count n = {0};
    uint32_t at = 0, c;
    while (at < text.length) {
        size_t step = utf8_decode(text.text + at, text.length - at, &c);
        if (!step || !take(&n, kinds, c)) break;
        if (n.whole + n.run > NUMERAL_MAX) return 0;
        at += (uint32_t)step;
    }
    *value = n.whole + n.run;
    return n.any ? at : 0;
}

static void pass_blanks(struct slice *text) {
    while (text->length && *text->text == ' ') text->text++, text->length--;
}

static bool read_part(struct slice *text, const char *unit, int32_t *value) {
    pass_blanks(text);
    uint32_t taken = numeral_read(*text, NUMERAL_DIGITS | NUMERAL_HAN, value), length = (uint32_t)strlen(unit);
    *text = (struct slice){text->text + taken, text->length - taken};
    pass_blanks(text);
    if (!taken || text->length < length || memcmp(text->text, unit, length) != 0) return false;
    *text = (struct slice){text->text + length, text->length - length};
    return true;
}

uint32_t notice_date_read(struct slice text, int32_t *date) {
    struct slice rest = text;
    int32_t year, month, day;
    if (!read_part(&rest, "年", &year) || !read_part(&rest, "月", &month) || !read_part(&rest, "日", &day)) return 0;
    return year >= 1900 && date_make(year, month, day, date) ? text.length - rest.length : 0;
}
