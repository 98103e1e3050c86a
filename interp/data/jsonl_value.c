#include "interp/data/jsonl_value.h"

#include "interp/data/quick_cell.h"

static void store(struct jsonl_parser *p, const struct jsonl_target *to, int64_t value) {
    const struct field *f = to->type->field;
    if (to->list) block_set_item(p->block, to->list, to->item, f, value);
    else vector_store(&p->block->columns[f->index], to->type->lane, p->block->rows - 1, value);
}

static void store_text(struct jsonl_parser *p, const struct jsonl_target *to, struct slice text) {
    const struct field *f = to->type->field;
    if (!text.length) return;  // as an empty cell: missing
    if (to->list) block_set_item_text(p->block, to->list, to->item, f, text);
    else block_set_text(p->block, p->block->rows - 1, f, text);
}

static enum diag_id wrong_type(enum type_kind kind) {
    switch (kind) {
    case TYPE_TRUTH: return DIAG_VALUE_TRUTH;
    case TYPE_COUNT:
    case TYPE_PERIOD: return DIAG_VALUE_COUNT;
    case TYPE_MONEY: return DIAG_VALUE_MONEY;
    case TYPE_PERCENT: return DIAG_VALUE_PERCENT;
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

// A value of another type than the field's: passed over, and said with its own text.
static bool refuse(struct jsonl_parser *p, enum type_kind kind, struct slice key) {
    const char *from = p->json.at;
    if (!json_skip(&p->json, 1)) return false;
    struct slice args[2] = {key, since(p, from)};
    jsonl_fault(p, wrong_type(kind), from, args, 2);
    return true;
}

static void refuse_cell(struct jsonl_parser *p, const struct jsonl_target *to, enum diag_id id, struct slice key, struct slice text,
                        const char *at) {
    if (jsonl_refuse(p)) jsonl_place(p, cell_fault(p->faults, to->type, p->table->policy, id, key, text), at);
}

// A number of at most seven digits and, where there are two decimals, those, behind which the value ends at once.
static bool quick_number(struct json *j, unsigned decimals, int64_t *value) {
    static const int64_t scales[] = {1, 10, 100, 1000, 10000};
    const char *at = j->at;
    uint32_t whole = leading_digits(load_word(at));
    if (whole - 1 >= 7 || (*at == '0' && whole > 1) || !few_digits(at, whole, value)) return false;
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

static bool read_number(struct jsonl_parser *p, const struct jsonl_target *to, struct slice key, unsigned decimals) {
    const char *from = p->json.at;
    struct slice raw;
    int64_t value;
    if (quick_number(&p->json, decimals, &value)) {
        store(p, to, value);
        return true;
    }
    if (!json_number(&p->json, &raw)) return false;
    enum number_status status = json_decimal(raw, decimals, &value);
    if (status == NUMBER_OK) store(p, to, value);
    else refuse_cell(p, to, status == NUMBER_BAD ? wrong_type(to->type->field->type.kind) : DIAG_VALUE_TOO_LARGE, key, raw, from);
    return true;
}

static bool read_word(struct jsonl_parser *p, const struct jsonl_target *to, struct slice key) {
    const char *from = p->json.at;
    struct slice text;
    int64_t value;
    if (!json_string(&p->json, &text)) return false;
    if (to->type->field->type.kind == TYPE_TEXT) {
        store_text(p, to, text);
        return true;
    }
    if (text.length && quick_value(to->type, text.text, text.length, &value)) {
        store(p, to, value);
        return true;
    }
    enum diag_id id = text.length ? cell_parse(to->type, text, &value) : wrong_type(to->type->field->type.kind);
    if (id) refuse_cell(p, to, id, key, text, from);
    else store(p, to, value);
    return true;
}

static bool read_element(struct jsonl_parser *p, const struct jsonl_target *to, struct slice key, uint64_t *bits) {
    struct slice text;
    json_blank(&p->json);
    const char *from = p->json.at;
    if (from < p->json.end && *from != '"') return refuse(p, TYPE_SET, key);
    if (!json_string(&p->json, &text)) return false;
    uint32_t found = dictionary_find(&to->type->words, text.text, text.length);
    if (found == DICTIONARY_NONE) refuse_cell(p, to, DIAG_VALUE_CHOICE, key, text, from);
    else *bits |= UINT64_C(1) << found;
    return true;
}

static bool read_set(struct jsonl_parser *p, const struct jsonl_target *to, struct slice key) {
    uint64_t bits = 0;
    p->json.at++;
    if (!json_take(&p->json, ']')) {
        do
            if (!read_element(p, to, key, &bits)) return false;
        while (json_take(&p->json, ','));
        if (!json_expect(&p->json, ']')) return false;
    }
    store(p, to, (int64_t)bits);
    return true;
}

static bool read_truth(struct jsonl_parser *p, const struct jsonl_target *to, struct slice key) {
    bool yes = json_word(&p->json, "true");
    if (!yes && !json_word(&p->json, "false")) return refuse(p, TYPE_TRUTH, key);
    store(p, to, yes ? 2 : 0);
    return true;
}

static bool is_number(char c) { return c == '-' || (c >= '0' && c <= '9'); }

bool jsonl_value(struct jsonl_parser *p, const struct jsonl_target *to, struct slice key) {
    struct json *j = &p->json;
    enum type_kind kind = to->type->field->type.kind;
    if (json_word(j, "null")) return true;
    char first = '\0';
    if (j->at < j->end) first = *j->at;
    switch (kind) {
    case TYPE_TRUTH: return read_truth(p, to, key);
    case TYPE_COUNT:
    case TYPE_PERIOD: return is_number(first) ? read_number(p, to, key, 0) : refuse(p, kind, key);
    case TYPE_PERCENT: return is_number(first) ? read_number(p, to, key, 4) : refuse(p, kind, key);
    case TYPE_MONEY:
        if (is_number(first)) return read_number(p, to, key, 2);
        return first == '"' ? read_word(p, to, key) : refuse(p, kind, key);
    case TYPE_DATE:
    case TYPE_MONTH:
    case TYPE_CHOICE:
    case TYPE_TEXT: return first == '"' ? read_word(p, to, key) : refuse(p, kind, key);
    case TYPE_SET: return first == '[' ? read_set(p, to, key) : refuse(p, kind, key);
    case TYPE_NONE:
    case TYPE_SPAN:
    case TYPE_LIST: break;
    }
    return refuse(p, kind, key);
}

static bool read_item_member(struct jsonl_parser *p, const struct field *list, int64_t item) {
    struct json *j = &p->json;
    struct slice key;
    json_blank(j);
    const char *at = j->at;
    if (!json_string(j, &key) || !json_expect(j, ':')) return false;
    json_blank(j);
    uint32_t index = dictionary_find(&p->table->item_keys[list->index], key.text, key.length);
    if (index == DICTIONARY_NONE) return jsonl_pass_over(p, key, at, list->items, list->item_count);
    if (p->item_seen[index] == p->item_stamp) jsonl_fault(p, DIAG_JSON_DUPLICATE, at, &key, 1);
    p->item_seen[index] = p->item_stamp;
    return jsonl_value(p, &(struct jsonl_target){&p->table->item_types[list->index][index], list, item}, key);
}

static bool read_members(struct jsonl_parser *p, const struct field *list, int64_t item) {
    if (json_take(&p->json, '}')) return true;
    do
        if (!read_item_member(p, list, item)) return false;
    while (json_take(&p->json, ','));
    return json_expect(&p->json, '}');
}

// Unknown keys are counted per object: the record's own are set aside meanwhile.
static bool read_item(struct jsonl_parser *p, const struct field *list, struct slice key) {
    json_blank(&p->json);
    if (p->json.at < p->json.end && *p->json.at != '{') return refuse(p, TYPE_LIST, key);
    if (!json_expect(&p->json, '{')) return false;
    int64_t item = block_add_item(p->block, list);
    p->no_memory |= item < 0;
    if (item < 0) return false;
    p->item_stamp++;
    uint32_t outer = p->unknown_from, count = p->unknown_count;
    p->unknown_from = count;
    bool good = read_members(p, list, item);
    p->unknown_from = outer;
    p->unknown_count = count;
    return good;
}

bool jsonl_list(struct jsonl_parser *p, const struct field *list, struct slice key) {
    struct json *j = &p->json;
    if (json_word(j, "null")) return true;
    if (j->at < j->end && *j->at != '[') return refuse(p, TYPE_LIST, key);
    if (!json_expect(j, '[')) return false;
    block_set_list_known(p->block, p->block->rows - 1, list);
    if (json_take(j, ']')) return true;
    do
        if (!read_item(p, list, key)) return false;
    while (json_take(j, ','));
    return json_expect(j, ']');
}
