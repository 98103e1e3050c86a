// Mostly the columns say what a row misses: of what looks at columns alone and
// is unknown where just one of them is missing, that one is the reason. Only where several are missing does it depend
// on what the others came to, and the evaluated tree is asked.
#include "interp/data/write/missing.h"

#include <stdlib.h>

#include "interp/data/write/row.h"
#include "interp/eval/causes.h"

// ---- ahead of the first block: which columns each node looks at ----

struct columns {
    bool is_open;  // it looks at more, or at items of a list
    uint8_t count;
    uint32_t fields[NEEDED_COLUMNS];
};

static void add_column(struct columns *c, uint32_t field) {
    for (uint32_t i = 0; i < c->count; i++)
        if (c->fields[i] == field) return;
    c->is_open |= c->count == NEEDED_COLUMNS;
    if (!c->is_open) c->fields[c->count++] = field;
}

static void add_columns(struct columns *c, const struct columns *kid) {
    c->is_open |= kid->is_open;
    for (uint32_t i = 0; !c->is_open && i < kid->count; i++) add_column(c, kid->fields[i]);
}

static bool reads_list(const struct node *n) {
    return n->space || is_aggregate(n) || n->operation == OPERATION_LIST_EMPTY;
}

static void find_columns(struct columns *all, const struct node *n) {
    struct columns *c = &all[n->id];
    c->is_open = reads_list(n) || (n->constant && n->constant_state == STATE_UNKNOWN);
    if (n->operation == OPERATION_COLUMN) add_column(c, n->field->index);
    for (uint32_t k = 0; k < n->count; k++) add_columns(c, &all[n->kids[k]->id]);
}

static uint8_t new_bit(struct offer_words *words, uint32_t word, uint32_t column) {
    if (words->missing_count == MASK_BITS) return 0;
    words->missing_words[words->missing_count] = word;
    words->missing_columns[words->missing_count] = column;
    return (uint8_t)++words->missing_count;
}

static void need_columns(const struct writer *w, struct offer_words *words, struct need *need,
                         const struct columns *c) {
    for (uint32_t i = 0; !c->is_open && i < c->count; i++) {
        uint32_t field = c->fields[i];
        uint8_t *bit = &words->missing_bits[field];
        if (!*bit)
            *bit = new_bit(words, reason_word_find(&w->reasons, &w->policy->fields[field].def.name, NULL), field);
        if (!*bit) need->count = 0;
        if (!*bit) return;
        need->bits[need->count++] = (uint8_t)(*bit - 1);
    }
}

static void prepare_offer(const struct writer *w, struct offer_words *words, const struct columns *all) {
    for (uint32_t i = 0; i < planned_part_count(words->planned); i++) {
        struct planned_part part = planned_part(words->planned, i);
        if (part.node) need_columns(w, words, &words->needs[i], &all[part.node->id]);
    }
}

bool prepare_needs(struct writer *w) {
    struct columns *all = calloc(w->plan->node_count + 1, sizeof *all);
    if (!all) return false;
    for (uint32_t i = 0; i < w->plan->node_count; i++) find_columns(all, w->plan->nodes[i]);
    for (uint32_t o = 0; o < w->offer_count; o++)
        if (w->offers[o].planned) prepare_offer(w, &w->offers[o], all);
    free(all);
    return true;
}

// ---- of a row ----

void missing_block(struct writer *w, const struct block *b) {
    for (uint32_t i = 0; i < w->policy->field_count; i++) {
        const struct vector *v = &b->columns[i];
        struct column_states states = {v->state, STATE_UNKNOWN}, truths = {v->data, TRUTH_UNKNOWN};
        w->column_states[i] = v->state ? states : truths;
    }
}

struct missing {
    const struct row_out *r;
    struct offer_words *words;
    uint32_t row;
    uint64_t mask;
    bool overflow;  // more fields than a mask has bits
};

static void note_missing(void *context, const struct field *list, const struct field *field) {
    struct missing *m = context;
    const struct reason_words *reasons = &m->r->w->reasons;
    const struct name *name = list ? &list->def.name : &field->def.name, *item = list ? &field->def.name : NULL;
    uint8_t *bit = &m->words->missing_bits[field_place(m->r->decisions, list, field)];
    if (!*bit) *bit = new_bit(m->words, reason_word_find(reasons, name, item), UINT32_MAX);
    m->overflow |= !*bit;
    if (*bit) m->mask |= UINT64_C(1) << (*bit - 1);
}

// Of the columns that left something unknown, those that are missing: of a single one there is no doubt.
static inline uint64_t missing_columns(const struct missing *m, const struct need *need) {
    uint64_t mask = 0;
    if (need->count == 1) return UINT64_C(1) << need->bits[0];
    for (uint32_t i = 0; i < need->count; i++) {
        const struct column_states *c = &m->r->w->column_states[m->words->missing_columns[need->bits[i]]];
        mask |= (uint64_t)(c->bytes[m->row] == c->missing) << need->bits[i];
    }
    return mask;
}

static void note_unknown(void *context, const struct node *n, uint32_t place) {
    struct missing *m = context;
    uint64_t found = place == NO_PLACE ? 0 : missing_columns(m, &m->words->needs[place]);
    bool several = (found & (found - 1)) != 0, is_new = (found & ~m->mask) != 0;
    if (found && !(several && is_new)) m->mask |= found;
    else node_missing(m->r->work, n, m->row, note_missing, m);
}

static bool asks(const struct missing *m, const struct node *grant) {
    if (!grant->may_be_silent && !grant->may_be_referred) return false;
    enum state state = state_at(node_vector(m->r->work, grant), m->row);
    return state == STATE_SILENT || state == STATE_REFERRED;
}

static uint64_t asking_grants(const struct missing *m) {
    const struct planned_offer *p = m->words->planned;
    uint64_t mask = 0;
    for (uint32_t g = 0; g < p->grant_count; g++) mask |= (uint64_t)asks(m, p->grants[g].value) << (p->rule_count + g);
    return mask;
}

// The rules of other offers that a `when` hangs on have no bits here.
static bool is_when_referred(const struct missing *m) {
    const struct node *when = m->words->planned->when;
    return when && when->may_be_referred && state_at(node_vector(m->r->work, when), m->row) == STATE_REFERRED;
}

void find_missing(const struct row_out *r, struct strip *s, uint32_t i) {
    struct offer_words *words = &r->w->offers[s->number[i] / DECISION_COUNT];
    struct missing m = {.r = r, .words = words, .row = r->first + i};
    decision_unknowns(r->decisions, r->work, words->version, words->offer, m.row, note_unknown, &m);
    s->masks[REASON_MISSING][i] = m.mask;
    s->masks[REASON_REFER][i] |= asking_grants(&m);
    s->in_full[i] = m.overflow || is_when_referred(&m);
}
