// A table for people: a row per applicant, a column per scheme with its decision and limit. Columns are as wide as
// their longest decision and a usual amount, so that rows can be written as they come. Where a terminal has no room for
// them, a record is told line by line.
#include "grammar/base/utf8.h"
#include "grammar/diag/diag.h"
#include "interp/data/write/row.h"
#include "interp/report/page.h"
#include "interp/value/value_text.h"

#define ID_WIDTH 12
#define DATE_WIDTH 10
#define LIMIT_WIDTH 14

static size_t width_of(const char *text, size_t length) { return utf8_columns(text, length); }

static void pad(struct text *out, size_t have, size_t wanted) {
    text_repeat(out, ' ', have < wanted ? wanted - have : 0);
}

static size_t decision_width(const struct writer *w) {
    size_t widest = 0;
    for (uint8_t d = 0; d < DECISION_COUNT; d++) {
        const char *word = decision_word(w, d);
        size_t width = width_of(word, strlen(word));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static size_t scheme_width(const struct writer *w, uint32_t scheme) {
    const struct text *name = &w->schemes[scheme].name;
    size_t width = width_of(text_string(name), name->length), cell = decision_width(w) + 1 + LIMIT_WIDTH;
    return width > cell ? width : cell;
}

static void put_padded(struct text *out, const char *text, size_t length, size_t width) {
    text_add(out, text, length);
    pad(out, width_of(text, length), width);
}

// A line must not end in blanks.
static void end_line(struct text *out) {
    while (out->length && out->bytes[out->length - 1] == ' ') out->length--;
    text_char(out, '\n');
}

static size_t row_width(const struct writer *w) {
    size_t total = ID_WIDTH + 2 + DATE_WIDTH;
    for (uint32_t g = 0; g < w->policy->group_count; g++) total += 2 + scheme_width(w, w->group_first[g]);
    return total;
}

static bool is_stacked(const struct writer *w) { return w->fits && row_width(w) > w->width; }

static void put_head(const struct writer *w, struct text *out) {
    if (is_stacked(w)) return;
    const char *id = w->lang == LANG_ZH ? "编号" : "id", *as_of = w->lang == LANG_ZH ? "基准日" : "as of";
    size_t from = out->length;
    put_padded(out, id, strlen(id), ID_WIDTH);
    text_put(out, "  ");
    put_padded(out, as_of, strlen(as_of), DATE_WIDTH);
    for (uint32_t g = 0; g < w->policy->group_count; g++) {
        const struct text *name = &w->schemes[w->group_first[g]].name;
        text_put(out, "  ");
        put_padded(out, text_string(name), name->length, scheme_width(w, w->group_first[g]));
    }
    if (out->length > from) end_line(out);
    text_repeat(out, '-', row_width(w));
    text_char(out, '\n');
}

// A head is the decision, padded; its width depends on nothing but the language.
static bool prepare(struct writer *w) {
    bool good = true;
    for (uint32_t s = 0; s < w->plan->scheme_count; s++)
        for (uint8_t d = 0; d < DECISION_COUNT; d++) {
            const char *word = decision_word(w, d);
            put_padded(&w->schemes[s].heads[d], word, strlen(word), decision_width(w) + 1);
            good &= !w->schemes[s].heads[d].failed;
        }
    return good;
}

static void put_shown(struct text *out, struct slice text, struct text *scratch) {
    text_clear(scratch);
    diag_put_clean(scratch, text.text, text.length);
    put_padded(out, text_string(scratch), scratch->length, ID_WIDTH);
}

static uint32_t chosen(const struct row_out *r, uint32_t group) {
    return r->decisions->chosen[(size_t)group * r->decisions->capacity + r->row];
}

// In the scratch text; empty where there is none.
static void make_limit(const struct row_out *r, const struct scheme_result *result) {
    static const struct type money = {.kind = TYPE_MONEY};
    struct writer *w = r->w;
    text_clear(&w->scratch);
    if (may_grant(result->decision[r->row]) && result->has_limit[r->row])
        value_put_human(&w->scratch, w->policy, &money, result->limit[r->row], (struct slice){"", 0}, w->lang);
}

static void put_scheme(const struct row_out *r, uint32_t group) {
    struct writer *w = r->w;
    uint32_t s = chosen(r, group);
    const struct scheme_result *result = &r->decisions->schemes[s];
    make_limit(r, result);
    size_t width = width_of(text_string(&w->scratch), w->scratch.length);
    text_put(r->out, "  ");
    put_text(r->out, &w->schemes[s].heads[result->decision[r->row]]);
    pad(r->out, width, LIMIT_WIDTH);
    text_add(r->out, text_string(&w->scratch), w->scratch.length);
    pad(r->out, decision_width(w) + 1 + LIMIT_WIDTH, scheme_width(w, w->group_first[group]));
}

// ---- line by line

static size_t widest_scheme(const struct writer *w) {
    size_t widest = 0;
    for (uint32_t g = 0; g < w->policy->group_count; g++) {
        const struct text *name = &w->schemes[w->group_first[g]].name;
        size_t width = width_of(text_string(name), name->length);
        widest = width > widest ? width : widest;
    }
    return widest;
}

// "  建行预授信  符合条件  20万元"; below the name where that leaves too little room.
static void put_stacked_scheme(const struct row_out *r, uint32_t group, struct page *page) {
    struct writer *w = r->w;
    uint32_t s = chosen(r, group);
    const struct scheme_result *result = &r->decisions->schemes[s];
    size_t column = 2 + widest_scheme(w) + 2;
    page_pad(page, 2);
    page_put(page, text_string(&w->schemes[w->group_first[group]].name));
    if (column > w->width / 2) page_line(page), column = 4;
    page_pad(page, column);
    page_put(page, decision_word(w, result->decision[r->row]));
    make_limit(r, result);
    size_t width = width_of(text_string(&w->scratch), w->scratch.length);
    if (width && page->column + 2 + width > w->width) page_line(page);
    if (width) page_pad(page, page->column ? page->column + 2 : column);
    page_put(page, text_string(&w->scratch));
    page_line(page);
}

static void put_stacked(const struct row_out *r) {
    struct page page = {.out = r->out, .width = r->w->width};
    struct slice key = row_key(r);
    diag_put_clean(r->out, key.text, key.length);
    text_put(r->out, "  ");
    put_as_of(r);
    page_line(&page);
    for (uint32_t g = 0; g < r->w->policy->group_count; g++) put_stacked_scheme(r, g, &page);
}

static void put_row(const struct row_out *r) {
    if (is_stacked(r->w)) {
        put_stacked(r);
        return;
    }
    put_shown(r->out, row_key(r), &r->w->scratch);
    text_put(r->out, "  ");
    put_as_of(r);
    for (uint32_t g = 0; g < r->w->policy->group_count; g++) put_scheme(r, g);
    end_line(r->out);
}

static void put_tail(const struct writer *w, struct text *out) {
    if (!w->stamp) return;
    text_char(out, '\n');
    stamp_put_lines(out, w->stamp, w->lang);
}

const struct writer_format writer_table = {.prepare = prepare, .head = put_head, .tail = put_tail, .row = put_row};
