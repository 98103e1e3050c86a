// What would help an applicant: for each offer that is not eligible the fewest changes of the record, and the smallest,
// that make it so; for each that is, those that lead to a larger limit. No equations are solved: values that matter
// (what a field is compared with and a unit beside it, the choices, an item less) are put into copies of the record,
// and the copies are decided, a block at a time. So nothing is told that was not decided.
//
// Of several ways the first of these is told: time alone, data that are missing, both; then one field changed, two,
// three, beside the data that are missing. Of as many changes those that change the record least: a number by its share
// of the larger one, which is less than a truth, a choice or a list changed; then the order of the vocabulary.
// A field that is `fixed` is changed by nobody; where it is missing it can still be supplied.
// Of ways to a larger limit time alone comes first too; then the largest limit that as few fields lead to, no number
// being more than doubled, and of these what changes the record least.
#ifndef POL_ADVICE_ADVICE_H
#define POL_ADVICE_ADVICE_H
#include "grammar/base/arena.h"
#include "interp/decide/decide.h"

#define ADVICE_CHANGES 3u  // fields that are changed at most
#define ADVICE_YEARS 10    // that are looked ahead

enum advice_kind {
    ADVICE_VALUE,    // it becomes `to`
    ADVICE_EMPTY,    // a list without items
    ADVICE_DROP,     // a list without its item number `to`
    ADVICE_MISSING,  // as if it were not known: while looking for what is needless
};

struct advice_change {
    const struct field *field;
    enum advice_kind kind;
    bool was_missing;
    int64_t from, to;        // numbers as type.h keeps them; of a list `from` is how many items it has
    bool at_least, at_most;  // a larger, or a smaller value would do as well, as far as is seen a unit beside
};

static inline bool field_is_ordered(const struct field *f) {
    enum type_kind k = f->type.kind;
    return k != TYPE_TRUTH && k != TYPE_CHOICE && k != TYPE_SET && k != TYPE_LIST && k != TYPE_TEXT;
}

struct advice_met {           // what did not hold and does then; of which changes is in bits of `by`
    const struct name *name;  // NULL: the offer's `when`
    const struct decl *decl;  // of the rule or grant; or of the `when`
    uint64_t by;              // the changes first, then the papers
    bool is_grant;            // that had no value
};

struct advice_way {
    const struct scheme *scheme;  // as they are then
    const struct offer *offer;
    const struct offer *now;  // the same offer on the as-of date
    uint8_t decision;         // as it is now; eligible: the way leads to a larger limit
    int64_t limit_now;        // of an eligible one
    int32_t from_date;        // packed, from when it is eligible; 0: at once
    struct advice_change changes[ADVICE_CHANGES];
    uint32_t change_count;
    struct advice_change *papers;  // data that are missing
    uint32_t paper_count;
    struct advice_met *met;
    uint32_t met_count;
    bool has_limit;
    int64_t limit;       // fen, then
    bool limit_is_open;  // it hangs on a number that is supplied, of which but the least that will do is told
};

struct advice {
    struct arena arena;  // that it lives in
    int32_t as_of;
    const struct block *block;  // the record: it must stay while this is told
    uint32_t row;
    struct advice_way *ways;  // those with the largest limit first
    uint32_t way_count;
    const struct offer **without;  // that nothing was found for, in the policies' order
    uint32_t without_count;
    bool stopped;  // at the limit of trials: there may be more
};

struct adviser;  // one per thread
// The options are those of the run that decides; extra expressions are left out. NULL: out of memory.
struct adviser *adviser_new(const struct policy *policy, const struct plan_options *options);
void adviser_free(struct adviser *a);
// Of one scheme alone, unless NULL; and whether only of offers that apply, as far as is known, and are in force.
void adviser_narrow(struct adviser *a, const struct scheme *only, bool applying);
// False: out of memory. To be freed in any case.
bool advice_make(struct advice *out, struct adviser *a, const struct block *b, uint32_t row, int32_t as_of);
void advice_free(struct advice *a);

const struct advice_way *advice_way_of(const struct advice *a, const struct offer *now);  // NULL: none was found

// {"id", "as_of", "offers": [{"scheme", "offer", "decision", "limit_now", "changes": [{"field", "from", "to"}],
// "from_date", "papers": [{"field", "to"}], "met": [{"rule", "clause"}], "limit": fen as a string}], "without",
// "stopped"}
void advice_put_json(struct text *out, const struct policy *p, const struct advice *a, enum lang lang);
// The way alone, from "changes" to "limit", as an object.
void advice_put_way_json(struct text *out, const struct policy *p, const struct advice *a, const struct advice_way *way,
                         enum lang lang);
// The same on a line: "from 2025-03-01 on trading is met; …".
void advice_put_way(struct text *out, const struct policy *p, const struct advice *a, const struct advice_way *way,
                    enum lang lang);
// Lines take at most `width` columns.
void advice_put_text(struct text *out, const struct policy *p, const struct advice *a, enum lang lang, size_t width);
#endif
