// Of the offers with the best decision the one with the largest limit, then the first. Walked from the last to the
// first, an offer without a limit gives way to any other behind it that has one.
#include <string.h>

#include "interp/decide/internal.h"

VECTORISED static void better_rows(uint8_t *restrict best, const uint8_t *restrict decision, uint32_t strips) {
    for (uint32_t i = 0; i < strips * DECIDE_STRIP; i++) best[i] = decision[i] < best[i] ? decision[i] : best[i];
}

VECTORISED static void tied_rows(uint16_t *restrict best, const uint8_t *restrict offer, const uint8_t *restrict scheme,
                                 const uint8_t *restrict has_limit, uint16_t number, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) best[i] = (offer[i] == scheme[i]) & (has_limit[i] ^ 1) ? number : best[i];
}

static inline bool grants(uint8_t offer, uint8_t scheme, uint8_t state) {
    return (offer == scheme) & (scheme <= DECISION_REFER) & (state == STATE_KNOWN);
}

VECTORISED static void granted_rows(uint8_t *restrict has_limit, const uint8_t *restrict offer,
                                    const uint8_t *restrict scheme, const uint8_t *restrict state, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) has_limit[i] = grants(offer[i], scheme[i], state[i]);
}

// Both at once, for an offer whose limit has others beside it. What a winning row puts down is chosen by its bits: a
// store that depends on a condition keeps some compilers from using vectors.
VECTORISED static void limited_rows(int64_t *restrict limit, uint16_t *restrict best, uint8_t *restrict has_limit,
                                    const int64_t *restrict fen, const uint8_t *restrict state,
                                    const uint8_t *restrict offer, const uint8_t *restrict scheme, uint16_t number,
                                    uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint8_t granted = grants(offer[i], scheme[i], state[i]), first = has_limit[i] ^ 1;
        uint8_t larger = granted & ((fen[i] >= limit[i]) | first), wins = larger | ((offer[i] == scheme[i]) & first);
        limit[i] = larger ? fen[i] : limit[i];
        best[i] = (uint16_t)(best[i] ^ (-(uint32_t)wins & (uint32_t)(best[i] ^ number)));
        has_limit[i] |= granted;
    }
}

static void consider(struct scheme_result *s, uint16_t offer, const struct vector *limit, uint32_t rows) {
    const uint8_t *decision = s->offers[offer].decision;
    if (limit && s->limits) {
        limited_rows(s->limits, s->best, s->has_limit, limit->data, limit->state, decision, s->decision, offer, rows);
        return;
    }
    if (s->planned->offer_count > 1) tied_rows(s->best, decision, s->decision, s->has_limit, offer, rows);
    if (!limit) return;
    granted_rows(s->has_limit, decision, s->decision, limit->state, rows);
    s->limit = limit->data;
}

void decide_best(const struct decisions *d, const struct workspace *w, struct scheme_result *s) {
    uint32_t strips = strips_of(d->rows);
    if (s->planned->offer_count > 1) memcpy(s->decision, s->offers[0].decision, d->rows);
    for (uint32_t i = 1; i < s->planned->offer_count; i++) better_rows(s->decision, s->offers[i].decision, strips);
    memset(s->has_limit, 0, d->rows);
    for (uint32_t i = s->planned->offer_count; i-- > 0;) {
        const struct node *limit = s->offers[i].planned->limit;
        consider(s, (uint16_t)i, limit ? node_vector(w, limit) : NULL, d->rows);
    }
}
