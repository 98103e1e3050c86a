// Why a node is unknown, or a fault, in a row that has been evaluated.
#ifndef POL_EVAL_CAUSES_H
#define POL_EVAL_CAUSES_H
#include "interp/eval/workspace.h"

// Visits the fields that left `n` unknown in `row`: only those behind operands that kept the result from being known
// (language reference, Decisions). A field is visited as often as it is met. `list` is NULL, or the field is one of its
// items.
typedef void missing_visitor(void *context, const struct field *list, const struct field *field);
void node_missing(const struct workspace *w, const struct node *n, uint32_t row, missing_visitor *visit, void *context);
// Likewise the rules that ask for a person, of the offers that `n` asks about by `meets`, where `n` is referred.
typedef void referred_visitor(void *context, const struct rule *rule);
void node_referred(const struct workspace *w, const struct node *n, uint32_t row, referred_visitor *visit,
                   void *context);
// The node where a state arose, STATE_FAULT or STATE_SILENT; NULL where the row is in another.
const struct node *node_origin(const struct workspace *w, const struct node *n, uint32_t row, enum state state);
const struct node *node_fault(const struct workspace *w, const struct node *n, uint32_t row);  // of STATE_FAULT
// Of what is silent: whether it is so because it is the largest or the smallest of no items.
bool node_is_nothing(const struct workspace *w, const struct node *n, uint32_t row);
// What went wrong at the node where a fault arose.
enum fault_reason { FAULT_ARITHMETIC, FAULT_TWO_ROWS, FAULT_ID_NUMBER, FAULT_INSTALMENT };
enum fault_reason fault_reason(const struct node *fault);
// Where the fault is that two rows of a table of unique rows hold: which two. False: it is another.
bool unique_rows(const struct workspace *w, const struct node *fault, uint32_t row, struct span rows[2]);
#endif
