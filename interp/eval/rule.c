// What a rule comes to where `meets` asks about its offer: yes where it holds, no where it decides against the
// applicant.
#include "interp/eval/handlers.h"
#include "interp/value/vectorised.h"

// One that is bad is referred where it is waived, and else as unknown as its waiver.
VECTORISED static void rule_rows(uint8_t *restrict out, uint8_t *restrict states, const uint8_t *restrict condition,
                                 const uint8_t *restrict waiver, uint8_t bad, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint8_t truth = condition[i], by = waiver[i], state = by == TRUTH_YES ? STATE_REFERRED : STATE_UNKNOWN;
        uint8_t waived = truth_and(by, TRUTH_UNKNOWN), met = truth == TRUTH_UNKNOWN ? TRUTH_UNKNOWN : TRUTH_YES;
        out[i] = truth == bad ? waived : met;
        state = truth == bad ? state : (uint8_t)STATE_UNKNOWN;
        states[i] = out[i] == TRUTH_UNKNOWN ? state : (uint8_t)STATE_KNOWN;
    }
}

// Where the condition has the truth that this kid's state is asked for, and the kid is unknown for a reason of its own.
VECTORISED static void take_states(uint8_t *restrict states, const uint8_t *restrict kid,
                                   const uint8_t *restrict condition, uint8_t asked, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        bool taken = (condition[i] == asked) & (kid[i] != STATE_KNOWN);
        states[i] = taken ? kid[i] : states[i];
    }
}

void eval_rule(struct workspace *w, const struct node *n) {
    const struct vector *condition = kid_vector(w, n, 0), *waiver = kid_vector(w, n, 1);
    uint8_t *states = own_states(w, n), bad = (uint8_t)n->value;
    uint32_t rows = rows_of(w, n);
    rule_rows(result_of(w, n), states, condition->data, waiver->data, bad, rows);
    if (condition->state && !condition->all_known)
        take_states(states, condition->state, condition->data, TRUTH_UNKNOWN, rows);
    if (waiver->state && !waiver->all_known) take_states(states, waiver->state, condition->data, bad, rows);
}
