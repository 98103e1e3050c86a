// Offer by offer in vectors: what each row's cell is to say, as numbers and masks.
#include "interp/data/write/strip.h"

#include "interp/data/write/row.h"
#include "interp/value/truth.h"
#include "interp/value/vectorised.h"

// Whether a decision gives reasons: between eligible, which needs none, and not applicable, which has none.
static inline bool gives_reasons(uint8_t decision) {
    return (uint8_t)(decision - DECISION_REFER) < DECISION_NOT_APPLICABLE - DECISION_REFER;
}

VECTORISED static void number_best(uint32_t *restrict number, const uint16_t *restrict chosen, uint16_t version,
                                   const uint16_t *restrict best, const uint8_t *restrict decision, uint32_t first,
                                   uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t found = (first + best[i]) * DECISION_COUNT + decision[i];
        number[i] = chosen[i] == version ? found : number[i];
    }
}
VECTORISED static void number_offer(uint32_t *restrict number, const uint8_t *restrict decision, uint32_t first,
                                    uint32_t n) {
    for (uint32_t i = 0; i < n; i++) number[i] = first + decision[i];
}
VECTORISED static void pick_rows(uint8_t *restrict picked, const uint8_t *restrict decision,
                                 const uint8_t *restrict fault, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) picked[i] = (gives_reasons(decision[i]) & !fault[i]) ? UINT8_MAX : 0;
}
VECTORISED static void pick_equal(uint8_t *restrict picked, const uint16_t *restrict value, uint16_t wanted,
                                  uint32_t n) {
    for (uint32_t i = 0; i < n; i++) picked[i] = value[i] == wanted ? picked[i] : 0;
}
VECTORISED static void take_limits(int64_t *restrict limit, const int64_t *restrict found,
                                   const uint16_t *restrict chosen, uint16_t version, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) limit[i] = chosen[i] == version ? found[i] : limit[i];
}
VECTORISED static void take_granted(uint8_t *restrict granted, const uint8_t *restrict has_limit,
                                    const uint8_t *restrict decision, const uint16_t *restrict chosen, uint16_t version,
                                    uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint8_t found = has_limit[i] & (uint8_t)(decision[i] <= DECISION_REFER), before = granted[i];
        granted[i] = chosen[i] == version ? found : before;
    }
}
VECTORISED static uint8_t any_picked(const uint8_t *picked, uint32_t n) {
    uint8_t any = 0;
    for (uint32_t i = 0; i < n; i++) any |= picked[i];
    return any;
}
VECTORISED static void add_plane(uint64_t *restrict masks, const uint8_t *restrict plane,
                                 const uint8_t *restrict picked, uint32_t shift, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) masks[i] |= (uint64_t)(plane[i] & picked[i]) << shift;
}
VECTORISED static void mark_bytes(uint8_t *restrict marked, const uint8_t *restrict bytes,
                                  const uint8_t *restrict picked, uint8_t bits, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) marked[i] |= bytes[i] & picked[i] & bits;
}

static void mark_node(struct strip *s, const struct row_out *r, const struct node *n) {
    const struct vector *v = node_vector(r->work, n);
    if (v->all_known) return;
    if (n->lane == LANE_TRUTH)
        mark_bytes(s->open, (const uint8_t *)v->data + r->first, s->picked, TRUTH_UNKNOWN, r->count);
    else mark_bytes(s->open, v->state + r->first, s->picked, UINT8_MAX, r->count);
}

static bool may_ask(const struct planned_offer *p, uint32_t plane) {
    const struct planned_plane *rules = &p->planes[plane];
    return rules->waivable || rules->referable || (((1u << rules->count) - 1) & ~(uint32_t)rules->hard);
}

// The reasons of an offer, for the rows picked.
static void add_offer(const struct row_out *r, struct strip *s, const struct offer_words *words) {
    const struct offer_result *o = &r->decisions->schemes[words->version].offers[words->offer];
    const struct planned_offer *p = words->planned;
    if (words->is_wide) {
        mark_bytes(s->in_full, s->picked, s->picked, UINT8_MAX, r->count);
        return;
    }
    for (uint32_t i = 0; i < o->planes; i++) {
        add_plane(s->masks[REASON_FAILED], o->failed[i] + r->first, s->picked, i * 8, r->count);
        if (may_ask(p, i)) add_plane(s->masks[REASON_REFER], o->asks[i] + r->first, s->picked, i * 8, r->count);
        mark_bytes(s->open, o->unknown[i] + r->first, s->picked, UINT8_MAX, r->count);
    }
    if (p->when) mark_node(s, r, p->when);
    for (uint32_t g = 0; g < p->grant_count; g++) mark_node(s, r, p->grants[g].value);
}

static void clear_reasons(struct strip *s) {
    memset(s->masks, 0, sizeof s->masks);
    memset(s->open, 0, sizeof s->open);
    memset(s->in_full, 0, sizeof s->in_full);
}

// Open rows first go to a list, which needs no jump that depends on the row.
static void find_open(const struct row_out *r, struct strip *s) {
    uint8_t rows[WRITE_STRIP];
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->count; i++) {
        rows[count] = (uint8_t)i;
        count += s->open[i] != 0;
    }
    for (uint32_t k = 0; k < count; k++) find_missing(r, s, rows[k]);
}

static void word_place(const struct row_out *r, struct strip *s, uint32_t place) {
    find_open(r, s);
    word_cells(r->w, s, r->w->cells + (size_t)place * WRITE_STRIP, r->count);
}

static const uint16_t *chosen_of(const struct row_out *r, uint32_t version) {
    uint32_t group = r->w->plan->schemes[version].scheme->group;
    return r->decisions->chosen + (size_t)group * r->decisions->capacity + r->first;
}

// Whether any row is told of this version.
static bool is_chosen(const struct row_out *r, uint32_t version) {
    const uint16_t *chosen = chosen_of(r, version);
    for (uint32_t i = 0; i < r->count; i++)
        if (chosen[i] == version) return true;
    return false;
}

static void add_best(const struct row_out *r, struct strip *s, uint32_t version) {
    const struct scheme_result *result = &r->decisions->schemes[version];
    const struct scheme_words *words = &r->w->schemes[version];
    const uint16_t *chosen = chosen_of(r, version), *best = result->best + r->first;
    const uint8_t *decision = result->decision + r->first;
    number_best(s->number, chosen, (uint16_t)version, best, decision, words->first, r->count);
    if (result->limit) take_limits(s->limit, result->limit + r->first, chosen, (uint16_t)version, r->count);
    take_granted(s->granted, result->has_limit + r->first, decision, chosen, (uint16_t)version, r->count);
    for (uint32_t o = 0; o < result->planned->offer_count; o++) {
        pick_rows(s->picked, decision, r->decisions->fault + r->first, r->count);
        pick_equal(s->picked, chosen, (uint16_t)version, r->count);
        pick_equal(s->picked, best, (uint16_t)o, r->count);
        if (any_picked(s->picked, r->count)) add_offer(r, s, &words->offers[o]);
    }
}

static void word_best(const struct row_out *r, uint32_t group) {
    struct strip *s = &r->w->strip;
    const struct plan *plan = r->w->plan;
    clear_reasons(s);
    for (uint32_t v = r->w->group_first[group]; v < plan->scheme_count && plan->schemes[v].scheme->group == group; v++)
        if (is_chosen(r, v)) add_best(r, s, v);
    word_place(r, s, group);
    limit_texts(&r->w->limits[group], s->limit, s->granted, r->count);
}

static void word_offer(const struct row_out *r, const struct offer_words *words) {
    struct strip *s = &r->w->strip;
    const struct offer_result *o = &r->decisions->schemes[words->version].offers[words->offer];
    uint32_t number = (uint32_t)(words - r->w->offers);
    clear_reasons(s);
    number_offer(s->number, o->decision + r->first, cell_number(number, 0), r->count);
    pick_rows(s->picked, o->decision + r->first, r->decisions->fault + r->first, r->count);
    if (any_picked(s->picked, r->count)) add_offer(r, s, words);
    word_place(r, s, number);
}

void word_strip(const struct row_out *r) {
    const struct writer *w = r->w;
    cell_texts_make_room(&r->w->texts);
    for (uint32_t g = 0; w->how->tells_best && g < w->policy->group_count; g++) word_best(r, g);
    for (uint32_t o = 0; !w->how->tells_best && o < w->offer_count; o++)
        if (w->offers[o].planned && is_chosen(r, w->offers[o].version)) word_offer(r, &w->offers[o]);
}
