// What stands against an offer, and the fields behind it that somebody can change or supply.
#include "grammar/base/calendar.h"
#include "interp/advice/internal.h"
#include "interp/value/number.h"

struct seeking {
    struct adviser *a;
    struct levers levers;
    uint64_t part;  // the bit of the one at hand
};

static bool is_known(const struct adviser *a, const struct field *f) {
    if (f->type.kind == TYPE_LIST) return a->block->lists[f->index].state[0] == STATE_KNOWN;
    return vector_value(&a->block->columns[f->index], column_lane(f), 0).state == STATE_KNOWN;
}

static bool is_changeable(const struct adviser *a, const struct field *f) {
    if (f->key || f->type.kind == TYPE_TEXT) return false;
    return !f->fixed || !is_known(a, f);
}

static int64_t value_now(const struct adviser *a, const struct field *f) {
    const struct list_column *l = &a->block->lists[f->index];
    if (f->type.kind == TYPE_LIST) return l->offsets[1] - l->offsets[0];
    return vector_value(&a->block->columns[f->index], column_lane(f), 0).value;
}

static struct lever *lever_of(struct seeking *s, const struct field *f) {
    struct levers *l = &s->levers;
    for (uint32_t i = 0; i < l->count; i++)
        if (l->items[i].field == f) return &l->items[i];
    if (!is_changeable(s->a, f)) return NULL;
    struct lever fresh = {.field = f, .missing = !is_known(s->a, f)};
    if (!fresh.missing) fresh.from = value_now(s->a, f);
    ARENA_PUSH(s->a->arena, l->items, l->count, fresh);
    return &l->items[l->count - 1];
}

// The applicant's field that a node stands for, as it is or with more bits.
static const struct field *field_of(const struct node *n) {
    if (n->operation == OPERATION_WIDEN) n = n->kids[0];
    return n->operation == OPERATION_COLUMN && !n->space ? n->field : NULL;
}

static void meet(struct seeking *s, const struct node *column, int64_t value) {
    struct lever *l = lever_of(s, field_of(column));
    if (l) ARENA_PUSH(s->a->arena, l->met, l->met_count, value);
}

static void meet_compared(struct seeking *s, const struct node *n) {
    for (int side = 0; side < 2; side++) {
        if (!field_of(n->kids[side])) continue;
        struct node_value other = node_value_at(s->a->work, n->kids[!side], 0);
        if (other.state == STATE_KNOWN) meet(s, n->kids[side], other.value);
    }
}

static void meet_span(struct seeking *s, const struct node *n) {
    struct node_value months = node_value_at(s->a->work, n->kids[2], 0);
    for (int side = 0; side < 2 && months.state == STATE_KNOWN; side++) {
        struct node_value other = node_value_at(s->a->work, n->kids[!side], 0);
        int32_t date;
        if (!field_of(n->kids[side]) || other.state != STATE_KNOWN) continue;
        if (date_add_months((int32_t)other.value, side ? months.value : -months.value, &date))
            meet(s, n->kids[side], date);
    }
}

static void meet_between(struct seeking *s, const struct node *n) {
    if (!field_of(n->kids[0])) return;
    meet(s, n->kids[0], n->value);
    meet(s, n->kids[0], n->second);
}

static void meet_set(struct seeking *s, const struct node *n) {
    const struct field *f = field_of(n->kids[0]);
    struct lever *l = f ? lever_of(s, f) : NULL;
    if (l) ARENA_PUSH(s->a->arena, l->met, l->met_count, l->from | n->value);
}

static void meet_computed(struct seeking *s, const struct node *n) {
    for (uint32_t k = 0; k < n->count; k++) {
        const struct field *f = field_of(n->kids[k]);
        struct lever *l = f ? lever_of(s, f) : NULL;
        if (l) l->is_computed = true;
    }
}

static void note_values(struct seeking *s, const struct node *n) {
    switch (n->operation) {
    case OPERATION_COMPARE: meet_compared(s, n); break;
    case OPERATION_BETWEEN: meet_between(s, n); break;
    case OPERATION_SPAN_COMPARE: meet_span(s, n); break;
    case OPERATION_HAS: meet_set(s, n); break;
    case OPERATION_WIDEN:
    case OPERATION_AMONG:
    case OPERATION_IS_MISSING: break;
    default: meet_computed(s, n);
    }
}

static void take_field(struct seeking *s, const struct node *n) {
    const struct field *f = n->space ? n->space : n->field;
    struct lever *l = f ? lever_of(s, f) : NULL;
    if (l) l->parts |= s->part;
}

// An `and` that is no is not helped by a part that is yes, nor is an `or` that is yes hindered by one that is no.
static bool may_matter(const struct adviser *a, const struct node *n, const struct node *kid) {
    bool is_and = n->operation == OPERATION_AND;
    if ((!is_and && n->operation != OPERATION_OR) || n->space) return true;
    uint8_t decided = is_and ? TRUTH_NO : TRUTH_YES;
    const uint8_t *own = node_vector(a->work, n)->data, *of_kid = node_vector(a->work, kid)->data;
    return own[0] != decided || of_kid[0] == decided || of_kid[0] == TRUTH_UNKNOWN;
}

static void walk(struct seeking *s, const struct node *n) {
    if (!n || n->constant || s->a->seen[n->id] == s->a->walk) return;
    s->a->seen[n->id] = s->a->walk;
    take_field(s, n);
    note_values(s, n);
    for (uint32_t k = 0; k < n->count; k++)
        if (may_matter(s->a, n, n->kids[k])) walk(s, n->kids[k]);
}

static void take_part(struct seeking *s, const struct planned_part *part, uint32_t bit) {
    s->part = UINT64_C(1) << bit;
    s->levers.all |= s->part;
    s->a->walk++;
    walk(s, part->node);
    walk(s, part->waiver);
}

static int by_field(const struct lever *a, const struct lever *b) {
    return (a->field->index > b->field->index) - (a->field->index < b->field->index);
}

// In the order of the vocabulary. They are few.
static void sort(struct levers *l) {
    for (uint32_t i = 1; i < l->count; i++)
        for (uint32_t k = i; k > 0 && by_field(&l->items[k - 1], &l->items[k]) > 0; k--) {
            struct lever kept = l->items[k];
            l->items[k] = l->items[k - 1];
            l->items[k - 1] = kept;
        }
}

struct levers find_levers(struct adviser *a, const struct target *t) {
    struct seeking s = {.a = a};
    struct target_place p;
    uint32_t bit = 0;
    if (!target_find(a, t, 0, &p)) return s.levers;
    const struct planned_offer *o = target_planned(a, p);
    for (uint32_t i = 0; i < planned_part_count(o); i++) {
        struct planned_part part = planned_part(o, i);
        if (target_part_is_met(a, t, p, i, 0)) continue;
        s.levers.is_too_much |= bit == PARTS_MOST;
        if (bit < PARTS_MOST) take_part(&s, &part, bit++);
    }
    sort(&s.levers);
    for (uint32_t i = 0; i < s.levers.count; i++) lever_fill(a, &s.levers.items[i]);
    return s.levers;
}

static bool reads(struct adviser *a, const struct node *n, const struct field *f) {
    if (!n || a->seen[n->id] == a->walk) return false;
    a->seen[n->id] = a->walk;
    if (n->space ? n->space == f : n->field == f) return true;
    for (uint32_t k = 0; k < n->count; k++)
        if (reads(a, n->kids[k], f)) return true;
    return false;
}

bool part_reads(struct adviser *a, const struct planned_part *part, const struct field *f) {
    a->walk++;
    return reads(a, part->node, f) || reads(a, part->waiver, f);
}
