// A sheet of text being written for a person: what the files that write it share.
#ifndef POL_EXPLAIN_SHEET_H
#define POL_EXPLAIN_SHEET_H
#include "interp/explain/explain.h"
#include "interp/report/page.h"
#include "interp/report/words.h"

struct sheet {
    struct page page;
    enum lang lang;
    size_t label_width;         // of the widest label, in columns; 0: what a label says stands right behind it
    bool brief;                 // not all is told: nothing stands above for sure
    struct text phrase, inner;  // scratch: a phrase being put together, and an argument of it
};

const char *sheet_words(const struct sheet *w, enum phrase_id id);
const char *sheet_name(const struct sheet *w, const struct explained_name *n);  // in the sheet's language
// A phrase in the scratch text, good until the next one.
const char *sheet_phrase(struct sheet *w, enum phrase_id id, const char *one, const char *two);
// A line, or lines, of their own.
void sheet_line(struct sheet *w, size_t indent, size_t hang, const char *string);
void sheet_mark(struct sheet *w, size_t indent, const char *mark);  // "✗ "
// What must not be broken: on the next line where there is no room.
void sheet_whole(struct sheet *w, size_t hang, const char *string);
void sheet_dash(struct sheet *w, size_t hang, const char *string);  // " — not met"
// Returns the column where the lines of what it says hang.
size_t sheet_label(struct sheet *w, size_t indent, enum phrase_id id);

// sheet_rule.c
void sheet_rule(struct sheet *w, size_t indent, const struct explained_rule *r);
void sheet_condition(struct sheet *w, size_t indent, enum phrase_id label, const struct explained_part *condition);
// `whole`: with those that were told above.
void sheet_values(struct sheet *w, size_t indent, const struct explained_value *values, uint32_t count, bool whole);
void sheet_grant(struct sheet *w, size_t indent, const struct explained_grant *g);
void sheet_note(struct sheet *w, size_t indent, const struct explained_note *n);
#endif
