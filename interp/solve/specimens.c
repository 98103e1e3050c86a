// The specimens of all fields that something is asked of as a whole.
#include <string.h>

#include "interp/solve/search.h"

#define FIRST_LOT \
    MAKER_ROWS  // that are tried at once; each lot is the larger, as few boxes ask for more than the first
#define LATER_LOT 8u

// ---- what is asked of a field

static void push_trait(struct solver *s, const struct node *n) {
    const struct field *f = trait_field(n);
    if (!f) return;
    struct specimens *of = &s->specimens[f->index];
    ARENA_PUSH(&s->kept, of->traits, of->trait_count, n);
}

// What the traits are worked out from, in order.
static void gather_nodes(struct solver *s, struct specimens *of) {
    of->node_count = gather_from(s, of->traits, of->trait_count);
    of->nodes = ARENA_ARRAY(&s->kept, const struct node *, of->node_count);
    memcpy(of->nodes, s->nodes, of->node_count * sizeof *of->nodes);
}

static void gather_field(struct solver *s, struct specimens *of) {
    if (!of->trait_count) return;
    gather_nodes(s, of);
    of->values = ARENA_ARRAY(&s->kept, struct node_value, (size_t)SPECIMENS_MOST * of->trait_count);
    of->dated = ARENA_ARRAY(&s->kept, bool, of->field->item_count);
}

bool specimens_make(struct solver *s) {
    const struct policy *p = s->plan->policy;
    jmp_buf out_of_memory;
    arena_init(&s->kept, &out_of_memory);
    if (setjmp(out_of_memory)) return false;
    s->specimens = ARENA_ARRAY(&s->kept, struct specimens, p->field_count);
    for (uint32_t i = 0; i < p->field_count; i++) s->specimens[i].field = &p->fields[i];
    for (uint32_t i = 0; i < s->plan->node_count; i++)
        if (s->is_trait[i]) push_trait(s, s->plan->nodes[i]);
    for (uint32_t i = 0; i < p->field_count; i++) gather_field(s, &s->specimens[i]);
    s->kept.out_of_memory = NULL;
    return true;
}

void specimens_free(struct solver *s) {
    for (uint32_t i = 0; s->specimens && i < s->plan->policy->field_count; i++)
        if (s->specimens[i].workspace) workspace_free(s->specimens[i].workspace);
    maker_free(s->maker);
    arena_free(&s->kept);
}

// ---- a lot of them

static bool make_rooms(struct solver *s, struct specimens *of) {
    if (!s->maker) s->maker = maker_new(s);
    if (!of->workspace) of->workspace = workspace_new(s->plan->policy, of->nodes, of->node_count, MAKER_ROWS);
    return s->maker && of->workspace;
}

static void make_lot(struct maker *m, struct specimens *of, uint32_t lot) {
    m->of = of;
    m->before = of->tried, m->left = lot;
    m->tried_count = m->cell_count = 0;
    if (of->field->type.kind == TYPE_LIST) make_lists(m);
    else make_texts(m);
    m->failed = m->failed || !maker_flush(m);
    of->exhausted = m->left > 0 || of->tried >= MAKER_MOST || of->count == SPECIMENS_MOST;
}

// False: out of memory.
static bool make_more(struct solver *s, struct specimens *of) {
    jmp_buf out_of_memory;
    uint32_t lot = of->tried ? of->tried * (LATER_LOT - 1) : FIRST_LOT;
    if (setjmp(out_of_memory) || !make_rooms(s, of)) return false;
    s->kept.out_of_memory = &out_of_memory;
    make_lot(s->maker, of, lot < MAKER_MOST - of->tried ? lot : MAKER_MOST - of->tried);
    s->kept.out_of_memory = NULL;
    return !s->maker->failed;
}

// ---- in a box

static bool lies_in(const struct solver *s, const struct specimens *of, const struct node_value *values) {
    for (uint32_t t = 0; t < of->trait_count; t++) {
        const struct node *n = of->traits[t];
        if (hangs_on(s, n) && !range_admits(&s->box.traits[n->id], n, values[t])) return false;
    }
    return true;
}

static const struct specimen *first_in_box(const struct solver *s, const struct specimens *of, uint32_t from) {
    for (uint32_t i = from; i < of->count; i++)
        if (lies_in(s, of, of->values + (size_t)i * of->trait_count)) return &of->items[i];
    return NULL;
}

const struct specimen *specimen_in_box(struct solver *s, struct specimens *of) {
    const struct specimen *found = first_in_box(s, of, 0);
    while (!found && !of->exhausted && !s->failed) {
        uint32_t known = of->count;
        s->failed = !make_more(s, of);
        if (!s->failed) found = first_in_box(s, of, known);
    }
    return found;
}
