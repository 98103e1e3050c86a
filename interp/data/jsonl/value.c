#include "interp/data/jsonl/value.h"

#include <stdio.h>

#include "interp/data/jsonl/key.h"
#include "interp/data/record/cell_fast.h"

#define NAME_ROOM 256  // of a list's key and an item's, longer than what a message shows of them

// Bare percentages are numbers here.
static void store_number(const struct jsonl_target *to, int64_t value) {
    vector_store(to->column, to->type->lane, to->row, value);
    if (to->type->scale) cell_note_bare(to->type, value);
}

static void store(const struct jsonl_target *to, int64_t value) {
    vector_store(to->column, to->type->lane, to->row, value);
}

static enum diag_id wrong_type(enum type_kind kind) {
    switch (kind) {
    case TYPE_TRUTH: return DIAG_VALUE_TRUTH;
    case TYPE_COUNT:
    case TYPE_PERIOD: return DIAG_VALUE_COUNT;
    case TYPE_MONEY: return DIAG_VALUE_MONEY;
    case TYPE_PERCENT: return DIAG_VALUE_PERCENT;
    case TYPE_NUMBER: return DIAG_VALUE_NUMBER;
    case TYPE_DATE: return DIAG_VALUE_DATE;
    case TYPE_MONTH: return DIAG_VALUE_MONTH;
    case TYPE_CHOICE: return DIAG_VALUE_CHOICE;
    case TYPE_SET: return DIAG_VALUE_SET;
    case TYPE_LIST: return DIAG_VALUE_LIST;
    case TYPE_NONE:
    case TYPE_SPAN:
    case TYPE_TEXT: break;
    }
    return DIAG_VALUE_TEXT;
}

static struct slice since(const struct jsonl_parser *p, const char *from) {
    return (struct slice){from, (uint32_t)(p->json.at - from)};
}

// A cell as a message names it: that of an item behind its list, of which a record may have many alike.
static struct slice full_name(const struct jsonl_parser *p, const struct slice *key, char room[NAME_ROOM]) {
    if (!p->list.length) return *key;
    snprintf(room, NAME_ROOM, "%.*s.%.*s", (int)p->list.length, p->list.text, (int)key->length, key->text);
    return slice_of(room);
}

static bool refuse_as(struct jsonl_parser *p, enum diag_id id, const struct slice *key) {
    const char *from = p->json.at;
    char room[NAME_ROOM];
    if (!json_skip(&p->json, 1)) return false;
    struct slice args[2] = {full_name(p, key, room), since(p, from)};
    jsonl_fault(p, id, from, args, 2);
    return true;
}

// A value of another type than the field's: passed over, and said with its own text.
static bool refuse(struct jsonl_parser *p, enum type_kind kind, const struct slice *key) {
    return refuse_as(p, wrong_type(kind), key);
}

static void refuse_cell(struct jsonl_parser *p, const struct jsonl_target *to, enum diag_id id, struct slice text,
                        const char *at) {
    char room[NAME_ROOM];
    struct slice name = full_name(p, to->key, room);
    if (jsonl_refuse(p)) jsonl_place(p, cell_fault(p->faults, to->type, p->table->policy, id, name, text), at);
}

// A number of at most seven digits and, where there are two decimals, those, behind which the value ends at once.
static bool fast_number(struct json_reader *j, unsigned decimals, int64_t *value) {
    static const int64_t scales[] = {1, 10, 100, 1000, 10000};
    const char *at = j->at;
    uint32_t whole = leading_digits(load_word(at));
    if (whole - 1 >= 7 || (*at == '0' && whole > 1) || !parse_few(at, whole, value)) return false;
    *value *= scales[decimals];
    at += whole;
    if (*at == '.' && decimals == 2 && leading_digits(load_word(at + 1)) == 2) {
        *value += (at[1] - '0') * 10 + at[2] - '0';
        at += 3;
    }
    if (!json_ends_value(*at)) return false;
    j->at = at;
    return true;
}

static bool read_number(struct jsonl_parser *p, const struct jsonl_target *to, unsigned decimals) {
    const char *from = p->json.at;
    struct slice raw;
    int64_t value;
    if (fast_number(&p->json, decimals, &value)) {
        store_number(to, value);
        return true;
    }
    if (!json_number(&p->json, &raw)) return false;
    enum number_status status = json_decimal(raw, decimals, &value);
    if (status == NUMBER_OK) store_number(to, value);
    else
        refuse_cell(p, to, status == NUMBER_BAD ? wrong_type(to->type->field->type.kind) : DIAG_VALUE_TOO_LARGE, raw,
                    from);
    return true;
}

static bool is_number(char c) { return c == '-' || (c >= '0' && c <= '9'); }

static bool read_whole(struct jsonl_parser *p, const struct jsonl_target *to) {
    return is_number(*p->json.at) ? read_number(p, to, 0) : refuse(p, to->type->field->type.kind, to->key);
}

// A text that has blanks around it or may be what a spreadsheet made of something else.
static void check_text(struct jsonl_parser *p, const struct jsonl_target *to, struct slice *text, const char *at) {
    struct cell_value value;
    enum diag_id id = cell_parse(to->type, *text, &value);
    *text = blanks_cut(*text);
    if (id) refuse_cell(p, to, id, *text, at);
}

static bool read_text(struct jsonl_parser *p, const struct jsonl_target *to) {
    const char *from = p->json.at;
    struct slice text;
    if (*p->json.at != '"') return refuse(p, TYPE_TEXT, to->key);
    if (!json_plain_string(&p->json, &text) && !json_string(&p->json, &text)) return false;
    if (text.length && (may_have_blanks(text) || cell_may_be_bad_text(text))) check_text(p, to, &text, from);
    if (!text.length) return true;  // as an empty cell: missing
    ((struct slice *)to->column->data)[to->row] = (struct slice){text.text, text.length};
    to->column->state[to->row] = STATE_KNOWN;
    return true;
}

// As a cell of CSV, but for a string of blanks: what is missing is null, or not there.
static void read_form(struct jsonl_parser *p, const struct jsonl_target *to, struct slice text, const char *at) {
    struct cell_value v;
    enum diag_id id = cell_parse(to->type, text, &v);
    if (!blanks_cut(text).length) id = wrong_type(to->type->field->type.kind);
    if (id) refuse_cell(p, to, id, text, at);
    else if (v.known) store(to, v.value);
    if (v.bare) cell_note_bare(to->type, v.value);
}

static bool read_word(struct jsonl_parser *p, const struct jsonl_target *to) {
    const char *from = p->json.at;
    struct slice text;
    int64_t value;
    if (*from != '"') return refuse(p, to->type->field->type.kind, to->key);
    if (!json_string(&p->json, &text)) return false;
    if (text.length && fast_value(to->type, text.text, text.length, &value)) store(to, value);
    else read_form(p, to, text, from);
    return true;
}

// Ten characters of a date between two quotes; anything else may still be one, with an escape in it.
static bool read_date(struct jsonl_parser *p, const struct jsonl_target *to) {
    const char *at = p->json.at;
    struct fast_date date = fast_date(load_word(at + 1), load_word(at + 3), 10);
    if (date.odd || at[0] != '"' || at[11] != '"') return read_word(p, to);
    vector_store(to->column, LANE_DATE, to->row, (int64_t)date.value);
    p->json.at = at + 12;
    return true;
}

static bool read_money(struct jsonl_parser *p, const struct jsonl_target *to) {
    return is_number(*p->json.at) ? read_number(p, to, 2) : read_word(p, to);
}

static bool read_percent(struct jsonl_parser *p, const struct jsonl_target *to) {
    return is_number(*p->json.at) ? read_number(p, to, 4) : read_word(p, to);
}

// A code may be a number: 977, which is looked up as it is written.
static bool read_code(struct jsonl_parser *p, const struct jsonl_target *to) {
    const char *from = p->json.at;
    struct slice text;
    if (!json_number(&p->json, &text)) return false;
    read_form(p, to, text, from);
    return true;
}

static enum diag_id bad_number(const struct jsonl_target *to) {
    return to->type->field->type.decimals ? DIAG_VALUE_NUMBER : DIAG_VALUE_COUNT;
}

static bool refuse_number(struct jsonl_parser *p, const struct jsonl_target *to) {
    const char *from = p->json.at;
    if (!json_skip(&p->json, 1)) return false;
    refuse_cell(p, to, bad_number(to), since(p, from), from);
    return true;
}

// To the field's decimals, as it is written; kept in millionths.
static bool read_decimal(struct jsonl_parser *p, const struct jsonl_target *to) {
    const char *from = p->json.at;
    unsigned decimals = to->type->field->type.decimals;
    struct slice raw;
    int64_t value;
    if (*from == '"') return read_word(p, to);
    if (!is_number(*from)) return refuse_number(p, to);
    if (!json_number(&p->json, &raw)) return false;
    enum number_status status = json_decimal(raw, decimals, &value);
    if (status == NUMBER_OK && !number_in_parts(decimals, &value)) status = NUMBER_TOO_LARGE;
    if (status == NUMBER_OK) store(to, value);
    else refuse_cell(p, to, status == NUMBER_BAD ? bad_number(to) : DIAG_VALUE_TOO_LARGE, raw, from);
    return true;
}

static bool read_choice(struct jsonl_parser *p, const struct jsonl_target *to) {
    const char *from = p->json.at;
    struct slice text;
    if (is_number(*from)) return read_code(p, to);
    if (!json_plain_string(&p->json, &text)) return read_word(p, to);
    uint32_t found = dictionary_find(&to->type->words, text.text, text.length);
    if (found != DICTIONARY_NONE && text.length) {
        vector_store(to->column, LANE_CODE, to->row, found);
        return true;
    }
    p->json.at = from;
    return read_word(p, to);
}

static bool read_element(struct jsonl_parser *p, const struct jsonl_target *to, uint64_t *bits) {
    struct slice text;
    json_blank(&p->json);
    const char *from = p->json.at;
    bool code = is_number(*from);
    if (from < p->json.end && *from != '"' && !code) return refuse(p, TYPE_SET, to->key);
    if (!(code ? json_number(&p->json, &text) : json_string(&p->json, &text))) return false;
    uint32_t found = dictionary_find(&to->type->words, text.text, text.length);
    if (found == DICTIONARY_NONE) {
        text = blanks_cut(text);
        found = dictionary_find(&to->type->words, text.text, text.length);
    }
    if (found == DICTIONARY_NONE && code) return p->json.at = from, refuse(p, TYPE_SET, to->key);
    if (found == DICTIONARY_NONE) refuse_cell(p, to, DIAG_VALUE_CHOICE, text, from);
    else *bits |= UINT64_C(1) << found;
    return true;
}

static bool read_set(struct jsonl_parser *p, const struct jsonl_target *to) {
    uint64_t bits = 0;
    if (*p->json.at != '[') return refuse(p, TYPE_SET, to->key);
    p->json.at++;
    if (!json_take(&p->json, ']')) {
        do
            if (!read_element(p, to, &bits)) return false;
        while (json_take(&p->json, ','));
        if (!json_expect(&p->json, ']')) return false;
    }
    store(to, (int64_t)bits);
    return true;
}

// Which of the two it is cannot be foretold: no branch depends on it.
static bool read_truth(struct jsonl_parser *p, const struct jsonl_target *to) {
    static const char words[2][8] = {"false", "true"};
    const char *at = p->json.at;
    unsigned yes = *at == 't';
    if ((load_word(at) ^ load_word(words[yes])) << (24 + 8 * yes)) return refuse(p, TYPE_TRUTH, to->key);
    vector_store(to->column, LANE_TRUTH, to->row, TRUTH_YES * yes);
    p->json.at = at + 5 - yes;
    return true;
}

static bool read_none(struct jsonl_parser *p, const struct jsonl_target *to) {
    return refuse(p, to->type->field->type.kind, to->key);
}

// What was stored, if anything was. An end at the record's own as-of date is looked at when that is known.
static void check_range(struct jsonl_parser *p, const struct jsonl_target *to, const char *from) {
    const struct field *f = to->type->field;
    if (to->column->state[to->row] != STATE_KNOWN) return;
    if (range_holds(&f->range, f->type.kind, ranged_value(f, to->column, to->row), p->table->as_of)) return;
    struct slice text = since(p, from);
    bool quoted = text.text[0] == '"';
    if (quoted) text = (struct slice){text.text + 1, text.length - 2};
    refuse_cell(p, to, DIAG_VALUE_RANGE, text, from);
}

typedef bool value_reader(struct jsonl_parser *p, const struct jsonl_target *to);

// Cells are missing until something is stored.
bool jsonl_value(struct jsonl_parser *p, const struct jsonl_target *to) {
    static value_reader *const readers[] = {
        [TYPE_NONE] = read_none,   [TYPE_TRUTH] = read_truth,     [TYPE_COUNT] = read_whole,
        [TYPE_MONEY] = read_money, [TYPE_PERCENT] = read_percent, [TYPE_DATE] = read_date,
        [TYPE_MONTH] = read_word,  [TYPE_PERIOD] = read_whole,    [TYPE_SPAN] = read_none,
        [TYPE_TEXT] = read_text,   [TYPE_CHOICE] = read_choice,   [TYPE_SET] = read_set,
        [TYPE_LIST] = read_none,   [TYPE_NUMBER] = read_decimal,
    };
    const char *from = p->json.at;
    if (*from == 'n' && json_word(&p->json, "null")) return true;
    if (!readers[to->type->field->type.kind](p, to)) return false;
    if (to->type->field->range.words) check_range(p, to, from);
    return true;
}

static bool read_item_member(struct jsonl_parser *p, const struct field *list, uint32_t item) {
    struct slice key;
    uint32_t index;
    if (!jsonl_key(p, &p->item_keys[list->index], &key, &index)) return false;
    if (index == DICTIONARY_NONE) return true;
    struct vector *column = &p->block->lists[list->index].items[index];
    return jsonl_value(p, &(struct jsonl_target){&p->table->item_types[list->index][index], column, item, &key});
}

static bool read_members(struct jsonl_parser *p, const struct field *list, uint32_t item) {
    if (json_take(&p->json, '}')) return true;
    do
        if (!read_item_member(p, list, item)) return false;
    while (json_take(&p->json, ','));
    return json_expect(&p->json, '}');
}

static bool add_item(struct jsonl_parser *p, const struct field *list, int64_t *item) {
    *item = block_add_item(p->block, list);
    p->no_memory |= *item < 0;
    return *item >= 0;
}

// An item of a list of values: null is one that is not known.
static bool read_plain_item(struct jsonl_parser *p, const struct field *list, const struct slice *key) {
    int64_t item;
    json_blank(&p->json);
    if (!add_item(p, list, &item)) return false;
    struct vector *column = &p->block->lists[list->index].items[0];
    return jsonl_value(p, &(struct jsonl_target){p->table->item_types[list->index], column, (uint32_t)item, key});
}

// Unknown keys are counted per object: the record's own are set aside meanwhile.
static bool read_item(struct jsonl_parser *p, const struct field *list, const struct slice *key) {
    int64_t item;
    if (list->plain) return read_plain_item(p, list, key);
    json_blank(&p->json);
    if (p->json.at < p->json.end && *p->json.at != '{') return refuse(p, TYPE_LIST, key);
    if (!json_expect(&p->json, '{') || !add_item(p, list, &item)) return false;
    jsonl_keys_start(&p->item_keys[list->index]);
    uint32_t outer = p->unknown_from, count = p->unknown_count;
    p->unknown_from = count;
    p->list = *key;
    bool good = read_members(p, list, (uint32_t)item);
    p->list = (struct slice){0};
    p->unknown_from = outer;
    p->unknown_count = count;
    return good;
}

bool jsonl_list(struct jsonl_parser *p, const struct field *list, const struct slice *key) {
    struct json_reader *j = &p->json;
    if (json_word(j, "null")) return true;
    if (j->at < j->end && *j->at != '[')
        return refuse_as(p, list->plain ? DIAG_VALUE_PLAIN_LIST : DIAG_VALUE_LIST, key);
    if (!json_expect(j, '[')) return false;
    block_set_list_known(p->block, p->block->rows - 1, list);
    if (json_take(j, ']')) return true;
    do
        if (!read_item(p, list, key)) return false;
    while (json_take(j, ','));
    return json_expect(j, ']');
}
