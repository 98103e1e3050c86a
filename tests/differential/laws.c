#include "tests/differential/laws.h"

#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "tests/differential/random_record.h"
#include "tests/differential/subject.h"

// Adding a fact never turns a known answer into another one.
static void grow(struct random_source *r, const struct subject *s, const struct offer *o) {
    bool flags[2][64] = {{0}};
    struct naive_value grants[8];
    struct naive_offer before = {.failed = flags[0], .asks = flags[1], .grants = grants}, after = before;
    struct naive_record record = subject_record(s, r);
    naive_decide(s->policy, &record, o, &before);
    while (!before.fault && random_fill(r, s->policy, &record)) {
        naive_decide(s->policy, &record, o, &after);
        if (after.fault) break;
        if (before.decision < 2) ck_assert_int_eq(after.decision, before.decision);
        if (before.decision == 4) ck_assert_int_eq(after.decision, 4);
        if (before.decision == 3) ck_assert(after.decision == 3 || after.decision == 4);  // `when` may yet turn out no
        before = after;
    }
    random_record_free(&record, s->policy);
}

START_TEST(facts_never_flip_an_answer) {
    struct random_source r = {(uint64_t)_i + 5};
    struct subject *s = calloc(1, sizeof *s);
    subject_make(s, &r, DATE_PACK(2024, 7, 1), true);
    for (int k = 0; k < 50; k++) grow(&r, s, s->policy->schemes[0]->offers[0]);
    subject_free(s);
}
END_TEST

void laws_add(TCase *c, int rounds) { tcase_add_loop_test(c, facts_never_flip_an_answer, 0, 200 * rounds); }
