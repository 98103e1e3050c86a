// What a claim asks of applicants and the rules of the scheme that it is about do not: whoever wrote it may mean
// another scheme.
#include <stdlib.h>

#include "interp/prove/internal.h"

#define OF_CLAIM 1u
#define OF_SCHEME 2u

// What marked nodes are worked out of is marked as they are: kids stand before them.
static void mark_kids(const struct plan *p, uint8_t *marks) {
    for (uint32_t i = p->node_count; i-- > 0;)
        for (uint32_t k = 0; k < p->nodes[i]->count; k++) marks[p->nodes[i]->kids[k]->id] |= marks[i];
}

static void mark(uint8_t *marks, const struct node *n, uint8_t by) {
    if (n) marks[n->id] |= by;
}

static void mark_offer(uint8_t *marks, const struct planned_offer *o) {
    for (uint32_t place = 0; place < planned_part_count(o); place++) {
        struct planned_part part = planned_part(o, place);
        mark(marks, part.node, OF_SCHEME);
        mark(marks, part.waiver, OF_SCHEME);
        mark(marks, part.when, OF_SCHEME);
    }
}

static void mark_scheme(const struct prover *p, const struct scheme *scheme, uint8_t *marks) {
    uint32_t group = p->plan->worlds[own_world(p)][scheme->group];
    for (uint32_t i = 0; i < p->plan->scheme_count; i++)
        for (uint32_t k = 0; p->plan->schemes[i].group == group && k < p->plan->schemes[i].offer_count; k++)
            mark_offer(marks, &p->plan->schemes[i].offers[k]);
}

static void mark_claim(const struct prover *p, const struct claimed *c, uint8_t *marks) {
    size_t count = 0, from = own_world(p) ? p->extra_count : 0;
    where_exprs(c->who, &count);
    for (size_t i = 0; i < count; i++) mark(marks, p->plan->extra[from + c->who_at + i], OF_CLAIM);
}

static const struct field *first_unread(const struct plan *p, const uint8_t *marks, uint8_t *fields) {
    for (uint32_t i = 0; i < p->node_count; i++)
        if (p->nodes[i]->field && !p->nodes[i]->space) fields[p->nodes[i]->field->index] |= marks[i];
    for (uint32_t i = 0; i < p->policy->field_count; i++)
        if (fields[i] == OF_CLAIM) return &p->policy->fields[i];
    return NULL;
}

bool find_unread(const struct prover *p, const struct policy_claim *claim, const struct field **field) {
    const struct claimed *c = &p->claims[claim - p->policy->claims];
    uint8_t *marks = NULL, *fields = NULL;
    *field = NULL;
    if (!claim->scheme || !c->who) return true;
    marks = calloc(p->plan->node_count + 1, 1), fields = calloc(p->policy->field_count + 1, 1);
    bool made = marks && fields;
    if (made) {
        mark_claim(p, c, marks);
        mark_scheme(p, claim->scheme, marks);
        mark_kids(p->plan, marks);
        *field = first_unread(p->plan, marks, fields);
    }
    free(marks), free(fields);
    return made;
}
