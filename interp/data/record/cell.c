#include "interp/data/record/cell.h"

#include <stdlib.h>

#include "grammar/base/nearest.h"
#include "grammar/syntax/keywords.h"
#include "interp/data/record/faults.h"
#include "interp/value/truth.h"

#define TRUTH_WORDS 17

static void add_truths(struct dictionary *d) {
    dictionary_add(d, "", 0, TRUTH_UNKNOWN);
    for (const char *const *w = form_no; *w; w++) dictionary_add(d, *w, strlen(*w), TRUTH_NO);
    for (const char *const *w = form_yes; *w; w++) dictionary_add(d, *w, strlen(*w), TRUTH_YES);
}

static uint32_t word_count(const struct choices *among) {
    uint32_t count = 2 * among->value_count;  // both spellings
    for (uint32_t i = 0; i < among->value_count; i++) count += among->values[i].code != NULL;
    return count;
}

static void add_values(struct dictionary *d, const struct policy *policy, const struct choices *among) {
    for (uint32_t i = 0; i < among->value_count; i++) {
        const struct value *v = &among->values[i];
        dictionary_add_name(d, policy, &v->def.name, i);
        if (v->code) dictionary_add(d, v->code, strlen(v->code), i);
    }
}

static bool take_truths(struct cell_type *t, struct dictionary *truths) {
    if (!truths->entries) {
        if (!dictionary_init(truths, TRUTH_WORDS)) return false;
        add_truths(truths);
        dictionary_tune(truths);
    }
    t->words = *truths;
    return true;
}

static bool take_values(struct cell_type *t, const struct policy *policy, const struct choices *among) {
    if (!dictionary_init(&t->words, word_count(among))) return false;
    add_values(&t->words, policy, among);
    dictionary_tune(&t->words);
    return true;
}

bool cell_type_init(struct cell_type *t, const struct policy *policy, const struct field *field,
                    struct dictionary *truths) {
    *t = (struct cell_type){.field = field, .names = policy->names, .lane = column_lane(field)};
    if (field->type.kind == TYPE_PERCENT && !(t->scale = calloc(1, sizeof *t->scale))) return false;
    if (field->type.kind == TYPE_TRUTH) return take_truths(t, truths);
    return !field->type.choices || take_values(t, policy, field->type.choices);
}

void cell_type_free(struct cell_type *t) {
    if (t->lane != LANE_TRUTH) dictionary_free(&t->words);
    free(t->scale);
}

// Whether all bare numbers met lay between -1 and 1, some of them broken.
static bool looks_like_shares(const struct cell_type *t) {
    return t->scale && atomic_load(&t->scale->fraction) && !atomic_load(&t->scale->beyond);
}

static enum diag_id parse_word(const struct cell_type *t, struct slice text, enum diag_id bad, int64_t *value) {
    uint32_t found = dictionary_find_unpadded(&t->words, text.text, text.length);
    if (found == DICTIONARY_NONE) return bad;
    *value = found;
    return DIAG_NONE;
}

// The length of what parts the values of a set; 0: the text begins otherwise.
static uint32_t part_sign(const char *text, uint32_t left) {
    static const char wide[][4] = {"；", "、", "，"};
    if (*text == ';' || *text == ',' || *text == '|') return 1;
    for (size_t i = 0; left >= 3 && i < sizeof wide / sizeof *wide; i++)
        if (!memcmp(text, wide[i], 3)) return 3;
    return 0;
}

static enum diag_id add_part(const struct cell_type *t, struct slice part, int64_t *bits) {
    int64_t bit;
    if (parse_word(t, blanks_cut(part), DIAG_VALUE_SET, &bit)) return DIAG_VALUE_SET;
    *bits = (int64_t)((uint64_t)*bits | UINT64_C(1) << bit);
    return DIAG_NONE;
}

// The empty set has a word of its own, unless a value bears it.
static enum diag_id parse_set(const struct cell_type *t, struct slice text, int64_t *value) {
    uint32_t from = 0;
    *value = 0;
    if (cell_is_empty_set(text.text, text.length) && add_part(t, text, value)) return DIAG_NONE;
    for (uint32_t at = 0; at < text.length; at++) {
        uint32_t sign = part_sign(text.text + at, text.length - at);
        if (!sign) continue;
        if (add_part(t, (struct slice){text.text + from, at - from}, value)) return DIAG_VALUE_SET;
        from = at + sign;
        at = from - 1;
    }
    return add_part(t, (struct slice){text.text + from, text.length - from}, value);
}

static enum diag_id parse_text(struct slice text) {
    if (!cell_may_be_bad_text(text)) return DIAG_NONE;
    if (form_is_sheet_error(text)) return DIAG_VALUE_SHEET_ERROR;
    return form_is_shortened(text) ? DIAG_VALUE_SHORTENED : DIAG_NONE;
}

static const char *counter_of(const struct cell_type *t) {
    symbol counter = t->field->type.counter;
    return counter == SYMBOL_NONE ? NULL : intern_name(t->names, counter);
}

static enum diag_id parse_form(const struct cell_type *t, struct slice text, struct cell_value *v) {
    const struct type *type = &t->field->type;
    char room[FORM_ROOM];
    text = form_plain(text, room);
    switch (type->kind) {
    case TYPE_TRUTH: return form_truth(text, &v->value);
    case TYPE_MONEY: return form_money(text, &v->value);
    case TYPE_PERCENT: return form_percent(text, &v->bare, &v->value);
    case TYPE_NUMBER: return form_number(text, type->decimals, &v->value);
    case TYPE_COUNT: return form_count(text, counter_of(t), &v->value);
    case TYPE_PERIOD: return form_period(text, type->unit, &v->value);
    case TYPE_DATE: return form_date(text, &v->value);
    case TYPE_MONTH: return form_month(text, &v->value);
    case TYPE_NONE:
    case TYPE_SPAN:
    case TYPE_CHOICE:
    case TYPE_SET:
    case TYPE_TEXT:
    case TYPE_LIST: break;
    }
    return DIAG_NONE;
}

static enum diag_id parse_value(const struct cell_type *t, struct slice text, struct cell_value *v) {
    switch (t->field->type.kind) {
    case TYPE_CHOICE: return parse_word(t, text, DIAG_VALUE_CHOICE, &v->value);
    case TYPE_SET: return parse_set(t, text, &v->value);
    default: return parse_form(t, text, v);
    }
}

static enum diag_id refusal_of(char why) {
    switch (why) {
    case CELL_BINARY: return DIAG_VALUE_BINARY;
    case CELL_BLOB: return DIAG_VALUE_BLOB;
    case CELL_FORMULA: return DIAG_VALUE_FORMULA;
    case CELL_DAY: return DIAG_VALUE_DAY;
    default: return DIAG_NONE;
    }
}

enum diag_id cell_refusal(struct slice *text) {
    const uint32_t head = sizeof CELL_REFUSED;
    if (text->length < head || memcmp(text->text, CELL_REFUSED, head - 1) != 0) return DIAG_NONE;
    char why = text->text[head - 1];
    *text = (struct slice){text->text + head, text->length - head};
    return refusal_of(why);
}

enum diag_id cell_parse(const struct cell_type *t, struct slice text, struct cell_value *v) {
    text = blanks_cut(text);
    *v = (struct cell_value){.known = text.length > 0};
    if (!v->known) return DIAG_NONE;
    enum diag_id id = cell_refusal(&text);
    if (id) return id;
    if (t->field->type.kind == TYPE_TEXT) return parse_text(text);
    id = parse_value(t, text, v);
    if (id && form_is_null(text)) return v->known = false, DIAG_NONE;
    return id && form_is_sheet_error(text) ? DIAG_VALUE_SHEET_ERROR : id;
}

static const char *nearest_value(const struct policy *policy, const struct choices *among, const char *word) {
    struct nearest n = nearest_to(word);
    for (uint32_t i = 0; i < among->value_count; i++) name_offer(&among->values[i].def.name, policy->names, &n);
    return n.best;
}

// A number of five digits is how spreadsheets keep the days from 1927 to 2173.
static bool is_serial(struct slice text) {
    int64_t value;
    return text.length == 5 && text.text[0] != '0' && !cell_decimal(text, 0, &value);
}

static void hint_form(struct record_faults *faults, struct record_fault *fault, struct slice text) {
    enum diag_id hint = DIAG_NONE;
    if (fault->id == DIAG_VALUE_SHORTENED) hint = DIAG_HINT_FULL_NUMBER;
    else if (fault->id == DIAG_VALUE_SHEET_ERROR || form_is_placeholder(text)) hint = DIAG_HINT_EMPTY_CELL;
    else if (fault->id == DIAG_VALUE_DATE && is_serial(text)) hint = DIAG_HINT_SERIAL_DATE;
    if (hint) record_fault_hint(faults, fault, hint, "");
}

struct record_fault *cell_fault(struct record_faults *faults, const struct cell_type *t, const struct policy *policy,
                                enum diag_id id, struct slice column, struct slice text) {
    const char *range = t->field->range.words;
    cell_refusal(&text);
    struct number_text decimals = number_text(t->field->type.decimals);
    struct slice third = slice_of(id == DIAG_VALUE_NUMBER ? decimals.text : range ? range : "");
    struct slice args[3] = {column, text, third};
    bool three = id == DIAG_VALUE_RANGE || id == DIAG_VALUE_NUMBER;
    struct record_fault *fault = record_fault_add(faults, id, args, three ? 3 : 2);
    if (!fault) return NULL;
    if (id != DIAG_VALUE_RANGE) hint_form(faults, fault, blanks_cut(text));
    const char *near = id == DIAG_VALUE_CHOICE ? nearest_value(policy, t->field->type.choices, fault->args[1].en)
                                               : NULL;
    if (near) record_fault_hint(faults, fault, DIAG_HINT_DID_YOU_MEAN, near);
    return fault;
}

void cell_warn_shares(struct record_faults *faults, const struct cell_type *t, struct slice column, const char *path) {
    if (!looks_like_shares(t)) return;
    struct record_fault *fault = record_fault_add(faults, DIAG_PERCENT_SHARES, &column, 1);
    if (!fault) return;
    fault->path = path;
    record_fault_hint(faults, fault, DIAG_HINT_SHARES, "");
}
