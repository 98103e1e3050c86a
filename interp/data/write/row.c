#include "interp/data/write/row.h"

#include "grammar/base/calendar.h"
#include "interp/data/write/csv_cell.h"
#include "interp/value/value_text.h"

const char *decision_word(const struct writer *w, uint8_t decision) { return decision_names[decision][w->lang]; }

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
    if (!r->block->as_of || r->w->plan->as_of) {
        put_text(r->out, &r->w->as_of);
        return;
    }
    date_format(r->block->as_of[r->row], date);
    put_fragment(r->out, date, 10);
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
