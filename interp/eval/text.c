// Texts: their length, what they begin with, and the numbers that people and firms bear. A cell that is not known may
// hold any text, which is not looked at.
#include <string.h>

#include "grammar/base/utf8.h"
#include "interp/eval/handlers.h"
#include "interp/value/id_number.h"

static bool begins(struct slice text, struct slice with) {
    return with.length <= text.length && !memcmp(text.text, with.text, with.length);
}

void eval_starts_with(struct workspace *w, const struct node *n) {
    const struct vector *x = kid_vector(w, n, 0), *y = kid_vector(w, n, 1);
    const struct slice *texts = x->data, *beginnings = y->data;
    uint8_t *out = result_of(w, n);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++)
        out[i] = !state_at(x, i) && !state_at(y, i) ? truth_of(begins(texts[i], beginnings[i])) : TRUTH_UNKNOWN;
    result_unknowns(w, n);
}

void eval_length(struct workspace *w, const struct node *n) {
    const struct vector *x = kid_vector(w, n, 0);
    const struct slice *texts = x->data;
    int64_t *out = result_of(w, n);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++)
        out[i] = state_at(x, i) ? 0 : (int64_t)utf8_characters(texts[i].text, texts[i].length);
    result_states(w, n);
}

static void ask_of_texts(struct workspace *w, const struct node *n, bool is_valid(struct slice text)) {
    const struct vector *x = kid_vector(w, n, 0);
    const struct slice *texts = x->data;
    uint8_t *out = result_of(w, n);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++)
        out[i] = state_at(x, i) ? TRUTH_UNKNOWN : truth_of(is_valid(texts[i]));
    result_unknowns(w, n);
}

void eval_valid_credit_code(struct workspace *w, const struct node *n) { ask_of_texts(w, n, credit_code_is_valid); }
void eval_valid_id_number(struct workspace *w, const struct node *n) { ask_of_texts(w, n, id_number_is_valid); }

void eval_birth_date_of(struct workspace *w, const struct node *n) {
    const struct slice *texts = kid_vector(w, n, 0)->data;
    int32_t *out = result_of(w, n);
    bool known;
    uint8_t *states = states_to_check(w, n, &known);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) {
        if (states[i] != STATE_KNOWN || id_number_read(texts[i], &out[i])) continue;
        states[i] = STATE_FAULT;
        known = false;
    }
    w->vectors[n->id].all_known = known;
}
