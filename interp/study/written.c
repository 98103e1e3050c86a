#include "interp/study/written.h"

#include <string.h>

#include "interp/value/value_text.h"

struct writing {
    struct text *out;
    const struct policy *p;
    const struct decisions *d;
    const struct workspace *w;
    const struct written_test *t;
    enum lang lang;
};

static const char *in(const struct writing *w, const char *en, const char *zh) { return w->lang == LANG_ZH ? zh : en; }
static const char *named(const struct writing *w, const struct name *name) { return name_text(w->p, name, w->lang); }

// ---- what is given

static void put_head(const struct writing *w) {
    const struct type date = {.kind = TYPE_DATE};
    text_format(w->out, "%s%s%s", in(w, "test \"", "测试 “"), w->t->title, in(w, "\" as of ", "” 截至 "));
    value_put_plain(w->out, w->p, &date, w->t->given->as_of[0], (struct slice){"", 0}, w->lang);
    text_put(w->out, " {\n");
}

static void put_given(const struct writing *w) {
    struct text given = {0};
    witness_put_given(&given, w->t->given, &w->t->base, w->lang);
    text_put_indented(w->out, text_string(&given), 2);
    w->out->failed |= given.failed;
    text_free(&given);
}

// ---- what is expected

struct listing {
    const struct writing *w;
    enum reason reason;
    struct text names;  // with a sign before and behind each, so that one is found again
    uint32_t count;
};

static const char *comma(const struct writing *w) { return in(w, ", ", "、"); }

static void list_name(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct listing *l = context;
    struct text one = {0};
    if (reason != l->reason) return;
    text_format(&one, "%s%s%s%s%s", comma(l->w), named(l->w, name), item ? "." : "", item ? named(l->w, item) : "",
                comma(l->w));
    if (!l->count) text_put(&l->names, comma(l->w));
    bool is_new = !strstr(text_string(&l->names), text_string(&one));
    if (is_new) text_put(&l->names, text_string(&one) + strlen(comma(l->w)));
    l->count += is_new;
    l->names.failed |= one.failed;
    text_free(&one);
}

static void put_reasons(const struct writing *w, uint32_t scheme, uint32_t offer, enum reason reason,
                        const char *word) {
    struct listing l = {.w = w, .reason = reason};
    size_t edge = strlen(comma(w));
    decision_reasons(w->d, w->w, scheme, offer, 0, list_name, &l);
    bool told = l.count && !l.names.failed;
    if (told) text_format(w->out, "%s%s {", in(w, ", ", "，"), word);
    if (told) text_add(w->out, l.names.bytes + edge, l.names.length - 2 * edge);
    if (told) text_char(w->out, '}');
    w->out->failed |= l.names.failed;
    text_free(&l.names);
}

// Of what is granted all that can be told in a test: what a person decides is among the reasons.
static void put_grants(const struct writing *w, const struct planned_offer *o) {
    for (uint32_t i = 0; i < o->grant_count; i++) {
        const struct planned_grant *g = &o->grants[i];
        struct node_value v = node_value_at(w->w, g->value, 0);
        if (v.state != STATE_KNOWN && v.state != STATE_SILENT) continue;
        text_format(w->out, "%s%s = ", in(w, ", ", "，"), named(w, &g->grant->def.name));
        if (v.state == STATE_SILENT) text_put(w->out, in(w, "silent", "文件未规定"));
        else witness_put_value(w->out, w->p, &g->value->type, v, w->lang);
    }
}

static void put_offer(const struct writing *w, uint32_t scheme, uint32_t offer) {
    static const char *const words[][2] = {[REASON_FAILED] = {"failed", "未满足"},
                                           [REASON_REFER] = {"refer", "转人工"},
                                           [REASON_MISSING] = {"missing", "缺失"}};
    const struct scheme_result *s = &w->d->schemes[scheme];
    const struct planned_offer *o = s->offers[offer].planned;
    enum decision decision = (enum decision)s->offers[offer].decision[0];
    text_format(w->out, "%s%s.%s%s%s", in(w, "  expect ", "  预期 "), named(w, &s->planned->scheme->def.name),
                named(w, &o->offer->def.name), in(w, " is ", " 为 "), decision_names[decision][w->lang]);
    for (enum reason r = REASON_FAILED; r <= REASON_MISSING; r++) put_reasons(w, scheme, offer, r, words[r][w->lang]);
    if (decision <= DECISION_REFER) put_grants(w, o);
    text_char(w->out, '\n');
}

static void put_expected(const struct writing *w) {
    const struct decisions *d = w->d;
    for (uint32_t g = 0; g < w->p->group_count; g++) {
        uint32_t scheme = d->chosen[(size_t)d->plan->worlds[0][g] * d->capacity];
        for (uint32_t k = 0; w->t->groups[g] && k < d->schemes[scheme].planned->offer_count; k++)
            put_offer(w, scheme, k);
    }
}

void written_test_put(struct text *out, const struct decisions *d, const struct workspace *w,
                      const struct written_test *t, enum lang lang) {
    const struct writing all = {out, d->plan->policy, d, w, t, lang};
    put_head(&all);
    put_given(&all);
    put_expected(&all);
    text_put(out, "}\n");
}
