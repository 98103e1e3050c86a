#include "interp/data/write/rows.h"

#include <stdlib.h>

#include "interp/data/write/grant_columns.h"
#include "interp/value/value_text.h"

#define OWN_COLUMNS 6u  // of the offers, before what they grant

static enum row_kind kind_of_type(const struct type *type) {
    switch (type->kind) {
    case TYPE_COUNT:
    case TYPE_PERIOD: return ROW_WHOLE;
    case TYPE_MONEY: return ROW_MONEY;
    case TYPE_PERCENT: return ROW_PERCENT;
    case TYPE_NUMBER: return ROW_NUMBER;
    case TYPE_DATE: return ROW_DATE;
    default: return ROW_TEXT;
    }
}

// Grants of one name may be of several types.
static enum row_kind kind_of_column(const struct writer *w, uint32_t column) {
    enum row_kind kind = ROW_NOTHING;
    for (uint32_t o = 0; o < w->offer_count; o++) {
        const struct planned_grant *g = w->offers[o].planned ? grant_in_column(&w->offers[o], column) : NULL;
        if (!g) continue;
        enum row_kind own = kind_of_type(&g->value->type);
        if (kind != ROW_NOTHING && kind != own) return ROW_TEXT;
        kind = own;
    }
    return kind;
}

static void put_word(struct text *out, const char *word) { row_put_text(out, word, strlen(word)); }

static bool prepare_head(struct writer *w, struct scheme_words *scheme, uint8_t decision) {
    struct text *head = &scheme->heads[decision];
    put_word(head, text_string(&scheme->name));
    put_word(head, decision_word(w, decision));
    return !head->failed;
}

bool rows_prepare(struct writer *w) {
    if (!grant_columns_prepare(w)) return false;
    w->column_kinds = calloc(w->column_count + 1, sizeof *w->column_kinds);
    for (uint32_t c = 0; w->column_kinds && c < w->column_count; c++) w->column_kinds[c] = kind_of_column(w, c);
    for (uint32_t s = 0; s < w->plan->scheme_count; s++)
        for (uint8_t d = 0; d < DECISION_COUNT; d++)
            if (!prepare_head(w, &w->schemes[s], d)) return false;
    return w->column_kinds != NULL;
}

static struct row_column column_of(const struct writer *w, enum result_column column) {
    enum row_kind kind = column == COLUMN_AS_OF ? ROW_DATE : column == COLUMN_LIMIT ? ROW_MONEY : ROW_TEXT;
    return (struct row_column){kind, slice_of(column_word(w, column))};
}

static const char *word(const struct writer *w, const char *en, const char *zh) { return w->lang == LANG_ZH ? zh : en; }

static void head_decisions(const struct writer *w, struct text *out) {
    const struct row_column columns[] = {column_of(w, COLUMN_ID),     column_of(w, COLUMN_AS_OF),
                                         column_of(w, COLUMN_SCHEME), column_of(w, COLUMN_DECISION),
                                         column_of(w, COLUMN_OFFER),  column_of(w, COLUMN_LIMIT)};
    row_put_table(out, TABLE_DECISIONS, word(w, "decisions", "决定"), columns, 6);
}

static void head_offers(const struct writer *w, struct text *out) {
    struct row_column *columns = calloc(OWN_COLUMNS + w->column_count, sizeof *columns);
    out->failed |= !columns;
    if (!columns) return;
    for (uint32_t i = 0; i < OWN_COLUMNS; i++) columns[i] = column_of(w, (enum result_column)i);
    for (uint32_t i = 0; i < w->column_count; i++)
        columns[OWN_COLUMNS + i] = (struct row_column){w->column_kinds[i], slice_of(text_string(&w->columns[i]))};
    row_put_table(out, TABLE_OFFERS, word(w, "offers", "产品"), columns, OWN_COLUMNS + w->column_count);
    free(columns);
}

static void head_reasons(const struct writer *w, struct text *out) {
    const struct row_column columns[] = {column_of(w, COLUMN_ID),
                                         column_of(w, COLUMN_AS_OF),
                                         column_of(w, COLUMN_SCHEME),
                                         column_of(w, COLUMN_OFFER),
                                         {ROW_TEXT, slice_of(word(w, "kind", "类别"))},
                                         {ROW_TEXT, slice_of(word(w, "name", "名称"))}};
    row_put_table(out, TABLE_REASONS, word(w, "reasons", "原因"), columns, 6);
}

static void head_run(const struct writer *w, struct text *out) {
    const struct row_column columns[] = {{ROW_TEXT, slice_of(word(w, "item", "项目"))},
                                         {ROW_TEXT, slice_of(word(w, "value", "内容"))},
                                         {ROW_TEXT, slice_of(word(w, "file", "文件"))},
                                         {ROW_TEXT, slice_of("sha256")}};
    row_put_table(out, TABLE_RUN, word(w, "run", "运行"), columns, 4);
}

void rows_head(const struct writer *w, struct text *out) {
    head_decisions(w, out);
    head_offers(w, out);
    head_reasons(w, out);
    head_run(w, out);
}

// A row of a reason without the applicant, behind its length.
static void put_reason(const struct writer *w, const struct offer_words *words, enum reason reason, struct slice name,
                       struct text *out) {
    size_t from = out->length;
    uint32_t length = 0;
    put_fragment(out, (const char *)&length, sizeof length);
    put_word(out, text_string(&words->scheme->name));
    put_word(out, text_string(&words->name));
    put_word(out, column_word(w, (enum result_column)((int)COLUMN_FAILED + (int)reason)));
    row_put_text(out, name.text, name.length);
    if (out->failed) return;
    length = (uint32_t)(out->length - from - sizeof length);
    memcpy(out->bytes + from, &length, sizeof length);
}

static void put_reasons(const struct writer *w, const struct offer_words *words, enum reason reason, struct text *out) {
    const char *name = text_string(&w->joined[reason]);
    while (*name) {
        uint32_t length = (uint32_t)strcspn(name, ";");
        put_reason(w, words, reason, (struct slice){name, length}, out);
        name += length + (name[length] == ';');
    }
}

uint32_t rows_cell(const struct writer *w, const struct offer_words *words, uint8_t decision, struct text *out) {
    put_word(out, text_string(&words->scheme->name));
    put_word(out, text_string(&words->name));
    put_word(out, decision_word(w, decision));
    uint32_t head = (uint32_t)out->length;
    for (int i = 0; i < REASONS; i++) put_reasons(w, words, (enum reason)i, out);
    return head;
}

static void put_row(const struct row_out *r, uint32_t table) {
    struct slice key = row_key(r);
    row_put(r->out, table);
    row_put_text(r->out, key.text, key.length);
    row_put_value(r->out, ROW_DATE, row_as_of(r));
}

static void put_grant_cell(const struct row_out *r, const struct planned_grant *g, enum row_kind kind) {
    struct writer *w = r->w;
    struct node_value v = {.state = STATE_UNKNOWN};
    if (g) v = vector_value(node_vector(r->work, g->value), g->value->lane, r->row);
    if (v.state != STATE_KNOWN) row_put_nothing(r->out);
    else if (kind != ROW_TEXT) row_put_value(r->out, kind, v.value);
    else {
        text_clear(&w->scratch);
        value_put_plain(&w->scratch, w->policy, &g->value->type, v.value, v.text, w->lang);
        row_put_text(r->out, text_string(&w->scratch), w->scratch.length);
    }
}

static void put_reason_rows(const struct row_out *r, const char *at, const char *end) {
    while (at < end) {
        uint32_t length;
        memcpy(&length, at, sizeof length);
        put_row(r, TABLE_REASONS);
        put_fragment(r->out, at + sizeof length, length);
        at += sizeof length + length;
    }
}

static void put_offer(const struct row_out *r, uint32_t scheme, uint32_t offer, uint8_t decision) {
    const struct writer *w = r->w;
    const struct offer_words *words = &w->schemes[scheme].offers[offer];
    const struct cell_text *said = cell_at(r, w->schemes[scheme].first + offer);
    bool grants = may_grant(decision);
    if (!said) said = cell_in_full(r, words, decision);
    put_row(r, TABLE_OFFERS);
    put_fragment(r->out, cell_bytes(said), said->head);
    put_grant_cell(r, grants ? grant_in_column(words, NO_COLUMN) : NULL, ROW_MONEY);
    for (uint32_t c = 0; c < w->column_count; c++)
        put_grant_cell(r, grants ? grant_in_column(words, c) : NULL, w->column_kinds[c]);
    put_reason_rows(r, cell_bytes(said) + said->head, cell_bytes(said) + said->length);
}

static void put_decision(const struct row_out *r, uint32_t group) {
    const struct decisions *d = r->decisions;
    uint32_t s = d->chosen[(size_t)group * d->capacity + r->row];
    const struct scheme_result *result = &d->schemes[s];
    const struct scheme_words *words = &r->w->schemes[s];
    uint8_t decision = result->decision[r->row];
    put_row(r, TABLE_DECISIONS);
    put_text(r->out, &words->heads[decision]);
    if (decided_alone(decision)) row_put_nothing(r->out);
    else put_word(r->out, text_string(&words->offers[result->best[r->row]].name));
    if (may_grant(decision) && result->has_limit[r->row]) row_put_value(r->out, ROW_MONEY, result->limit[r->row]);
    else row_put_nothing(r->out);
}

void rows_row(const struct row_out *r) {
    for (uint32_t g = 0; g < r->w->policy->group_count; g++) put_decision(r, g);
    row_each_offer(r, put_offer);
}
