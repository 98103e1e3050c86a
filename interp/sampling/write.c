#include "interp/sampling/write.h"

#include <string.h>

#include "interp/report/words.h"
#include "interp/sampling/number.h"
#include "interp/solve/witness.h"
#include "interp/study/written.h"

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

// Whose offers are expected of: those of the schemes of which it shows something.
static const uint8_t *groups_of(const struct sampling *s, const struct sampled *r) {
    uint8_t *groups = ARENA_ARRAY(s->arena, uint8_t, s->policy->group_count);
    for (uint32_t i = 0; i < r->aspect_count; i++) groups[s->plan->schemes[r->aspects[i].scheme].scheme->group] = 1;
    return groups;
}

static const char *title_of(const struct writing *w, uint32_t record) {
    struct text title = {0};
    put_number(&title, record);
    text_char(&title, ' ');
    sampling_put_aspect(&title, w->s, &w->s->records[record].aspects[0], w->lang);
    return text_keep(&title, w->s->arena);
}

static const char *name_of(const struct writing *w, uint32_t record) {
    struct text name = {0};
    put_name(&(struct writing){&name, w->s, w->lang}, record);
    return text_keep(&name, w->s->arena);
}

static void put_test(const struct writing *w, uint32_t record) {
    const struct sampled *r = &w->s->records[record];
    const struct written_test test = {.title = title_of(w, record),
                                      .given = r->block,
                                      .base = {name_of(w, r->base), w->s->records[r->base].block},
                                      .groups = groups_of(w->s, r)};
    if (sampling_decide(w->s, r->block)) written_test_put(w->out, w->s->decisions, w->s->workspace, &test, w->lang);
    text_char(w->out, '\n');
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
