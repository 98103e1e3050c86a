// A table an offer, its rules in the notice's order; below it the thresholds that alone exclude somebody.
#include <string.h>

#include "grammar/base/utf8.h"
#include "interp/funnel/tell.h"
#include "interp/report/page.h"
#include "interp/report/words.h"
#include "interp/value/value_text.h"

#define COLUMNS 7
#define WIDTH 100
#define NUMBER_WIDTH 10

struct teller {
    struct page page;
    const struct tally *t;
    enum lang lang;
};

static const char *name_of(const struct teller *to, const struct name *n) {
    return name_text(to->t->plan->policy, n, to->lang);
}

static size_t width_of(const char *s) { return utf8_columns(s, strlen(s)); }

static size_t name_width(const struct teller *to, const struct tally_offer *o) {
    size_t widest = width_of(words_text(to->lang, WORDS_FUNNEL_RULE));
    for (uint32_t i = 0; i < o->planned->rule_count; i++) {
        size_t width = width_of(name_of(to, &o->rules[i].planned->rule->def.name));
        widest = width > widest ? width : widest;
    }
    return widest + 2;
}

// Ends at that column.
static void put_right(struct teller *to, size_t end, const char *s) {
    size_t width = width_of(s);
    page_pad(&to->page, end > width ? end - width : 0);
    page_put(&to->page, s);
}

static void put_phrase(struct teller *to, enum phrase_id id, const char *one, const char *two, bool follows) {
    struct text t = {0};
    if (follows) text_put(&t, words_text(to->lang, WORDS_SEMICOLON));
    words_put(&t, to->lang, id, one, two);
    page_wrap(&to->page, 4, text_string(&t));
    to->page.out->failed |= t.failed;
    text_free(&t);
}

static void put_head(struct teller *to, size_t width) {
    static const enum phrase_id heads[COLUMNS] = {WORDS_FUNNEL_REACHED, WORDS_FUNNEL_STOPPED, WORDS_FUNNEL_UNKNOWN,
                                                  WORDS_FUNNEL_LEFT,    WORDS_FUNNEL_FAILS,   WORDS_FUNNEL_ONLY,
                                                  WORDS_FUNNEL_ASKS};
    page_pad(&to->page, 2);
    page_put(&to->page, words_text(to->lang, WORDS_FUNNEL_RULE));
    for (size_t i = 0; i < COLUMNS; i++)
        put_right(to, 2 + width + NUMBER_WIDTH * (i + 1), words_text(to->lang, heads[i]));
    page_line(&to->page);
}

static void put_rule(struct teller *to, const struct tally_rule *r, size_t width) {
    const uint64_t counts[COLUMNS] = {r->reached, r->stopped, r->unknown, r->reached - r->stopped,
                                      r->fails,   r->only,    r->asks};
    page_pad(&to->page, 2);
    page_put(&to->page, name_of(to, &r->planned->rule->def.name));
    for (size_t i = 0; i < COLUMNS; i++) put_right(to, 2 + width + NUMBER_WIDTH * (i + 1), number_text(counts[i]).text);
    page_line(&to->page);
}

static void put_title(struct teller *to, const struct tally_offer *o) {
    struct text t = {0};
    words_put(&t, to->lang, WORDS_OF_OFFER, name_of(to, &to->t->plan->schemes[o->scheme].scheme->def.name),
              name_of(to, &o->planned->offer->def.name));
    page_put(&to->page, text_string(&t));
    to->page.out->failed |= t.failed;
    text_free(&t);
    page_line(&to->page);
    page_pad(&to->page, 2);
    put_phrase(to, WORDS_FUNNEL_APPLIES, number_text(o->applies).text, number_text(o->when_unknown).text, false);
    page_line(&to->page);
}

static void put_end(struct teller *to, const struct tally_offer *o) {
    uint64_t left = o->applies - o->decisions[DECISION_INELIGIBLE];
    page_pad(&to->page, 2);
    put_phrase(to, WORDS_FUNNEL_END, number_text(left).text, NULL, false);
    for (int i = 0; i < DECISION_INELIGIBLE; i++)
        put_phrase(to, WORDS_FUNNEL_DECISION, number_text(o->decisions[i]).text, decision_names[i][to->lang], i > 0);
    if (to->t->near_percent)
        put_phrase(to, WORDS_FUNNEL_CLOSE, number_text(to->t->near_percent).text, number_text(o->close).text, true);
    page_line(&to->page);
}

// "revenue ≥ 30万元"
static void put_bound(const struct teller *to, struct text *out, const struct tally_threshold *t, int64_t value) {
    const struct field *field = tally_field(t);
    if (field) text_format(out, "%s ", name_of(to, &field->def.name));
    text_put(out, t->at_least ? "≥ " : "≤ ");
    value_put_human(out, to->t->plan->policy, &t->value->type, value, (struct slice){0}, to->lang);
}

// A gap as a value: of dates a number of days.
static void put_distance(const struct teller *to, struct text *out, const struct tally_gap *g) {
    enum type_kind kind = g->threshold->value->type.kind;
    struct type type = g->threshold->value->type;
    if (kind == TYPE_DATE) type = (struct type){.kind = TYPE_PERIOD, .unit = UNIT_DAYS};
    if (kind == TYPE_MONTH) type = (struct type){.kind = TYPE_PERIOD, .unit = UNIT_MONTHS};
    value_put_human(out, to->t->plan->policy, &type, g->nearest, (struct slice){0}, to->lang);
}

static void put_admits(struct teller *to, const struct tally_gap *g, struct text *scratch) {
    uint64_t admitted;
    int64_t value;
    if (!tally_next_percent(to->t, g, &value, &admitted)) return;
    text_clear(scratch);
    put_bound(to, scratch, g->threshold, value);
    put_phrase(to, WORDS_FUNNEL_ADMITS, text_string(scratch), number_text(admitted).text, true);
}

static void put_within(struct teller *to, const struct tally_gap *g) {
    struct text percents = {0}, counts = {0};
    for (int i = 0; i < TALLY_SHARES; i++) {
        text_format(&percents, "%s%s", i ? "/" : "", number_text(tally_percents[i]).text);
        text_format(&counts, "%s%s", i ? "/" : "", number_text(g->within[i]).text);
    }
    put_phrase(to, WORDS_FUNNEL_WITHIN, text_string(&percents), text_string(&counts), true);
    to->page.out->failed |= percents.failed | counts.failed;
    text_free(&percents);
    text_free(&counts);
}

static void put_gap(struct teller *to, const struct tally_rule *r, const struct tally_gap *g) {
    struct text t = {0};
    text_format(&t, "%s ", name_of(to, &r->planned->rule->def.name));
    put_bound(to, &t, g->threshold, g->threshold->bound);
    page_pad(&to->page, 2);
    put_phrase(to, WORDS_FUNNEL_MISSES, text_string(&t), number_text(g->misses).text, false);
    put_within(to, g);
    text_clear(&t);
    put_distance(to, &t, g);
    put_phrase(to, WORDS_FUNNEL_NEAREST, text_string(&t), NULL, true);
    put_admits(to, g, &t);
    page_line(&to->page);
    to->page.out->failed |= t.failed;
    text_free(&t);
}

static void put_gaps(struct teller *to, const struct tally_offer *o) {
    bool any = false;
    for (uint32_t i = 0; i < o->planned->rule_count; i++)
        for (uint32_t k = 0; k < o->rules[i].gap_count; k++) {
            if (!o->rules[i].gaps[k].misses) continue;
            if (!any) page_put(&to->page, "  "), page_put(&to->page, words_text(to->lang, WORDS_FUNNEL_NEAR));
            if (!any) page_line(&to->page);
            any = true;
            put_gap(to, &o->rules[i], &o->rules[i].gaps[k]);
        }
}

static void put_offer(struct teller *to, const struct tally_offer *o) {
    size_t width = name_width(to, o);
    put_title(to, o);
    put_head(to, width);
    for (uint32_t i = 0; i < o->planned->rule_count; i++) put_rule(to, &o->rules[i], width);
    put_end(to, o);
    put_gaps(to, o);
}

void tally_put_text(struct text *out, const struct tally *t, enum lang lang) {
    struct teller to = {{.out = out, .width = WIDTH}, t, lang};
    for (uint32_t i = 0; i < t->offer_count; i++) {
        if (i) page_line(&to.page);
        put_offer(&to, &t->offers[i]);
    }
}
