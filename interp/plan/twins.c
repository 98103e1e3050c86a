// Offers, planes of rules and whole schemes that come to what one before comes to: they are decided once.
#include <string.h>

#include "interp/plan/builder.h"

static bool are_same_rules(const struct planned_plane *a, const struct planned_plane *b) {
    return a->count == b->count && a->hard == b->hard && !memcmp(a->bad, b->bad, sizeof a->bad) &&
           !memcmp(a->conditions, b->conditions, sizeof a->conditions) &&
           !memcmp(a->waivers, b->waivers, sizeof a->waivers);
}

static bool are_same_grants(const struct planned_offer *a, const struct planned_offer *b) {
    for (uint32_t i = 0; a->grant_count == b->grant_count && i < a->grant_count; i++)
        if (a->grants[i].value != b->grants[i].value) return false;
    return a->grant_count == b->grant_count && a->limit == b->limit;
}

static bool are_same_offers(const struct planned_offer *a, const struct planned_offer *b) {
    for (uint32_t i = 0; a->rule_count == b->rule_count && i * 8 < a->rule_count; i++)
        if (!are_same_rules(&a->planes[i], &b->planes[i])) return false;
    return a->rule_count == b->rule_count && a->when == b->when && are_same_grants(a, b);
}

static bool are_same_days(const struct planned_scheme *a, const struct planned_scheme *b) {
    const struct scheme *x = a->scheme, *y = b->scheme;
    return x->from == y->from && x->until == y->until && a->as_of == b->as_of;
}

static struct planned_offer *offer_at(const struct plan *p, struct planned_place place) {
    return &p->schemes[place.scheme].offers[place.offer];
}

// The planes of an offer that another one has in the same place.
static void share_planes(const struct plan *p, struct planned_offer *o, struct planned_place at) {
    const struct planned_offer *other = offer_at(p, at);
    for (uint32_t i = 0; i * 8 < o->rule_count && i * 8 < other->rule_count; i++)
        if (are_same_rules(&o->planes[i], &other->planes[i])) o->planes[i].owner = other->planes[i].owner;
}

static void own_all(struct planned_offer *o, struct planned_place own) {
    o->owner = own;
    for (uint32_t i = 0; i * 8 < o->rule_count; i++) o->planes[i].owner = own;
}

// What a scheme requires is required by most of its offers, and of most in the same place. Only neighbours are compared
// there: a scheme may have thousands.
static void find_owner(struct plan *p, struct planned_place place) {
    struct planned_offer *o = offer_at(p, place);
    const struct planned_scheme *own = &p->schemes[place.scheme];
    own_all(o, place);
    if (place.offer) share_planes(p, o, (struct planned_place){place.scheme, place.offer - 1});
    if (own->group < p->policy->group_count && !p->world_count) return;
    for (uint32_t s = 0; s < place.scheme; s++) {
        const struct planned_scheme *other = &p->schemes[s];
        struct planned_place at = {s, place.offer};
        if (other->scheme->group != own->scheme->group || place.offer >= other->offer_count) continue;
        share_planes(p, o, at);
        if (are_same_days(other, own) && are_same_offers(o, offer_at(p, at))) o->owner = offer_at(p, at)->owner;
    }
}

void find_owners(struct plan *p, uint32_t scheme) {
    for (uint32_t i = 0; i < p->schemes[scheme].offer_count; i++) find_owner(p, (struct planned_place){scheme, i});
}

static bool are_same_schemes(const struct planned_scheme *a, const struct planned_scheme *b) {
    bool same = a->scheme->group == b->scheme->group && are_same_days(a, b);
    for (uint32_t i = 0; same && a->offer_count == b->offer_count && i < a->offer_count; i++)
        same = !memcmp(&a->offers[i].owner, &b->offers[i].owner, sizeof a->offers[i].owner);
    return same && a->offer_count == b->offer_count;
}

bool find_same_group(const struct plan *p, uint32_t first, uint32_t *group) {
    uint32_t count = p->scheme_count - first;
    for (uint32_t from = 0; from < first; from++) {
        const struct planned_scheme *s = p->schemes;
        uint32_t same = 0;
        if (from && s[from - 1].group == s[from].group) continue;
        while (same < count && s[from + same].group == s[from].group &&
               are_same_schemes(&s[from + same], &s[first + same]))
            same++;
        if (same < count || s[from + same].group == s[from].group) continue;
        *group = s[from].group;
        return true;
    }
    return false;
}
