#include "interp/whatif/population.h"

#include "interp/eval/eval.h"

bool population_open(struct population *p, const struct scope *s, uint32_t block_rows, struct key_set *keys) {
    *p = (struct population){.plan = s->plan, .keys = keys, .places = {.plan = s->plan}};
    p->workspace = plan_workspace_new(s->plan, block_rows);
    p->decisions = decisions_new(s->plan, block_rows);
    if (s->ask->where) p->where = where_mask_new(s->ask->where, s->plan, 0, block_rows);
    return p->workspace && p->decisions && (!s->ask->where || p->where);
}

void population_close(struct population *p) {
    workspace_free(p->workspace);
    decisions_free(p->decisions);
    where_mask_free(p->where);
    fault_places_free(&p->places);
}

static void report_faults(struct population *p, struct record_parser *parser, struct chunk *chunk,
                          const struct block *b, struct record_faults *faults) {
    const struct decisions *d = p->decisions;
    for (uint32_t r = 0; r < b->rows; r++)
        if (d->fault[r])
            run_record_fault(faults, parser, chunk, b, r, &p->places, p->workspace, decision_fault(d, p->workspace, r));
}

bool population_block(struct population *p, struct record_parser *parser, struct chunk *chunk, const struct block *b,
                      struct record_faults *faults) {
    struct decisions *d = p->decisions;
    if (!eval_block(p->workspace, b)) return false;
    decide(d, p->workspace, b);
    report_faults(p, parser, chunk, b, faults);
    if (p->keys && !run_reject_again(faults, parser, chunk, b, p->plan->policy, p->keys, d->fault)) return false;
    if (p->where) where_leave_out(p->where, p->workspace, d, &p->wanted);
    return true;
}
