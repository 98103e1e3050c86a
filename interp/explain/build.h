// What the files that build an explanation share.
#ifndef POL_EXPLAIN_BUILD_H
#define POL_EXPLAIN_BUILD_H
#include "interp/explain/explain.h"
#include "interp/report/words.h"

// Whose rows were told in full since the last offer began, or what all offers share: a table, or of one that puts rows
// together the result.
struct tables_told {
    const struct definition **items;
    uint32_t count;
};

struct telling {  // an explanation being built
    struct explanation *e;
    struct arena *arena;  // the explanation's
    const struct explain_options *options;
    const struct policy *policy;
    const struct decisions *d;
    const struct workspace *w;
    const struct block *b;
    uint32_t row;
    enum lang lang;
    struct tables_told told;
    struct text line, inner;  // scratch: tell_kept empties `line`; `inner` is for a text within
};

// What stands in t->line, copied to the arena; empties t->line. Unwinds where memory ran out.
const char *tell_kept(struct telling *t);
// A phrase, kept.
const char *tell_phrase(struct telling *t, enum phrase_id id, const char *one, const char *two);
// `count` things in the singular or the plural form: "1 record", "3 records".
const char *tell_counted(struct telling *t, enum phrase_id one, enum phrase_id many, int64_t count);
const char *tell_date(struct telling *t, int32_t date);
struct explained_name tell_name(const struct telling *t, const struct name *n);
const char *tell_own_name(const struct telling *t, const struct name *n);  // in the explanation's language
struct explained_place tell_place(const struct telling *t, struct span at);
// Texts joined by a phrase.
const char *tell_joined(struct telling *t, enum phrase_id separator, const char *const *items, uint32_t count);

struct explained_citation tell_citation(struct telling *t, const struct decl *of, const struct citation *c);
struct explained_origin tell_amendment(struct telling *t, const struct decl *amendment);

// value.c
struct explained_value tell_value(struct telling *t, const struct definition *def, const struct node *n);
const char *tell_field_type(struct telling *t, const struct field *f);  // what to bring for it

// values.c: of what is named, each once, and of what decided the tables among it
struct explained_value *tell_values(struct telling *t, const struct planned_name *names, uint32_t count,
                                    uint32_t *told);
void tell_tables_anew(struct telling *t);  // an offer begins, or what all share: nothing was told of its tables yet

// repeats.c: what stands above in what is told of the scheme
void tell_repeats(struct telling *t, struct explained_scheme *s);

// condition.c
const char *tell_expression(struct telling *t, const struct expr *e);
struct explained_part tell_condition(struct telling *t, const struct expr *e, const struct node *n);

// outcome.c: what a condition came to, enum told_truth, and a rule, as the decisions have it
uint8_t tell_truth(const struct telling *t, const struct node *n);
enum rule_outcome tell_outcome(const struct telling *t, const struct offer_result *result, uint32_t rule);
bool tell_is_bad(const struct telling *t, const struct planned_rule *p);  // so that its waiver is asked for, if any
enum phrase_id tell_verdict(const struct telling *t, const struct planned_rule *p, enum rule_outcome outcome);
enum phrase_id tell_asking(const struct telling *t, const struct planned_rule *p);  // why it asks, of its name

// row.c: which row of a table decided; `decided` is what there is to say about it
const struct explained_row *tell_row(struct telling *t, const struct planned_table *p,
                                     const struct planned_row **decided);
// Of a table that puts rows together those that hold or may, or the one for where none does; how many.
uint32_t tell_rows(struct telling *t, const struct planned_table *p, struct explained_row **rows,
                   const struct planned_row ***decided);

// operands.c
// What a name stands for, if that is a definition; else NULL.
const struct expr *expr_meaning(const struct expr *e);
// NULL where it is none of them.
const struct node *operand_node(const struct explain_options *options, const struct plan *plan, const struct expr *e);

// offer.c
struct explained_rule tell_rule(struct telling *t, const struct offer_result *result, uint32_t rule);
bool tell_note(struct telling *t, const struct planned_note *p, struct explained_note *out);  // false: not needed
void tell_grants(struct telling *t, const struct planned_offer *p, struct explained_offer *o);
void tell_missing(struct telling *t, const struct offer_result *result, struct explained_offer *o);

// summary.c: the decision and why, in one sentence
const char *tell_offer_summary(struct telling *t, const struct offer_result *result, const struct explained_offer *o);
const char *tell_scheme_summary(struct telling *t, const struct explained_scheme *s, uint32_t best);
const char *tell_period(struct telling *t, const struct scheme *s);
#endif
