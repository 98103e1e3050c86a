// The boxes that are yet to be looked at, depth first. Each is a part of the one before it on the way: of that only
// what hangs on what was parted is worked out anew, and on the way back it is as it was.
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "interp/solve/search.h"

struct branch {
    struct cut cut;  // CUT_NONE: the whole
    bool upper;
    uint32_t mark;  // how many changes had been made where it was parted
};
struct change {        // what stood there before
    struct range *at;  // NULL: the as-of dates
    struct range was;
};
#define CHANGES_MOST (1u << 20)

// ---- what hangs on what: sets of variables, of which some share a bit

#define BIT_AS_OF (UINT64_C(1) << 63)
#define FIELD_BITS 48u
#define TRAIT_BITS 15u

static uint64_t bit_of(const struct solver *s, uint32_t variable) {
    uint32_t fields = s->plan->policy->field_count;
    if (variable == FIELD_AS_OF) return BIT_AS_OF;
    return UINT64_C(1) << (variable < fields ? variable % FIELD_BITS : FIELD_BITS + (variable - fields) % TRAIT_BITS);
}

static bool is_dated(const struct node *n) { return n->type.kind == TYPE_DATE || n->type.kind == TYPE_MONTH; }

// A date may be seen from the as-of date.
static uint64_t own_bits(const struct solver *s, const struct node *n) {
    uint64_t bits = n->operation == OPERATION_AS_OF ? BIT_AS_OF : 0;
    if (n->field && !n->space) bits |= bit_of(s, n->field->index) | (is_dated(n) ? BIT_AS_OF : 0);
    return s->is_trait[n->id] ? bits | bit_of(s, s->plan->policy->field_count + n->id) : bits;
}

void boxes_find_hangs(struct solver *s) {
    for (uint32_t i = 0; i < s->plan->node_count; i++) {
        const struct node *n = s->plan->nodes[i];
        s->hangs[n->id] = own_bits(s, n);
        for (uint32_t k = 0; k < n->count; k++) s->hangs[n->id] |= s->hangs[n->kids[k]->id];
    }
}

// ---- changes

static bool make_room(struct solver *s) {
    if (s->change_count < s->change_room) return true;
    uint32_t room = s->change_room ? s->change_room * 2 : 256;
    struct change *changes = realloc(s->changes, room * sizeof *changes);
    if (changes) s->changes = changes, s->change_room = room;
    else s->failed = true;
    return changes != NULL;
}

static void note(struct solver *s, struct range *at) {
    struct range was = {.low = s->box.as_of[0], .high = s->box.as_of[1]};
    if (make_room(s)) s->changes[s->change_count++] = (struct change){at, at ? *at : was};
}

static void go_back(struct solver *s, uint32_t mark) {
    while (s->change_count > mark) {
        const struct change *c = &s->changes[--s->change_count];
        if (c->at) *c->at = c->was;
        else s->box.as_of[0] = (int32_t)c->was.low, s->box.as_of[1] = (int32_t)c->was.high;
    }
}

static bool is_same(const struct range *a, const struct range *b) {
    return a->outcomes == b->outcomes && a->low == b->low && a->high == b->high && a->may == b->may &&
           a->must == b->must;
}

// What looks at fields itself, or at dates, which are seen in several ways; or else one of whose kids is no longer what
// it was.
static bool is_to_do(const struct solver *s, const struct node *n) {
    if (!n->count || n->field || s->is_trait[n->id]) return true;
    if (s->box.loose && loose_kind_of(s->box.loose, n) != LOOSE_NOT) return true;
    for (uint32_t k = 0; k < n->count; k++)
        if (is_dated(n->kids[k]) || s->stamps[n->kids[k]->id] == s->stamp) return true;
    return false;
}

static void work_out(struct solver *s, uint64_t changed) {
    s->stamp++;
    for (uint32_t i = 0; i < s->node_count; i++) {
        const struct node *n = s->nodes[i];
        if (!(s->hangs[n->id] & changed) || !is_to_do(s, n)) continue;
        struct range r = range_of_node(&s->cutter.f, n);
        if (is_same(&r, &s->ranges[n->id])) continue;
        note(s, &s->ranges[n->id]);
        s->ranges[n->id] = r;
        s->stamps[n->id] = s->stamp;
    }
}

// ---- parts

// Days that exist at both ends; false: there is none in between.
static bool trim(const struct solver *s, struct range *r, const struct field *f) {
    if (!f || f->type.kind != TYPE_DATE || s->box.views[f->index] != VIEW_PLAIN) return r->low <= r->high;
    r->low = first_day(r->low), r->high = last_day(r->high);
    return r->low <= r->high;
}

// Leaves but that part of the box; false: there is nothing in it.
static bool take_part(struct solver *s, const struct cut *cut, bool upper) {
    if (cut->field == FIELD_AS_OF) {
        if (upper) s->box.as_of[0] = first_day(cut->at + 1);
        else s->box.as_of[1] = last_day(cut->at);
        return s->box.as_of[0] <= s->box.as_of[1];
    }
    struct range *r = variable_range(s, cut->field);
    const struct field *f = variable_field(s, cut->field);
    if (cut->kind == CUT_OUTCOMES) r->outcomes &= (uint8_t)(upper ? ~cut->bits : cut->bits);
    else if (cut->kind == CUT_AT && upper) r->low = cut->at + 1;
    else if (cut->kind == CUT_AT) r->high = cut->at;
    else if (!f || f->type.kind == TYPE_CHOICE) r->may &= upper ? ~cut->bits : cut->bits;
    else {
        uint64_t bit = cut->bits & r->may & ~r->must;
        bit &= -bit;
        if (upper) r->must |= bit;
        else r->may &= ~bit;
    }
    return r->outcomes && trim(s, r, f);
}

// Which part a usual applicant lies in, or nearer to.
static bool is_upper_usual(const struct solver *s, const struct cut *cut) {
    if (cut->field == FIELD_AS_OF) return s->options.as_of > cut->at;
    const struct field *f = variable_field(s, cut->field);
    if (!f) return cut->kind == CUT_AT ? cut->at < 0 : (cut->bits & OUTCOME_KNOWN) == 0;
    int64_t usual = usual_in_box(s, f);
    if (cut->kind == CUT_AT) return usual > cut->at;
    if (cut->kind == CUT_BITS && f->type.kind == TYPE_CHOICE) return usual < 64 && !(cut->bits >> usual & 1);
    if (cut->kind == CUT_BITS) return ((uint64_t)usual & cut->bits) != 0;
    if (cut->bits & OUTCOMES_KNOWN && s->plain_states[f->index] == STATE_UNKNOWN) return true;
    return f->type.kind == TYPE_TRUTH && cut->bits == OUTCOME_NO && usual == TRUTH_YES;
}

// ---- one after the other

static bool push(struct solver *s, struct branch b) {
    if (s->depth == s->room) {
        uint32_t room = s->room ? s->room * 2 : 64;
        struct branch *stack = realloc(s->stack, room * sizeof *stack);
        if (!stack) return false;
        s->stack = stack;
        s->room = room;
    }
    s->stack[s->depth++] = b;
    return true;
}

bool boxes_begin(struct solver *s) {
    s->depth = s->change_count = 0;
    return push(s, (struct branch){.cut = {.rank = CUT_NONE}});
}

bool boxes_part(struct solver *s, const struct cut *cut) {
    bool upper_last = is_upper_usual(s, cut);
    return push(s, (struct branch){*cut, !upper_last, s->change_count}) &&
           push(s, (struct branch){*cut, upper_last, s->change_count});
}

// Of what stands free of what it is worked out of it is not noted who hangs on it.
static uint64_t bits_of_cut(const struct solver *s, const struct cut *cut) {
    bool trait = cut->field != FIELD_AS_OF && !variable_field(s, cut->field);
    return s->box.loose && trait ? UINT64_MAX : bit_of(s, cut->field);
}

// ---- dates whose range ends at the as-of date

// Leaves of them what the as-of dates of the box let be.
static bool narrow_date(struct solver *s, const struct field *f, struct range *r) {
    const int64_t low = range_end_value(&f->range.least, f->type.kind, s->box.as_of[0]);
    const int64_t high = range_end_value(&f->range.most, f->type.kind, s->box.as_of[1]);
    bool least = f->range.least.at_as_of && r->low < low, most = f->range.most.at_as_of && r->high > high;
    if (!least && !most) return true;
    note(s, r);
    if (least) r->low = low;
    if (most) r->high = high;
    if (trim(s, r, f)) return true;
    r->outcomes &= (uint8_t)~OUTCOME_KNOWN;
    return r->outcomes != 0;
}

// And of the as-of dates, what the date lets be.
static bool narrow_as_of(struct solver *s, const struct field *f, const struct range *r) {
    if (f->type.kind != TYPE_DATE || (r->outcomes & OUTCOME_UNKNOWN) || !(r->outcomes & OUTCOME_KNOWN)) return true;
    const int64_t low = r->low - f->range.most.value, high = r->high - f->range.least.value;
    bool least = f->range.most.at_as_of && s->box.as_of[0] < low,
         most = f->range.least.at_as_of && s->box.as_of[1] > high;
    if (least || most) note(s, NULL);
    if (least) s->box.as_of[0] = first_day(low);
    if (most) s->box.as_of[1] = last_day(high);
    return s->box.as_of[0] <= s->box.as_of[1];
}

// False: nobody is left. `changed` gets what is narrower than it was.
static bool narrow(struct solver *s, uint64_t *changed) {
    for (uint32_t i = 0; i < s->variable_count; i++) {
        const struct field *f = variable_field(s, s->variables[i]);
        if (!f || !range_asks_as_of(&f->range) || s->box.views[f->index] != VIEW_PLAIN) continue;
        uint32_t before = s->change_count;
        struct range *r = &s->box.fields[f->index];
        if (!narrow_date(s, f, r) || !narrow_as_of(s, f, r) || s->failed) return false;
        if (s->change_count > before) *changed |= bit_of(s, f->index) | BIT_AS_OF;
    }
    return true;
}

static bool enter(struct solver *s, const struct branch *b) {
    uint64_t changed = 0;
    go_back(s, b->mark);
    if (b->cut.rank == CUT_NONE) {
        if (!narrow(s, &changed)) return false;
        ranges_find_of(s->nodes, s->node_count, &s->box, s->ranges);
        return true;
    }
    note(s, b->cut.field == FIELD_AS_OF ? NULL : variable_range(s, b->cut.field));
    if (s->failed || !take_part(s, &b->cut, b->upper) || !narrow(s, &changed)) return false;
    work_out(s, changed | bits_of_cut(s, &b->cut));
    return true;
}

bool boxes_next(struct solver *s) {
    while (s->depth && !s->failed) {
        const struct branch b = s->stack[--s->depth];
        if (enter(s, &b)) return !s->failed;
    }
    return false;
}

bool boxes_are_many(const struct solver *s) { return s->change_count > CHANGES_MOST; }

void boxes_free(struct solver *s) {
    free(s->stack);
    free(s->changes);
}
