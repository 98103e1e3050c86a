// The slips that an expression allows by itself, whatever it stands in.
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "interp/mutate/internal.h"
#include "interp/report/words.h"
#include "interp/value/value_text.h"

static const char *word(const struct mutation *m, enum phrase_id id) { return words_text(m->lang, id); }

// ---- values

static const char *value_words(struct mutation *m, const struct type *type, int64_t value) {
    struct text t = {0};
    value_put_human(&t, m->policy, type, value, (struct slice){0}, m->lang);
    return text_keep(&t, &m->arena);
}

// The least that it can be off by, as the field writes it: a fen, a day, a month, one person, a basis point.
static int64_t unit_of(const struct type *type) {
    if (type->kind == TYPE_PERCENT) return 100;
    return type->kind == TYPE_NUMBER ? number_step(type->decimals) : 1;
}

static bool value_beside(const struct expr *e, int sign, int64_t *value) {
    int32_t date;
    if (e->kind == NODE_DATE) {
        if (!date_add_days((int32_t)e->value, sign, &date)) return false;
        *value = date;
        return true;
    }
    *value = e->value + sign * unit_of(&e->type);
    return true;
}

static void slip_literal(struct mutation *m, struct expr *e) {
    for (int sign = -1; sign <= 1; sign += 2) {
        bool fresh;
        int64_t value;
        if (!value_beside(e, sign, &value)) continue;
        struct mutant *mutant = mutant_at(m, e->at, MUTANT_VALUE, sign > 0, &fresh);
        if (fresh) mutant->was = value_words(m, &e->type, e->value), mutant->now = value_words(m, &e->type, value);
        PATCH(m, mutant, e->value, value);
    }
}

static void slip_truth(struct mutation *m, struct expr *e) {
    bool fresh;
    int64_t other = TRUTH_YES - e->value;
    struct mutant *mutant = mutant_at(m, e->at, MUTANT_VALUE, 0, &fresh);
    if (fresh) mutant->was = value_words(m, &e->type, e->value), mutant->now = value_words(m, &e->type, other);
    PATCH(m, mutant, e->value, other);
}

static const char *name_of(const struct mutation *m, const struct definition *d) {
    return name_text(m->policy, &d->name, m->lang);
}

// Each other value of the same choices; of many the one behind it alone would say as much, but is no slip more likely
// than the rest.
static void slip_choice(struct mutation *m, struct expr *e) {
    const struct choices *choices = e->type.choices;
    for (uint32_t i = 0; choices && i < choices->value_count; i++) {
        bool fresh;
        if (&choices->values[i].def == e->ref) continue;
        struct mutant *mutant = mutant_at(m, e->at, MUTANT_VALUE, i, &fresh);
        if (fresh) mutant->was = name_of(m, e->ref), mutant->now = name_of(m, &choices->values[i].def);
        PATCH(m, mutant, e->ref, &choices->values[i].def);
    }
}

// ---- comparisons

static const char *const op_words[] = {"=", "≠", "<", "≤", ">", "≥"};

static void slip_op(struct mutation *m, struct expr *e, enum compare_op op) {
    bool fresh;
    struct mutant *mutant = mutant_at(m, e->at, MUTANT_COMPARE, op, &fresh);
    if (fresh) mutant->was = op_words[e->op], mutant->now = op_words[op];
    PATCH(m, mutant, e->op, (uint8_t)op);
}

// By its edge, by its direction, and as an equality.
static void slip_order(struct mutation *m, struct expr *e) {
    static const enum compare_op others[][2] = {
        [OP_LT] = {OP_LE, OP_GT}, [OP_LE] = {OP_LT, OP_GE}, [OP_GT] = {OP_GE, OP_LT}, [OP_GE] = {OP_GT, OP_LE}};
    for (size_t i = 0; i < 2; i++) slip_op(m, e, others[e->op][i]);
    bool beside = expr_is_bound(e) || e->kids[0]->type.kind == TYPE_SPAN;
    if (!beside && (e->op == OP_LE || e->op == OP_GE)) slip_op(m, e, OP_EQ);
}

static bool has_order(const struct type *t) {
    return t->kind != TYPE_TRUTH && t->kind != TYPE_CHOICE && t->kind != TYPE_SET && t->kind != TYPE_TEXT &&
           t->kind != TYPE_NONE;
}

static void slip_equality(struct mutation *m, struct expr *e) {
    slip_op(m, e, e->op == OP_EQ ? OP_NE : OP_EQ);
    if (e->op != OP_EQ || !has_order(&e->kids[0]->type)) return;
    slip_op(m, e, OP_GE);
    slip_op(m, e, OP_LE);
}

static void slip_compare(struct mutation *m, struct expr *e) {
    if (e->op == OP_EQ || e->op == OP_NE) slip_equality(m, e);
    else slip_order(m, e);
}

static void slip_range(struct mutation *m, struct expr *e) {
    for (uint8_t end = RANGE_WITHOUT_LOW; end <= RANGE_WITHOUT_HIGH; end = (uint8_t)(end * 2)) {
        bool fresh, left_out = e->op & end, is_low = end == RANGE_WITHOUT_LOW;
        struct mutant *mutant = mutant_at(m, e->at, MUTANT_COMPARE, end, &fresh);
        const char *open = is_low ? ">" : "<", *closed = is_low ? "≥" : "≤";
        if (fresh) mutant->was = left_out ? open : closed, mutant->now = left_out ? closed : open;
        PATCH(m, mutant, e->op, (uint8_t)(e->op ^ end));
    }
}

static void slip_negated(struct mutation *m, struct expr *e) {
    bool fresh;
    struct mutant *mutant = mutant_at(m, e->at, MUTANT_NEGATE, 0, &fresh);
    PATCH(m, mutant, e->negated, !e->negated);
}

// ---- what is left out

static void drop_kid(struct mutation *m, struct mutant *mutant, struct expr *e, uint32_t kid) {
    struct expr **kids = ARENA_ARRAY(&m->arena, struct expr *, e->count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < e->count; i++)
        if (i != kid) kids[count++] = e->kids[i];
    PATCH(m, mutant, e->kids, kids);
    PATCH(m, mutant, e->count, count);
}

static void drop_member(struct mutation *m, struct expr *e) {
    for (uint32_t i = 0; e->count > 1 && i < e->count; i++) {
        bool fresh;
        struct mutant *mutant = mutant_at(m, e->kids[i]->at, MUTANT_DROP, DROPPED_MEMBER, &fresh);
        mutant->part = DROPPED_MEMBER;
        drop_kid(m, mutant, e, i);
    }
}

static void drop_operand(struct mutation *m, struct expr *e) {
    for (uint32_t i = 0; i < e->count; i++) {
        bool fresh;
        struct mutant *mutant = mutant_at(m, e->kids[i]->at, MUTANT_DROP, DROPPED_OPERAND, &fresh);
        if (e->count > 2) drop_kid(m, mutant, e, i);
        else PATCH(m, mutant, *e, *e->kids[1 - i]);
    }
}

// The condition on the items that are counted: all of them are then.
static void drop_filter(struct mutation *m, struct expr *e) {
    bool fresh;
    uint32_t filter = e->count - 1 - e->has_key;
    if (!e->has_filter) return;
    struct mutant *mutant = mutant_at(m, e->kids[filter]->at, MUTANT_DROP, DROPPED_FILTER, &fresh);
    mutant->part = DROPPED_FILTER;
    drop_kid(m, mutant, e, filter);
    PATCH(m, mutant, e->has_filter, false);
}

// What the items are told apart by: then all of them are of one.
static void drop_key(struct mutation *m, struct expr *e) {
    bool fresh;
    uint32_t key = e->count - 1;
    if (!e->has_key) return;
    struct mutant *mutant = mutant_at(m, e->kids[key]->at, MUTANT_DROP, DROPPED_KEY, &fresh);
    mutant->part = DROPPED_KEY;
    drop_kid(m, mutant, e, key);
    PATCH(m, mutant, e->has_key, false);
}

// ---- and, or, not

static void slip_connected(struct mutation *m, struct expr *e) {
    bool fresh, is_and = e->kind == NODE_AND;
    struct mutant *mutant = mutant_at(m, e->at, MUTANT_CONNECT, 0, &fresh);
    if (fresh) mutant->was = word(m, is_and ? WORDS_MUTATE_AND : WORDS_MUTATE_OR);
    if (fresh) mutant->now = word(m, is_and ? WORDS_MUTATE_OR : WORDS_MUTATE_AND);
    PATCH(m, mutant, e->kind, is_and ? NODE_OR : NODE_AND);
    drop_operand(m, e);
}

static void remove_not(struct mutation *m, struct expr *e) {
    bool fresh;
    struct mutant *mutant = mutant_at(m, e->at, MUTANT_NEGATE, 0, &fresh);
    PATCH(m, mutant, *e, *e->kids[0]);
}

// A condition that has no opposite of its own, under a `not`.
static void insert_not(struct mutation *m, struct expr *e) {
    bool fresh;
    struct mutant *mutant = mutant_at(m, e->at, MUTANT_NEGATE, 1, &fresh);
    struct expr *inner = ARENA_NEW(&m->arena, struct expr), outer = *e;
    *inner = *e;
    outer.kind = NODE_NOT;
    outer.count = 1;
    outer.kids = ARENA_ARRAY(&m->arena, struct expr *, 1);
    outer.kids[0] = inner;
    PATCH(m, mutant, *e, outer);
}

static void slip_has(struct mutation *m, struct expr *e) {
    bool fresh;
    if (e->kids[1]->count < 2) return;
    struct mutant *mutant = mutant_at(m, e->at, MUTANT_CONNECT, 0, &fresh);
    if (fresh) mutant->was = word(m, e->op == HAS_ALL ? WORDS_MUTATE_ALL : WORDS_MUTATE_ANY);
    if (fresh) mutant->now = word(m, e->op == HAS_ALL ? WORDS_MUTATE_ANY : WORDS_MUTATE_ALL);
    PATCH(m, mutant, e->op, (uint8_t)(e->op == HAS_ALL ? HAS_ANY : HAS_ALL));
}

// ---- numbers

static void slip_rounding(struct mutation *m, struct expr *e) {
    static const enum phrase_id words[] = {WORDS_MUTATE_HALF_UP, WORDS_MUTATE_HALF_UP, WORDS_MUTATE_DOWN,
                                           WORDS_MUTATE_UP};
    uint8_t own = e->op == ROUND_DEFAULT ? ROUND_HALF_UP : e->op;
    for (uint8_t op = ROUND_HALF_UP; op <= ROUND_UP; op++) {
        bool fresh;
        if (op == own) continue;
        struct mutant *mutant = mutant_at(m, e->at, MUTANT_ROUND, op, &fresh);
        if (fresh) mutant->was = word(m, words[own]), mutant->now = word(m, words[op]);
        PATCH(m, mutant, e->op, op);
    }
}

// The table of built-ins is in the order of `enum builtin`.
static struct mutant *slip_builtin(struct mutation *m, struct expr *e, enum builtin other) {
    bool fresh;
    const struct builtin_def *d = (const struct builtin_def *)e->ref;
    struct mutant *mutant = mutant_at(m, expr_name_at(e), MUTANT_CONNECT, 0, &fresh);
    if (fresh) mutant->was = builtin_words[d->id][m->lang], mutant->now = builtin_words[other][m->lang];
    PATCH(m, mutant, e->ref, &(d + other - d->id)->def);
    return mutant;
}

// Of `any` the filter alone may be what is asked.
static void slip_any(struct mutation *m, struct expr *e) {
    if (e->count < 2) return;
    struct mutant *mutant = slip_builtin(m, e, BUILTIN_ALL);
    if (e->count == 2) PATCH(m, mutant, e->has_filter, false);
}

static void slip_call(struct mutation *m, struct expr *e) {
    drop_filter(m, e);
    drop_key(m, e);
    if (e->ref->kind != DEF_BUILTIN) return;
    switch (((const struct builtin_def *)e->ref)->id) {
    case BUILTIN_MAX: slip_builtin(m, e, BUILTIN_MIN); break;
    case BUILTIN_MIN: slip_builtin(m, e, BUILTIN_MAX); break;
    case BUILTIN_ALL: slip_builtin(m, e, BUILTIN_ANY); break;
    case BUILTIN_ANY: slip_any(m, e); break;
    default: break;
    }
}

void slip_expression(struct mutation *m, struct expr *e) {
    switch (e->kind) {
    case NODE_NUMBER:
    case NODE_DATE:
    case NODE_MONTH: slip_literal(m, e); break;
    case NODE_TRUTH: slip_truth(m, e); break;
    case NODE_NAME:
        if (e->ref && e->ref->kind == DEF_VALUE) slip_choice(m, e);
        break;
    case NODE_LIST: drop_member(m, e); break;
    case NODE_NOT: remove_not(m, e); break;
    case NODE_AND:
    case NODE_OR: slip_connected(m, e); break;
    case NODE_ROUND: slip_rounding(m, e); break;
    case NODE_COMPARE: slip_compare(m, e); break;
    case NODE_RANGE: slip_range(m, e); break;
    case NODE_IN:
    case NODE_IS_MISSING:
    case NODE_IS_EMPTY: slip_negated(m, e); break;
    case NODE_HAS: slip_has(m, e); break;
    case NODE_CALL: slip_call(m, e); break;
    default: break;
    }
    bool is_named = e->kind == NODE_NAME && e->ref && e->ref->kind != DEF_VALUE;
    if (e->type.kind == TYPE_TRUTH && (is_named || e->kind == NODE_CALL || e->kind == NODE_MEETS)) insert_not(m, e);
}
