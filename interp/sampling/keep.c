// Records that were found, each once; and what is made of one.
#include "interp/eval/eval.h"
#include "interp/sampling/internal.h"
#include "interp/solve/witness.h"

bool sampling_asks(const struct sampling *s, uint32_t scheme) {
    const struct scheme *of = s->plan->schemes[scheme].scheme;
    if (s->scheme && s->scheme->group != of->group) return false;
    return (!of->from || of->from <= s->as_of) && (!of->until || s->as_of <= of->until);
}

bool sampling_decide(struct sampling *s, const struct block *record) {
    bool done = eval_block(s->workspace, record);
    if (done) decide(s->decisions, s->workspace, record);
    s->failed |= !done;
    return done;
}

struct block *copy_without(struct sampling *s, const struct block *b, const struct field *left_out) {
    struct block *copy = witness_block(b, left_out);
    if (copy) copy->as_of[0] = s->as_of;
    s->failed |= !copy;
    return copy;
}

static bool is_same(const struct sampling *s, const struct block *a, const struct block *b) {
    for (uint32_t i = 0; i < s->policy->field_count; i++) {
        const struct field *f = &s->policy->fields[i];
        if (!f->key && !witness_is_same(f, a, 0, b, 0)) return false;
    }
    return true;
}

static uint32_t find_same(const struct sampling *s, const struct block *b) {
    for (uint32_t i = 0; i < s->count; i++)
        if (is_same(s, s->records[i].block, b)) return i;
    return NO_RECORD;
}

uint32_t keep_record(struct sampling *s, const struct block *b, uint32_t base, struct sample_aspect aspect) {
    uint32_t at = find_same(s, b);
    if (at == NO_RECORD) {
        struct sampled one = {.block = copy_without(s, b, NULL),
                              .base = base == NO_RECORD ? s->count : s->records[base].base};
        if (!one.block) return NO_RECORD;
        at = s->count;
        ARENA_PUSH(s->arena, s->records, s->count, one);
    }
    struct sampled *r = &s->records[at];
    ARENA_PUSH(s->arena, r->aspects, r->aspect_count, aspect);
    return at;
}

void keep_gap(struct sampling *s, struct sample_aspect aspect, bool open) {
    const struct sampling_gap gap = {aspect, open};
    ARENA_PUSH(s->arena, s->gaps, s->gap_count, gap);
}
