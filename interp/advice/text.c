// Advice for the adviser of an applicant: an offer after the other, the best first, each with what is to be done.
#include <stdio.h>

#include "grammar/base/calendar.h"
#include "grammar/diag/diag.h"
#include "interp/advice/advice.h"
#include "interp/report/page.h"
#include "interp/report/words.h"
#include "interp/value/value_text.h"

struct sheet {
    struct page page;
    const struct policy *policy;
    const struct advice *advice;
    enum lang lang;
    bool on_one_line, follows;            // what is to be done stands one behind the other; something has been put
    struct text line, value, now, names;  // scratch
};

static const char *name(const struct sheet *s, const struct name *n) { return name_text(s->policy, n, s->lang); }

static void put_line(struct sheet *s, size_t indent, const char *mark) {
    page_pad(&s->page, indent);
    page_put(&s->page, mark);
    page_wrap(&s->page, s->page.column, text_string(&s->line));
    page_line(&s->page);
    text_clear(&s->line);
}

static const char *human(struct sheet *s, struct text *out, const struct type *t, int64_t value) {
    struct text plain = {0};
    text_clear(out);
    value_put_human(&plain, s->policy, t, value, (struct slice){"", 0}, s->lang);
    enum phrase_id phrase = t->kind == TYPE_TRUTH ? WORDS_ADVICE_TRUTH : WORDS_ADVICE_OTHER;
    words_put(out, s->lang, phrase, text_string(&plain), NULL);
    out->failed |= plain.failed;
    text_free(&plain);
    return text_string(out);
}

static const char *counted_items(struct sheet *s, struct text *out, int64_t count) {
    text_clear(out);
    words_put(out, s->lang, WORDS_ADVICE_ITEMS, number_text((uint64_t)count).text, NULL);
    return text_string(out);
}

static enum phrase_id phrase_of(const struct advice_change *c) {
    enum type_kind k = c->field->type.kind;
    bool in_time = k == TYPE_DATE || k == TYPE_MONTH;
    if (c->at_least && !c->at_most) return in_time ? WORDS_ADVICE_LATER : WORDS_ADVICE_AT_LEAST;
    if (c->at_most && !c->at_least) return in_time ? WORDS_ADVICE_EARLIER : WORDS_ADVICE_AT_MOST;
    return WORDS_ADVICE_EXACTLY;
}

// "revenue at least 300,000 yuan"
static void put_wanted(struct sheet *s, const struct advice_change *c, const char *field) {
    if (c->kind == ADVICE_EMPTY) words_put(&s->line, s->lang, WORDS_ADVICE_EMPTY, field, NULL);
    else if (c->kind == ADVICE_DROP)
        words_put(&s->line, s->lang, WORDS_ADVICE_DROP, field, number_text((uint64_t)c->to + 1).text);
    else words_put(&s->line, s->lang, phrase_of(c), field, human(s, &s->value, &c->field->type, c->to));
}

static void put_change(struct sheet *s, const struct advice_change *c) {
    bool list = c->field->type.kind == TYPE_LIST;
    put_wanted(s, c, name(s, &c->field->def.name));
    const char *now = list ? counted_items(s, &s->now, c->from) : human(s, &s->now, &c->field->type, c->from);
    words_put(&s->line, s->lang, WORDS_ADVICE_NOW, now, NULL);
}

// Whether all that hangs on a number that is supplied is what is granted: how large it is follows from it.
static bool is_granted_by(const struct advice_way *w, uint32_t paper) {
    bool any = false;
    if (!field_is_ordered(w->papers[paper].field)) return false;
    for (uint32_t i = 0; i < w->met_count; i++) {
        if (!(w->met[i].by & UINT64_C(1) << (ADVICE_CHANGES + paper))) continue;
        if (!w->met[i].is_grant) return false;
        any = true;
    }
    return any;
}

// Whatever the field may be at all will do.
static bool is_any(const struct advice_change *c) {
    const struct range_end *least = &c->field->range.least;
    return c->at_least && least->given && !least->at_as_of && c->to == least->value;
}

static void put_paper(struct sheet *s, const struct advice_way *w, uint32_t paper) {
    const struct advice_change *c = &w->papers[paper];
    enum phrase_id phrase = is_granted_by(w, paper) ? WORDS_ADVICE_SUPPLY_GRANTS
                            : is_any(c)             ? WORDS_ADVICE_SUPPLY_ANY
                                                    : WORDS_ADVICE_SUPPLY;
    words_put(&s->line, s->lang, phrase, name(s, &c->field->def.name), NULL);
    if (phrase == WORDS_ADVICE_SUPPLY) put_wanted(s, c, "");
}

static enum phrase_id phrase_of_met(const struct advice_met *m) {
    bool hit = m->decl && (m->decl->kind == DECL_VETO || m->decl->kind == DECL_REFER);
    if (m->is_grant) return WORDS_ADVICE_GRANTS;
    return hit ? WORDS_ADVICE_CLEARS : WORDS_ADVICE_MEETS;
}

// "trading time (4.2) is met"
static void put_met(struct sheet *s, const struct advice_met *m, struct text *out) {
    const char *clause = m->decl ? m->decl->citation.clause : NULL;
    text_clear(&s->names);
    text_put(&s->names, m->name ? name(s, m->name) : words_text(s->lang, WORDS_ADVICE_WHEN));
    if (clause) words_put(&s->names, s->lang, WORDS_ADVICE_CLAUSE, clause, NULL);
    words_put(out, s->lang, phrase_of_met(m), text_string(&s->names), NULL);
}

// Of what hangs on any of the changes in `by`; 0: on none, and so on time. False: there is nothing.
static bool put_all_met(struct sheet *s, const struct advice_way *w, uint64_t by, const char *before,
                        struct text *out) {
    bool any = false;
    for (uint32_t i = 0; i < w->met_count; i++) {
        if (by ? !(w->met[i].by & by) : w->met[i].by != 0) continue;
        text_put(out, any ? words_text(s->lang, WORDS_ADVICE_AND) : before);
        put_met(s, &w->met[i], out);
        any = true;
    }
    return any;
}

// What is to be done, with what it leads to.
static void end_item(struct sheet *s) {
    if (!s->on_one_line) {
        put_line(s, 4, "• ");
        return;
    }
    struct text *out = s->page.out;
    if (s->follows) text_put(out, words_text(s->lang, WORDS_SEMICOLON));
    text_add(out, text_string(&s->line), s->line.length);
    text_clear(&s->line);
    s->follows = true;
}

// "limit 200,000 yuan instead of 160,000 yuan"
static void put_larger(struct sheet *s, const struct advice_way *w, struct text *out) {
    const struct type money = {.kind = TYPE_MONEY};
    const char *then = human(s, &s->names, &money, w->limit);
    words_put(out, s->lang, WORDS_ADVICE_LARGER, then, human(s, &s->now, &money, w->limit_now));
}

static void put_date(struct sheet *s, const struct advice_way *w) {
    char date[11];
    date_format(w->from_date, date);
    text_clear(&s->value);
    if (w->decision == DECISION_ELIGIBLE) put_larger(s, w, &s->value);
    else if (!put_all_met(s, w, 0, "", &s->value)) text_put(&s->value, words_text(s->lang, WORDS_ADVICE_ALL_MET));
    words_put(&s->line, s->lang, WORDS_ADVICE_FROM, date, text_string(&s->value));
    end_item(s);
}

static void end_change(struct sheet *s, const struct advice_way *w, uint32_t bit) {
    bool larger = w->decision == DECISION_ELIGIBLE && bit + 1 == w->change_count;  // said once, with the last
    if (larger && s->on_one_line) text_put(&s->line, words_text(s->lang, WORDS_DASH)), put_larger(s, w, &s->line);
    else put_all_met(s, w, UINT64_C(1) << bit, words_text(s->lang, WORDS_DASH), &s->line);
    end_item(s);
}

static void put_items(struct sheet *s, const struct advice_way *w) {
    if (w->from_date) put_date(s, w);
    for (uint32_t i = 0; i < w->paper_count; i++) put_paper(s, w, i), end_change(s, w, ADVICE_CHANGES + i);
    for (uint32_t i = 0; i < w->change_count; i++) put_change(s, &w->changes[i]), end_change(s, w, i);
}

static void put_offer_name(struct sheet *s, const struct offer *o) {
    text_format(&s->line, "%s %s", name(s, &o->scheme->def.name), name(s, &o->def.name));
}

static void put_way(struct sheet *s, const struct advice_way *w, uint32_t number) {
    char mark[16];
    put_offer_name(s, w->offer);
    text_put(&s->line, words_text(s->lang, WORDS_DASH));
    if (w->decision == DECISION_ELIGIBLE) put_larger(s, w, &s->line);
    else if (w->has_limit && !w->limit_is_open) {
        const char *limit = human(s, &s->value, &(struct type){.kind = TYPE_MONEY}, w->limit);
        words_put(&s->line, s->lang, WORDS_ADVICE_LIMIT, limit, NULL);
    } else text_put(&s->line, words_text(s->lang, WORDS_ELIGIBLE));
    snprintf(mark, sizeof mark, "%u. ", number);
    put_line(s, 0, mark);
    put_items(s, w);
}

static void put_without(struct sheet *s) {
    const struct advice *a = s->advice;
    if (!a->without_count) return;
    text_clear(&s->names);
    for (uint32_t i = 0; i < a->without_count; i++) {
        if (i) text_put(&s->names, words_text(s->lang, WORDS_COMMA));
        put_offer_name(s, a->without[i]);
        text_add(&s->names, text_string(&s->line), s->line.length);
        text_clear(&s->line);
    }
    words_put(&s->line, s->lang, WORDS_ADVICE_WITHOUT, text_string(&s->names), NULL);
    put_line(s, 0, "");
}

static void put_head(struct sheet *s) {
    const struct advice *a = s->advice;
    char date[11];
    struct node_value id = vector_value(&a->block->columns[s->policy->key->index], LANE_TEXT, a->row);
    date_format(a->as_of, date);
    text_clear(&s->value);
    diag_put_clean(&s->value, id.text.text, id.text.length);
    words_put(&s->line, s->lang, WORDS_ADVICE_TITLE, text_string(&s->value), date);
    put_line(s, 0, "");
}

static void drop(struct sheet *s, struct text *out) {
    struct text *all[] = {&s->line, &s->value, &s->now, &s->names};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        out->failed |= all[i]->failed;
        text_free(all[i]);
    }
}

void advice_put_way(struct text *out, const struct policy *p, const struct advice *a, const struct advice_way *way,
                    enum lang lang) {
    struct sheet s = {.page = {.out = out}, .policy = p, .advice = a, .lang = lang, .on_one_line = true};
    put_items(&s, way);
    drop(&s, out);
}

void advice_put_text(struct text *out, const struct policy *p, const struct advice *a, enum lang lang, size_t width) {
    struct sheet s = {.page = {.out = out, .width = width}, .policy = p, .advice = a, .lang = lang};
    put_head(&s);
    for (uint32_t i = 0; i < a->way_count; i++) put_way(&s, &a->ways[i], i + 1);
    if (!a->way_count && !a->without_count)
        text_put(&s.line, words_text(lang, WORDS_ADVICE_NOTHING)), put_line(&s, 0, "");
    put_without(&s);
    if (a->stopped) text_put(&s.line, words_text(lang, WORDS_ADVICE_STOPPED)), put_line(&s, 0, "");
    drop(&s, out);
}
