// Rules 1 to 6: from evaluated conditions to decisions, a vector per offer. Reasons are kept as byte planes,
// eight rules to a byte, so that a million decisions carry their reasons at the cost of a few vector operations.
#ifndef POL_DECIDE_DECIDE_H
#define POL_DECIDE_DECIDE_H
#include "grammar/tree/decision.h"
#include "interp/eval/workspace.h"
#include "interp/plan/plan.h"

struct offer_result {
    const struct planned_offer *planned;
    uint8_t *decision;  // by row
    uint32_t planes;    // (rule_count + 7) / 8
    uint8_t **failed;   // [plane][row], bit i of plane p stands for rule 8 p + i: failed (a requirement or a veto)
    uint8_t **asks;     // likewise: a person decides (in principle no, waived, refer yes, its condition referred)
    uint8_t **unknown;  // likewise: unknown
};

struct scheme_result {
    const struct planned_scheme *planned;
    uint8_t *decision;  // best of the offers (the offer's own where there is but one); NOT_IN_FORCE outside the period
    uint16_t *best;  // index of the offer: of those with that decision the one with the largest limit, then the first
    const int64_t *limit;  // fen, meaningful where has_limit
    uint8_t *has_limit;
    struct offer_result *offers;
    const uint8_t *in_force;  // by row: whether the version is
    uint8_t *fault;   // by row: 1 where the record faulted here; that of the decisions where it must be rejected then
    int64_t *limits;  // what `limit` is where several offers have one; else NULL, and `limit` the offer's own
};

struct decisions {
    const struct plan *plan;
    uint32_t capacity, rows;
    struct scheme_result *schemes;  // by version and world, as plan->schemes
    uint8_t *fault;                 // by row: 1 where the record must be rejected, or is left out by whoever decided it
    // [group * capacity + row], by the plan's groups: the version to report, as an index into schemes: the one in
    // force, else the last begun, else the first.
    uint16_t *chosen;
    // working room
    uint8_t *yes, *no, *in_force;  // by row; in_force where every row has its date
    uint8_t *unsettled;            // decisions by rules of which some may be waived or referred: of no use
    uint8_t *seen;                 // missing fields already told, by field, then by item field
    uint32_t *first_item_field;    // by field index: where its item fields stand in `seen`
    uint32_t seen_count;
    void *memory;
};

struct decisions *decisions_new(const struct plan *plan, uint32_t capacity);  // NULL: out of memory
void decisions_free(struct decisions *d);
// After eval_block(w, b).
void decide(struct decisions *d, const struct workspace *w, const struct block *b);
// What decide() makes of the first row in one offer, by what this alone is decided by; of no other anything is known.
enum decision decide_alone(struct decisions *d, const struct workspace *w, const struct block *b, uint32_t scheme,
                           uint32_t offer);

// The reasons of one offer and row, whatever the decision, but empty where it is not_applicable or not_in_force.
// Names of failed and asking rules come as they stand in the offer; grants that are silent or referred ask too, and for
// a `when` that is referred the rules of the offers that it asks about, so that a name may come twice.
enum reason { REASON_FAILED, REASON_REFER, REASON_MISSING };
// item: of a missing item field, else NULL.
typedef void reason_visitor(void *context, enum reason reason, const struct name *name, const struct name *item);
void decision_reasons(const struct decisions *d, const struct workspace *w, uint32_t scheme, uint32_t offer,
                      uint32_t row, reason_visitor *visit, void *context);
// The conditions, grants and `when` of an offer that are unknown and matter, for whoever follows them to the missing
// fields. Places are those of planned_part; a waiver has none.
#define NO_PLACE UINT32_MAX
typedef void unknown_visitor(void *context, const struct node *n, uint32_t place);
void decision_unknowns(const struct decisions *d, const struct workspace *w, uint32_t scheme, uint32_t offer,
                       uint32_t row, unknown_visitor *visit, void *context);
// A number for every field and item field, below seen_count.
static inline uint32_t field_place(const struct decisions *d, const struct field *list, const struct field *field) {
    return list ? d->first_item_field[list->index] + field->index : field->index;
}
// The node where the record's fault arose, for the message; NULL where it has none.
const struct node *decision_fault(const struct decisions *d, const struct workspace *w, uint32_t row);
#endif
