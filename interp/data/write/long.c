// A CSV row per applicant, scheme and offer, with a column for every grant any offer makes.
#include "interp/data/record/csv_cell.h"
#include "interp/data/write/grant_columns.h"
#include "interp/data/write/row.h"

static void put_head(const struct writer *w, struct text *out) {
    for (int c = 0; c < (int)RESULT_COLUMNS; c++) {
        if (c) text_char(out, ',');
        text_put(out, column_word(w, (enum result_column)c));
    }
    for (uint32_t i = 0; i < w->column_count; i++) text_format(out, ",%s", text_string(&w->columns[i]));
    put_head_end(w, out);
}

static void put_limit(const struct row_out *r, const struct offer_words *words, uint8_t decision) {
    const struct planned_grant *limit = grant_in_column(words, NO_COLUMN);
    if (limit && may_grant(decision)) put_grant(r, limit, "");
}

static void put_grants(const struct row_out *r, const struct offer_words *words, uint8_t decision) {
    for (uint32_t c = 0; c < r->w->column_count; c++) {
        const struct planned_grant *g = may_grant(decision) ? grant_in_column(words, c) : NULL;
        put_literal(r->out, ",");
        if (g) put_grant(r, g, "");
    }
}

static void put_offer(const struct row_out *r, uint32_t scheme, uint32_t offer, uint8_t decision) {
    const struct offer_words *words = &r->w->schemes[scheme].offers[offer];
    const struct cell_text *said = cell_at(r, r->w->schemes[scheme].first + offer);
    if (!said) said = cell_in_full(r, words, decision);
    struct slice key = row_key(r);
    put_text_cell(r, key.text, key.length);
    put_literal(r->out, ",");
    put_as_of(r);
    put_fragment(r->out, cell_bytes(said), said->head);
    put_limit(r, words, decision);
    put_fragment(r->out, cell_bytes(said) + said->head, said->length - said->head);
    put_grants(r, words, decision);
    put_text(r->out, &r->w->row_end);
}

static void put_row(const struct row_out *r) { row_each_offer(r, put_offer); }

const struct writer_format writer_long = {
    .prepare = grant_columns_prepare, .head = put_head, .row = put_row, .cell = put_offer_cell};
