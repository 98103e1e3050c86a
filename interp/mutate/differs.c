// Whether a test of an applicant could tell two worlds of a plan apart: by a decision, by the names that stand behind
// it, by what is granted, or by a fault.
#include <string.h>

#include "interp/mutate/internal.h"

struct heard {  // names behind a decision
    struct arena *arena;
    const struct name **names, **items;  // items: NULL where the name is no list's
    enum reason *reasons;
    uint32_t count, item_count, reason_count;
};

static void hear(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct heard *h = context;
    ARENA_PUSH(h->arena, h->names, h->count, name);
    ARENA_PUSH(h->arena, h->items, h->item_count, item);
    ARENA_PUSH(h->arena, h->reasons, h->reason_count, reason);
}

static bool holds(const struct heard *h, const struct heard *other, uint32_t i) {
    for (uint32_t k = 0; k < h->count; k++)
        if (h->reasons[k] == other->reasons[i] && h->names[k] == other->names[i] && h->items[k] == other->items[i])
            return true;
    return false;
}

static bool has_any(const struct heard *h, enum reason reason) {
    for (uint32_t i = 0; i < h->count; i++)
        if (h->reasons[i] == reason) return true;
    return false;
}

static struct heard reasons_of(const struct told *t, uint32_t scheme, uint32_t offer) {
    struct heard h = {.arena = t->arena};
    decision_reasons(t->d, t->w, scheme, offer, 0, hear, &h);
    return h;
}

// A test names those behind a decision, where there are any.
static bool reasons_differ(const struct told *t, uint32_t a, uint32_t b, uint32_t offer) {
    const struct heard was = reasons_of(t, a, offer), is = reasons_of(t, b, offer);
    for (uint32_t i = 0; i < was.count; i++)
        if (!holds(&is, &was, i)) return true;
    for (uint32_t i = 0; i < is.count; i++)
        if (has_any(&was, is.reasons[i]) && !holds(&was, &is, i)) return true;
    return false;
}

// A test says what is granted where it is known, or silent.
static bool grants_differ(const struct told *t, const struct planned_offer *a, const struct planned_offer *b) {
    for (uint32_t i = 0; i < a->grant_count; i++) {
        if (a->grants[i].value == b->grants[i].value) continue;
        struct node_value was = node_value_at(t->w, a->grants[i].value, 0),
                          is = node_value_at(t->w, b->grants[i].value, 0);
        if (was.state != STATE_KNOWN && was.state != STATE_SILENT) continue;
        if (was.state != is.state) return true;
        bool is_text = a->grants[i].value->lane == LANE_TEXT;
        bool same_text = is_text && was.text.length == is.text.length &&
                         (!is.text.length || !memcmp(was.text.text, is.text.text, is.text.length));
        if (was.state == STATE_KNOWN && (is_text ? !same_text : was.value != is.value)) return true;
    }
    return false;
}

static bool offers_differ(const struct told *t, uint32_t a, uint32_t b, uint32_t offer) {
    const struct offer_result *was = &t->d->schemes[a].offers[offer], *is = &t->d->schemes[b].offers[offer];
    if (was->decision[0] != is->decision[0]) return true;
    if (was->decision[0] >= DECISION_NOT_APPLICABLE) return false;
    if (reasons_differ(t, a, b, offer)) return true;
    return was->decision[0] <= DECISION_REFER && grants_differ(t, was->planned, is->planned);
}

static uint32_t chosen(const struct decisions *d, uint32_t group) { return d->chosen[(size_t)group * d->capacity]; }

bool worlds_differ(const struct told *t, uint32_t world, uint32_t group) {
    const struct plan *p = t->d->plan;
    if (t->d->fault[0] || p->worlds[0][group] == p->worlds[world][group]) return false;
    uint32_t a = chosen(t->d, p->worlds[0][group]), b = chosen(t->d, p->worlds[world][group]);
    if (t->d->schemes[b].fault[0]) return true;
    for (uint32_t i = 0; i < p->schemes[a].offer_count; i++)
        if (offers_differ(t, a, b, i)) return true;
    return false;
}
