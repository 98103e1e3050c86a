// What a node takes over a box from others as it stands, and so is the same as they are.
#include "interp/solve/forms.h"
#include "interp/solve/internal.h"

// The value behind the first condition that is yes; NULL: it is not known which that is.
static const struct node *selected(const struct node *n, const struct range *ranges) {
    uint32_t k = 0;
    while (k + 1 < n->count && ranges[n->kids[k]->id].outcomes == OUTCOME_NO) k += 2;
    if (k + 1 >= n->count) return n->kids[n->count - 1];
    return ranges[n->kids[k]->id].outcomes == OUTCOME_YES ? n->kids[k + 1] : NULL;
}

static const struct node *first_or_else(const struct node *n, const struct range *ranges) {
    uint8_t replaced = (uint8_t)(OUTCOME_SILENT | (replaces_missing(n) ? OUTCOME_UNKNOWN : 0));
    uint8_t outcomes = ranges[n->kids[0]->id].outcomes;
    if (!(outcomes & replaced)) return n->kids[0];
    return outcomes & (uint8_t)~replaced ? NULL : n->kids[1];
}

// Of two numbers that are known, the one that must be the larger, or the smaller.
static const struct node *extreme(const struct node *n, const struct range *ranges) {
    const struct range *a = &ranges[n->kids[0]->id], *b = &ranges[n->kids[1]->id];
    bool largest = n->op == 0;
    if (a->outcomes != OUTCOME_KNOWN || b->outcomes != OUTCOME_KNOWN) return NULL;
    if (a->low >= b->high) return n->kids[largest ? 0 : 1];
    return a->high <= b->low ? n->kids[largest ? 1 : 0] : NULL;
}

static const struct node *taken(const struct node *n, const struct range *ranges) {
    const struct range *first = n->count ? &ranges[n->kids[0]->id] : NULL;
    if (n->constant) return NULL;
    switch (n->operation) {
    case OPERATION_SELECT: return selected(n, ranges);
    case OPERATION_OR_ELSE: return first_or_else(n, ranges);
    case OPERATION_EXTREME: return extreme(n, ranges);
    case OPERATION_ABOVE_ZERO: return first->outcomes & OUTCOME_KNOWN && first->low <= 0 ? NULL : n->kids[0];
    case OPERATION_BROADCAST: return n->kids[0];
    default: return NULL;
    }
}

const struct node *settled_node(const struct node *n, const struct range *ranges) {
    for (const struct node *next; (next = taken(n, ranges));) n = next;
    return n;
}
