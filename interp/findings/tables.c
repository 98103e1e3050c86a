// What the checker asks of one table: whether somebody lies in no row, or in two at once.
#include "grammar/check/prover.h"
#include "interp/eval/eval.h"
#include "interp/findings/findings.h"
#include "interp/findings/internal.h"
#include "interp/value/value_text.h"

struct asking {
    struct study study;
    const struct table_asked *asked;
    struct table_told *told;
};

static struct asking *asking_of(struct study *s) { return (struct asking *)s; }

static const struct planned_rows *make(struct study *s) {
    const struct table_asked *asked = asking_of(s)->asked;
    study_make(s, &(struct plan_options){.rows = &asked->table, .row_count = 1});
    study_take_missing(s, false);
    return s->plan->rows;
}

static form row_comes_to(struct study *s, const struct planned_rows *t, uint32_t row, uint8_t outcome) {
    return solve_outcome(s->solver, t->conditions[row], outcome);
}

static form in_force(struct study *s) {
    const struct table_asked *asked = asking_of(s)->asked;
    return solve_as_of(s->solver, asked->from, asked->until);
}

// ---- in words

static void put_column(struct study *s, const struct expr *e, const struct node *n, struct text *out, enum lang lang) {
    struct node_value v = node_value_at(s->workspace, n, 0);
    if (v.state != STATE_KNOWN) return;
    if (out->length) text_put(out, lang == LANG_ZH ? "、" : ", ");
    text_add(out, s->policy->sources->items[e->at.source]->bytes + e->at.offset, e->at.length);
    text_put(out, " = ");
    if (e->type.kind == TYPE_TEXT) text_put(out, lang == LANG_ZH ? "“" : "\"");
    value_put_human(out, s->policy, &n->type, v.value, v.text, e->type.kind == TYPE_MONEY ? LANG_ZH : lang);
    if (e->type.kind == TYPE_TEXT) text_put(out, lang == LANG_ZH ? "”" : "\"");
}

static const char *words_of(struct study *s, const struct planned_rows *t, enum lang lang) {
    struct text out = {0};
    const struct decl *d = t->table->decl;
    for (uint32_t i = 0; i < d->column_count; i++) put_column(s, d->columns[i], t->columns[i], &out, lang);
    if (!out.length) text_put(&out, lang == LANG_ZH ? "任何情形" : "anything");
    return text_keep(&out, s->arena);
}

static enum table_answer settle(struct study *s, form goal) {
    static const enum table_answer answers[] = {[ANSWER_FOUND] = TABLE_SOMEBODY,
                                                [ANSWER_NONE] = TABLE_NEVER,
                                                [ANSWER_OPEN] = TABLE_OPEN,
                                                [ANSWER_FAILED] = TABLE_OPEN};
    struct table_told *told = asking_of(s)->told;
    struct finding found;
    goal = solve_and(s->solver, goal, in_force(s));
    told->answer = answers[study_ask_any(s, goal, &found)];
    if (told->answer != TABLE_SOMEBODY) return told->answer;
    told->witness = study_witness_of(s, goal, s->workspace);
    if (told->witness) return told->answer;
    if (study_ask_any(s, goal, &found) != ANSWER_FOUND) return told->answer = TABLE_OPEN;
    if (!eval_block(s->workspace, found.block)) arena_exhausted(s->arena);
    return told->answer;
}

static void tell_places(struct study *s, const struct planned_rows *t) {
    struct table_told *told = asking_of(s)->told;
    uint32_t columns = t->table->decl->column_count;
    told->places = ARENA_ARRAY(s->arena, int64_t, columns);
    for (uint32_t i = 0; i < columns; i++) {
        struct node_value v = node_value_at(s->workspace, t->columns[i], 0);
        told->places[i] = v.state == STATE_KNOWN ? v.value : PLACE_ANY;
    }
}

// ---- the questions

static void look_for_gap(struct study *s) {
    const struct planned_rows *t = make(s);
    struct table_told *told = asking_of(s)->told;
    form none = FORM_YES;
    for (uint32_t i = 0; i < t->count; i++) none = solve_and(s->solver, none, row_comes_to(s, t, i, OUTCOME_NO));
    if (settle(s, none) != TABLE_SOMEBODY) return;
    if (asking_of(s)->asked->bare) tell_places(s, t);
    else told->words = (struct diag_arg){words_of(s, t, LANG_EN), words_of(s, t, LANG_ZH)};
}

static bool is_yes(const struct study *s, const struct node *n) {
    struct node_value v = node_value_at(s->workspace, n, 0);
    return v.state == STATE_KNOWN && v.value == TRUTH_YES;
}

static void name_rows(struct study *s, const struct planned_rows *t) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < t->count && count < 2; i++)
        if (is_yes(s, t->conditions[i])) asking_of(s)->told->rows[count++] = i;
}

static void tell_overlap(struct study *s, const struct planned_rows *t) {
    name_rows(s, t);
    asking_of(s)->told->words = (struct diag_arg){words_of(s, t, LANG_EN), words_of(s, t, LANG_ZH)};
}

static void look_for_overlap(struct study *s) {
    const struct planned_rows *t = make(s);
    struct table_told *told = asking_of(s)->told;
    form above = FORM_NO;
    bool open = false;
    told->answer = TABLE_NEVER;
    for (uint32_t i = 0; i < t->count && told->answer != TABLE_SOMEBODY; i++) {
        form own = row_comes_to(s, t, i, OUTCOME_YES);
        open = settle(s, solve_and(s->solver, own, above)) == TABLE_OPEN || open;
        above = solve_or(s->solver, above, own);
    }
    if (told->answer == TABLE_SOMEBODY) tell_overlap(s, t);
    else told->answer = open ? TABLE_OPEN : TABLE_NEVER;
}

static void run(struct arena *a, const struct table_asked *asked, struct table_told *told,
                void (*work)(struct study *s)) {
    struct asking asking = {{.arena = a, .policy = asked->policy, .bare = asked->bare}, asked, told};
    study_run(&asking.study, work);
}

static void gap(struct arena *a, const struct table_asked *asked, struct table_told *told) {
    run(a, asked, told, look_for_gap);
}

static void overlap(struct arena *a, const struct table_asked *asked, struct table_told *told) {
    run(a, asked, told, look_for_overlap);
}

const struct table_prover *findings_prover(void) {
    static const struct table_prover prover = {gap, overlap};
    return &prover;
}
