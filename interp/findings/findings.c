#include "interp/findings/findings.h"

#include "interp/findings/internal.h"

void findings_add(struct compilation *c, const struct policy *p) {
    struct places all = places_of(&c->arena, p);
    if (!all.count) return;
    if (!places_ask(&all, p)) arena_exhausted(&c->arena);
    places_report(&all, c, p);
}
