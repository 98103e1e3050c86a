#include "interp/whatif/view.h"

#include <string.h>

#include "interp/value/vectorised.h"

#define COUNTED_ROWS 192u  // at once, in bytes

uint32_t view_offer(const struct decisions *d, const struct view *v, uint32_t row) {
    uint32_t version = view_version(d, v, row);
    const struct scheme_result *s = &d->schemes[version];
    if (v->of->offer) return v->of->places[version];
    if (!s->planned->offer_count || s->decision[row] == DECISION_NOT_IN_FORCE) return NO_OFFER;
    return s->best[row];
}

// ---- what a version has

VECTORISED static void granted_rows(uint8_t *restrict has, const uint8_t *restrict decision,
                                    const uint8_t *restrict state, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) has[i] = (decision[i] <= DECISION_REFER) & (state[i] == STATE_KNOWN);
}

VECTORISED static void leave_out(uint8_t *restrict decision, uint8_t *restrict has, const uint8_t *restrict from,
                                 const uint8_t *restrict had, const uint8_t *restrict fault,
                                 const uint8_t *restrict own, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        bool out = fault[i] | own[i];
        decision[i] = out ? LEFT_OUT : from[i];
        has[i] = out ? 0 : had[i];
    }
}

static struct seen see_offer(const struct viewing *w, const struct scheme_result *s, uint32_t offer,
                             const struct view_room *room) {
    uint32_t rows = w->decisions->rows;
    struct seen seen = {room->decision, room->has, room->limit};
    memset(room->has, 0, rows);
    if (offer == NO_OFFER) {
        memset(room->decision, DECISION_NOT_APPLICABLE, rows);
        return seen;
    }
    const struct node *limit = s->offers[offer].planned->limit;
    seen.decision = s->offers[offer].decision;
    if (!limit) return seen;
    const struct vector *v = node_vector(w->workspace, limit);
    seen.limit = v->data;
    granted_rows(room->has, seen.decision, v->state ? v->state : w->workspace->zeros, rows);
    return seen;
}

static struct seen see_version(const struct viewing *w, const struct view *v, uint32_t version,
                               const struct view_room *room) {
    const struct scheme_result *s = &w->decisions->schemes[version];
    if (v->of->offer) return see_offer(w, s, v->of->places[version], room);
    return (struct seen){s->decision, s->has_limit, s->limit ? s->limit : room->limit};
}

// ---- rows of several versions

static void gather(const struct viewing *w, const struct view *v, uint32_t version, const struct view_room *room,
                   const struct view_room *into) {
    struct seen seen = see_version(w, v, version, room);
    for (uint32_t i = 0; i < w->decisions->rows; i++) {
        if (view_version(w->decisions, v, i) != version) continue;
        into->decision[i] = seen.decision[i];
        into->has[i] = seen.has[i];
        into->limit[i] = seen.has[i] ? seen.limit[i] : 0;
    }
}

static struct seen see_versions(const struct viewing *w, const struct view *v, const struct view_room room[2]) {
    for (uint32_t i = 0; i < w->plan->scheme_count; i++)
        if (w->plan->schemes[i].group == v->group) gather(w, v, i, &room[1], &room[0]);
    return (struct seen){room->decision, room->has, room->limit};
}

static void leave_out_versions(const struct viewing *w, const struct view *v, const struct view_room *room) {
    const struct decisions *d = w->decisions;
    for (uint32_t i = 0; i < d->rows; i++) {
        if (!d->fault[i] && !d->schemes[view_version(d, v, i)].fault[i]) continue;
        room->decision[i] = LEFT_OUT;
        room->has[i] = 0;
    }
}

struct seen view_see(const struct viewing *w, const struct view *v, const struct view_room room[2]) {
    const struct decisions *d = w->decisions;
    if (!d->plan->as_of) {
        struct seen gathered = see_versions(w, v, room);
        leave_out_versions(w, v, room);
        return gathered;
    }
    uint32_t version = view_version(d, v, 0);
    struct seen seen = see_version(w, v, version, &room[1]);
    const uint8_t *own = d->schemes[version].fault;
    if (!memchr(d->fault, 1, d->rows) && !memchr(own, 1, d->rows)) return seen;
    leave_out(room->decision, room->has, seen.decision, seen.has, d->fault, own, d->rows);
    seen.decision = room->decision, seen.has = room->has;
    return seen;
}

// ---- sums

VECTORISED static uint8_t count_rows(const uint8_t *decision, uint8_t wanted, uint32_t n) {
    uint8_t count = 0;
    for (uint32_t i = 0; i < n; i++) count = (uint8_t)(count + (decision[i] == wanted));
    return count;
}

VECTORISED static uint8_t count_granted(const uint8_t *decision, const uint8_t *has, uint32_t n) {
    uint8_t count = 0;
    for (uint32_t i = 0; i < n; i++) count = (uint8_t)(count + ((decision[i] == DECISION_ELIGIBLE) & has[i]));
    return count;
}

// In halves, so that no sum of a block can overflow.
VECTORISED static void sum_rows(const uint8_t *restrict decision, const uint8_t *restrict has,
                                const int64_t *restrict limit, uint8_t wanted, uint32_t n, int64_t *restrict halves) {
    int64_t low = 0, high = 0;
    for (uint32_t i = 0; i < n; i++) {
        int64_t x = limit[i] & -(int64_t)((decision[i] == wanted) & has[i]);
        low += x & 0xFFFFFFFF;
        high += x >> 32;
    }
    halves[0] = low, halves[1] = high;
}

static whatif_fen sum_of(const struct seen *s, uint8_t wanted, uint32_t rows) {
    int64_t halves[2];
    sum_rows(s->decision, s->has, s->limit, wanted, rows, halves);
    return (whatif_fen)halves[1] * ((whatif_fen)1 << 32) + halves[0];
}

void view_count(const struct seen *s, uint32_t rows, struct view_sums *sums) {
    for (uint32_t from = 0; from < rows; from += COUNTED_ROWS) {
        uint32_t n = rows - from < COUNTED_ROWS ? rows - from : COUNTED_ROWS;
        for (uint8_t k = 0; k < DECISION_COUNT; k++) sums->decisions[k] += count_rows(s->decision + from, k, n);
        sums->granted_count += count_granted(s->decision + from, s->has + from, n);
    }
    if (!memchr(s->has, 1, rows)) return;
    sums->granted += sum_of(s, DECISION_ELIGIBLE, rows);
    sums->refer += sum_of(s, DECISION_REFER, rows);
}

// As far as the policy tells: a limit without a bound counts as none.
static int64_t most_of(const struct viewing *w, const struct scheme_result *s, uint32_t offer, uint32_t row) {
    const struct node *limit = s->offers[offer].planned->limit;
    if (!limit || s->offers[offer].decision[row] != DECISION_INCOMPLETE) return 0;
    const struct vector *v = node_vector(w->workspace, limit);
    if (state_at(v, row) == STATE_KNOWN) return ((const int64_t *)v->data)[row];
    return limit->named_high && limit->high > 0 ? limit->high : 0;
}

static int64_t most_of_row(const struct viewing *w, const struct view *v, uint32_t row) {
    uint32_t version = view_version(w->decisions, v, row);
    const struct scheme_result *s = &w->decisions->schemes[version];
    int64_t most = 0;
    if (v->of->offer) return v->of->places[version] == NO_OFFER ? 0 : most_of(w, s, v->of->places[version], row);
    for (uint32_t i = 0; i < s->planned->offer_count; i++) {
        int64_t limit = most_of(w, s, i, row);
        most = limit > most ? limit : most;
    }
    return most;
}

void view_count_open(const struct viewing *w, const struct view *v, const struct seen *s, struct view_sums *sums) {
    const uint8_t *end = s->decision + w->decisions->rows, *at = s->decision;
    for (; (at = memchr(at, DECISION_INCOMPLETE, (size_t)(end - at))); at++)
        sums->open += most_of_row(w, v, (uint32_t)(at - s->decision));
}

uint32_t view_granted(const struct seen *s, uint32_t rows, int64_t *granted) {
    uint32_t count = 0;
    if (!memchr(s->has, 1, rows)) return 0;
    for (uint32_t i = 0; i < rows; i++) {
        granted[count] = s->limit[i];
        count += (s->decision[i] == DECISION_ELIGIBLE) & s->has[i];
    }
    return count;
}

// ---- changes

VECTORISED static void mark_rows(uint8_t *restrict marks, const struct seen a, const struct seen b, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        int64_t x = a.limit[i] & -(int64_t)a.has[i], y = b.limit[i] & -(int64_t)b.has[i];
        marks[i] = (a.decision[i] != b.decision[i]) | (x != y);
    }
}

uint32_t view_changes(const struct seen *a, const struct seen *b, uint32_t rows, uint8_t *marks, uint32_t *changed) {
    uint32_t count = 0;
    mark_rows(marks, *a, *b, rows);
    for (const uint8_t *at = marks; (at = memchr(at, 1, (size_t)(marks + rows - at))); at++)
        changed[count++] = (uint32_t)(at - marks);
    return count;
}
