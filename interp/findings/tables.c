// What the checker asks of one table: whether somebody lies in no row, or in two at once.
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "grammar/base/order.h"
#include "grammar/check/prover.h"
#include "interp/eval/eval.h"
#include "interp/eval/ratio.h"
#include "interp/findings/findings.h"
#include "interp/findings/internal.h"
#include "interp/value/number.h"
#include "interp/value/value_text.h"

struct asking {
    struct study study;
    const struct table_asked *asked;
    const struct table *table;  // that one, or its rows beside columns that hang on nothing
    struct table_proof *proof;
    bool *told;  // by row: that it holds beside one above it
    bool brief;  // which rows overlap is not told: where some may that is open
    bool open;   // of some rows it could not be told
};

static struct asking *asking_of(struct study *s) { return (struct asking *)s; }

static form row_comes_to(struct study *s, const struct planned_rows *t, uint32_t row, uint8_t outcome) {
    return solve_outcome(s->solver, t->conditions[row], outcome);
}

static form in_force(struct study *s) {
    const struct table_asked *asked = asking_of(s)->asked;
    return solve_as_of(s->solver, asked->from, asked->until);
}

// ---- in words

// What is more than a whole number of parts, or of months, lies beyond that.
static bool lies_beyond(struct study *s, const struct node *n, int64_t *value) {
    struct ratio r;
    int32_t whole;
    if (node_ratio(s->workspace, n, 0, &r))
        return !number_divide(r.over, r.under, ROUND_DOWN, value) || r.over % r.under;
    if (n->operation != OPERATION_SPAN) return false;
    int32_t from = (int32_t)node_value_at(s->workspace, n->kids[0], 0).value;
    int32_t to = (int32_t)node_value_at(s->workspace, n->kids[1], 0).value;
    return date_add_months(from, *value, &whole) && whole < to;
}

static struct type shown_type(const struct node *n) {
    struct type months = {.kind = TYPE_PERIOD, .unit = UNIT_MONTHS};
    return n->type.kind == TYPE_SPAN ? months : n->type;
}

static void put_column(struct study *s, const struct expr *e, const struct node *n, struct text *out, enum lang lang) {
    struct node_value v = node_value_at(s->workspace, n, 0);
    struct type type = shown_type(n);
    if (v.state != STATE_KNOWN) return;
    bool beyond = lies_beyond(s, n, &v.value);
    if (out->length) text_put(out, lang == LANG_ZH ? "、" : ", ");
    text_add(out, s->policy->sources->items[e->at.source]->bytes + e->at.offset, e->at.length);
    text_put(out, beyond ? " > " : " = ");
    if (e->type.kind == TYPE_TEXT) text_put(out, lang == LANG_ZH ? "“" : "\"");
    value_put_human(out, s->policy, &type, v.value, v.text, e->type.kind == TYPE_MONEY ? LANG_ZH : lang);
    if (e->type.kind == TYPE_TEXT) text_put(out, lang == LANG_ZH ? "”" : "\"");
}

static const char *words_of(struct study *s, const struct planned_rows *t, enum lang lang) {
    struct text out = {0};
    const struct decl *d = t->table->decl;
    for (uint32_t i = 0; i < d->column_count; i++) put_column(s, d->columns[i], t->columns[i], &out, lang);
    if (!out.length) text_put(&out, lang == LANG_ZH ? "任何情形" : "anything");
    return text_keep(&out, s->arena);
}

// ---- a question

static enum table_answer told_of(enum answer answer) {
    if (answer == ANSWER_FOUND) return TABLE_SOMEBODY;
    return answer == ANSWER_NONE ? TABLE_NEVER : TABLE_OPEN;
}

// What all came to for whoever is found stands in the workspace.
static enum table_answer settle(struct study *s, const struct planned_rows *t, form goal, struct table_told *told) {
    struct finding found;
    goal = solve_and(s->solver, goal, in_force(s));
    told->answer = told_of(study_ask_any(s, goal, &found));
    if (told->answer != TABLE_SOMEBODY) return told->answer;
    told->witness = study_witness_of(s, goal, s->workspace);
    if (!told->witness && study_ask_any(s, goal, &found) != ANSWER_FOUND) return told->answer = TABLE_OPEN;
    if (!told->witness && !eval_block(s->workspace, found.block)) arena_exhausted(s->arena);
    if (s->bare) told->witness = NULL;  // nobody need be so
    told->words = (struct diag_arg){words_of(s, t, LANG_EN), words_of(s, t, LANG_ZH)};
    return told->answer;
}

static void ask_for_gap(struct study *s, const struct planned_rows *t) {
    form none = FORM_YES;
    for (uint32_t i = 0; i < t->count; i++) none = solve_and(s->solver, none, row_comes_to(s, t, i, OUTCOME_NO));
    settle(s, t, none, &asking_of(s)->proof->gap);
}

// ---- rows that hold at once

static bool is_yes(const struct study *s, const struct node *n) {
    struct node_value v = node_value_at(s->workspace, n, 0);
    return v.state == STATE_KNOWN && v.value == TRUTH_YES;
}

// Whether both rows say by themselves where they hold.
static bool is_written(struct study *s, uint32_t row, uint32_t other) {
    const bool *written = asking_of(s)->asked->written;
    return written[row] && written[other];
}

// The last of the rows beside one before it: where both are written out, or where they are not.
static form beside_others(struct study *s, const struct planned_rows *t, const uint32_t *rows, uint32_t count,
                          bool written) {
    form others = FORM_NO;
    uint32_t last = rows[count - 1];
    for (uint32_t i = 0; i + 1 < count; i++)
        if (is_written(s, last, rows[i]) == written)
            others = solve_or(s->solver, others, row_comes_to(s, t, rows[i], OUTCOME_YES));
    return solve_and(s->solver, others, row_comes_to(s, t, last, OUTCOME_YES));
}

// The first of those that holds for whoever was found.
static uint32_t other_row(struct study *s, const struct planned_rows *t, const uint32_t *rows, uint32_t count,
                          bool written) {
    uint32_t i = 0, last = rows[count - 1];
    while (i + 2 < count && !(is_written(s, last, rows[i]) == written && is_yes(s, t->conditions[rows[i]]))) i++;
    return rows[i];
}

// From one date on which a cell changes to the next.
static form on_dates(struct study *s, uint32_t i) {
    const struct table_asked *asked = asking_of(s)->asked;
    bool last = i + 1 == asked->date_count;
    return solve_as_of(s->solver, asked->dates[i], last ? 0 : asked->dates[i + 1] - 1);
}

// On the first dates where it is so.
static enum table_answer settle_dated(struct study *s, const struct planned_rows *t, form goal,
                                      struct table_overlap *o) {
    const struct table_asked *asked = asking_of(s)->asked;
    enum table_answer answer = TABLE_NEVER;
    for (uint32_t i = 0; i < asked->date_count && answer != TABLE_SOMEBODY; i++) {
        enum table_answer here = settle(s, t, solve_and(s->solver, goal, on_dates(s, i)), &o->told);
        if (here != TABLE_NEVER) answer = here;
        o->from = asked->dates[i] > asked->from ? asked->dates[i] : 0;
    }
    return answer;
}

// What is written out is told before what a record decides.
static void ask_row(struct study *s, const struct planned_rows *t, const uint32_t *rows, uint32_t count) {
    struct asking *a = asking_of(s);
    struct table_overlap o = {.row = rows[count - 1]};
    bool written = true;
    enum table_answer answer = settle_dated(s, t, beside_others(s, t, rows, count, written), &o);
    a->open |= answer == TABLE_OPEN;
    if (answer != TABLE_SOMEBODY) {
        written = false, o.from = 0;
        answer = settle(s, t, beside_others(s, t, rows, count, written), &o.told);
    }
    a->open |= answer == TABLE_OPEN;
    if (answer != TABLE_SOMEBODY) return;
    o.other = other_row(s, t, rows, count, written);
    ARENA_PUSH(s->arena, a->proof->items, a->proof->count, o);
    a->told[o.row] = true;
}

static enum answer ask_any_two(struct study *s, const struct planned_rows *t, const uint32_t *rows, uint32_t count) {
    form above = FORM_NO, two = FORM_NO;
    for (uint32_t i = 0; i < count; i++) {
        form own = row_comes_to(s, t, rows[i], OUTCOME_YES);
        two = solve_or(s->solver, two, solve_and(s->solver, own, above));
        above = solve_or(s->solver, above, own);
    }
    return study_ask_any(s, solve_and(s->solver, two, in_force(s)), NULL);
}

static void ask_rows(struct study *s, const struct planned_rows *t, const uint32_t *rows, uint32_t count) {
    struct asking *a = asking_of(s);
    bool asks = !(a->brief && a->open) && ask_any_two(s, t, rows, count) != ANSWER_NONE;
    a->open |= asks && a->brief;
    for (uint32_t i = 1; asks && !a->brief && i < count; i++) {
        a->open |= !s->looks;
        if (s->looks && !a->told[rows[i]]) ask_row(s, t, rows, i + 1);
    }
}

static int compare_overlaps(const void *left, const void *right) {
    const struct table_overlap *a = left, *b = right;
    return compare_numbers(a->row, b->row);
}

static void ask_for_overlaps(struct study *s, const struct planned_rows *t) {
    struct asking *a = asking_of(s);
    struct table_proof *proof = a->proof;
    a->told = ARENA_ARRAY(s->arena, bool, t->count);
    rows_meeting(s, t, ask_rows);
    if (proof->count) qsort(proof->items, proof->count, sizeof *proof->items, compare_overlaps);
    proof->overlaps = proof->count ? TABLE_SOMEBODY : a->open ? TABLE_OPEN : TABLE_NEVER;
}

// ---- a table

static void look(struct study *s) {
    struct asking *a = asking_of(s);
    study_make(s, &(struct plan_options){.rows = &a->table, .row_count = 1});
    study_take_missing(s, false);
    if (a->asked->gap) ask_for_gap(s, s->plan->rows);
    if (a->asked->overlaps) ask_for_overlaps(s, s->plan->rows);
}

static void run(struct arena *arena, struct asking *a) {
    *a->proof = (struct table_proof){.gap = {.answer = TABLE_NEVER}, .overlaps = TABLE_NEVER};
    a->study.arena = arena;
    study_run(&a->study, look);
}

static bool has_column(const struct table_asked *asked, enum table_column sort) {
    for (uint32_t i = 0; i < asked->table->decl->column_count; i++)
        if (asked->columns[i] == sort) return true;
    return false;
}

// As if the columns had nothing to do with one another, or with anything else.
static void run_apart(struct arena *arena, const struct table_asked *asked, bool brief, struct table_proof *proof) {
    struct apart apart = apart_of(arena, asked);
    struct asking a = {.study = {.policy = &apart.policy, .bare = true},
                       .asked = asked,
                       .table = &apart.table,
                       .proof = proof,
                       .brief = brief};
    run(arena, &a);
}

// What is left to ask of the columns as they are. Where that can't be told, there is a gap where there is one between
// the columns' values.
static void run_left(struct arena *arena, const struct table_asked *asked, const struct table_proof *apart,
                     struct table_proof *proof) {
    struct table_asked left = *asked;
    struct asking a = {.study = {.policy = asked->policy}, .asked = &left, .table = asked->table, .proof = proof};
    left.gap = asked->gap && apart->gap.answer != TABLE_NEVER;
    left.overlaps = asked->overlaps && apart->overlaps != TABLE_NEVER;
    *proof = *apart;
    if (left.gap || left.overlaps) run(arena, &a);
    if (proof->gap.answer == TABLE_OPEN && apart->gap.answer == TABLE_SOMEBODY) proof->gap = apart->gap;
}

static void prove(struct arena *arena, const struct table_asked *asked, struct table_proof *proof) {
    struct table_proof apart = {.gap = {.answer = TABLE_OPEN}, .overlaps = TABLE_OPEN};
    bool elsewhere = has_column(asked, COLUMN_ELSEWHERE);
    if (elsewhere || has_column(asked, COLUMN_FREE)) run_apart(arena, asked, !elsewhere, &apart);
    if (elsewhere) *proof = apart;
    else run_left(arena, asked, &apart, proof);
}

const struct table_prover *findings_prover(void) {
    static const struct table_prover prover = {prove};
    return &prover;
}
