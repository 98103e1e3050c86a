// Counters: 人, 次 and the like, in either spelling.
#include <string.h>

#include "grammar/check/checker.h"
#include "grammar/syntax/keywords.h"

static const struct unit *find_counter(const char *word) {
    const struct unit *u = unit_find(word, strlen(word));
    return u && u->kind == UNIT_KIND_COUNTER ? u : NULL;
}

// One symbol per counter, whichever way it was written, so that equal counters are equal numbers.
void canonical_counter(struct checker *c, symbol *counter) {
    const struct unit *u = *counter ? find_counter(intern_name(c->names, *counter)) : NULL;
    if (u) *counter = intern_text(c->names, u->zh, strlen(u->zh));
}

void check_counter(struct checker *c, const struct type_expr *t, struct type *out) {
    if (!t->counter) return;
    if (!find_counter(intern_name(c->names, t->counter))) {
        struct diag *d = report(c, DIAG_UNKNOWN_COUNTER, t->counter_at, symbol_words(c, t->counter));
        struct nearest n = nearest_to(intern_name(c->names, t->counter));
        for (size_t i = 0; i < UNIT_ID_COUNT; i++)
            if (units[i].kind == UNIT_KIND_COUNTER) nearest_offer(&n, units[i].plural), nearest_offer(&n, units[i].zh);
        hint_nearest(c, d, &n);
    }
    out->counter = t->counter;
    canonical_counter(c, &out->counter);
}
