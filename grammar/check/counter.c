// Counters: 人, 次 and the like, in either spelling.
#include <string.h>

#include "grammar/check/checker.h"
#include "grammar/syntax/keywords.h"

static const struct unit *named_counter(const struct checker *c, symbol name) {
    const char *word = intern_name(c->names, name);
    return counter_find(word, strlen(word));
}

// One symbol per counter, whichever way it was written, so that equal counters are equal numbers.
void canonical_counter(struct checker *c, symbol *counter) {
    const struct unit *u = *counter ? named_counter(c, *counter) : NULL;
    if (u) *counter = intern_text(c->names, u->zh, strlen(u->zh));
}

void check_counter(struct checker *c, const struct type_expr *t, struct type *out) {
    if (!t->counter) return;
    if (!named_counter(c, t->counter)) {
        struct diag *d = report(c, DIAG_UNKNOWN_COUNTER, t->counter_at, symbol_words(c, t->counter));
        struct nearest n = nearest_to(intern_name(c->names, t->counter));
        for (size_t i = 0; i < UNIT_ID_COUNT; i++)
            if (units[i].kind == UNIT_KIND_COUNTER) nearest_offer(&n, units[i].plural), nearest_offer(&n, units[i].zh);
        hint_nearest(c, d, &n);
    }
    out->counter = t->counter;
    canonical_counter(c, &out->counter);
}
