// What watched conditions came to be. Each time that one is lowered with other items, or other arguments, in hand it is
// another use of it.
#define uthash_malloc(size) arena_alloc(b->arena, (size))
#define uthash_free(room, size) ((void)(room))
#include "grammar/base/hash.h"
#include "interp/plan/builder.h"
#include "interp/value/truth.h"

#define NO_OPERAND UINT32_MAX

struct watched {
    const struct expr *expr;
    uint32_t condition, operand;  // that it is, in the condition; NO_OPERAND: none
    bool is_root;
    UT_hash_handle hh;
};

// ---- what is watched

static struct watched *find(const struct builder *b, const struct expr *e) {
    struct watched *w;
    HASH_FIND_PTR(b->watched, &e, w);
    return w;
}

static struct watched *watch(struct builder *b, const struct expr *e, uint32_t condition) {
    struct watched *w = find(b, e);
    if (w) return w;
    w = ARENA_NEW(b->arena, struct watched);
    w->expr = e, w->condition = condition, w->operand = NO_OPERAND;
    HASH_ADD_PTR(b->watched, expr, w);
    return w;
}

void watch_begin(struct builder *b) {
    for (uint32_t i = 0; i < b->options->watched_count; i++) {
        const struct watched_condition *c = &b->options->watched[i];
        watch(b, c->root, i)->is_root = true;
        for (uint32_t k = 0; k < c->operand_count; k++) watch(b, c->operands[k], i)->operand = k;
    }
}

void watch_end(struct builder *b) { b->watched = NULL; }

static const struct watched_condition *watched_of(const struct builder *b, const struct planned_use *u) {
    return &b->options->watched[u->condition];
}

// ---- that an operand decides for some item

struct showing {
    struct builder *b;
    const struct planned_use *use;
    uint32_t next;  // operand
};

static const struct node *came_to(struct showing *s, const struct expr *e) {
    if (!expr_joins(e)) return s->use->operands[s->next++];
    const struct node **kids = ARENA_ARRAY(s->b->arena, const struct node *, e->count);
    for (uint32_t i = 0; i < e->count; i++) kids[i] = came_to(s, e->kids[i]);
    if (e->kind == NODE_NOT) return make_not(s->b, kids[0]);
    return e->kind == NODE_AND ? make_and(s->b, kids, e->count) : make_or(s->b, kids, e->count);
}

static void show_operands(struct showing *s, const struct expr *e, const struct node *decides);

// The one decides where all others are such that they do not.
static void show_kids(struct showing *s, const struct expr *e, const struct node *decides) {
    const struct node **kids = ARENA_ARRAY(s->b->arena, const struct node *, e->count);
    struct showing ahead = *s;
    for (uint32_t i = 0; i < e->count; i++) {
        kids[i] = came_to(&ahead, e->kids[i]);
        if (e->kind == NODE_OR) kids[i] = make_not(s->b, kids[i]);
    }
    for (uint32_t i = 0; i < e->count; i++) {
        const struct node *own = kids[i];
        kids[i] = decides;
        show_operands(s, e->kids[i], make_and(s->b, kids, e->count));
        kids[i] = own;
    }
}

static void show(struct showing *s, uint32_t operand, uint8_t truth, const struct node *decides) {
    const uint8_t wanted = watched_of(s->b, s->use)->shown[operand];
    const struct node *n = s->use->operands[operand];
    if (truth == TRUTH_NO) n = make_not(s->b, n);
    if (!(wanted >> truth & 1)) return;
    s->use->shown[operand][truth] = make_quantified(s->b, OPERATION_ANY_ITEM, s->use->list,
                                                    make_and2(s->b, decides, n));
}

static void show_operands(struct showing *s, const struct expr *e, const struct node *decides) {
    if (e->kind == NODE_NOT) {
        show_operands(s, e->kids[0], decides);
    } else if (expr_joins(e)) {
        show_kids(s, e, decides);
    } else {
        uint32_t operand = s->next++;
        show(s, operand, TRUTH_NO, decides);
        show(s, operand, TRUTH_YES, decides);
    }
}

static void show_all(struct builder *b, struct planned_use *u) {
    const struct watched_condition *c = watched_of(b, u);
    struct showing s = {b, u, 0};
    u->shown = arena_alloc(b->arena, c->operand_count * sizeof *u->shown);
    show_operands(&s, c->root, u->passed ? u->passed : make_truth(b, TRUTH_YES));
}

// ---- uses

static bool is_known_use(struct builder *b, const struct planned_use *u, const struct node *n) {
    const struct watched_condition *c = watched_of(b, u);
    size_t count = 3 + (size_t)c->operand_count;
    const void **key = ARENA_ARRAY(b->arena, const void *, count);
    key[0] = c->root, key[1] = u->list, key[2] = u->passed;
    for (uint32_t i = 0; i < c->operand_count; i++) key[3 + i] = u->operands[i];
    if (memo_find(b, key, count * sizeof *key)) return true;
    memo_add(b, key, count * sizeof *key, n);
    return false;
}

static void keep_use(struct builder *b, struct planned_use *u, const struct node *n) {
    if (is_known_use(b, u, n)) return;
    if (u->list && watched_of(b, u)->shown) show_all(b, u);
    ARENA_PUSH(b->arena, b->plan->uses, b->plan->use_count, *u);
}

const struct watched *use_begin(struct builder *b, const struct expr *e) {
    struct watched *w = find(b, e);
    if (!w || !w->is_root) return w;
    b->use = ARENA_NEW(b->arena, struct planned_use);
    b->use->condition = w->condition;
    b->use->list = b->list, b->use->passed = b->passed;
    b->use->operands = ARENA_ARRAY(b->arena, const struct node *, watched_of(b, b->use)->operand_count);
    return w;
}

void use_end(struct builder *b, const struct watched *w, struct planned_use *outer, const struct node *n) {
    bool inside = b->use && b->use->condition == w->condition;
    if (inside && w->operand != NO_OPERAND) b->use->operands[w->operand] = n;
    if (w->is_root) keep_use(b, b->use, n), b->use = outer;
}
