#include "tests/differential/naive_value.h"

typedef struct naive_value value;

value naive_known(__int128 n) { return (value){.state = NAIVE_KNOWN, .number = n}; }
value naive_truth(bool yes) { return naive_known(yes ? 2 : 0); }
value naive_bare(enum naive_state s) { return (value){.state = s}; }

void naive_add_missing(struct naive_missing *to, const struct naive_missing *from) {
    to->fields |= from->fields;
    for (int i = 0; i < NAIVE_MAX_FIELDS; i++) to->items[i] |= from->items[i];
}

value naive_fit(__int128 n) { return n > INT64_MAX || n < INT64_MIN ? naive_bare(NAIVE_FAULT) : naive_known(n); }

value naive_weaken(value a, const value *b) {
    if (b->state == NAIVE_UNKNOWN) naive_add_missing(&a.missing, &b->missing);
    if (b->state > a.state) a.state = b->state;
    if (a.state != NAIVE_UNKNOWN) a.missing = (struct naive_missing){0};
    return a;
}

value naive_both(const value *a, const value *b) { return naive_weaken(naive_weaken(naive_known(0), a), b); }

value naive_not(value k) {
    if (k.state == NAIVE_KNOWN) k.number = 2 - k.number;
    return k;
}

value naive_and(value a, value b) {
    if (a.state == NAIVE_KNOWN && a.number == 0) return a;
    if (b.state == NAIVE_KNOWN && b.number == 0) return b;
    return naive_weaken(naive_weaken(naive_truth(true), &a), &b);
}

value naive_or(value a, value b) { return naive_not(naive_and(naive_not(a), naive_not(b))); }
