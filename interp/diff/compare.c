// Two editions clause by clause: which of them one has alone, and what is altered in those that both have.
#include "interp/diff/compare.h"

#include <string.h>

static void compare_values(const struct comparing *c, const struct decl *was, const struct decl *is) {
    uint32_t common = was->value_count < is->value_count ? was->value_count : is->value_count;
    for (uint32_t i = 0; i < common; i++) {
        const struct dated_value *from = &was->values[i], *to = &is->values[i];
        if (from->from != to->from) compare_spans(c, DIFFERENCE_OF_DATES, was, is, from->from_at, to->from_at);
        compare_parts(c, DIFFERENCE_OF_VALUE, was, is, from->value, to->value);
    }
    for (uint32_t i = common; i < was->value_count; i++)
        compare_parts(c, DIFFERENCE_OF_VALUE, was, is, was->values[i].value, NULL);
    for (uint32_t i = common; i < is->value_count; i++)
        compare_parts(c, DIFFERENCE_OF_VALUE, was, is, NULL, is->values[i].value);
}

static void compare_sorts(const struct comparing *c, const struct decl *was, const struct decl *is) {
    if (was->kind == is->kind && was->in_principle == is->in_principle) return;
    add_difference(c, (struct difference){.kind = DIFFERENCE_ALTERED,
                                          .of = DIFFERENCE_OF_SORT,
                                          .was = was,
                                          .is = is,
                                          .was_at = was->head,
                                          .is_at = is->head});
}

static void compare_dates(const struct comparing *c, const struct decl *was, const struct decl *is) {
    if (was->from == is->from && was->until == is->until) return;
    compare_spans(c, DIFFERENCE_OF_DATES, was, is, was->at, is->at);
}

// A choice's values and a list's fields one by one; of other types the whole.
static void compare_types(const struct comparing *outer, const struct decl *was, const struct decl *is) {
    const struct type_expr *a = was->type, *b = is->type;
    struct comparing inner = *outer;
    if (!a || !b) return;
    if (a->kind == b->kind && a->member_count && b->member_count) {
        inner.field = is;
        compare_lists(&inner, (struct decl_list){a->members, a->member_count},
                      (struct decl_list){b->members, b->member_count});
    } else compare_spans(outer, DIFFERENCE_OF_TYPE, was, is, a->at, b->at);
}

static struct decl_list members_of(const struct decl *d) { return (struct decl_list){d->members, d->member_count}; }

void compare_clauses(const struct comparing *outer, const struct decl *was, const struct decl *is) {
    struct comparing c = *outer;
    if (is->kind == DECL_SCHEME || is->kind == DECL_STANDARD) c.scheme = is;
    if (is->kind == DECL_OFFER) c.offer = is;
    compare_lists(&c, members_of(was), members_of(is));
    if (is_rule_kind(is->kind)) compare_sorts(&c, was, is);
    compare_types(&c, was, is);
    compare_parts(&c, DIFFERENCE_OF_CONDITION, was, is, was->expr, is->expr);
    compare_parts(&c, DIFFERENCE_OF_WHERE, was, is, was->when, is->when);
    compare_parts(&c, DIFFERENCE_OF_WAIVER, was, is, was->waiver, is->waiver);
    compare_values(&c, was, is);
    if (is->kind == DECL_TABLE) compare_tables(&c, was, is);
    if (is->kind == DECL_IN_FORCE || is->kind == DECL_AMENDMENT) compare_dates(&c, was, is);
}

// ---- lists

bool clause_counts(const struct decl *d) {
    switch (d->kind) {
    case DECL_USE:
    case DECL_SAMPLE:
    case DECL_TEST:
    case DECL_CLAIM:
    case DECL_ISSUER:
    case DECL_SOURCE:
    case DECL_NOT_RULE:
    case DECL_ACCEPT:
    case DECL_REFORM: return false;
    default: return true;
    }
}

static void add_whole(const struct comparing *c, enum difference_kind kind, const struct decl *was,
                      const struct decl *is) {
    struct difference x = {.kind = kind, .was = was, .is = is, .was_at = nowhere, .is_at = nowhere};
    if (was) x.was_at = was->head, x.from = compared_text(c, was->expr ? was->expr->at : was->head);
    if (is) x.is_at = is->head, x.to = compared_text(c, is->expr ? is->expr->at : is->head);
    add_difference(c, x);
}

// The next one that matches, looked for from behind the last on: lists in one order take one look each.
static uint32_t find_match(struct decl_list was, const bool *taken, const struct decl *is, uint32_t from) {
    for (uint32_t k = 0; k < was.count; k++) {
        uint32_t i = (from + k) % was.count;
        if (!taken[i] && decls_match(was.items[i], is)) return i;
    }
    return was.count;
}

static void add_dropped(const struct comparing *c, struct decl_list was, const bool *taken) {
    for (uint32_t i = 0; i < was.count; i++)
        if (!taken[i] && clause_counts(was.items[i])) add_whole(c, DIFFERENCE_DROPPED, was.items[i], NULL);
}

void compare_lists(const struct comparing *c, struct decl_list was, struct decl_list is) {
    bool *taken = ARENA_ARRAY(&c->d->compilation->arena, bool, was.count);
    uint32_t next = 0;
    for (uint32_t i = 0; i < is.count; i++) {
        if (!clause_counts(is.items[i])) continue;
        uint32_t found = find_match(was, taken, is.items[i], next);
        if (found == was.count) add_whole(c, DIFFERENCE_ADDED, NULL, is.items[i]);
        else taken[found] = true, next = found + 1, compare_clauses(c, was.items[found], is.items[i]);
    }
    add_dropped(c, was, taken);
}
