// Any bytes as a policy file: what checks cleanly is planned and evaluated over rows of odd values, and must neither
// crash nor decide outside the six decisions.
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "grammar/check/check.h"
#include "grammar/syntax/load.h"
#include "interp/decide/decide.h"
#include "interp/eval/eval.h"
#include "interp/findings/findings.h"
#include "tests/fuzz/fuzz.h"

#define ROWS 5

static const int64_t odd_values[] = {0,     1, -1, 2, 50000, INT64_C(999999999999999999), INT64_C(-999999999999999999),
                                     779873};

static int64_t value_for(const struct type *t, uint64_t seed) {
    int64_t v = odd_values[seed % (sizeof odd_values / sizeof *odd_values)];
    switch (t->kind) {
    case TYPE_TRUTH: return (int64_t)(seed % 2) * 2;
    case TYPE_DATE: return DATE_PACK(2000 + (int)(seed % 40), 1 + (int)(seed % 12), 1 + (int)(seed % 28));
    case TYPE_MONTH: return 2024 * 12 + (int64_t)(seed % 12);
    case TYPE_CHOICE: return (int64_t)(seed % t->choices->value_count);
    case TYPE_SET:
        return (int64_t)(seed & ((t->choices->value_count < 64 ? UINT64_C(1) << t->choices->value_count : 0) - 1));
    default: return v;
    }
}

static void fill_list(struct block *b, uint32_t row, const struct field *f, uint64_t seed) {
    block_set_list_known(b, row, f);
    for (uint64_t i = 0; i < seed % 4; i++) {
        int64_t item = block_add_item(b, f);
        if (item < 0) abort();
        for (uint32_t k = 0; k < f->item_count; k++) {
            const struct field *x = &f->items[k];
            if ((seed + i + k) % 5 == 0) continue;
            if (x->type.kind == TYPE_TEXT) block_set_item_text(b, f, item, x, (struct slice){"A", 1});
            else block_set_item(b, f, item, x, value_for(&x->type, seed + i + k));
        }
    }
}

static void fill_row(struct block *b, uint64_t seed) {
    uint32_t row = block_add_row(b);
    if (b->as_of) b->as_of[row] = DATE_PACK(2024, 7, 1);
    for (uint32_t i = 0; i < b->policy->field_count; i++) {
        const struct field *f = &b->policy->fields[i];
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        uint64_t draw = seed >> 33;
        if (draw % 4 == 0) continue;
        if (f->type.kind == TYPE_LIST) fill_list(b, row, f, draw);
        else if (f->type.kind == TYPE_TEXT) block_set_text(b, row, f, (struct slice){"A", 1});
        else block_set(b, row, f, value_for(&f->type, draw));
    }
}

static void ignore_reason(void *context, enum reason reason, const struct name *name, const struct name *item) {
    (void)context, (void)reason, (void)item;
    if (!name) abort();
}

static void look_at(const struct decisions *d, const struct workspace *w) {
    for (uint32_t s = 0; s < d->plan->scheme_count; s++)
        for (uint32_t o = 0; o < d->plan->schemes[s].offer_count; o++)
            for (uint32_t row = 0; row < d->rows; row++) {
                if (d->schemes[s].offers[o].decision[row] >= DECISION_COUNT) abort();
                if (!d->fault[row]) decision_reasons(d, w, s, o, row, ignore_reason, NULL);
            }
}

static void evaluate(const struct policy *policy, int32_t as_of, uint64_t seed) {
    struct plan *plan = plan_new(policy, &(struct plan_options){.as_of = as_of, .keep_names = true, .notes = true});
    if (!plan) abort();
    struct block *b = block_new(policy, ROWS, as_of == 0);
    struct workspace *w = plan_workspace_new(plan, ROWS);
    struct decisions *d = decisions_new(plan, ROWS);
    if (!b || !w || !d) abort();
    for (uint64_t i = 0; i < ROWS; i++) fill_row(b, seed + i);
    block_seal(b);
    if (!eval_block(w, b)) abort();
    decide(d, w, b);
    look_at(d, w);
    decisions_free(d);
    workspace_free(w);
    block_free(b);
    plan_free(plan);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    jmp_buf out_of_memory;
    struct compilation c;
    if (setjmp(out_of_memory)) abort();
    compilation_init(&c, &out_of_memory);
    c.prover = findings_prover();
    compilation_load_text(&c, "fuzz.pol", (const char *)data, size);
    const struct policy *p = check_policy(&c, &(struct check_options){0});
    if (c.diags.errors == 0) {
        evaluate(p, DATE_PACK(2024, 7, 1), size);
        evaluate(p, 0, size * 31);
    }
    compilation_free(&c);
    return 0;
}
