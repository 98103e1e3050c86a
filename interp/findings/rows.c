// Rows of tables that nobody comes to: nobody lies in them, or the rows above take whoever does.
#include "interp/findings/internal.h"

#define NO_ROW UINT32_MAX
#define LOOKS_OF_A_ROW 8  // what it takes to work one out

static form holds(struct study *s, const struct planned_rows *t, uint32_t row) {
    return solve_outcome(s->solver, t->conditions[row], OUTCOME_YES);
}

// The first above the row that holds for whoever was found in it.
static uint32_t row_above(struct study *s, const struct planned_rows *t, uint32_t row, const struct finding *found) {
    if (!solve_evaluate(s->solver, t->conditions, row, found->block, s->workspace)) arena_exhausted(s->arena);
    study_spend(s, LOOKS_OF_A_ROW * (uint64_t)row);
    for (uint32_t i = 0; i < row; i++) {
        struct node_value v = node_value_at(s->workspace, t->conditions[i], 0);
        if (v.state == STATE_KNOWN && v.value == TRUTH_YES) return i;
    }
    return NO_ROW;
}

static void push(struct study *s, const struct planned_rows *t, uint32_t row, uint32_t above, bool idle) {
    struct part_fact f = {.kind = FACT_OF_ROW, .at = t->table->decl->rows[row].at, .idle = idle};
    if (above != NO_ROW) f.above = t->table->decl->rows[above].at;
    if (above != NO_ROW && idle) {
        form here = holds(s, t, row);
        f.witness = study_witness(s, solve_and(s->solver, here, holds(s, t, above)));
    }
    ARENA_PUSH(s->arena, s->facts, s->fact_count, f);
}

// Whoever lies in it at first sight mostly lies in none above. True where it could not be told.
static bool ask_row(struct study *s, const struct planned_rows *t, uint32_t row, form above) {
    struct finding found;
    bool first = t->table->decl->hit == HIT_FIRST;
    form here = holds(s, t, row);
    enum answer answer = study_ask_any(s, here, &found);
    uint32_t taker = answer == ANSWER_FOUND && first ? row_above(s, t, row, &found) : NO_ROW;
    if (taker != NO_ROW) answer = study_ask_any(s, solve_and(s->solver, here, solve_not(s->solver, above)), NULL);
    push(s, t, row, taker, answer == ANSWER_NONE);
    return answer == ANSWER_OPEN;
}

static void ask_table(struct study *s, const struct planned_rows *t) {
    form above = FORM_NO;
    bool open = false;
    for (uint32_t i = 0; i < t->count; i++) {
        open = ask_row(s, t, i, above) || open;
        above = solve_or(s->solver, above, holds(s, t, i));
    }
    const struct decl *decl = t->table->decl;
    if (open) diag(&s->c->diags, DIAG_ROW_UNREACHED_MAYBE, decl->head, study_words(s, &t->table->def.name));
}

void rows_ask(struct study *s) {
    for (uint32_t i = 0; i < s->policy->table_count; i++)
        if (s->policy->tables[i]->decl->hit != HIT_MARGINAL) ask_table(s, &s->plan->rows[i]);
}
