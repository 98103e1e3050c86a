// What the naive evaluator comes to: a value, or what keeps it from being known, and the fields that are missing.
#ifndef NAIVE_VALUE_H
#define NAIVE_VALUE_H
#include <stdbool.h>
#include <stdint.h>

// What keeps a value from being known, the weaker before the stronger.
enum naive_state {
    NAIVE_KNOWN,
    NAIVE_PERSON,  // no datum is missing, but a person decides
    NAIVE_UNKNOWN,
    NAIVE_NOTHING,  // the largest of no items
    NAIVE_SILENT,
    NAIVE_FAULT,
};

#define NAIVE_MAX_FIELDS 64
struct naive_missing {  // bit f: field f; items[l] bit f: item field f of list l
    uint64_t fields, items[NAIVE_MAX_FIELDS];
};
struct naive_value {
    enum naive_state state;
    bool two_rows;    // of a fault: two rows of a unique table hold
    __int128 number;  // truth: 0 no, 2 yes
    const char *text;
    struct naive_missing missing;
};

struct naive_value naive_known(__int128 n);
struct naive_value naive_truth(bool yes);
struct naive_value naive_bare(enum naive_state s);
// Known where n fits the 64 bits that a value has in the language, else a fault.
struct naive_value naive_fit(__int128 n);
void naive_add_missing(struct naive_missing *to, const struct naive_missing *from);
// The stronger of two states that keep a result from being known, with the fields missing from the unknown ones.
struct naive_value naive_weaken(struct naive_value a, const struct naive_value *b);
// Known where both are.
struct naive_value naive_both(const struct naive_value *a, const struct naive_value *b);

// no < unknown < yes; an operand that decides hides the faults of the others.
struct naive_value naive_not(struct naive_value k);
struct naive_value naive_and(struct naive_value a, struct naive_value b);
struct naive_value naive_or(struct naive_value a, struct naive_value b);
#endif
