// Room for decisions: laid out twice by the same walk, first to measure, then to place, in one piece of memory.
#include <stdlib.h>
#include <string.h>

#include "interp/decide/internal.h"

struct layout {
    char *room;  // NULL: measuring
    size_t used;
};

static void *place(struct layout *l, size_t count, size_t size) {
    size_t start = l->used;
    l->used += (count * size + 127) / 64 * 64;
    return l->room ? l->room + start : NULL;
}

static void place_plane(struct layout *l, struct offer_result *o, uint32_t plane, uint32_t capacity) {
    uint8_t *failed = place(l, capacity, 1), *asks = place(l, capacity, 1), *unknown = place(l, capacity, 1);
    if (!l->room) return;
    o->failed[plane] = failed;
    o->asks[plane] = asks;
    o->unknown[plane] = unknown;
}

static void share_plane(struct offer_result *o, const struct offer_result *owner, uint32_t plane) {
    o->failed[plane] = owner->failed[plane];
    o->asks[plane] = owner->asks[plane];
    o->unknown[plane] = owner->unknown[plane];
}

static void place_offer(struct layout *l, const struct decisions *d, uint32_t scheme, uint32_t offer) {
    const struct planned_offer *planned = &d->plan->schemes[scheme].offers[offer];
    struct scheme_result *s = l->room ? &d->schemes[scheme] : NULL;
    struct offer_result measured, *o = s ? &s->offers[offer] : &measured;
    o->planned = planned;
    if (!planned_at(planned->owner, scheme, offer)) {
        if (s) *o = d->schemes[planned->owner.scheme].offers[planned->owner.offer];
        o->planned = planned;
        return;
    }
    o->planes = (planned->rule_count + 7) / 8;
    o->decision = place(l, d->capacity, 1);
    o->failed = place(l, o->planes, sizeof *o->failed);
    o->asks = place(l, o->planes, sizeof *o->asks);
    o->unknown = place(l, o->planes, sizeof *o->unknown);
    for (uint32_t i = 0; i < o->planes; i++) {
        struct planned_place owner = planned->planes[i].owner;
        if (planned_at(owner, scheme, offer)) place_plane(l, o, i, d->capacity);
        else if (s) share_plane(o, &d->schemes[owner.scheme].offers[owner.offer], i);
    }
}

static uint32_t limited_offers(const struct planned_scheme *p) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->offer_count; i++) count += p->offers[i].limit != NULL;
    return count;
}

static bool may_fault(const struct planned_scheme *p) {
    for (uint32_t i = 0; i < p->offer_count; i++)
        if (p->offers[i].fault_count) return true;
    return false;
}

static void place_scheme(struct layout *l, const struct decisions *d, uint32_t scheme) {
    const struct planned_scheme *p = &d->plan->schemes[scheme];
    struct scheme_result measured, *s = l->room ? &d->schemes[scheme] : &measured;
    uint32_t capacity = d->capacity;
    s->planned = p;
    s->best = place(l, capacity, sizeof *s->best);
    s->limits = limited_offers(p) > 1 ? place(l, capacity, sizeof *s->limits) : NULL;
    s->limit = s->limits;
    s->has_limit = place(l, capacity, 1);
    s->offers = place(l, p->offer_count, sizeof *s->offers);
    s->fault = p->rejects || !may_fault(p) ? d->fault : place(l, capacity, 1);
    for (uint32_t i = 0; i < p->offer_count; i++) place_offer(l, d, scheme, i);
    s->decision = s->offers && p->offer_count == 1 ? s->offers[0].decision : place(l, capacity, 1);
}

static void place_seen(struct layout *l, struct decisions *d) {
    const struct policy *p = d->plan->policy;
    d->first_item_field = place(l, p->field_count, sizeof *d->first_item_field);
    d->seen_count = p->field_count;
    for (uint32_t i = 0; i < p->field_count; i++) {
        if (d->first_item_field) d->first_item_field[i] = d->seen_count;
        d->seen_count += p->fields[i].item_count;
    }
    d->seen = place(l, d->seen_count, 1);
}

static void place_all(struct layout *l, struct decisions *d) {
    uint32_t capacity = d->capacity;
    d->fault = place(l, capacity, 1);
    d->chosen = place(l, (size_t)d->plan->group_count * capacity, sizeof *d->chosen);
    d->yes = place(l, capacity, 1);
    d->no = place(l, capacity, 1);
    d->in_force = place(l, capacity, 1);
    d->unsettled = place(l, capacity, 1);
    place_seen(l, d);
    d->schemes = place(l, d->plan->scheme_count, sizeof *d->schemes);
    for (uint32_t i = 0; i < d->plan->scheme_count; i++) place_scheme(l, d, i);
}

// With one date for all rows it is known now which versions are in force, and which one of a scheme is reported.
static void settle_versions(struct decisions *d) {
    memset(d->yes, TRUTH_YES, d->capacity);
    for (uint32_t i = 0; i < d->plan->scheme_count; i++) {
        const struct planned_scheme *p = &d->plan->schemes[i];
        const struct scheme *s = p->scheme;
        int32_t as_of = p->as_of ? p->as_of : d->plan->as_of;
        uint16_t *chosen = d->chosen + (size_t)p->group * d->capacity;
        d->schemes[i].in_force = d->plan->as_of == 0 ? d->in_force : is_in_force(s, as_of) ? d->yes : d->no;
        bool begun = as_of >= s->from || is_first_version(d, i);
        for (uint32_t row = 0; row < d->capacity && begun; row++) chosen[row] = (uint16_t)i;
    }
}

struct decisions *decisions_new(const struct plan *plan, uint32_t capacity) {
    struct decisions *d = calloc(1, sizeof *d);
    if (!d) return NULL;
    struct layout l = {0};
    d->plan = plan;
    d->capacity = strips_of(capacity) * DECIDE_STRIP;
    place_all(&l, d);
    d->memory = aligned_alloc(64, (l.used + 64) / 64 * 64);
    if (!d->memory) {
        decisions_free(d);
        return NULL;
    }
    memset(d->memory, 0, (l.used + 64) / 64 * 64);
    l = (struct layout){.room = d->memory};
    place_all(&l, d);
    settle_versions(d);
    return d;
}

void decisions_free(struct decisions *d) {
    if (!d) return;
    free(d->memory);
    free(d);
}
