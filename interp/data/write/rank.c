#include "interp/data/write/rank.h"

#include <stdlib.h>
#include <string.h>

#include "interp/eval/workspace.h"

struct yardsticks {  // of an offer
    const struct planned_grant *grants[RANK_COUNT];
};

struct ranking {
    const struct plan *plan;
    enum rank_by by;
    struct ranked_offer *offers;  // of the row at hand
    struct yardsticks *yardsticks;
    uint32_t *first;  // by version: its first offer's number among all
};

// The names that a grant of each kind may have, the better one first.
static const struct {
    const char *names[2][2];
    enum type_kind kind;
} measures[RANK_COUNT] = {
    [RANK_LIMIT] = {{{"limit", "额度"}, {"limit", "额度"}}, TYPE_MONEY},
    [RANK_RATE] = {{{"rate", "利率"}, {"rate_floor", "利率下限"}}, TYPE_PERCENT},
    [RANK_TENOR] = {{{"tenor", "期限"}, {"tenor", "期限"}}, TYPE_PERIOD},
};

static bool is_called(const struct plan *plan, const struct planned_grant *g, const char *const names[2]) {
    const struct name *name = &g->grant->def.name;
    return name_has_text(plan->policy, name, names[0], strlen(names[0])) ||
           name_has_text(plan->policy, name, names[1], strlen(names[1]));
}

static bool measures_by(const struct planned_grant *g, enum rank_by by) {
    const struct type *type = &g->value->type;
    return type->kind == measures[by].kind && (by != RANK_TENOR || type->unit == UNIT_MONTHS);
}

static const struct planned_grant *find_grant(const struct plan *plan, const struct planned_offer *o, enum rank_by by) {
    for (int choice = 0; choice < 2; choice++)
        for (uint32_t g = 0; g < o->grant_count; g++)
            if (measures_by(&o->grants[g], by) && is_called(plan, &o->grants[g], measures[by].names[choice]))
                return &o->grants[g];
    return NULL;
}

static void find_grants(struct ranking *r) {
    uint32_t count = 0;
    for (uint32_t s = 0; s < r->plan->scheme_count; s++) {
        const struct planned_scheme *scheme = &r->plan->schemes[s];
        r->first[s] = count;
        for (uint32_t o = 0; o < scheme->offer_count; o++, count++)
            for (int by = 0; by < RANK_COUNT; by++)
                r->yardsticks[count].grants[by] = find_grant(r->plan, &scheme->offers[o], (enum rank_by)by);
    }
}

struct ranking *ranking_new(const struct plan *plan) {
    struct ranking *r = calloc(1, sizeof *r);
    uint32_t count = 1;
    if (!r) return NULL;
    for (uint32_t s = 0; s < plan->scheme_count; s++) count += plan->schemes[s].offer_count;
    r->plan = plan;
    r->offers = calloc(count, sizeof *r->offers);
    r->yardsticks = calloc(count, sizeof *r->yardsticks);
    r->first = calloc(plan->scheme_count + 1, sizeof *r->first);
    if (r->offers && r->yardsticks && r->first) return find_grants(r), r;
    ranking_free(r);
    return NULL;
}

void ranking_free(struct ranking *r) {
    if (!r) return;
    free(r->offers);
    free(r->yardsticks);
    free(r->first);
    free(r);
}

void ranking_by(struct ranking *r, enum rank_by by) { r->by = by; }

const struct planned_grant *ranking_grant(const struct ranking *r, uint32_t scheme, uint32_t offer, enum rank_by by) {
    return r->yardsticks[r->first[scheme] + offer].grants[by];
}

// ---- a row

static struct ranked_value value_of(const struct planned_grant *g, const struct workspace *w, uint32_t row) {
    if (!g) return (struct ranked_value){0, false};
    struct node_value v = node_value_at(w, g->value, row);
    return (struct ranked_value){v.value, v.state == STATE_KNOWN};
}

static void count_reason(void *context, enum reason reason, const struct name *name, const struct name *item) {
    (void)name, (void)item;
    *(uint32_t *)context += reason != REASON_REFER;
}

static bool can_be_had(uint8_t decision) { return decision <= DECISION_REFER; }

static void measure(const struct ranking *r, const struct decisions *d, const struct workspace *w, uint32_t row,
                    struct ranked_offer *o) {
    for (int by = 0; can_be_had(o->decision) && by < RANK_COUNT; by++)
        o->values[by] = value_of(ranking_grant(r, o->version, o->offer, (enum rank_by)by), w, row);
    if (!can_be_had(o->decision)) decision_reasons(d, w, o->version, o->offer, row, count_reason, &o->in_the_way);
}

// The offers of the version that speaks for its scheme.
static uint32_t add_scheme(struct ranking *r, const struct decisions *d, const struct workspace *w, uint32_t row,
                           uint32_t version, uint32_t count) {
    const struct scheme_result *s = &d->schemes[version];
    if (s->decision[row] == DECISION_NOT_IN_FORCE) return count;
    for (uint32_t i = 0; i < s->planned->offer_count; i++) {
        uint8_t decision = s->offers[i].decision[row];
        if (decision >= DECISION_NOT_APPLICABLE) continue;
        struct ranked_offer *o = &r->offers[count++];
        *o = (struct ranked_offer){.version = version, .offer = i, .decision = decision};
        measure(r, d, w, row, o);
    }
    return count;
}

static int compare_values(const struct ranked_value *a, const struct ranked_value *b, enum rank_by by) {
    if (!a->known || !b->known) return b->known - a->known;
    int larger = (a->value < b->value) - (a->value > b->value);
    return by == RANK_RATE ? -larger : larger;
}

// What makes one better than the other, whatever their places.
static int compare_worth(const struct ranked_offer *a, const struct ranked_offer *b, enum rank_by by) {
    if (a->decision != b->decision) return a->decision - b->decision;
    if (can_be_had(a->decision)) return compare_values(&a->values[by], &b->values[by], by);
    return (a->in_the_way > b->in_the_way) - (a->in_the_way < b->in_the_way);
}

// As good by what is asked for: then by the limit, the rate, the tenor, and last by their places.
static int compare_rest(const struct ranked_offer *a, const struct ranked_offer *b) {
    int rest = 0;
    for (int by = 0; !rest && by < RANK_COUNT; by++)
        rest = compare_values(&a->values[by], &b->values[by], (enum rank_by)by);
    if (!rest) rest = (a->version > b->version) - (a->version < b->version);
    return rest ? rest : (a->offer > b->offer) - (a->offer < b->offer);
}

#define COMPARE_BY(name, by)                              \
    static int name(const void *one, const void *other) { \
        int worth = compare_worth(one, other, by);        \
        return worth ? worth : compare_rest(one, other);  \
    }
COMPARE_BY(compare_limits, RANK_LIMIT)
COMPARE_BY(compare_rates, RANK_RATE)
COMPARE_BY(compare_tenors, RANK_TENOR)
static int (*const compare[RANK_COUNT])(const void *, const void *) = {compare_limits, compare_rates, compare_tenors};

static void give_ranks(struct ranking *r, uint32_t count) {
    for (uint32_t i = 0; i < count && can_be_had(r->offers[i].decision); i++) {
        struct ranked_offer *o = &r->offers[i], *before = o - 1;
        o->tied = i && !compare_worth(before, o, r->by);
        o->rank = o->tied ? before->rank : i + 1;
        if (o->tied) before->tied = true;
    }
}

uint32_t ranking_row(struct ranking *r, const struct decisions *d, const struct workspace *w, uint32_t row,
                     const struct ranked_offer **offers) {
    uint32_t count = 0;
    for (uint32_t g = 0; g < r->plan->policy->group_count; g++)
        count = add_scheme(r, d, w, row, d->chosen[(size_t)g * d->capacity + row], count);
    qsort(r->offers, count, sizeof *r->offers, compare[r->by]);
    give_ranks(r, count);
    *offers = r->offers;
    return count;
}
