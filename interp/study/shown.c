#include "interp/study/shown.h"

#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "interp/eval/eval.h"
#include "interp/report/words.h"
#include "interp/solve/solve.h"
#include "interp/study/written.h"

int32_t shown_usual_date(const struct policy *p) {
    int32_t latest = SOLVE_USUAL_AS_OF;
    for (uint32_t i = 0; i < p->test_count; i++)
        if (p->tests[i]->decl->as_of) return p->tests[i]->decl->as_of;
    for (uint32_t i = 0; i < p->scheme_count; i++)
        if (p->schemes[i]->from > latest) latest = p->schemes[i]->from;
    return latest;
}

struct witness_base shown_base(const struct shown_list *l, enum lang lang) {
    const struct name *name = l->plain ? &l->policy->samples[0]->decl->name : NULL;
    return (struct witness_base){name ? name_text(l->policy, name, lang) : NULL, l->plain};
}

// As a test would be given it, and as a record that goes by its own key.
const struct diag_witness *shown_witness(const struct shown_list *l, const struct shown *s) {
    struct diag_witness *w = ARENA_NEW(l->arena, struct diag_witness);
    char date[11] = "";
    date_format(s->block->as_of[0], date);
    w->as_of = arena_copy(l->arena, date, 10);
    for (enum lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        struct text given = {0}, record = {0};
        const struct witness_base base = shown_base(l, lang);
        witness_put_given(&given, s->block, &base, lang);
        witness_put_json(&record, s->block, 0, &(struct witness_form){.key = NULL}, lang);
        w->sample[lang] = text_keep(&given, l->arena);
        w->record[lang] = text_keep(&record, l->arena);
    }
    return w;
}

struct shown *shown_add(struct shown_list *l, const struct block *applicant) {
    struct shown one = {.groups = ARENA_ARRAY(l->arena, uint8_t, l->policy->group_count)};
    one.block = witness_block(applicant, NULL);
    if (!one.block) arena_exhausted(l->arena);
    ARENA_PUSH(l->arena, l->items, l->count, one);
    return &l->items[l->count - 1];
}

void shown_take_back(struct shown_list *l) { block_free(l->items[--l->count].block); }

void shown_add_thing(struct shown_list *l, struct shown *s, uint32_t thing) {
    ARENA_PUSH(l->arena, s->things, s->thing_count, thing);
}

// ---- few of them

static bool is_needed(const struct shown *s, const uint32_t *showing) {
    for (uint32_t i = 0; i < s->thing_count; i++)
        if (showing[s->things[i]] == 1) return true;
    return false;
}

static int by_things(const void *a, const void *b) {
    const struct shown *x = *(struct shown *const *)a, *y = *(struct shown *const *)b;
    if (x->thing_count != y->thing_count) return x->thing_count < y->thing_count ? -1 : 1;
    return x < y ? 1 : -1;
}

static void drop(struct shown *s, uint32_t *showing) {
    for (uint32_t i = 0; i < s->thing_count; i++) showing[s->things[i]]--;
    block_free(s->block);
    s->block = NULL;
}

static void close_ranks(struct shown_list *l) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < l->count; i++)
        if (l->items[i].block) l->items[kept++] = l->items[i];
    l->count = kept;
}

// Whoever shows least goes first; of those who show as much, whoever was found last.
void shown_thin(struct shown_list *l, uint32_t most) {
    uint32_t *showing = ARENA_ARRAY(l->arena, uint32_t, (size_t)most + 1);
    struct shown **order = ARENA_ARRAY(l->arena, struct shown *, (size_t)l->count + 1);
    for (uint32_t i = 0; i < l->count; i++) {
        order[i] = &l->items[i];
        for (uint32_t k = 0; k < l->items[i].thing_count; k++) showing[l->items[i].things[k]]++;
    }
    qsort(order, l->count, sizeof *order, by_things);
    for (uint32_t i = 0; i < l->count; i++)
        if (!is_needed(order[i], showing)) drop(order[i], showing);
    close_ranks(l);
}

// ---- as tests

#define TOLD_MOST 12  // things of one applicant; of more it is said how many

struct writing {
    struct text *out;
    const struct shown_list *l;
    const struct shown_words *words;
    enum lang lang;
    struct plan *plan;
    struct workspace *workspace;
    struct decisions *decisions;
};

static void put_remark(const struct writing *w, enum phrase_id said, uint32_t number) {
    text_put(w->out, "# ");
    words_put(w->out, w->lang, said, number_text(number).text, NULL);
    text_char(w->out, '\n');
}

static void put_things(const struct writing *w, const struct shown *s) {
    put_remark(w, WORDS_SHOWN_CONFIRM, s->thing_count);
    for (uint32_t i = 0; i < s->thing_count && i < TOLD_MOST; i++) {
        text_put(w->out, "#   ");
        w->words->put(w->words->context, w->out, s->things[i]);
        text_char(w->out, '\n');
    }
    if (s->thing_count > TOLD_MOST) put_remark(w, WORDS_SHOWN_MORE, s->thing_count - TOLD_MOST);
}

static bool put_test(const struct writing *w, uint32_t number) {
    const struct shown *s = &w->l->items[number];
    struct text title = {0};
    if (!eval_block(w->workspace, s->block)) return false;
    decide(w->decisions, w->workspace, s->block);
    words_put(&title, w->lang, WORDS_SHOWN_TITLE, number_text(number + 1).text, NULL);
    const struct written_test test = {
        .title = text_string(&title), .given = s->block, .base = shown_base(w->l, w->lang), .groups = s->groups};
    text_char(w->out, '\n');
    put_things(w, s);
    written_test_put(w->out, w->decisions, w->workspace, &test, w->lang);
    w->out->failed |= title.failed;
    text_free(&title);
    return true;
}

static bool put_all(const struct writing *w) {
    put_remark(w, WORDS_SHOWN_HEAD, w->l->count);
    put_remark(w, WORDS_SHOWN_HOW, 0);
    for (uint32_t i = 0; i < w->l->count; i++)
        if (!put_test(w, i)) return false;
    return !w->out->failed;
}

bool shown_write(struct text *out, const struct shown_list *l, const struct shown_words *words, enum lang lang) {
    const struct plan_options each_date = {0};
    struct writing w = {.out = out, .l = l, .words = words, .lang = lang, .plan = plan_new(l->policy, &each_date)};
    w.workspace = w.plan ? plan_workspace_new(w.plan, 1) : NULL;
    w.decisions = w.workspace ? decisions_new(w.plan, 1) : NULL;
    bool done = w.decisions && put_all(&w);
    if (w.decisions) decisions_free(w.decisions);
    if (w.workspace) workspace_free(w.workspace);
    if (w.plan) plan_free(w.plan);
    return done;
}

void shown_free(struct shown_list *l) {
    for (uint32_t i = 0; i < l->count; i++) block_free(l->items[i].block);
    l->count = 0;
}
