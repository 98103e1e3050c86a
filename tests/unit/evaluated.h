// A policy from text, compiled, checked, planned and walked over rows written as text: what the tests of evaluation
// stand on. Whatever goes wrong on the way fails the test at once. Records are written "revenue=100 good=yes
// since=2020-02-29 overdue=[2024-01/A/500;2024-02/?/1]": money in yuan, sets a+b, ? for missing; a field left out is
// missing too.
#ifndef POL_EVALUATED_H
#define POL_EVALUATED_H
#include "grammar/base/text.h"
#include "grammar/syntax/load.h"
#include "grammar/tree/model.h"
#include "interp/decide/decide.h"

struct evaluated {
    struct compilation c;
    jmp_buf out_of_memory;
    struct policy *policy;
    struct plan *plan;
    struct workspace *w;
    struct block *block;
    struct decisions *d;
};

// The vocabulary that most tests speak of: see evaluated.c.
extern const char evaluated_vocabulary[];

struct evaluated *evaluated_open(const char *policy);  // compiled and checked, no more
struct evaluated *evaluated_rules(const char *rules);  // the same, of evaluated_vocabulary and these
struct evaluated *evaluated_planned(const char *rules, uint32_t capacity);  // and planned, as of 2024-07-01
void evaluated_plan(struct evaluated *e, const struct plan_options *options, uint32_t capacity);
void evaluated_row(struct evaluated *e, const char *record);  // "as_of=…" where the plan has a date per row
void evaluated_walk(struct evaluated *e);                     // seals, walks, decides
void evaluated_clear(struct evaluated *e);                    // forgets the rows
void evaluated_close(struct evaluated *e);

// "yes", "no", "?", "silent", "nothing", "fault", or the number (money in fen), date or value's name.
void evaluated_value(const struct evaluated *e, const struct node *n, uint32_t row, struct text *out);
// The missing fields of a node, "revenue overdue.amount", each once, in order of appearance; "" where there are none.
void evaluated_missing(const struct evaluated *e, const struct node *n, uint32_t row, struct text *out);
// "eligible failed() refer() missing()" of an offer.
void evaluated_decision(const struct evaluated *e, uint32_t scheme, uint32_t offer, uint32_t row, struct text *out);

// One expression over one record, on 2024-07-01: its value, a bar, its missing fields: "? | revenue".
void evaluate_once(const char *expr, const char *record, struct text *out);
#endif
