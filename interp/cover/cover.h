// What the tests of a policy have shown: for every rule, table row, decision, amendment and operand the outcomes that
// some test saw, out of those that there are. An operand of a condition has decided by yes where a test had it yes and
// no would have changed the condition, and likewise by no (masking MC/DC, DO-178C; CAST-10).
// Only what a test expects something of counts: the offers that it names, or all of a scheme that it names; of what
// offers share, definitions and tables, every test.
// What is asked of items is seen of each item that is asked, a definition with parameters in each of its uses; both
// stand where they are written.
// Ownership: a coverage owns all that it points to but the policy's, which must outlive it.
#ifndef POL_COVER_COVER_H
#define POL_COVER_COVER_H
#include "interp/study/shown.h"
#include "interp/study/test.h"

enum cover_kind {
    COVER_REQUIREMENT,
    COVER_VETO,
    COVER_REFER,
    COVER_WHEN,  // of an offer or of a rule
    COVER_WAIVER,
    COVER_ROW,  // of a table
    COVER_DECISION,
    COVER_AMENDMENT,
    COVER_OPERAND,  // of a condition of several, or of one on items
    COVER_KIND_COUNT
};

// Outcomes, as bits: of conditions and operands by enum truth, of decisions by enum decision.
enum { COVER_HELD = 1 };  // of a row or an amendment: there is but one
static inline uint8_t cover_bit(unsigned outcome) { return (uint8_t)(1u << outcome); }

struct cover_place {
    enum cover_kind kind;
    struct span at;
    const struct name *name;          // of the rule, the offer, the table; NULL: it has none
    const struct scheme *scheme;      // in which it stands; NULL: in none
    uint8_t wanted, seen, ruled_out;  // outcomes: those that there are, those that a test saw, those that cannot be
    bool of_items, of_applicant;      // whose an operand is asked; a definition's may be either's
};
static inline uint8_t cover_open(const struct cover_place *p) {
    return (uint8_t)(p->wanted & ~p->seen & ~p->ruled_out);
}

struct coverage;
struct coverage *coverage_new(const struct policy *policy);  // NULL: out of memory
void coverage_free(struct coverage *c);
// For test_options: what it has to see of every test.
const struct test_watch *coverage_watch(struct coverage *c);
// Rules out what no test has shown and no applicant could, as usual of that date as may be; and finds applicants who
// show the rest, few of them, where that is asked for (else NULL). After the last test. False: out of memory.
bool coverage_rule_out(struct coverage *c, int32_t as_of, struct shown_list *found);
// In the order in which they were found.
const struct cover_place *coverage_places(const struct coverage *c, uint32_t *count);

struct cover_sum {
    uint32_t seen, wanted, ruled_out;  // outcomes; `wanted` without those that are ruled out
};
struct cover_sum cover_sum_of(const struct cover_place *p);
struct cover_sum cover_sums(const struct coverage *c, enum cover_kind kind);  // COVER_KIND_COUNT: of all
#endif
