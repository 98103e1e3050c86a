#include "interp/data/write/row.h"

#include "grammar/base/calendar.h"
#include "interp/data/record/csv_cell.h"
#include "interp/value/value_text.h"

const char *decision_word(const struct writer *w, uint8_t decision) { return decision_names[decision][w->lang]; }

const char *column_word(const struct writer *w, enum result_column column) {
    static const char *const words[RESULT_COLUMNS][2] = {[COLUMN_ID] = {"id", "编号"},
                                                         [COLUMN_AS_OF] = {"as_of", "基准日"},
                                                         [COLUMN_SCHEME] = {"scheme", "方案"},
                                                         [COLUMN_OFFER] = {"offer", "产品"},
                                                         [COLUMN_DECISION] = {"decision", "决定"},
                                                         [COLUMN_LIMIT] = {"limit", "额度"},
                                                         [COLUMN_FAILED] = {"failed", "未满足"},
                                                         [COLUMN_REFER] = {"refer", "转人工"},
                                                         [COLUMN_MISSING] = {"missing", "缺失"}};
    return words[column][w->lang];
}

void put_head_end(const struct writer *w, struct text *out) {
    if (w->stamp) text_put(out, w->lang == LANG_ZH ? ",生成信息" : ",stamp");
    text_char(out, '\n');
}

uint32_t put_offer_cell(const struct writer *w, const struct offer_words *words, uint8_t decision, struct text *out) {
    text_format(out, ",%s,%s,%s,", text_string(&words->scheme->name), text_string(&words->name),
                decision_word(w, decision));
    uint32_t head = (uint32_t)out->length;
    put_csv_names(out, w->joined, REASONS);
    return head;
}

void put_text_cell(const struct row_out *r, const char *text, size_t length) {
    if (r->w->guards) put_csv_guarded(r->out, text, length, ',');
    else put_csv_cell(r->out, text, length);
}

void put_as_of(const struct row_out *r) {
    char date[11];
    if (r->w->plan->as_of) {
        put_text(r->out, &r->w->as_of);
        return;
    }
    date_format(row_as_of(r), date);
    put_fragment(r->out, date, 10);
}

void row_each_offer(const struct row_out *r,
                    void (*put)(const struct row_out *r, uint32_t scheme, uint32_t offer, uint8_t decision)) {
    const struct decisions *d = r->decisions;
    for (uint32_t g = 0; g < r->w->policy->group_count; g++) {
        uint32_t s = d->chosen[(size_t)g * d->capacity + r->row];
        const struct scheme_result *result = &d->schemes[s];
        bool closed = result->decision[r->row] == DECISION_NOT_IN_FORCE;
        for (uint32_t o = 0; o < result->planned->offer_count; o++)
            put(r, s, o, closed ? DECISION_NOT_IN_FORCE : result->offers[o].decision[r->row]);
    }
}

void put_grant(const struct row_out *r, const struct planned_grant *g, const char *silent) {
    struct writer *w = r->w;
    const struct type *type = &g->value->type;
    struct node_value v = vector_value(node_vector(r->work, g->value), g->value->lane, r->row);
    if (v.state != STATE_KNOWN) put_fragment(r->out, silent, strlen(silent));
    else if (type->kind == TYPE_MONEY) put_money(r->out, v.value);
    else if (w->how->is_json) value_put_json(r->out, w->policy, type, v.value, v.text, w->lang);
    else {
        text_clear(&w->scratch);
        value_put_plain(&w->scratch, w->policy, type, v.value, v.text, w->lang);
        if (type->kind == TYPE_TEXT) put_text_cell(r, text_string(&w->scratch), w->scratch.length);
        else put_csv_cell(r->out, text_string(&w->scratch), w->scratch.length);
    }
}
