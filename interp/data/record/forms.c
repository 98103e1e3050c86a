#include "interp/data/record/forms.h"

#include <string.h>
#include <strings.h>

#include "grammar/base/utf8.h"
#include "interp/value/truth.h"

// The ASCII character (or sign of the yuan) that the character stands for; 0: none.
static const char *plain_of(const unsigned char *c, char room[2]) {
    if (c[0] == 0xE2 && c[1] == 0x88 && c[2] == 0x92) return "-";
    if (c[0] == 0xE3 && c[1] == 0x80 && c[2] == 0x80) return " ";
    if (c[0] != 0xEF) return NULL;
    if (c[1] == 0xBF && c[2] == 0xA5) return "¥";
    if (!(c[1] == 0xBC && c[2] >= 0x81) && !(c[1] == 0xBD && c[2] <= 0x9E)) return NULL;
    room[0] = (char)((c[1] == 0xBC ? c[2] - 0x81 + '!' : c[2] - 0x80 + '`'));
    room[1] = '\0';
    return room;
}

struct slice form_plain(struct slice text, char room[FORM_ROOM]) {
    uint32_t made = 0;
    if (text.length >= FORM_ROOM) return text;
    for (uint32_t at = 0; at < text.length;) {
        char one[2];
        const char *plain = text.length - at >= 3 ? plain_of((const unsigned char *)text.text + at, one) : NULL;
        uint32_t length = plain ? (uint32_t)strlen(plain) : 1;
        memcpy(room + made, plain ? plain : text.text + at, length);
        made += length;
        at += plain ? 3 : 1;
    }
    return (struct slice){room, made};
}

// By ASCII letters of either case.
static bool is_among(struct slice text, const char *const *words) {
    for (; *words; words++)
        if (strlen(*words) == text.length && !strncasecmp(text.text, *words, text.length)) return true;
    return false;
}

bool form_is_null(struct slice text) {
    static const char *const words[] = {"null", "\\N", "nan", NULL};
    return is_among(text, words);
}

bool form_is_placeholder(struct slice text) {
    static const char *const words[] = {"-",   "--",     "—",    "——",   "/",      "\\",   ".",
                                        "?",   "*",      "n/a",  "na",   "none",   "无",   "空",
                                        "nil", "(null)", "<NA>", "暂无", "不适用", "不详", NULL};
    return is_among(text, words);
}

bool form_is_sheet_error(struct slice text) {
    static const char *const words[] = {"#N/A",    "#VALUE!", "#REF!",   "#DIV/0!", "#NUM!",         "#NAME?", "#NULL!",
                                        "#SPILL!", "#CALC!",  "#FIELD!", "#BUSY!",  "#GETTING_DATA", NULL};
    return text.length && text.text[0] == '#' && is_among(text, words);
}

static uint32_t count_digits(struct slice text, uint32_t at) {
    uint32_t from = at;
    while (at < text.length && is_digit(text.text[at])) at++;
    return at - from;
}

// One digit, perhaps some decimals, and an exponent with its sign: what a spreadsheet shows and no code looks like.
bool form_is_shortened(struct slice text) {
    uint32_t at = text.length && text.text[0] == '-';
    if (count_digits(text, at++) != 1) return false;
    if (at < text.length && text.text[at] == '.') at += 1 + count_digits(text, at + 1);
    if (text.length < at + 4 || (text.text[at] | 0x20) != 'e' || text.text[at + 1] != '+') return false;
    uint32_t digits = count_digits(text, at + 2);
    return digits <= 3 && at + 2 + digits == text.length;
}

const char *const form_no[] = {"no", "false", "0", "否", "n", "f", "0.0", "假", NULL};
const char *const form_yes[] = {"yes", "true", "1", "是", "y", "t", "1.0", "真", NULL};

enum diag_id form_truth(struct slice text, int64_t *value) {
    bool yes = is_among(text, form_yes);
    *value = yes ? TRUTH_YES : TRUTH_NO;
    return yes || is_among(text, form_no) ? DIAG_NONE : DIAG_VALUE_TRUTH;
}
