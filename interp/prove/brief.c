// Of an applicant who was found, what the claim turns on: the fields that it reads, and those in which the applicant is
// another than the usual one.
#include "interp/plan/reading.h"
#include "interp/prove/applicant.h"
#include "interp/prove/internal.h"
#include "interp/solve/witness.h"

static void mark_read(bool *shown, const struct reading *r) {
    for (uint32_t i = 0; i < r->count; i++) {
        const struct field *f = (const struct field *)r->seen[i];
        if (r->seen[i]->kind == DEF_FIELD) shown[f->index] = true;
        if (r->seen[i]->kind == DEF_ITEM_FIELD) shown[f->list->index] = true;
    }
}

static void mark_other(bool *shown, const struct block *found, const struct block *plain) {
    const struct policy *p = found->policy;
    for (uint32_t i = 0; i < p->field_count; i++)
        if (!p->fields[i].key && !witness_is_same(&p->fields[i], found, 0, plain, 0)) shown[i] = true;
}

// False: nothing stands out, or out of memory.
static bool find_shown(struct arena *a, bool **shown, const struct prover *p, const struct policy_claim *c,
                       const struct block *found) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    arena_init(a, &out_of_memory);
    struct reading r = {.arena = a};
    *shown = ARENA_ARRAY(a, bool, found->policy->field_count + 1);
    reading_expr(&r, c->who);
    reading_expr(&r, c->then);
    mark_read(*shown, &r);
    mark_other(*shown, found, p->plain);
    for (uint32_t i = 0; i < found->policy->field_count; i++)
        if ((*shown)[i]) return true;
    return false;
}

void put_brief(struct text *out, const struct prover *p, const struct policy_claim *c, const struct finding *found) {
    struct arena a = {0};
    bool *shown = NULL;
    bool some = find_shown(&a, &shown, p, c, found->block);
    const struct witness_form brief = {.key = WITNESS, .nulls = true, .shown = some ? shown : NULL};
    witness_put_json(out, found->block, 0, &brief, p->options.lang);
    a.out_of_memory = NULL;
    arena_free(&a);
}
