#include "tests/differential/random_maker.h"

void maker_put(struct maker *m, const char *s) { text_put(m->out, s); }
uint32_t maker_roll(struct maker *m, uint32_t n) { return random_below(m->r, n); }

void maker_wrap(struct maker *m, making *left, const char *between, making *right, int depth) {
    maker_put(m, "(");
    left(m, depth - 1);
    maker_put(m, between);
    right(m, depth - 1);
    maker_put(m, ")");
}

static void filter(struct maker *m, int depth) {
    struct maker inner = *m;
    inner.list = "";
    maker_put(m, " where ");
    maker_truth(&inner, depth > 1 ? 1 : depth);
}

void maker_aggregate(struct maker *m, const char *head, int depth, const char *tail) {
    maker_put(m, head);
    if (maker_roll(m, 4)) filter(m, depth);
    maker_put(m, tail);
    maker_put(m, ")");
}

void maker_choice(struct maker *m, making *value, int depth) {
    maker_put(m, "(if ");
    maker_truth(m, depth - 1);
    maker_put(m, " then ");
    value(m, depth - 1);
    maker_put(m, " else ");
    value(m, depth - 1);
    maker_put(m, ")");
}
