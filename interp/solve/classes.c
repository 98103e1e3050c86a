// Nodes that come to the same because they work out the same from the same: those of two editions of a policy, whose
// rules, tables and named choices are two though they say one thing. So nothing here is told by where it stands.
#include <stdlib.h>
#include <string.h>

#include "grammar/base/hash.h"
#include "interp/solve/search.h"

// ---- how they are told apart

static bool are_same_choices(const struct choices *a, const struct choices *b) {
    if (a == b) return true;
    if (!a || !b || a->value_count != b->value_count) return false;
    for (uint32_t i = 0; i < a->value_count; i++)
        if (!names_meet(&a->values[i].def.name, &b->values[i].def.name)) return false;
    return true;
}

static bool are_same_texts(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }

static bool are_same_lookups(const struct lookup *a, const struct lookup *b) {
    if (a == b) return true;
    return a && b && a->column_count == b->column_count && a->count == b->count &&
           !memcmp(a->radix, b->radix, sizeof a->radix) && !memcmp(a->chosen, b->chosen, a->count) &&
           !memcmp(a->culprits, b->culprits, a->count);
}

static bool are_same_types(const struct type *a, const struct type *b) {
    return a->kind == b->kind && a->unit == b->unit && are_same_choices(a->choices, b->choices);
}

static bool have_same_kids(const struct solver *s, const struct node *a, const struct node *b) {
    for (uint32_t i = 0; a->count == b->count && i < a->count; i++)
        if (solve_class(s, a->kids[i]) != solve_class(s, b->kids[i])) return false;
    return a->count == b->count;
}

static bool are_same_values(const struct node *a, const struct node *b) {
    return a->constant == b->constant && a->constant_state == b->constant_state && a->value == b->value &&
           a->second == b->second && are_same_texts(a->text, b->text);
}

static bool work_alike(const struct node *a, const struct node *b) {
    return a->operation == b->operation && a->lane == b->lane && a->op == b->op && a->has_filter == b->has_filter &&
           a->has_key == b->has_key && a->field == b->field && a->space == b->space &&
           !memcmp(&a->sides, &b->sides, sizeof a->sides);
}

static bool are_same(const struct solver *s, const struct node *a, const struct node *b) {
    return work_alike(a, b) && are_same_values(a, b) && are_same_types(&a->type, &b->type) &&
           are_same_lookups(a->lookup, b->lookup) && have_same_kids(s, a, b);
}

static uint32_t mixed(uint32_t hash, uint64_t part) {
    uint64_t h = (hash ^ part) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(h ^ h >> 32);
}

static uint32_t hash_of(const struct solver *s, const struct node *n) {
    uint32_t hash = mixed(n->operation, (uint64_t)n->value);
    hash = mixed(hash, n->field ? n->field->index + 1 : 0);
    hash = mixed(hash, n->op);
    for (uint32_t i = 0; i < n->count; i++) hash = mixed(hash, solve_class(s, n->kids[i])->id);
    return hash;
}

// ---- all of a plan

// The node itself where it is the first of its class.
static const struct node *find(const struct solver *s, const struct node *n, const struct node **slots, uint32_t mask) {
    uint32_t at = hash_of(s, n) & mask;
    while (slots[at] && !are_same(s, slots[at], n)) at = (at + 1) & mask;
    if (!slots[at]) slots[at] = n;
    return slots[at];
}

bool classes_find(struct solver *s) {
    const struct plan *p = s->plan;
    uint32_t room = 2;
    while (room / 2 < p->node_count) room *= 2;
    const struct node **slots = calloc(room, sizeof *slots);
    if (!slots) return false;
    for (uint32_t i = 0; i < p->node_count; i++) {
        const struct node *n = p->nodes[i], *first = find(s, n, slots, room - 1);
        if (s->classes[i] == n) s->classes[i] = first;
    }
    free(slots);
    return true;
}
