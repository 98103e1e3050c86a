#include <stdlib.h>
#include <string.h>

#include "grammar/base/hash.h"
#include "interp/eval/eval.h"
#include "interp/plan/builder.h"
#include "interp/value/number.h"

struct memo {
    const struct node *node;
    UT_hash_handle hh;
};

const struct node *memo_find(struct builder *b, const void *key, size_t size) {
    struct memo *found = NULL;
    HASH_FIND(hh, b->memo, key, size, found);
    return found ? found->node : NULL;
}

// Where memory runs out a node is not remembered and may be made twice, no worse.
void memo_add(struct builder *b, const void *key, size_t size, const struct node *n) {
    struct memo *m = ARENA_NEW(b->arena, struct memo);
    void *kept = arena_alloc(b->arena, size);
    memcpy(kept, key, size);
    m->node = n;
    HASH_ADD_KEYPTR(hh, b->memo, kept, size, m);
}

void memo_free(struct builder *b) {
    HASH_CLEAR(hh, b->memo);
    free(b->slots);
}

struct node node_of(enum operation operation, enum lane lane) {
    return (struct node){
        .operation = operation, .lane = lane, .type = {.kind = lane == LANE_TRUTH ? TYPE_TRUTH : TYPE_COUNT}};
}

// What two nodes must have in common to be one. No padding matters: it is zeroed first.
struct shape {
    uint32_t operation;  // odd, so that no key that begins with a pointer looks alike
    enum lane lane;
    enum type_kind kind;
    enum period_unit unit;
    symbol counter;
    enum state constant_state;
    uint32_t op, has, count, columns;  // columns and entries: of a lookup
    struct sides sides;
    int64_t value, second;
    const struct choices *choices;
    const struct field *domain, *field, *space;
    const struct decl *table;
    const char *text;
    const struct rule *rule;
    const struct node *kids[];  // and behind them a lookup's entries
};

static void put_lookup(struct shape *s, const struct lookup *l) {
    uint8_t *entries = (uint8_t *)(s->kids + s->count);
    s->columns = l->column_count;
    memcpy(entries, l->chosen, l->count);
    memcpy(entries + l->count, l->culprits, l->count);
}

// In the arena, to be given back.
static struct shape *shape_of(struct builder *b, const struct node *n, size_t *size) {
    *size = sizeof(struct shape) + n->count * sizeof(const struct node *);
    if (n->lookup) *size += (2 * (size_t)n->lookup->count + 7) / 8 * 8;
    struct shape *s = arena_alloc(b->arena, *size);
    s->operation = 2 * (uint32_t)n->operation + 1, s->lane = n->lane, s->kind = n->type.kind, s->unit = n->type.unit;
    s->counter = n->type.counter, s->choices = n->type.choices, s->domain = n->type.domain;
    s->constant_state = n->constant_state, s->op = n->op, s->has = (uint32_t)(n->has_filter | n->has_key << 1);
    s->count = n->count, s->value = n->value, s->second = n->second;
    s->sides = n->sides, s->field = n->field, s->space = n->space, s->text = n->text, s->rule = n->rule;
    s->table = n->table;
    for (uint32_t i = 0; i < n->count; i++) s->kids[i] = n->kids[i];
    if (n->lookup) put_lookup(s, n->lookup);
    return s;
}

_Static_assert(sizeof(struct shape) % 8 == 0, "a shape is hashed by words");

static uint32_t hash_shape(const struct shape *s, size_t size) {
    const uint64_t *words = (const uint64_t *)s;
    uint64_t h = 0;
    for (size_t i = 0; i < size / 8; i++) {
        h = (h ^ words[i]) * UINT64_C(0x9E3779B97F4A7C15);
        h ^= h >> 32;
    }
    return (uint32_t)h;
}

static bool has_shape(struct builder *b, const struct node *n, const struct shape *wanted, size_t size) {
    size_t own_size;
    struct shape *own = shape_of(b, n, &own_size);
    bool same = size == own_size && !memcmp(own, wanted, size);
    arena_give_back(b->arena, own);
    return same;
}

#define SLOTS_LEAST 256u

// The nodes made so far by their shapes: a slot has the id plus one.
struct node_slot {
    uint32_t node, hash;
};

static struct node_slot *free_slot(const struct builder *b, uint32_t hash) {
    uint32_t at = hash & (b->slot_count - 1);
    while (b->slots[at].node) at = (at + 1) & (b->slot_count - 1);
    return &b->slots[at];
}

static const struct node *find_shape(struct builder *b, const struct shape *s, size_t size, uint32_t hash) {
    if (!b->slots) return NULL;
    for (uint32_t at = hash & (b->slot_count - 1); b->slots[at].node; at = (at + 1) & (b->slot_count - 1)) {
        const struct node *n = b->nodes[b->slots[at].node - 1];
        if (b->slots[at].hash == hash && has_shape(b, n, s, size)) return n;
    }
    return NULL;
}

// Half of them stay empty.
static void reserve_slots(struct builder *b) {
    struct node_slot *old = b->slots;
    uint32_t count = b->slot_count;
    if (b->node_count < count / 2) return;
    b->slot_count = count ? 2 * count : SLOTS_LEAST;
    b->slots = calloc(b->slot_count, sizeof *b->slots);
    for (uint32_t i = 0; b->slots && i < count; i++)
        if (old[i].node) *free_slot(b, old[i].hash) = old[i];
    free(old);
    if (!b->slots) arena_exhausted(b->arena);
}

static struct node *keep(struct builder *b, const struct node *n) {
    struct node *kept = ARENA_NEW(b->arena, struct node);
    *kept = *n;
    kept->id = b->node_count;
    kept->origin = b->origin;
    kept->kids = ARENA_ARRAY(b->arena, const struct node *, n->count);
    for (uint32_t i = 0; i < n->count; i++) kept->kids[i] = n->kids[i];
    ARENA_PUSH(b->arena, b->nodes, b->node_count, kept);
    return kept;
}

static const struct node *share(struct builder *b, const struct node *n) {
    size_t size;
    struct shape *s = shape_of(b, n, &size);
    uint32_t hash = hash_shape(s, size);
    const struct node *known = find_shape(b, s, size, hash);
    arena_give_back(b->arena, s);
    if (known) return known;
    reserve_slots(b);
    struct node *kept = keep(b, n);
    *free_slot(b, hash) = (struct node_slot){kept->id + 1, hash};
    return kept;
}

static const struct node *only_column(const struct node *n) {
    const struct node *only = NULL;
    if (node_cause(n) == CAUSE_ITEMS || node_cause(n) == CAUSE_OWNER || node_cause(n) == CAUSE_RULE) return NULL;
    for (uint32_t i = 0; i < n->count; i++) {
        const struct node *kid = n->kids[i], *column = kid->operation == OPERATION_COLUMN ? kid : kid->only;
        if (kid->constant || kid->operation == OPERATION_AS_OF) continue;
        if (!column || (only && only != column)) return NULL;
        only = column;
    }
    return only;
}

static void inherit_flags(struct node *n) {
    for (uint32_t i = 0; i < n->count; i++) {
        n->may_fault |= n->kids[i]->may_fault;
        n->may_be_unknown |= n->kids[i]->may_be_unknown;
        n->may_be_silent |= n->kids[i]->may_be_silent;
        n->may_be_referred |= n->kids[i]->may_be_referred;
    }
}

static void set_flags(struct node *n) {
    enum cause cause = node_cause(n);
    inherit_flags(n);
    n->may_be_unknown |= cause == CAUSE_FIELD || cause == CAUSE_LIST || cause == CAUSE_ITEMS;
    n->may_be_referred |= cause == CAUSE_RULE;
    if (cause == CAUSE_NONE) n->may_be_unknown = n->may_be_silent = n->may_be_referred = false;
    if (cause == CAUSE_DEFAULT) {
        if (replaces_missing(n)) n->may_be_unknown = n->kids[n->count - 1]->may_be_unknown;
        n->may_be_silent = n->kids[n->count - 1]->may_be_silent;
    }
    n->may_be_silent |= n->operation == OPERATION_EXTREME_ITEM;
    n->type.may_be_silent = n->may_be_silent;
    n->only = only_column(n);
}

// The value of a node over constants, worked out by its own handler on a row of its own: folding cannot
// differ from evaluating. False where it faults, so that it does so when it is reached, not before.
static bool fold(struct builder *b, const struct node *n, struct node_value *value) {
    struct node *copies = ARENA_ARRAY(b->arena, struct node, n->count + 1);
    const struct node **nodes = ARENA_ARRAY(b->arena, const struct node *, n->count + 1);
    for (uint32_t i = 0; i <= n->count; i++) {
        copies[i] = i < n->count ? *n->kids[i] : *n;
        copies[i].id = i;
        nodes[i] = &copies[i];
    }
    copies[n->count].kids = nodes;
    struct workspace w;
    bool made = workspace_make(&w, b->policy, nodes, n->count + 1, 1);
    if (made) {
        w.rows = 1;
        n->eval(&w, &copies[n->count]);
        *value = node_value_at(&w, &copies[n->count], 0);
    }
    workspace_drop(&w);
    if (!made) arena_exhausted(b->arena);
    arena_give_back(b->arena, copies);
    return value->state != STATE_FAULT;
}

static bool all_constant(const struct node *n) {
    for (uint32_t i = 0; i < n->count; i++)
        if (!n->kids[i]->constant || n->kids[i]->space) return false;
    return n->count > 0;
}

// SPAN is kept for comparisons to read its kids, and so is a fraction, a rule for whoever asks which one refers;
// aggregates and broadcasts need rows.
static bool is_foldable(const struct node *n) {
    bool read = n->operation == OPERATION_SPAN || is_fraction(n) || n->rule;
    return n->eval && !n->space && !read && !is_aggregate(n) && all_constant(n);
}

static const char *constant_text(struct builder *b, const struct node *n, struct slice text) {
    return n->lane == LANE_TEXT && text.text ? arena_copy(b->arena, text.text, text.length) : NULL;
}

static const struct field *space_of(const struct node *n) {
    if (n->space || is_aggregate(n)) return n->space;
    for (uint32_t i = 0; i < n->count; i++)
        if (n->kids[i]->space) return n->kids[i]->space;
    return NULL;
}

static const struct node *in_space(struct builder *b, const struct node *n, const struct field *space) {
    if (n->space == space) return n;
    struct node moved = *n;
    moved.space = space;
    if (n->constant) return share(b, &moved);
    struct node repeated = node_of(OPERATION_BROADCAST, n->lane);
    repeated.type = n->type;
    repeated.space = space;
    return make1(b, repeated, n);
}

static void settle_spaces(struct builder *b, struct node *n) {
    n->space = space_of(n);
    const struct field *wanted = is_aggregate(n) ? n->field : n->space;
    if (!wanted || n->operation == OPERATION_BROADCAST) return;
    const struct node **kids = ARENA_ARRAY(b->arena, const struct node *, n->count);
    for (uint32_t i = 0; i < n->count; i++) kids[i] = in_space(b, n->kids[i], wanted);
    n->kids = kids;
}

const struct node *make_node(struct builder *b, struct node n, const struct node **kids, uint32_t count) {
    n.count = count;
    n.kids = kids;
    settle_spaces(b, &n);
    n.eval = node_handler(&n);
    set_flags(&n);
    set_range(&n);
    struct node_value value;
    if (is_foldable(&n) && fold(b, &n, &value))
        return make_constant(b, n.type, value.state, value.value, constant_text(b, &n, value.text));
    return share(b, &n);
}

const struct node *make1(struct builder *b, struct node n, const struct node *x) { return make_node(b, n, &x, 1); }

const struct node *make2(struct builder *b, struct node n, const struct node *x, const struct node *y) {
    const struct node *kids[] = {x, y};
    return make_node(b, n, kids, 2);
}

const struct node *make_constant(struct builder *b, struct type type, enum state state, int64_t value,
                                 const char *text) {
    struct node n = node_of(OPERATION_CONSTANT, lane_of(type));
    n.type = type;
    n.type.may_be_silent = state == STATE_SILENT;
    n.constant = true;
    n.constant_state = state;
    n.value = n.lane == LANE_TRUTH && state != STATE_KNOWN ? TRUTH_UNKNOWN : value;
    n.text = text;
    n.may_be_unknown = state == STATE_UNKNOWN;
    n.may_be_silent = state == STATE_SILENT;
    set_range(&n);
    return share(b, &n);
}

const struct node *make_truth(struct builder *b, uint8_t truth) {
    enum state state = truth == TRUTH_UNKNOWN ? STATE_UNKNOWN : STATE_KNOWN;
    return make_constant(b, (struct type){.kind = TYPE_TRUTH}, state, truth, NULL);
}

const struct node *make_number(struct builder *b, int64_t value) {
    return make_constant(b, (struct type){.kind = TYPE_COUNT}, STATE_KNOWN, value, NULL);
}

// What is decided whatever the others say, and what says nothing, is left out.
static const struct node *connect(struct builder *b, enum operation operation, uint8_t deciding,
                                  const struct node **kids, uint32_t count) {
    const struct node **kept = ARENA_ARRAY(b->arena, const struct node *, count);
    uint32_t left = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (is_known_constant(kids[i]) && kids[i]->value == deciding) return make_truth(b, deciding);
        bool again = false;
        for (uint32_t j = 0; j < left && left <= 16; j++) again |= kept[j] == kids[i];
        if (!again && !is_known_constant(kids[i])) kept[left++] = kids[i];
    }
    if (left == 0) return make_truth(b, truth_not(deciding));
    return left == 1 ? kept[0] : make_node(b, node_of(operation, LANE_TRUTH), kept, left);
}

const struct node *make_and(struct builder *b, const struct node **kids, uint32_t count) {
    return connect(b, OPERATION_AND, TRUTH_NO, kids, count);
}

const struct node *make_or(struct builder *b, const struct node **kids, uint32_t count) {
    return connect(b, OPERATION_OR, TRUTH_YES, kids, count);
}

const struct node *make_quantified(struct builder *b, enum operation operation, const struct field *list,
                                   const struct node *condition) {
    struct node n = node_of(operation, LANE_TRUTH);
    n.field = list;
    return make1(b, n, condition);
}

const struct node *make_and2(struct builder *b, const struct node *x, const struct node *y) {
    const struct node *kids[] = {x, y};
    return make_and(b, kids, 2);
}

const struct node *make_not(struct builder *b, const struct node *x) {
    return x->operation == OPERATION_NOT ? x->kids[0] : make1(b, node_of(OPERATION_NOT, LANE_TRUTH), x);
}
