#include "interp/solve/forms.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/base/hash.h"

struct form_entry {
    struct form_key key;
    form form;
    UT_hash_handle hh;
};

static form keep(struct forms *f, const struct form_key *key) {
    struct form_entry *e = ARENA_NEW(&f->arena, struct form_entry);
    e->key = *key;
    e->form = f->count;
    ARENA_PUSH(&f->arena, f->keys, f->count, *key);
    HASH_ADD(hh, f->known, key, sizeof e->key, e);
    return e->form;
}

form forms_add(struct forms *f, const struct form_key *key) {
    struct form_entry *found = NULL;
    jmp_buf out_of_memory;
    HASH_FIND(hh, f->known, key, sizeof *key, found);
    if (found) return found->form;
    if (f->failed || setjmp(out_of_memory)) {
        f->failed = true;
        return FORM_NO;
    }
    f->arena.out_of_memory = &out_of_memory;
    return keep(f, key);
}

bool forms_make(struct forms *f) {
    jmp_buf out_of_memory;
    *f = (struct forms){.failed = false};
    arena_init(&f->arena, &out_of_memory);
    forms_add(f, &(struct form_key){.kind = FORM_TRUTH, .outcomes = MAY_NOT});
    forms_add(f, &(struct form_key){.kind = FORM_TRUTH, .outcomes = MAY_HOLD});
    return !f->failed;
}

void forms_free(struct forms *f) {
    HASH_CLEAR(hh, f->known);
    arena_free(&f->arena);
}

// ---- over a box

static uint8_t may(bool hold, bool not_hold) { return (uint8_t)((hold ? MAY_HOLD : 0) | (not_hold ? MAY_NOT : 0)); }

static bool is_single(uint64_t bits) { return !(bits & (bits - 1)); }

// Whether a value of `n` that is known is the same all over its range.
static bool is_settled(const struct range *r, const struct node *n) {
    if (n->type.kind == TYPE_TRUTH) return true;
    if (n->type.kind == TYPE_TEXT) return false;
    if (n->type.kind == TYPE_SET) return r->may == r->must;
    return r->low == r->high || (n->type.kind == TYPE_CHOICE && r->high < 64 && is_single(r->may));
}

static bool may_meet(const struct range *a, const struct range *b, const struct node *n) {
    if (n->type.kind == TYPE_TRUTH || n->type.kind == TYPE_TEXT) return true;
    if (n->type.kind == TYPE_SET) return !(a->must & ~b->may) && !(b->must & ~a->may);
    if (n->type.kind == TYPE_CHOICE && !(a->may & b->may) && a->high < 64) return false;
    return a->low <= b->high && b->low <= a->high;
}

// Two texts that are written are another, or are the same one in two editions.
static bool are_texts(const struct node *a, const struct node *b) {
    bool known = a->constant_state == STATE_KNOWN && b->constant_state == STATE_KNOWN;
    return a->constant && b->constant && known && a->text && b->text;
}

static uint8_t same_over(const struct node *a, const struct node *b, const struct range *ranges) {
    const struct node *first = settled_node(a, ranges), *second = settled_node(b, ranges);
    if (first == second) return MAY_HOLD;
    if (are_texts(first, second)) return strcmp(first->text, second->text) ? MAY_NOT : MAY_HOLD;
    const struct range *x = &ranges[a->id], *y = &ranges[b->id];
    uint8_t both = x->outcomes & y->outcomes;
    bool truth = a->type.kind == TYPE_TRUTH, meet = may_meet(x, y, a);
    bool hold = both && (truth || !(both & OUTCOME_KNOWN) || (both & OUTCOMES_OPEN) || meet);
    bool settled = is_single(x->outcomes) && x->outcomes == y->outcomes;
    if (settled && (x->outcomes & OUTCOME_KNOWN)) settled = truth || (meet && is_settled(x, a) && is_settled(y, b));
    return may(hold, !settled);
}

static uint8_t below_over(const struct node *a, const struct node *b, const struct range *ranges) {
    const struct range *x = &ranges[a->id], *y = &ranges[b->id];
    if (settled_node(a, ranges) == settled_node(b, ranges)) return MAY_NOT;
    bool known = (x->outcomes & y->outcomes & OUTCOME_KNOWN) != 0;
    bool open = ((x->outcomes | y->outcomes) & OUTCOMES_OPEN) != 0;
    return may(known && x->low < y->high, open || x->high >= y->low);
}

static uint8_t between_over(const struct form_key *k, const struct range *r) {
    bool known = (r->outcomes & OUTCOME_KNOWN) != 0;
    return may(known && r->low <= k->high && r->high >= k->low,
               (r->outcomes & OUTCOMES_OPEN) || (known && (r->low < k->low || r->high > k->high)));
}

static uint8_t joined(uint8_t a, uint8_t b, bool all) {
    uint8_t decides = all ? MAY_NOT : MAY_HOLD, other = decides ^ (MAY_HOLD | MAY_NOT);
    return (uint8_t)(((a | b) & decides) | (a & b & other));
}

uint8_t form_over(const struct form_key *k, const uint8_t *held, const struct range *ranges, const struct box *box) {
    switch ((enum form_kind)k->kind) {
    case FORM_TRUTH: return (uint8_t)k->outcomes;
    case FORM_OUTCOME: {
        uint8_t outcomes = ranges[k->nodes[0]->id].outcomes;
        return may((outcomes & k->outcomes) != 0, (outcomes & ~k->outcomes) != 0);
    }
    case FORM_BETWEEN: return between_over(k, &ranges[k->nodes[0]->id]);
    case FORM_SAME: return same_over(k->nodes[0], k->nodes[1], ranges);
    case FORM_BELOW: return below_over(k->nodes[0], k->nodes[1], ranges);
    case FORM_AS_OF:
        return may(box->as_of[0] <= k->high && box->as_of[1] >= k->low,
                   box->as_of[0] < k->low || box->as_of[1] > k->high);
    case FORM_NOT: return may((held[k->kids[0]] & MAY_NOT) != 0, (held[k->kids[0]] & MAY_HOLD) != 0);
    case FORM_DECISION: return held[k->kids[0]];
    case FORM_AND:
    case FORM_FIRST: return joined(held[k->kids[0]], held[k->kids[1]], true);
    case FORM_OR: break;
    }
    return joined(held[k->kids[0]], held[k->kids[1]], false);
}

// ---- of an applicant

static uint8_t outcome_at(const struct node *n, struct node_value v) {
    if (v.state != STATE_KNOWN) return outcome_of(v.state);
    return n->type.kind == TYPE_TRUTH && v.value == TRUTH_YES ? OUTCOME_YES : OUTCOME_KNOWN;
}

static bool is_same(const struct node *n, struct node_value a, struct node_value b) {
    if (a.state != b.state) return false;
    if (a.state != STATE_KNOWN) return true;
    if (n->type.kind != TYPE_TEXT) return a.value == b.value;
    return a.text.length == b.text.length && (!a.text.length || !memcmp(a.text.text, b.text.text, a.text.length));
}

static bool compare_row(const struct form_key *k, const struct workspace *w, uint32_t row) {
    struct node_value a = node_value_at(w, k->nodes[0], row), b = node_value_at(w, k->nodes[1], row);
    if (k->kind == FORM_SAME) return is_same(k->nodes[0], a, b);
    return a.state == STATE_KNOWN && b.state == STATE_KNOWN && a.value < b.value;
}

static bool node_of_row(const struct form_key *k, const struct workspace *w, uint32_t row) {
    struct node_value v = node_value_at(w, k->nodes[0], row);
    if (k->kind == FORM_OUTCOME) return (outcome_at(k->nodes[0], v) & k->outcomes) != 0;
    return v.state == STATE_KNOWN && v.value >= k->low && v.value <= k->high;
}

bool form_of_row(const struct form_key *k, const uint8_t *held, const struct workspace *w, uint32_t row) {
    switch ((enum form_kind)k->kind) {
    case FORM_TRUTH: return k->outcomes == MAY_HOLD;
    case FORM_OUTCOME:
    case FORM_BETWEEN: return node_of_row(k, w, row);
    case FORM_SAME:
    case FORM_BELOW: return compare_row(k, w, row);
    case FORM_AS_OF: return w->block->as_of[row] >= k->low && w->block->as_of[row] <= k->high;
    case FORM_NOT: return held[k->kids[0]] == MAY_NOT;
    case FORM_DECISION: return held[k->kids[0]] == MAY_HOLD;
    case FORM_AND:
    case FORM_FIRST: return held[k->kids[0]] == MAY_HOLD && held[k->kids[1]] == MAY_HOLD;
    case FORM_OR: break;
    }
    return held[k->kids[0]] == MAY_HOLD || held[k->kids[1]] == MAY_HOLD;
}
