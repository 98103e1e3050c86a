#include "interp/sampling/write.h"

#include <string.h>

#include "interp/report/words.h"
#include "interp/sampling/number.h"
#include "interp/solve/witness.h"
#include "interp/value/value_text.h"

struct sampling_choice sampling_choose(const struct sampling *s, uint32_t most) {
    struct sampling_choice choice = {ARENA_ARRAY(s->arena, bool, s->count + 1), 0};
    for (enum sample_shows shows = SHOWS_ELIGIBLE; shows <= SHOWS_MISSING; shows++)
        for (uint32_t i = 0; i < s->count && choice.count < most; i++) {
            bool taken = s->records[i].aspects[0].shows == shows;
            choice.chosen[i] |= taken;
            choice.count += taken;
        }
    return choice;
}

static void put_offer(struct text *out, const struct sampling *s, uint32_t scheme, uint32_t offer, enum lang lang) {
    const struct planned_scheme *of = &s->plan->schemes[scheme];
    text_format(out, "%s.%s", name_text(s->policy, &of->scheme->def.name, lang),
                name_text(s->policy, &of->offers[offer].offer->def.name, lang));
}

void sampling_put_aspect(struct text *out, const struct sampling *s, const struct sample_aspect *a, enum lang lang) {
    static const enum phrase_id phrases[] = {
        [SHOWS_ELIGIBLE] = WORDS_SAMPLE_ELIGIBLE, [SHOWS_FAILURE] = WORDS_SAMPLE_FAILURE,
        [SHOWS_BOUNDARY] = WORDS_SAMPLE_BOUNDARY, [SHOWS_REFERRAL] = WORDS_SAMPLE_REFERRAL,
        [SHOWS_MISSING] = WORDS_SAMPLE_MISSING,
    };
    struct text offer = {0};
    put_offer(&offer, s, a->scheme, a->offer, lang);
    words_put(out, lang, phrases[a->shows], text_string(&offer),
              a->about ? name_text(s->policy, a->about, lang) : NULL);
    out->failed |= offer.failed;
    text_free(&offer);
}

void put_number(struct text *out, uint32_t record) {
    static const uint32_t places[] = {100, 10};
    text_char(out, 'S');
    for (size_t i = 0; i < 2; i++)
        if (record + 1 < places[i]) text_char(out, '0');
    text_int(out, (int64_t)record + 1);
}

// The copy stays in the arena.
void set_number(struct sampling *s, uint32_t record, bool tells, enum lang lang) {
    struct text number = {0};
    const struct sampled *r = &s->records[record];
    put_number(&number, tells ? record : r->base);
    if (tells) text_char(&number, ' ');
    if (tells) sampling_put_aspect(&number, s, &r->aspects[0], lang);
    block_set_text(r->block, 0, s->policy->key, slice_of(text_keep(&number, s->arena)));
}

void sampling_write_jsonl(struct text *out, struct sampling *s, const struct sampling_choice *choice, enum lang lang) {
    for (uint32_t i = 0; i < s->count; i++) {
        if (!choice->chosen[i]) continue;
        set_number(s, i, true, lang);
        witness_put_json(out, s->records[i].block, 0, &(struct witness_form){.key = NULL}, lang);
        text_char(out, '\n');
    }
}

// ---- samples and tests

struct writing {
    struct text *out;
    struct sampling *s;
    enum lang lang;
};

static const char *in(const struct writing *w, const char *en, const char *zh) { return w->lang == LANG_ZH ? zh : en; }

static void put_aspects(const struct writing *w, const struct sampled *r) {
    for (uint32_t i = r == &w->s->records[r->base] ? 0 : 1; i < r->aspect_count; i++) {
        text_put(w->out, "# ");
        sampling_put_aspect(w->out, w->s, &r->aspects[i], w->lang);
        text_char(w->out, '\n');
    }
}

static void put_name(const struct writing *w, uint32_t record) {
    text_put(w->out, in(w, "shown_", "示例_"));
    put_number(w->out, record);
}

static void put_sample(const struct writing *w, uint32_t record) {
    text_put(w->out, in(w, "sample ", "样例 "));
    put_name(w, record);
    text_put(w->out, " {\n");
    witness_put_lines(w->out, w->s->records[record].block, 0, NULL, w->lang);
    text_put(w->out, "}\n\n");
}

static void put_given(const struct writing *w, uint32_t record) {
    const struct sampled *r = &w->s->records[record];
    text_put(w->out, in(w, "  given ", "  假设 "));
    put_name(w, r->base);
    if (r->base != record) {
        text_put(w->out, in(w, " with {\n", " 并且设 {\n"));
        witness_put_lines(w->out, r->block, 0, w->s->records[r->base].block, w->lang);
        text_put(w->out, "  }");
    }
    text_char(w->out, '\n');
}

struct failures {
    const struct writing *w;
    uint32_t count;
};

static void visit_failed(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct failures *f = context;
    if (reason != REASON_FAILED) return;
    text_put(f->w->out, f->count++ ? in(f->w, ", ", "、") : in(f->w, ", failed {", "，未满足 {"));
    text_put(f->w->out, name_text(f->w->s->policy, name, f->w->lang));
}

static void put_expected(const struct writing *w, uint32_t scheme, uint32_t offer) {
    const struct decisions *d = w->s->decisions;
    enum decision decision = (enum decision)d->schemes[scheme].offers[offer].decision[0];
    struct failures failures = {w, 0};
    text_put(w->out, in(w, "  expect ", "  预期 "));
    put_offer(w->out, w->s, scheme, offer, w->lang);
    text_format(w->out, "%s%s", in(w, " is ", " 为 "), decision_names[decision][w->lang]);
    decision_reasons(d, w->s->workspace, scheme, offer, 0, visit_failed, &failures);
    text_put(w->out, failures.count ? "}\n" : "\n");
}

static bool is_about(const struct sampled *r, uint32_t scheme) {
    for (uint32_t i = 0; i < r->aspect_count; i++)
        if (r->aspects[i].scheme == scheme) return true;
    return false;
}

static void put_test(const struct writing *w, uint32_t record) {
    const struct sampled *r = &w->s->records[record];
    struct text date = {0};
    value_put_plain(&date, w->s->policy, &(struct type){.kind = TYPE_DATE}, w->s->as_of, (struct slice){"", 0},
                    w->lang);
    text_put(w->out, in(w, "test \"", "测试 “"));
    put_number(w->out, record);
    text_char(w->out, ' ');
    sampling_put_aspect(w->out, w->s, &r->aspects[0], w->lang);
    text_format(w->out, "%s%s {\n", in(w, "\" as of ", "” 截至 "), text_string(&date));
    put_given(w, record);
    for (uint32_t i = 0; sampling_decide(w->s, r->block) && i < w->s->plan->scheme_count; i++)
        for (uint32_t k = 0; is_about(r, i) && k < w->s->plan->schemes[i].offer_count; k++) put_expected(w, i, k);
    text_put(w->out, "}\n\n");
    text_free(&date);
}

static void put_gap(const struct writing *w, const struct sampling_gap *gap) {
    struct text aspect = {0};
    sampling_put_aspect(&aspect, w->s, &gap->aspect, w->lang);
    text_put(w->out, "# ");
    words_put(w->out, w->lang, gap->open ? WORDS_SAMPLE_OPEN : WORDS_SAMPLE_NOBODY, text_string(&aspect), NULL);
    text_char(w->out, '\n');
    text_free(&aspect);
}

void sampling_write_pol(struct text *out, struct sampling *s, const struct sampling_choice *choice, enum lang lang) {
    const struct writing w = {out, s, lang};
    for (uint32_t i = 0; i < s->count; i++) set_number(s, i, false, lang);
    for (uint32_t i = 0; i < s->count; i++) {
        if (!choice->chosen[i]) continue;
        put_aspects(&w, &s->records[i]);
        if (s->records[i].base == i) put_sample(&w, i);
        put_test(&w, i);
    }
    for (uint32_t i = 0; i < s->gap_count; i++) put_gap(&w, &s->gaps[i]);
}
