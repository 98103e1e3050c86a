// Numbers with their units, signs and groups of digits.
#include <string.h>

#include "grammar/base/utf8.h"
#include "grammar/syntax/keywords.h"
#include "interp/data/record/blanks.h"
#include "interp/data/record/forms.h"
#include "interp/value/number.h"

#define MAX_DIGITS 18

// The digits from `at` on: how many, and what they come to. Digits beyond the cap are counted, not added.
static uint32_t take_digits(struct slice text, uint32_t at, int64_t *value, uint32_t *digits) {
    uint32_t first = at;
    for (; at < text.length && text.text[at] >= '0' && text.text[at] <= '9'; at++)
        if (++*digits <= MAX_DIGITS) *value = *value * 10 + (text.text[at] - '0');
    return at - first;
}

static bool scale_up(int64_t *value, unsigned places) {
    for (; places; places--)
        if (__builtin_mul_overflow(*value, 10, value)) return false;
    return true;
}

static enum number_status finish_decimal(bool minus, uint32_t digits, unsigned missing, int64_t value, int64_t *out) {
    if (digits > MAX_DIGITS || !scale_up(&value, missing)) return NUMBER_TOO_LARGE;
    *out = minus ? -value : value;
    return NUMBER_OK;
}

enum number_status cell_decimal(struct slice text, unsigned decimals, int64_t *value) {
    uint32_t at = text.length && (text.text[0] == '-' || text.text[0] == '+'), digits = 0, fraction = 0;
    int64_t sum = 0;
    uint32_t whole = take_digits(text, at, &sum, &digits);
    at += whole;
    if (!whole) return NUMBER_BAD;
    if (at < text.length && text.text[at] == '.') {
        fraction = take_digits(text, at + 1, &sum, &digits);
        at += 1 + fraction;
        if (!fraction) return NUMBER_BAD;
    }
    if (at != text.length || fraction > decimals) return NUMBER_BAD;
    return finish_decimal(text.text[0] == '-', digits, decimals - fraction, sum, value);
}

// Whether the commas up to `end` part groups of three, the first of which may be shorter.
static bool are_groups(struct slice text, uint32_t from, uint32_t end) {
    uint32_t first = from;
    while (first < end && is_digit(text.text[first])) first++;
    if (first == from || first - from > 3 || (end - first) % 4) return false;
    for (uint32_t at = first; at < end; at++)
        if ((at - first) % 4 ? !is_digit(text.text[at]) : text.text[at] != ',') return false;
    return true;
}

// 1,200,000.50 as 1200000.50, in `room`. What is not grouped so stays as it is.
static struct slice without_commas(struct slice text, char room[FORM_ROOM]) {
    uint32_t from = text.length && (text.text[0] == '-' || text.text[0] == '+'), made = 0;
    const char *point = memchr(text.text, '.', text.length);
    uint32_t end = point ? (uint32_t)(point - text.text) : text.length;
    if (text.length >= FORM_ROOM || !memchr(text.text, ',', end) || !are_groups(text, from, end)) return text;
    for (uint32_t i = 0; i < text.length; i++)
        if (i >= end || text.text[i] != ',') room[made++] = text.text[i];
    return (struct slice){room, made};
}

// 3.0 is 3: zeros behind the last decimal that counts say nothing.
static struct slice without_zeros(struct slice text, unsigned decimals) {
    const char *point = memchr(text.text, '.', text.length);
    if (!point || point + 1 == text.text + text.length) return text;
    uint32_t least = (uint32_t)(point - text.text) + 1 + decimals;
    while (text.length > least && text.text[text.length - 1] == '0') text.length--;
    if (text.text + text.length == point + 1) text.length--;
    return text;
}

static enum diag_id decimal(struct slice text, unsigned decimals, enum diag_id bad, int64_t *value) {
    char room[FORM_ROOM];
    if (form_is_shortened(text)) return DIAG_VALUE_SHORTENED;
    text = without_zeros(without_commas(text, room), decimals);
    enum number_status status = cell_decimal(text, decimals, value);
    return status == NUMBER_OK ? DIAG_NONE : status == NUMBER_BAD ? bad : DIAG_VALUE_TOO_LARGE;
}

static bool cut_suffix(struct slice *text, const char *suffix) {
    size_t length = strlen(suffix);
    if (!length || text->length <= length || memcmp(text->text + text->length - length, suffix, length)) return false;
    text->length -= (uint32_t)length;
    *text = blanks_cut(*text);
    return true;
}

static bool cut_prefix(struct slice *text, const char *prefix) {
    size_t length = strlen(prefix);
    if (text->length <= length || memcmp(text->text, prefix, length)) return false;
    *text = blanks_cut((struct slice){text->text + length, text->length - (uint32_t)length});
    return true;
}

static bool cut_unit(struct slice *text, const struct unit *unit) {
    return cut_suffix(text, unit->zh) || cut_suffix(text, unit->plural) || cut_suffix(text, unit->en);
}

// The longest unit of the kind that the text ends in; it is cut off. 1 where there is none.
static int64_t take_unit(struct slice *text, enum unit_kind kind) {
    struct slice shortest = *text;
    int64_t scale = 0;
    for (size_t i = 0; i < UNIT_ID_COUNT; i++) {
        struct slice rest = *text;
        if (units[i].kind != kind || !cut_unit(&rest, &units[i]) || rest.length >= shortest.length) continue;
        shortest = rest;
        scale = units[i].scale;
    }
    *text = shortest;
    return scale;
}

// 万元 ends in 元, and is mostly written 万.
static int64_t take_money_unit(struct slice *text) {
    int64_t fen = take_unit(text, UNIT_KIND_MONEY);
    if (fen) return fen;
    if (cut_suffix(text, "万")) return units[UNIT_WAN_YUAN].scale;
    return cut_suffix(text, "亿") ? units[UNIT_YI_YUAN].scale : 0;
}

static bool cut_sign_of_yuan(struct slice *text) {
    return cut_prefix(text, "¥") || cut_prefix(text, "CNY") || cut_prefix(text, "RMB") || cut_prefix(text, "人民币");
}

// -¥5 as -5. False: there is a sign on either side of the ¥.
static bool move_sign(struct slice *text, char room[FORM_ROOM]) {
    struct slice rest = *text;
    if (text->text[0] != '-' && text->text[0] != '+') return cut_sign_of_yuan(text), true;
    rest = blanks_cut((struct slice){text->text + 1, text->length - 1});
    if (!cut_sign_of_yuan(&rest)) return true;
    if (rest.text[0] == '-' || rest.text[0] == '+' || rest.length >= FORM_ROOM) return false;
    room[0] = text->text[0];
    memcpy(room + 1, rest.text, rest.length);
    *text = (struct slice){room, rest.length + 1};
    return true;
}

// 1.5亿元 is 1.5 × 10^10 fen: exact where the unit's zeros cover the decimals.
enum diag_id form_money(struct slice text, int64_t *value) {
    char room[FORM_ROOM + 1];
    unsigned zeros = 0;
    int64_t fen = take_money_unit(&text);
    for (int64_t rest = fen ? fen : 100; rest > 1; rest /= 10) zeros++;
    return move_sign(&text, room) ? decimal(text, zeros, DIAG_VALUE_MONEY, value) : DIAG_VALUE_MONEY;
}

enum diag_id form_percent(struct slice text, bool *bare, int64_t *value) {
    bool sign = cut_suffix(&text, "%");
    enum diag_id id = decimal(text, 4, DIAG_VALUE_PERCENT, value);
    *bare = !sign && !id;
    return id;
}

bool number_in_parts(unsigned decimals, int64_t *value) {
    bool fits = !__builtin_mul_overflow(*value, number_step(decimals), value);
    return fits && *value <= NUMBER_LIMIT && *value >= -NUMBER_LIMIT;
}

enum diag_id form_number(struct slice text, unsigned decimals, int64_t *value) {
    enum diag_id id = decimal(text, decimals, decimals ? DIAG_VALUE_NUMBER : DIAG_VALUE_COUNT, value);
    return id || number_in_parts(decimals, value) ? id : DIAG_VALUE_TOO_LARGE;
}

enum diag_id form_count(struct slice text, const char *counter, int64_t *value) {
    const struct unit *unit = counter ? unit_find(counter, strlen(counter)) : NULL;
    if (unit) cut_unit(&text, unit);
    return decimal(text, 0, DIAG_VALUE_COUNT, value);
}

enum diag_id form_period(struct slice text, enum period_unit unit, int64_t *value) {
    int64_t scale = take_unit(&text, unit == UNIT_DAYS ? UNIT_KIND_DAYS : UNIT_KIND_MONTHS);
    enum diag_id id = decimal(text, 0, DIAG_VALUE_COUNT, value);
    if (id || !scale) return id;
    return __builtin_mul_overflow(*value, scale, value) ? DIAG_VALUE_TOO_LARGE : DIAG_NONE;
}
