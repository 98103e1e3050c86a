#include "tests/differential/coverage.h"

#include <stdio.h>
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "tests/differential/random_record.h"
#include "tests/differential/subject.h"

#define POLICIES 1000
#define RECORDS_EACH 60

// S stands for silent and for nothing: what the one may do, the other may.
enum { K = 1, P = 2, U = 4, S = 8, F = 16, T = 32 };
static const char state_letters[] = "KPUSFT";

static unsigned letter_of(const struct naive_value *v) {
    static const unsigned letters[] = {
        [NAIVE_KNOWN] = 0,   [NAIVE_PERSON] = 1, [NAIVE_UNKNOWN] = 2,
        [NAIVE_NOTHING] = 3, [NAIVE_SILENT] = 3, [NAIVE_FAULT] = 4,
    };
    return v->two_rows ? 5 : letters[v->state];
}

#define NEGATED 1
#define CALL_OF(id) (id)
#define TABLE_OF(hit) (100 + (int)(hit))  // of one that doesn't take the first row that holds
enum { CALL_OF_DEFINE = BUILTIN_COUNT_, LARGEST_OF_ITEMS, SMALLEST_OF_ITEMS, COUNT_OF_SET, COUNT_PER_KEY };

struct cover {
    enum node_kind kind;
    int variant;
    unsigned states;  // 0: the kind has no value of its own
    const char *why;  // of the other states
};
static const struct cover covers[] = {
#define COVER(kind, variant, states, why) {NODE_##kind, (int)(variant), states, why},
#include "tests/differential/coverage.def"
#undef COVER
};
#define COVERS (sizeof covers / sizeof *covers)

static const char *const kind_names[] = {
#define NODE(kind, kids) #kind,
#include "grammar/tree/nodes.def"
#undef NODE
};

struct tally {
    uint64_t met[COVERS][sizeof state_letters - 1];
};

static int variant_of_call(const struct expr *e) {
    if (e->ref->kind == DEF_DEFINE) return CALL_OF_DEFINE;
    int id = (int)((const struct builtin_def *)(const void *)e->ref)->id;
    const struct expr *x = e->count ? e->kids[0] : NULL;
    bool items = x && x->kind == NODE_MEMBER && x->ref->kind == DEF_ITEM_FIELD && x->kids[0]->type.kind == TYPE_LIST;
    items |= x && x->kind == NODE_NAME && x->type.kind == TYPE_LIST;
    if (id == BUILTIN_COUNT && x->type.kind == TYPE_SET) return COUNT_OF_SET;
    if (id == BUILTIN_COUNT && e->has_key) return COUNT_PER_KEY;
    if (items && id == BUILTIN_MAX) return LARGEST_OF_ITEMS;
    return items && id == BUILTIN_MIN ? SMALLEST_OF_ITEMS : id;
}

static int variant_of_name(const struct definition *def) {
    const void *ref = def;
    bool result = def->kind == DEF_TABLE_RESULT;
    const struct table *t = def->kind == DEF_TABLE ? ref : result ? ((const struct table_result *)ref)->table : NULL;
    return t && t->decl->hit != HIT_FIRST ? TABLE_OF(t->decl->hit) : (int)def->kind;
}

static int variant_of(const struct expr *e) {
    switch (e->kind) {
    case NODE_NAME:
    case NODE_MEMBER: return variant_of_name(e->ref);
    case NODE_CALL: return variant_of_call(e);
    case NODE_ADD: return (int)e->type.kind;
    case NODE_IN:
    case NODE_IS_MISSING:
    case NODE_IS_EMPTY: return e->negated ? NEGATED : 0;
    default: return e->op;
    }
}

static void meet(void *context, const struct expr *e, const struct naive_value *v) {
    struct tally *t = context;
    int variant = variant_of(e);
    for (size_t i = 0; i < COVERS; i++)
        if (covers[i].kind == e->kind && covers[i].variant == variant) {
            t->met[i][letter_of(v)]++;
            return;
        }
    ck_abort_msg("coverage.def has no row for a '%s' of variant %d", kind_names[e->kind], variant);
}

static void meet_record(const struct subject *s, struct random_source *r, struct naive_watch *watch) {
    struct naive_record record = subject_record(s, r);
    record.watch = watch;
    bool flags[2][64];
    struct naive_value grants[16];
    struct naive_offer out = {.failed = flags[0], .asks = flags[1], .grants = grants};
    const struct scheme *scheme = s->policy->schemes[0];
    for (uint32_t o = 0; o < scheme->offer_count; o++) naive_decide(s->policy, &record, scheme->offers[o], &out);
    random_record_free(&record, s->policy);
}

static void meet_policy(uint64_t seed, struct naive_watch *watch) {
    struct random_source r = {seed};
    struct subject *s = calloc(1, sizeof *s);
    subject_make(s, &r, DATE_PACK(2024, 7, 1), false);
    for (int i = 0; i < RECORDS_EACH; i++) meet_record(s, &r, watch);
    subject_free(s);
}

static bool complain(const struct cover *c, unsigned state, uint64_t met) {
    bool expected = c->states >> state & 1;
    bool carried = state_letters[state] == 'P' || state_letters[state] == 'T';  // by whatever holds such a part
    if (expected == (met > 0) || (carried && !expected)) return false;
    fprintf(stderr, "%s, variant %d, state %c: met %llu times, expected %s\n", kind_names[c->kind], c->variant,
            state_letters[state], (unsigned long long)met, expected ? "some" : "none");
    return true;
}

START_TEST(every_node_is_met_in_every_state) {
    struct tally t = {0};
    struct naive_watch watch = {meet, &t};
    for (uint64_t seed = 0; seed < POLICIES; seed++) meet_policy(seed, &watch);
    bool wrong = false;
    for (size_t i = 0; i < COVERS; i++)
        for (unsigned s = 0; s < sizeof state_letters - 1; s++) wrong |= complain(&covers[i], s, t.met[i][s]);
    ck_assert_msg(!wrong, "the random policies leave something out, or coverage.def is wrong");
}
END_TEST

START_TEST(every_kind_has_a_row) {
    bool listed = false;
    for (size_t i = 0; i < COVERS; i++) listed |= covers[i].kind == (enum node_kind)_i;
    ck_assert_msg(listed, "coverage.def says nothing of '%s'", kind_names[_i]);
}
END_TEST

void coverage_add(TCase *c) {
    tcase_add_test(c, every_node_is_met_in_every_state);
    tcase_add_loop_test(c, every_kind_has_a_row, 0, NODE_KIND_COUNT);
}
