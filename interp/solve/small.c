// The smallest applicant: whatever need not be other than the plain one has it is put back, a field at a time, and
// numbers are brought as near to it as the question lets be.
#include "interp/solve/search.h"
#include "interp/solve/witness.h"

struct change {  // of the applicant: one field, as the plain one has it or by a value; or the as-of date
    const struct field *field;
    bool by_value;
    int64_t value;
    int32_t as_of;
};

static bool put_changed(struct solver *s, const struct change *c) {
    const struct policy *p = s->plan->policy;
    block_clear(s->spare);
    block_add_row(s->spare);
    s->spare->as_of[0] = c->as_of;
    for (uint32_t i = 0; i < p->field_count; i++) {
        const struct field *f = &p->fields[i];
        if (f == c->field && c->by_value) block_set(s->spare, 0, f, c->value);
        else if (!witness_copy(s->spare, f, f == c->field ? s->options.plain : s->block)) return false;
    }
    block_seal(s->spare);
    return true;
}

static void swap(struct solver *s) {
    struct block *kept = s->block;
    s->block = s->spare;
    s->spare = kept;
}

// The applicant with that change, where that is still who was asked for.
static bool take(struct solver *s, form goal, const struct change *c, bool *worked) {
    *worked = put_changed(s, c);
    if (!*worked) return false;
    swap(s);
    enum replayed replayed = replay(s, goal);
    *worked = replayed != REPLAY_FAILED;
    if (replayed != REPLAY_HOLDS) swap(s);
    return replayed == REPLAY_HOLDS;
}

static bool is_number(const struct field *f) {
    return f->type.kind == TYPE_COUNT || f->type.kind == TYPE_MONEY || f->type.kind == TYPE_PERCENT ||
           f->type.kind == TYPE_PERIOD;
}

// From what holds halfway to what does not, for as long as there is something in between.
static bool approach(struct solver *s, form goal, const struct field *f) {
    if (!is_number(f)) return true;  // a list has no column
    struct node_value own = vector_value(&s->block->columns[f->index], column_lane(f), 0);
    struct node_value plain = vector_value(&s->options.plain->columns[f->index], column_lane(f), 0);
    bool worked = true;
    if (own.state != STATE_KNOWN || plain.state != STATE_KNOWN) return true;
    int64_t holds = own.value, fails = plain.value;
    while (worked && (holds - fails > 1 || fails - holds > 1)) {
        struct change c = {f, true, fails + (holds - fails) / 2, s->block->as_of[0]};
        if (take(s, goal, &c, &worked)) holds = c.value;
        else fails = c.value;
    }
    return worked;
}

static bool put_back(struct solver *s, form goal, const struct field *f) {
    bool worked = true;
    struct change c = {f, false, 0, s->block->as_of[0]};
    if (witness_is_same(f, s->block, 0, s->options.plain, 0)) return true;
    if (take(s, goal, &c, &worked) || !worked) return worked;
    return approach(s, goal, f);
}

bool make_small(struct solver *s, form goal) {
    bool worked = true;
    const struct change usual = {NULL, false, 0, s->options.as_of};
    if (!s->options.plain || !s->options.plain->rows) return true;
    if (s->block->as_of[0] != s->options.as_of) take(s, goal, &usual, &worked);
    for (uint32_t i = 0; worked && i < s->plan->policy->field_count; i++)
        worked = put_back(s, goal, &s->plan->policy->fields[i]);
    return worked;
}
