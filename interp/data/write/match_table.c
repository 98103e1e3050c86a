// For people at a terminal: an applicant on a line, below it the offers in order, each with what it still needs.
#include "grammar/base/utf8.h"
#include "grammar/diag/diag.h"
#include "interp/data/write/match.h"
#include "interp/report/page.h"
#include "interp/report/words.h"
#include "interp/value/value_text.h"

#define RANK_WIDTH 5u
#define GAP 2u
#define VALUE_WIDTH 10u

static size_t columns_of(const struct text *t) { return utf8_columns(text_string(t), t->length); }

static void put_name(struct text *out, const struct offer_words *words) {
    text_format(out, "%s %s", text_string(&words->scheme->name), text_string(&words->name));
}

static bool prepare(struct writer *w) {
    struct text name = {0};
    for (uint32_t o = 0; o < w->offer_count; o++) {
        text_clear(&name);
        if (w->offers[o].planned) put_name(&name, &w->offers[o]);
        if (columns_of(&name) > w->offer_width) w->offer_width = (uint32_t)columns_of(&name);
    }
    bool good = !name.failed && match_prepare(w);
    text_free(&name);
    return good;
}

static void put_value(const struct row_out *r, const struct match_offer *o, enum rank_by by, struct text *out) {
    const struct planned_grant *g = ranking_grant(r->w->ranking, o->ranked->version, o->ranked->offer, by);
    struct ranked_value v = o->ranked->values[by];
    struct slice none = {"", 0};
    if (v.known) value_put_human(out, r->w->policy, &g->value->type, v.value, none, r->w->lang);
}

// The offer's name and what it gives, in columns where there is room for them.
static void put_line(const struct row_out *r, const struct match_offer *o, struct page *page, struct text *part) {
    size_t column = RANK_WIDTH + r->w->offer_width + GAP;
    text_clear(part);
    put_name(part, o->words);
    page_wrap(page, RANK_WIDTH, text_string(part));
    if (column + 4 * (VALUE_WIDTH + GAP) <= page->width) page_pad(page, column);
    else page_line(page), page_pad(page, RANK_WIDTH);
    page_put(page, decision_word(r->w, o->ranked->decision));
    for (int by = 0; by < RANK_COUNT; by++) {
        text_clear(part);
        put_value(r, o, (enum rank_by)by, part);
        if (!part->length) continue;
        bool fits = page->column + GAP + columns_of(part) <= page->width;
        column = fits ? page->column + GAP : RANK_WIDTH;
        if (!fits) page_line(page);
        page_pad(page, column);
        page_put(page, text_string(part));
    }
    page_line(page);
}

static void put_below(struct page *page, const struct text *part) {
    if (!part->length) return;
    page_pad(page, RANK_WIDTH + GAP);
    page_wrap(page, RANK_WIDTH + GAP, text_string(part));
    page_line(page);
}

static void put_offer(const struct row_out *r, const struct match_offer *o, bool last) {
    struct page page = {.out = r->out, .width = r->w->width};
    struct text *part = &r->w->scratch;
    (void)last;
    text_clear(part);
    if (o->ranked->rank) text_format(part, "%u%s", o->ranked->rank, o->ranked->tied ? "=" : "");
    else text_put(part, "-");
    page_pad(&page, GAP);
    page_put(&page, text_string(part));
    page_pad(&page, RANK_WIDTH);
    put_line(r, o, &page, part);
    text_clear(part);
    text_add(part, cell_bytes(o->said), o->said->length);
    put_below(&page, part);
    text_clear(part);
    match_put_advice(r, o, part);
    put_below(&page, part);
}

static void put_row(const struct row_out *r) {
    struct slice key = row_key(r);
    diag_put_clean(r->out, key.text, key.length);
    put_literal(r->out, "  ");
    put_as_of(r);
    put_literal(r->out, "\n");
    if (match_offers(r, put_offer)) return;
    text_repeat(r->out, ' ', RANK_WIDTH);
    text_format(r->out, "%s\n", words_text(r->w->lang, WORDS_NO_OFFER_APPLIES));
}

const struct writer_format writer_match_table = {.prepare = prepare, .row = put_row, .cell = match_put_needs};
