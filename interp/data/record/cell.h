// One cell's text to a value of its field's type: the only place that knows what a cell may look like, with forms.h.
// The columns' fast loops (csv/columns.c) accept a part of it and leave the rest to this.
#ifndef POL_RECORD_CELL_H
#define POL_RECORD_CELL_H
#include <stdatomic.h>

#include "grammar/diag/diag.h"
#include "interp/data/record/blanks.h"
#include "interp/data/record/dictionary.h"
#include "interp/data/record/forms.h"

// What the bare numbers of a column of percentages look like: whether some are broken numbers between -1 and 1, which
// might be shares of one, and whether any is beyond.
struct percent_scale {
    atomic_bool fraction, beyond;
};

// Made once per field, shared by threads.
struct cell_type {
    const struct field *field;
    const struct intern *names;
    enum lane lane;
    struct percent_scale *scale;  // of PERCENT, else NULL
    struct dictionary words;      // TRUTH, CHOICE, SET: the values; the empty word of TRUTH stands for unknown
};
// `truths`: the words of conditions, all zero the first time; shared by all fields that are one, and freed behind them
// with dictionary_free. False: out of memory.
bool cell_type_init(struct cell_type *t, const struct policy *policy, const struct field *field,
                    struct dictionary *truths);
void cell_type_free(struct cell_type *t);
// Takes note of a percentage that was given without its sign.
static inline void cell_note_bare(const struct cell_type *t, int64_t value) {
    struct percent_scale *s = t->scale;
    bool beyond = value > 10000 || value < -10000;
    atomic_bool *flag = beyond ? &s->beyond : &s->fraction;
    if ((beyond || value % 10000) && !atomic_load_explicit(flag, memory_order_relaxed))
        atomic_store_explicit(flag, true, memory_order_relaxed);
}

// How a cell of a set says that it has none of the values, unless a value bears that name.
static inline bool cell_is_empty_set(const char *text, uint32_t length) {
    return (length == 4 && !memcmp(text, "none", 4)) || (length == 3 && !memcmp(text, "无", 3));
}

// A cell that is refused before anybody reads it, by how it is stored: a character that no text has (U+FDD0), a letter
// that says why, and what it holds.
#define CELL_REFUSED "\xEF\xB7\x90"
enum cell_refusal {
    CELL_BINARY = 'R',  // an amount of money as a binary fraction
    CELL_BLOB = 'B',
    CELL_FORMULA = 'F',  // one whose value was not stored
    CELL_DAY = 'D',      // a day where a text should be
};
// DIAG_NONE: it is not refused. Else why, and `text` is what it holds.
enum diag_id cell_refusal(struct slice *text);

struct record_fault;
struct record_faults;
struct cell_value {
    int64_t value;
    bool known;  // false: the cell says that there is none, or is blank
    bool bare;   // PERCENT: a number without its sign
};
// Its text need not be padded. DIAG_NONE and the value, or what is wrong with it. TEXT and LIST have no value of this
// kind; a text may be wrong all the same.
enum diag_id cell_parse(const struct cell_type *t, struct slice text, struct cell_value *value);
// Whether cell_parse may have anything to say against a text without blanks, which is not empty. Quick.
static inline bool cell_may_be_bad_text(struct slice text) {
    return text.text[0] == '#' ||
           (text.length >= 5 && (text.text[text.length - 3] == '+' || text.text[text.length - 4] == '+'));
}
// Warns where a column's percentages look like shares of one.
void cell_warn_shares(struct record_faults *faults, const struct cell_type *t, struct slice column, const char *path);
// Adds the fault of a cell, with the nearest value where one was meant. `column` is what the user calls it.
struct record_fault *cell_fault(struct record_faults *faults, const struct cell_type *t, const struct policy *policy,
                                enum diag_id id, struct slice column, struct slice text);
#endif
