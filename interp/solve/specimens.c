// The specimens of all fields that something is asked of as a whole.
#include <stdlib.h>

#include "interp/solve/search.h"

static void gather_traits(struct maker *m) {
    const struct plan *p = m->s->plan;
    for (uint32_t i = 0; i < p->node_count; i++)
        if (m->s->is_trait[i] && trait_field(p->nodes[i]) == m->of->field)
            ARENA_PUSH(&m->arena, m->of->traits, m->of->trait_count, p->nodes[i]);
    m->of->values = ARENA_ARRAY(&m->arena, struct node_value, (size_t)SPECIMENS_MOST * m->of->trait_count);
    m->of->dated = ARENA_ARRAY(&m->arena, bool, m->of->field->item_count);
}

static bool has_traits(const struct solver *s, const struct field *f) {
    for (uint32_t i = 0; i < s->plan->node_count; i++)
        if (s->is_trait[i] && trait_field(s->plan->nodes[i]) == f) return true;
    return false;
}

static bool make_of(struct maker *m) {
    gather_traits(m);
    m->left = 8000;
    if (m->of->field->type.kind == TYPE_LIST) make_lists(m);
    else make_texts(m);
    return !m->failed && maker_flush(m);
}

static bool make_rooms(struct maker *m) {
    uint32_t most = 1;
    for (uint32_t i = 0; i < m->s->plan->policy->field_count; i++)
        if (m->s->plan->policy->fields[i].item_count > most) most = m->s->plan->policy->fields[i].item_count;
    m->block = block_new(m->s->plan->policy, MAKER_ROWS, true);
    m->workspace = plan_workspace_new(m->s->plan, MAKER_ROWS);
    m->tried = calloc(MAKER_ROWS + 1, sizeof *m->tried);
    m->cells = calloc((size_t)MAKER_ROWS * MAKER_ITEMS * most + 1, sizeof *m->cells);
    return m->block && m->workspace && m->tried && m->cells;
}

static bool make_all(struct maker *m) {
    struct solver *s = m->s;
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    arena_init(&m->arena, &out_of_memory);
    s->specimens = ARENA_ARRAY(&m->arena, struct specimens, s->plan->policy->field_count);
    for (uint32_t i = 0; i < s->plan->policy->field_count; i++) {
        m->of = &s->specimens[i];
        m->of->field = &s->plan->policy->fields[i];
        if (has_traits(s, m->of->field) && !make_of(m)) return false;
    }
    return true;
}

bool specimens_make(struct solver *s) {
    struct maker m = {.s = s};
    bool made = make_rooms(&m) && make_all(&m);
    s->kept = m.arena;
    s->kept.out_of_memory = NULL;
    if (m.block) block_free(m.block);
    if (m.workspace) workspace_free(m.workspace);
    free(m.tried);
    free(m.cells);
    return made;
}

void specimens_free(struct solver *s) { arena_free(&s->kept); }

static bool lies_in(const struct solver *s, const struct specimens *of, const struct node_value *values) {
    for (uint32_t t = 0; t < of->trait_count; t++) {
        const struct node *n = of->traits[t];
        if (s->seen[n->id] && !range_admits(&s->box.traits[n->id], n, values[t])) return false;
    }
    return true;
}

const struct specimen *specimen_in_box(const struct solver *s, const struct specimens *of) {
    for (uint32_t i = 0; i < of->count; i++)
        if (lies_in(s, of, of->values + i * of->trait_count)) return &of->items[i];
    return NULL;
}
