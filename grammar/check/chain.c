// Chains of × and ÷, with what definitions and arguments stand for put in: how long they are, and whether they may come
// to no whole number. They end where they are rounded.
#include "grammar/check/checker.h"

struct frame_of_call {  // whose arguments a definition's parameters stand for
    const struct expr *call;
    const struct frame_of_call *outer;
};

struct chain_walk {
    uint32_t factors;
    bool fraction;
};

static void walk(struct chain_walk *w, const struct frame_of_call *f, const struct expr *e);

static const struct expr *argument_of(const struct frame_of_call *f, const struct expr *e) {
    uint32_t index = ((const struct define_param *)e->ref)->index;
    return f && index < f->call->count ? f->call->kids[index] : NULL;
}

// What stands in the place of a name or call; NULL: it is a factor of its own.
static const struct expr *stands_for(const struct frame_of_call *f, const struct expr *e) {
    if ((e->kind != NODE_NAME && e->kind != NODE_CALL) || !e->ref) return NULL;
    if (e->ref->kind == DEF_DEFINE) return ((const struct define *)e->ref)->expr;
    return e->ref->kind == DEF_DEFINE_PARAM ? argument_of(f, e) : NULL;
}

static void walk_meaning(struct chain_walk *w, const struct frame_of_call *f, const struct expr *e,
                         const struct expr *meaning) {
    struct frame_of_call inner = {e, f};
    if (e->ref->kind == DEF_DEFINE_PARAM) walk(w, f->outer, meaning);
    else walk(w, e->kind == NODE_CALL ? &inner : NULL, meaning);
}

// A percentage times a count is as whole as it was, whatever it comes to; of what is kept in larger parts than both
// together have it may leave a rest.
static bool leaves_rest(const struct expr *e) {
    if (e->kind != NODE_MULTIPLY) return e->kind == NODE_DIVIDE;
    return type_scale(e->kids[0]->type.kind) * type_scale(e->kids[1]->type.kind) > type_scale(e->type.kind);
}

// months_in is the same number as its period.
static bool is_months_in(const struct expr *e) {
    if (e->kind != NODE_CALL || !e->ref || e->ref->kind != DEF_BUILTIN) return false;
    return ((const struct builtin_def *)e->ref)->id == BUILTIN_MONTHS_IN;
}

static void walk(struct chain_walk *w, const struct frame_of_call *f, const struct expr *e) {
    const struct expr *meaning = e && e->type.kind != TYPE_NONE ? stands_for(f, e) : NULL;
    if (w->factors > CHAIN_MOST) return;
    if (meaning) {
        walk_meaning(w, f, e, meaning);
        return;
    }
    bool chained = e &&
                   (e->kind == NODE_MULTIPLY || e->kind == NODE_DIVIDE || e->kind == NODE_NEGATE || is_months_in(e));
    if (!chained || e->op != ROUND_DEFAULT || e->type.kind == TYPE_NONE) {
        w->factors++;
        return;
    }
    w->fraction |= leaves_rest(e);
    for (uint32_t i = 0; i < e->count; i++) walk(w, f, e->kids[i]);
}

bool may_be_fraction(const struct expr *e) {
    struct chain_walk w = {0};
    walk(&w, NULL, e);
    return w.fraction;
}

bool needs_rounding(const struct expr *e) {
    struct chain_walk w = {.fraction = leaves_rest(e)};
    for (uint32_t i = 0; i < e->count; i++) walk(&w, NULL, e->kids[i]);
    return w.fraction;
}

bool check_chain(struct checker *c, const struct expr *e) {
    struct chain_walk w = {0};
    for (uint32_t i = 0; i < e->count; i++) walk(&w, NULL, e->kids[i]);
    if (w.factors <= CHAIN_MOST) return true;
    struct diag *d = report(c, DIAG_CHAIN_TOO_LONG, e->at, number_words(c, CHAIN_MOST));
    report_hint(c, d, DIAG_HINT_ROUND_PART, A(""));
    return false;
}
