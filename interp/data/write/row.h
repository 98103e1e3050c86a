// What the formats share: names worked out beforehand, and a row that is being put together.
//
// Rows are taken a strip at a time, in two steps. First every cell of the strip, which is one offer as one row has it,
// is given the number of the text that says what was decided and why (strip.c, missing.c); most rows of an offer say
// one of few things, so each text is made once and kept (cell_texts.c). Then the rows are put together from the texts.
#ifndef POL_WRITE_ROW_H
#define POL_WRITE_ROW_H
#include "interp/data/write/cell_texts.h"
#include "interp/data/write/limits.h"
#include "interp/data/write/missing.h"
#include "interp/data/write/rank.h"
#include "interp/data/write/row_sink.h"
#include "interp/data/write/writer.h"
#include "interp/value/digits.h"

#define MASK_BITS 64u

struct offer_words {
    const struct planned_offer *planned;  // NULL: nothing is said of it; it stands in for a scheme without offers
    const struct scheme_words *scheme;
    uint32_t version, offer;                                        // its place in the plan
    struct text name;                                               // plain
    bool is_wide;                                                   // it has more rules and grants than a mask has bits
    uint32_t *rule_words;                                           // by rule, then by grant: its name
    struct need *needs;                                             // by place, as planned_part has it
    uint8_t *missing_bits;                                          // by field_place: its bit, plus one; 0: none as yet
    uint32_t missing_words[MASK_BITS], missing_columns[MASK_BITS];  // by bit: the field's name, its index
    uint32_t missing_count;
    struct text *grants;      // by grant: what the format makes of its name
    uint32_t *grant_columns;  // by grant: its column in the long format
};
struct scheme_words {
    struct text name;
    struct text heads[DECISION_COUNT];  // what the format makes of scheme and decision
    struct offer_words *offers;         // by offer, among all offers; at least one
    uint32_t first;                     // the first one's number
};

struct column_states {  // of a block's column: the bytes that tell whether a row is missing, and the one that says so
    const uint8_t *bytes;
    uint8_t missing;
};

struct writer {
    const struct plan *plan;
    const struct policy *policy;
    const struct writer_format *how;
    enum lang lang;
    struct text as_of;  // empty where each record has its own
    struct reason_words reasons;
    struct text joined[REASONS];
    struct scheme_words *schemes;  // by version
    struct offer_words *offers;    // of all schemes
    uint32_t offer_count;
    uint32_t *group_first;  // by group: its first version
    struct cell_texts texts;
    uint16_t *cells;                      // [place * WRITE_STRIP + row of the strip]: index among the texts
    struct limit_texts *limits;           // by place, where it has the best offer
    struct column_states *column_states;  // by field
    struct strip strip;
    struct text *columns;         // as grant_columns.h has them
    enum row_kind *column_kinds;  // of these, where results are rows
    uint32_t column_count;
    uint32_t offer_width;                // columns of the longest name of scheme and offer, for a table of offers
    size_t width;                        // columns that a line of a table may take
    bool fits;                           // they are those of a terminal
    struct ranking *ranking;             // of formats that rank an applicant's offers; else NULL
    const struct plan_options *advised;  // what would help is told; NULL: it is not
    struct adviser *adviser;             // once there was a row
    struct advice advice;                // of the row at hand
    struct text scratch;
    const struct stamp *stamp;  // or NULL
    struct text row_end;        // of CSV
    bool guards;                // cells that a spreadsheet would take for formulas
    bool no_memory;             // for a text of the writer's own: the output is not whole
};

// Where a row's output is being put together.
struct row_out {
    struct writer *w;
    const struct block *block;
    const struct workspace *work;
    const struct decisions *decisions;
    uint32_t first, count;  // the strip
    uint32_t row;
    struct text *out;
};

// A format is one of these in a file of its own, and its row of formats.def.
struct writer_format {
    bool (*prepare)(struct writer *w);                       // heads and grants, may be NULL; false: out of memory
    void (*head)(const struct writer *w, struct text *out);  // and `tail`: may be NULL
    void (*tail)(const struct writer *w, struct text *out);
    void (*row)(const struct row_out *r);
    // What a cell says, the reasons being joined; how much of it stands before the limit. NULL: reasons are not told.
    uint32_t (*cell)(const struct writer *w, const struct offer_words *words, uint8_t decision, struct text *out);
    bool tells_best;                     // a cell a group of versions, for its best offer; else one for every offer
    bool is_json;                        // texts and values are as JSON has them, else as CSV does
    const char *const *endings;          // of files' names that ask for it, up to a NULL; NULL: none
    const struct row_sink_format *sink;  // what it puts are rows for this one; NULL: text
};
extern const char *const csv_endings[];
#define RESULT_FORMAT(id, name) extern const struct writer_format writer_##name;
#include "interp/data/write/formats.def"
#undef RESULT_FORMAT

static inline bool decided_alone(uint8_t decision) { return decision >= DECISION_NOT_APPLICABLE; }
static inline bool may_grant(uint8_t decision) { return decision <= DECISION_REFER; }
const char *decision_word(const struct writer *w, uint8_t decision);

// What columns of results are called; the last three stand in the order of enum reason.
enum result_column {
    COLUMN_ID,
    COLUMN_AS_OF,
    COLUMN_SCHEME,
    COLUMN_OFFER,
    COLUMN_DECISION,
    COLUMN_LIMIT,
    COLUMN_FAILED,
    COLUMN_REFER,
    COLUMN_MISSING
};
#define RESULT_COLUMNS 9u
const char *column_word(const struct writer *w, enum result_column column);

// What the row at hand says at a place; NULL: it is not kept, and cell_in_full has it.
static inline const struct cell_text *cell_at(const struct row_out *r, uint32_t place) {
    uint32_t cell = r->w->cells[(size_t)place * WRITE_STRIP + (r->row - r->first)];
    return cell == IN_FULL ? NULL : &r->w->texts.items[cell];
}

static inline const struct slice *row_keys(const struct row_out *r) {
    return r->block->columns[r->w->policy->key->index].data;
}
static inline struct slice row_key(const struct row_out *r) { return row_keys(r)[r->row]; }
static inline int32_t row_as_of(const struct row_out *r) {
    return !r->block->as_of || r->w->plan->as_of ? r->w->plan->as_of : r->block->as_of[r->row];
}
static inline void put_money(struct text *out, int64_t fen) {
    char room[PRINTED_DIGITS];
    put_fragment(out, room, (size_t)(print_money(room, fen) - room));
}
// The end of a CSV file's first line, with the name of the column that tells what made the results.
void put_head_end(const struct writer *w, struct text *out);
// A text of the data as a cell of CSV.
void put_text_cell(const struct row_out *r, const char *text, size_t length);
void put_as_of(const struct row_out *r);
// What formats of JSON share: the grants' names as keys, a text of the data quoted, the object before the first record.
bool prepare_json_grants(struct writer *w);
void put_json_id(struct text *out, struct slice id);
void put_json_stamp(const struct writer *w, struct text *out);
// A row of CSV an offer: what it is and what was decided, before the limit; the reasons behind it.
uint32_t put_offer_cell(const struct writer *w, const struct offer_words *words, uint8_t decision, struct text *out);
// Each offer of the versions that are reported of the row at hand, and what was decided of it.
void row_each_offer(const struct row_out *r,
                    void (*put)(const struct row_out *r, uint32_t scheme, uint32_t offer, uint8_t decision));
// Appends a granted value, or `silent` where it has none.
void put_grant(const struct row_out *r, const struct planned_grant *g, const char *silent);
#endif
