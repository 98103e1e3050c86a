#include "interp/data/record/cell.h"

#include "grammar/base/calendar.h"
#include "grammar/base/nearest.h"
#include "grammar/syntax/keywords.h"
#include "interp/data/record/faults.h"

#define MAX_DIGITS 18

static const char *const truth_words[3][6] = {
    {"no", "false", "0", "否", NULL}, {"", NULL}, {"yes", "true", "1", "是", NULL}};

static void add_truths(struct dictionary *d) {
    for (uint32_t value = 0; value < 3; value++)
        for (const char *const *w = truth_words[value]; *w; w++) dictionary_add(d, *w, strlen(*w), value);
}

static void add_values(struct dictionary *d, const struct policy *policy, const struct field *domain) {
    for (uint32_t i = 0; i < domain->value_count; i++) dictionary_add_name(d, policy, &domain->values[i].def.name, i);
}

static const struct field *domain_of(const struct field *f) { return f->type.domain ? f->type.domain : f; }

bool cell_type_init(struct cell_type *t, const struct policy *policy, const struct field *field) {
    *t = (struct cell_type){.field = field, .lane = column_lane(field)};
    bool truth = field->type.kind == TYPE_TRUTH;
    bool named = field->type.kind == TYPE_CHOICE || field->type.kind == TYPE_SET;
    if (!truth && !named) return true;
    if (!dictionary_init(&t->words, truth ? 9 : domain_of(field)->value_count * 2)) return false;
    if (truth) add_truths(&t->words);
    else add_values(&t->words, policy, domain_of(field));
    dictionary_tune(&t->words);
    return true;
}

void cell_type_free(struct cell_type *t) { dictionary_free(&t->words); }

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

static bool cut_suffix(struct slice *text, const char *suffix) {
    size_t length = strlen(suffix);
    if (!length || text->length <= length || memcmp(text->text + text->length - length, suffix, length)) return false;
    text->length -= (uint32_t)length;
    return true;
}

static bool cut_unit(struct slice *text, const struct unit *unit) {
    if (cut_suffix(text, unit->zh)) return true;
    if (!cut_suffix(text, unit->en)) return false;
    while (text->length && text->text[text->length - 1] == ' ') text->length--;
    return true;
}

// The longest unit wins: 万元 ends in 元.
static int64_t take_money_unit(struct slice *text) {
    struct slice shortest = *text;
    int64_t fen = 0;
    for (size_t i = 0; i < UNIT_ID_COUNT; i++) {
        struct slice rest = *text;
        if (units[i].kind != UNIT_KIND_MONEY || !cut_unit(&rest, &units[i]) || rest.length >= shortest.length) continue;
        shortest = rest;
        fen = units[i].scale;
    }
    *text = shortest;
    return fen;
}

// 1.5亿元 is 1.5 × 10^10 fen: exact where the unit's zeros cover the decimals.
static enum number_status money_with_unit(struct slice number, int64_t fen, int64_t *value) {
    unsigned zeros = 0;
    for (int64_t rest = fen; rest > 1; rest /= 10) zeros++;
    return cell_decimal(number, zeros, value);
}

static enum diag_id from_status(enum number_status status, enum diag_id bad) {
    return status == NUMBER_OK ? DIAG_NONE : status == NUMBER_BAD ? bad : DIAG_VALUE_TOO_LARGE;
}

static enum diag_id parse_money(struct slice text, int64_t *value) {
    int64_t fen = take_money_unit(&text);
    return from_status(fen ? money_with_unit(text, fen, value) : cell_decimal(text, 2, value), DIAG_VALUE_MONEY);
}

static enum diag_id parse_percent(struct slice text, int64_t *value) {
    if (!cut_suffix(&text, "%")) cut_suffix(&text, "％");
    return from_status(cell_decimal(text, 4, value), DIAG_VALUE_PERCENT);
}

static enum diag_id parse_word(const struct cell_type *t, struct slice text, enum diag_id bad, int64_t *value) {
    uint32_t found = dictionary_find_unpadded(&t->words, text.text, text.length);
    if (found == DICTIONARY_NONE) return bad;
    *value = found;
    return DIAG_NONE;
}

// Parts are separated by ; or its full-width twin; the empty set has a word of its own, unless a value bears it.
static enum diag_id parse_set(const struct cell_type *t, struct slice text, int64_t *value) {
    static const char wide[] = "；";
    int64_t bit;
    *value = 0;
    if (cell_is_empty_set(text.text, text.length) && parse_word(t, text, DIAG_VALUE_SET, &bit)) return DIAG_NONE;
    for (uint32_t at = 0, from = 0; at <= text.length; at++) {
        bool twin = at + 3 <= text.length && !memcmp(text.text + at, wide, 3);
        if (at < text.length && text.text[at] != ';' && !twin) continue;
        if (parse_word(t, (struct slice){text.text + from, at - from}, DIAG_VALUE_SET, &bit)) return DIAG_VALUE_SET;
        *value = (int64_t)((uint64_t)*value | UINT64_C(1) << bit);
        at += twin ? 2 : 0;
        from = at + 1;
    }
    return DIAG_NONE;
}

static enum diag_id parse_calendar(struct slice text, bool month, int64_t *value) {
    int32_t found;
    if (!(month ? month_parse(text.text, text.length, &found) : date_parse(text.text, text.length, &found)))
        return month ? DIAG_VALUE_MONTH : DIAG_VALUE_DATE;
    *value = found;
    return DIAG_NONE;
}

enum diag_id cell_parse(const struct cell_type *t, struct slice text, int64_t *value) {
    *value = 0;
    switch (t->field->type.kind) {
    case TYPE_TRUTH: return parse_word(t, text, DIAG_VALUE_TRUTH, value);
    case TYPE_CHOICE: return parse_word(t, text, DIAG_VALUE_CHOICE, value);
    case TYPE_SET: return parse_set(t, text, value);
    case TYPE_MONEY: return parse_money(text, value);
    case TYPE_PERCENT: return parse_percent(text, value);
    case TYPE_COUNT:
    case TYPE_PERIOD: return from_status(cell_decimal(text, 0, value), DIAG_VALUE_COUNT);
    case TYPE_DATE: return parse_calendar(text, false, value);
    case TYPE_MONTH: return parse_calendar(text, true, value);
    case TYPE_NONE:
    case TYPE_SPAN:
    case TYPE_TEXT:
    case TYPE_LIST: break;
    }
    return DIAG_NONE;
}

static const char *nearest_value(const struct policy *policy, const struct field *domain, const char *word) {
    struct nearest n = nearest_to(word);
    for (uint32_t i = 0; i < domain->value_count; i++) name_offer(&domain->values[i].def.name, policy->names, &n);
    return n.best;
}

struct record_fault *cell_fault(struct record_faults *faults, const struct cell_type *t, const struct policy *policy,
                                enum diag_id id, struct slice column, struct slice text) {
    struct record_fault *fault = record_fault_add(faults, id, (struct slice[]){column, text}, 2);
    if (!fault || id != DIAG_VALUE_CHOICE) return fault;
    const char *near = nearest_value(policy, domain_of(t->field), fault->args[1].en);
    if (near) record_fault_hint(faults, fault, DIAG_HINT_DID_YOU_MEAN, near);
    return fault;
}
