// Somebody who shows what was found: with no more known than it takes, as a sample and as JSON.
#include "interp/solve/witness.h"

#include "grammar/base/calendar.h"
#include "interp/eval/eval.h"
#include "interp/findings/internal.h"

#define KEY "W1"

static const char *kept(struct study *s, struct text *t) { return text_keep(t, s->arena); }

static const char *sample_of(struct study *s, const struct block *b, enum lang lang) {
    struct text t = {0};
    text_put(&t, lang == LANG_ZH ? "样例 例证 {\n" : "sample example {\n");
    witness_put_lines(&t, b, 0, NULL, lang);
    text_put(&t, "}\n");
    return kept(s, &t);
}

static const char *record_of(struct study *s, const struct block *b, enum lang lang) {
    struct text t = {0};
    witness_put_json(&t, b, 0, &(struct witness_form){.key = KEY}, lang);
    return kept(s, &t);
}

static const struct diag_witness *tell(struct study *s, const struct finding *f) {
    struct diag_witness *w = ARENA_NEW(s->arena, struct diag_witness);
    char date[11] = "";
    date_format(f->as_of, date);
    w->as_of = arena_copy(s->arena, date, 10);
    for (int lang = LANG_EN; lang <= LANG_ZH; lang++) {
        w->sample[lang] = sample_of(s, f->block, (enum lang)lang);
        w->record[lang] = record_of(s, f->block, (enum lang)lang);
    }
    return w;
}

const struct diag_witness *study_witness_of(struct study *s, form goal, struct workspace *w) {
    static const struct diag_witness none;
    struct finding found;
    solver_take_plain(s->solver, s->nothing);
    enum answer answer = study_ask_any(s, goal, &found);
    const struct diag_witness *told = answer == ANSWER_FOUND ? (s->bare ? &none : tell(s, &found)) : NULL;
    if (told && w && !eval_block(w, found.block)) arena_exhausted(s->arena);
    solver_take_plain(s->solver, NULL);
    return told;
}

const struct diag_witness *study_witness(struct study *s, form goal) { return study_witness_of(s, goal, NULL); }
