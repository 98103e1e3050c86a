// What changed between two editions of a policy, clause by clause, and what each change comes to. Clauses are compared
// as `fmt` would write them, so that layout, order, the language of words and where something is cited are no changes;
// what a change comes to is proved (interp/prove/changes.h).
//
//     struct policy *p = check_editions(&c, …);                          // without errors
//     struct diff d;
//     if (!diff_find(&d, &c, p, lang)) … out of memory
//     for (uint32_t i = 0; i < d.count; i++) … diff_put_sentence(&text, &d, &d.items[i]) …
//     diff_free(&d);                                                      // always
#ifndef POL_DIFF_DIFF_H
#define POL_DIFF_DIFF_H
#include "grammar/tree/compilation.h"
#include "grammar/tree/model.h"
#include "interp/prove/changes.h"
#include "interp/whatif/result.h"

enum difference_kind { DIFFERENCE_ADDED, DIFFERENCE_DROPPED, DIFFERENCE_ALTERED };

// What of a clause is altered.
enum difference_of {
    DIFFERENCE_OF_WHOLE,      // added or dropped
    DIFFERENCE_OF_SORT,       // a requirement that became one in principle, a veto that became a referral
    DIFFERENCE_OF_CONDITION,  // or value, or definition
    DIFFERENCE_OF_WHERE,      // where a rule is asked
    DIFFERENCE_OF_WAIVER,
    DIFFERENCE_OF_VALUE,   // of a param, with its date
    DIFFERENCE_OF_ROW,     // of a table
    DIFFERENCE_OF_ORDER,   // of a table's rows
    DIFFERENCE_OF_HEAD,    // of a table: how its rows come to a result, and its columns
    DIFFERENCE_OF_TYPE,    // of a field
    DIFFERENCE_OF_DATES,   // in force
    DIFFERENCE_OF_TEXT,    // what a person is to verify, a document
    DIFFERENCE_OF_RESULT,  // nothing is altered in it, but what it comes to, by something elsewhere
};
enum figure_change { FIGURE_SAME, FIGURE_RAISED, FIGURE_LOWERED, FIGURE_OTHER };

struct difference {
    enum difference_kind kind;
    enum difference_of of;
    const struct decl *was, *is;        // NULL: that edition does not have it
    const struct decl *scheme, *offer;  // that it stands in; NULL: in none
    const struct decl *field;           // of a choice's value or a list's field: the one that has it
    struct span was_at, is_at;          // the part itself; empty where the edition does not have it
    const char *from, *to;              // the part as written, on one line; NULL likewise
    enum figure_change figure;          // all that is altered is one figure
    const char *figure_from, *figure_to;
    enum change_effect effect;
    const struct citation *cited;                 // its own, else that of the first rule that it changes; or NULL
    const struct change_witness *worse, *better;  // NULL: nobody is shown
    const char *worse_brief, *better_brief;       // of their records what the rule reads
};
// The clause as the later edition has it, if it has it.
static inline const struct decl *difference_clause(const struct difference *x) { return x->is ? x->is : x->was; }

struct line_writer;
struct diff {
    struct compilation *compilation;
    const struct policy *policy;
    struct line_writer *lines;
    enum lang lang;
    struct difference *items;  // in the later edition's order, what it no longer has behind what stood before it
    uint32_t count;
    struct plan *plan;  // of both editions, that the changes speak of
    struct rule_changes changes;
    const struct whatif_result *effect;  // of both on some records; NULL: none were given
};

// `p` is what check_editions made of the compilation. Lives in its arena, but for the changes.
bool diff_find(struct diff *d, struct compilation *c, const struct policy *p, enum lang lang);
void diff_free(struct diff *d);
// Whether the editions differ in what they mean for anybody, or may.
bool diff_means(const struct diff *d);
// "建行 · 成长型：要求 年营业收入 … 由 30万元 降为 20万元（附件1 二（二）2）"
void diff_put_sentence(struct text *out, const struct diff *d, const struct difference *x);
// "tightened": for programs; for people it is a phrase.
extern const char *const change_effect_words[];

void diff_write_text(struct text *out, const struct diff *d, size_t width);
void diff_write_json(struct text *out, const struct diff *d);
void diff_write_page(struct text *out, const struct diff *d);
#endif
