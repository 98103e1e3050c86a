// An offer as trials decided it.
#include "interp/advice/internal.h"

static bool is_named_alike(const struct offer *a, const struct offer *b) {
    return a->def.name.en == b->def.name.en && a->def.name.zh == b->def.name.zh;
}

bool target_find(const struct adviser *a, const struct target *t, uint32_t row, struct target_place *place) {
    uint32_t scheme = a->decisions->chosen[(size_t)t->group * a->decisions->capacity + row];
    const struct planned_scheme *s = &a->plan->schemes[scheme];
    for (uint32_t i = 0; i < s->offer_count; i++) {
        if (!is_named_alike(s->offers[i].offer, t->offer)) continue;
        *place = (struct target_place){scheme, i};
        return true;
    }
    return false;
}

bool target_limit(const struct adviser *a, const struct target *t, uint32_t row, int64_t *limit) {
    struct target_place p;
    const struct node *n = target_find(a, t, row, &p) ? target_planned(a, p)->limit : NULL;
    if (!n) return false;
    struct node_value v = node_value_at(a->work, n, row);
    *limit = v.value;
    return v.state == STATE_KNOWN;
}

static bool is_eligible(const struct adviser *a, const struct target *t, uint32_t row) {
    struct target_place p;
    if (!target_find(a, t, row, &p)) return false;
    const struct scheme_result *s = &a->decisions->schemes[p.scheme];
    return !s->fault[row] && !a->decisions->fault[row] && s->offers[p.offer].decision[row] == DECISION_ELIGIBLE;
}

bool target_is_met(const struct adviser *a, const struct target *t, uint32_t row) {
    int64_t limit;
    return is_eligible(a, t, row) && (!t->larger || (target_limit(a, t, row, &limit) && limit > t->limit));
}

bool target_part_is_met(const struct adviser *a, const struct target *t, struct target_place p, uint32_t place,
                        uint32_t row) {
    const struct planned_offer *o = target_planned(a, p);
    struct planned_part part = planned_part(o, place);
    if (!t->larger) return target_part_holds(a, p, place, row);
    return part.kind != PART_GRANT || !o->grants[part.index].is_limit;
}

bool target_part_holds(const struct adviser *a, struct target_place p, uint32_t place, uint32_t row) {
    const struct offer_result *o = &a->decisions->schemes[p.scheme].offers[p.offer];
    struct planned_part part = planned_part(target_planned(a, p), place);
    if (part.kind == PART_RULE) {
        uint32_t plane = part.index / 8;
        uint8_t against = o->failed[plane][row] | o->asks[plane][row] | o->unknown[plane][row];
        return !(against & 1u << part.index % 8);
    }
    if (!part.node) return true;
    struct node_value v = node_value_at(a->work, part.node, row);
    return v.state == STATE_KNOWN && (part.kind == PART_GRANT || v.value == TRUTH_YES);
}
