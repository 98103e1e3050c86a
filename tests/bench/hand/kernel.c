#include "tests/bench/hand/kernel.h"

#define DATE(y, m, d) ((y) << 9 | (m) << 5 | (d))
#define YUAN(n) ((int64_t)(n)*100)
typedef uint8_t truth;  // 0 no, 1 unknown, 2 yes

static inline truth both(truth a, truth b) { return a < b ? a : b; }
static inline truth either(truth a, truth b) { return a > b ? a : b; }
static inline truth negate(truth a) { return (truth)(2 - a); }
static inline truth known(int yes, int missing) { return (truth)((yes & !missing) << 1 | missing); }

struct facts {  // the comparisons, as bytes, so that the rules run in the widest lanes
    truth age18[HAND_BLOCK], age20[HAND_BLOCK], age65[HAND_BLOCK], year1[HAND_BLOCK], year2[HAND_BLOCK],
        half[HAND_BLOCK];
    truth over10[HAND_BLOCK], over30[HAND_BLOCK], over60[HAND_BLOCK], above120[HAND_BLOCK], rich[HAND_BLOCK];
    truth run3[HAND_BLOCK], count6[HAND_BLOCK], insured1[HAND_BLOCK], insured4[HAND_BLOCK], rep6[HAND_BLOCK];
};

static void compare_dates(const struct hand_columns *restrict c, struct facts *restrict f, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        int32_t b = c->birth[i];
        f->age18[i] = known(b <= DATE(2006, 7, 1), b == 0);
        f->age20[i] = known(b <= DATE(2004, 7, 1), b == 0);
        f->age65[i] = known(b > DATE(1958, 7, 1), b == 0);
    }
    for (uint32_t i = 0; i < n; i++) {
        int32_t e = c->established[i];
        f->year1[i] = known(e <= DATE(2023, 7, 1), e == 0);
        f->year2[i] = known(e <= DATE(2022, 7, 1), e == 0);
        f->half[i] = known(e <= DATE(2024, 1, 1), e == 0);
    }
}

static void compare_amounts(const struct hand_columns *restrict c, struct facts *restrict f, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        int64_t v = c->revenue[i];
        f->over10[i] = known(v >= YUAN(100000), v < 0);
        f->over30[i] = known(v >= YUAN(300000), v < 0);
        f->over60[i] = known(v >= YUAN(600000), v < 0);
        f->above120[i] = known(v > YUAN(1200000), v < 0);
        f->rich[i] = known(1, v < 0);
    }
    for (uint32_t i = 0; i < n; i++) {
        f->run3[i] = known(c->overdue_run[i] < 3, c->overdue_run[i] < 0);
        f->count6[i] = known(c->overdue_count[i] < 6, c->overdue_count[i] < 0);
        f->insured1[i] = known(c->insured[i] >= 1, c->insured[i] < 0);
        f->insured4[i] = known(c->insured[i] >= 4, c->insured[i] < 0);
        f->rep6[i] = known(c->rep_changed[i] >= 6, c->rep_changed[i] < 0);
    }
}

static inline uint8_t bit(truth t, int i) { return (uint8_t)((t == 0) << i); }

static void judge(const struct hand_columns *restrict c, const struct facts *restrict f,
                  struct hand_results *restrict r, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        truth untagged = (truth)(c->tags[i] >> 7);
        truth s = (truth)(untagged | (c->tags[i] & 1) << 1), g = (truth)(untagged | (c->tags[i] & 2));
        truth d = (truth)(untagged | (c->tags[i] & 4) >> 1);
        truth age = both(f->age18[i], f->age65[i]), clean = negate(c->bad[i]);
        truth p1 = both(both(s, f->over10[i]), either(f->year1[i], both(f->half[i], c->experience[i])));
        truth p2 = both(both(g, f->year2[i]), f->over30[i]), p3 = both(both(d, f->year2[i]), f->over60[i]);
        truth q1 = negate(f->over60[i]);
        truth q2 = both(both(both(f->over60[i], negate(f->above120[i])), both(f->insured1[i], negate(f->insured4[i]))),
                        c->tax[i]);
        truth q3 = both(f->above120[i], f->insured4[i]);
        truth a0 = known(c->kind[i] == 1, c->kind[i] == 0), a2 = known(c->nationality[i] == 1, c->nationality[i] == 0);
        truth a5 = either(either(p1, p2), p3), b1 = either(either(s, g), d);
        truth c0 = both(f->age20[i], f->age65[i]), c5 = either(either(q1, q2), q3), d3 = negate(c->dishonest[i]);
        r->failed[0][i] = (uint8_t)(bit(a0, 0) | bit(age, 1) | bit(a2, 2) | bit(f->year1[i], 3) | bit(clean, 4) |
                                    bit(a5, 5));
        r->failed[1][i] = (uint8_t)(bit(f->year1[i], 0) | bit(b1, 1) | bit(f->run3[i], 2) | bit(f->count6[i], 3));
        r->failed[2][i] = (uint8_t)(bit(c0, 0) | bit(f->year2[i], 1) | bit(f->rep6[i], 2) | bit(clean, 3) |
                                    bit(c->premises[i], 4) | bit(c5, 5));
        r->failed[3][i] = (uint8_t)(bit(f->year2[i], 0) | bit(age, 1) | bit(clean, 2) | bit(d3, 3) |
                                    bit(c->premises[i], 4));
        r->decision[0][i] = both(both(both(a0, age), both(a2, f->year1[i])), both(clean, a5));
        r->decision[1][i] = both(both(both(f->year1[i], b1), both(f->run3[i], f->count6[i])), f->rich[i]);
        r->decision[2][i] = both(both(both(c0, f->year2[i]), both(f->rep6[i], clean)), both(c->premises[i], c5));
        r->decision[3][i] = both(both(both(f->year2[i], age), both(clean, d3)), c->premises[i]);
    }
}

static inline int32_t only_if(int32_t value, truth decision) { return value & -(decision == 2); }

// A fifth of the revenue is at most the largest cap, so the division fits 32 bits once revenue is clamped to five caps.
static void set_limits(const struct hand_columns *restrict c, const struct facts *restrict f,
                       struct hand_results *restrict r, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        int32_t tags = c->tags[i], grown = f->year2[i] == 2;
        int32_t p3 = grown & (tags >> 2) & (f->over60[i] == 2), p2 = grown & (tags >> 1) & (f->over30[i] == 2);
        int32_t most = 100000;
        most = tags & 2 ? 200000 : most;
        most = tags & 4 ? 300000 : most;
        most = ((tags >> 3) & ((tags >> 1) | (tags >> 2)) & 1) ? 1000000 : most;
        int64_t fen = c->revenue[i] < YUAN(5000000) ? c->revenue[i] : YUAN(5000000);
        int32_t share = (int32_t)((uint32_t)fen / 500u);
        int32_t level = f->over60[i] == 0 ? 100000 : f->above120[i] == 0 ? 2000000 : 5000000;
        r->limit[0][i] = only_if(p3 & 1 ? 300000 : p2 & 1 ? 200000 : 100000, r->decision[0][i]);
        r->limit[1][i] = only_if(share < most ? share : most, r->decision[1][i]);
        r->limit[2][i] = only_if(level, r->decision[2][i]);
        r->limit[3][i] = only_if(500000, r->decision[3][i]);
    }
}

void hand_evaluate(const struct hand_columns *restrict c, struct hand_results *restrict r, uint32_t rows) {
    struct facts f;
    compare_dates(c, &f, rows);
    compare_amounts(c, &f, rows);
    judge(c, &f, r, rows);
    set_limits(c, &f, r, rows);
}
