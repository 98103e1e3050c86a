#include "interp/cover/cover.h"

#include <stdlib.h>
#include <string.h>

#include "interp/cover/internal.h"

// ---- the whole

static bool collect(struct coverage *c) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    arena_init(&c->arena, &out_of_memory);
    collect_places(c);
    c->truths = ARENA_ARRAY(&c->arena, uint8_t, c->longest + 1);
    c->arena.out_of_memory = NULL;
    return true;
}

struct coverage *coverage_new(const struct policy *policy) {
    struct coverage *c = calloc(1, sizeof *c);
    if (!c) return NULL;
    c->policy = policy;
    if (collect(c)) {
        c->watch = (struct test_watch){c->watched, c->condition_count, see_test, c};
        return c;
    }
    coverage_free(c);
    return NULL;
}

void coverage_free(struct coverage *c) {
    if (!c) return;
    arena_free(&c->arena);
    free(c);
}

const struct test_watch *coverage_watch(struct coverage *c) { return &c->watch; }

const struct cover_place *coverage_places(const struct coverage *c, uint32_t *count) {
    *count = c->place_count;
    return c->places;
}

// ---- sums

static uint32_t bits(uint8_t outcomes) { return (uint32_t)__builtin_popcount(outcomes); }

struct cover_sum cover_sum_of(const struct cover_place *p) {
    uint8_t out = (uint8_t)(p->wanted & p->ruled_out & ~p->seen);
    return (struct cover_sum){bits(p->wanted & p->seen), bits(p->wanted) - bits(out), bits(out)};
}

struct cover_sum cover_sums(const struct coverage *c, enum cover_kind kind) {
    struct cover_sum sum = {0};
    for (uint32_t i = 0; i < c->place_count; i++) {
        if (kind != COVER_KIND_COUNT && c->places[i].kind != kind) continue;
        struct cover_sum one = cover_sum_of(&c->places[i]);
        sum.seen += one.seen, sum.wanted += one.wanted, sum.ruled_out += one.ruled_out;
    }
    return sum;
}
