#include "interp/mutate/mutate.h"

#include <stdlib.h>

#include "interp/mutate/internal.h"

static int by_place(const void *a, const void *b) {
    const struct mutant *x = a, *y = b;
    if (x->at.source != y->at.source) return x->at.source < y->at.source ? -1 : 1;
    if (x->at.offset != y->at.offset) return x->at.offset < y->at.offset ? -1 : 1;
    if (x->at.length != y->at.length) return x->at.length > y->at.length ? -1 : 1;
    return (x->kind > y->kind) - (x->kind < y->kind);
}

static bool find_all(struct mutation *m) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    arena_init(&m->arena, &out_of_memory);
    walk_policy(m);
    m->arena.out_of_memory = NULL;
    return true;
}

struct mutation *mutation_new(const struct policy *policy, enum lang lang) {
    struct mutation *m = calloc(1, sizeof *m);
    if (!m) return NULL;
    m->policy = policy;
    m->lang = lang;
    if (!find_all(m)) {
        mutation_free(m);
        return NULL;
    }
    qsort(m->mutants, m->count, sizeof *m->mutants, by_place);
    return m;
}

void mutation_free(struct mutation *m) {
    if (!m) return;
    arena_free(&m->arena);
    free(m);
}

const struct mutant *mutation_mutants(const struct mutation *m, uint32_t *count) {
    *count = m->count;
    return m->mutants;
}
