// What `pol whatif` found, as numbers: made by the collector, written as text, JSON, CSV and a page. All sums are whole
// numbers (fen, counts, days, months), so that the order of adding never shows. Names are definitions of the policy;
// whoever writes picks the language. All of it lives in one arena, whose owner is the study's.
#ifndef POL_WHATIF_RESULT_H
#define POL_WHATIF_RESULT_H
#include "grammar/tree/decision.h"
#include "grammar/tree/model.h"
#include "interp/funnel/tally.h"
#include "interp/whatif/cells.h"

typedef __int128 whatif_fen;

enum whatif_world { WHATIF_BEFORE, WHATIF_AFTER, WHATIF_WORLDS };

struct whatif_measure {  // of one world
    uint64_t eligible, refer, incomplete, ineligible;
    whatif_fen granted;  // limits of eligible records, none as 0
};
struct whatif_change {  // of a measure: after less before
    int64_t eligible, refer;
    whatif_fen granted;
};

struct whatif_side {
    uint64_t decisions[DECISION_COUNT];
    uint64_t in_scope;          // neither not_applicable nor not_in_force
    whatif_fen granted, refer;  // limits, of eligible records and of those that a person decides
    uint64_t granted_count;     // eligible records with a limit
    int64_t p10, p50, p90;      // of those limits; nearest rank
    int64_t mean;               // of them, to the fen, halves rounded up
    bool has_percentiles;       // and a mean
};

enum whatif_flip_kind {
    FLIP_BETTER,
    FLIP_WORSE,
    FLIP_UNKNOWN,  // what was certain is no longer, or the other way: neither a gain nor a loss
    FLIP_LARGER,   // the decision stays, the limit does not
    FLIP_SMALLER,
};
enum whatif_cause {  // what the reasons of a flip are
    CAUSE_FAILED,    // rules that failed, and do so no longer, or the other way
    CAUSE_ASKS,      // rules and grants that ask for a person, likewise
    CAUSE_MISSING,   // fields that are missing, likewise
    CAUSE_GRANT,     // the grant whose value is another
    CAUSE_OFFER,     // none of these: another offer
};
struct whatif_reason {
    const struct name *name, *item;  // item: of a missing item field, `name` its list's; else NULL
};
struct whatif_sampled {
    const char *id;
    uint64_t hash;               // of seed and key
    uint8_t before, after;       // enum decision
    bool has_before, has_after;  // limits
    int64_t limit_before, limit_after;
    const char *line_before, *line_after;  // what decides, in one line each
    const char **fields;                   // "annual_revenue = 25万元": what the changed clauses read
    uint32_t field_count;
};
struct whatif_flip {        // records whose decision or limit changed, of one class
    uint8_t before, after;  // enum decision
    enum whatif_flip_kind kind;
    enum whatif_cause cause;
    struct whatif_reason *reasons;
    uint32_t reason_count;
    const struct offer *offer_before, *offer_after;  // that the decision is of; NULL: none
    uint64_t records;
    whatif_fen limit;               // Σ after less Σ before
    struct whatif_sampled *sample;  // by ascending hash of seed and key
    uint32_t sample_count;
};

struct whatif_edit {              // one clause of a reform, or one setting
    const char *name;             // "ccb.min_revenue_growth"; of a rule "ccb.growth.licence"
    const char *clause, *quote;   // citation and quoted words of what it changes; NULL: none
    const char *before, *after;   // as the policy language writes them; NULL: there is nothing
    const char *asked_by;         // "reforms.pol:12", or "--set"
    const struct scheme *scheme;  // NULL: of all
};
struct whatif_fraction {  // of a change: so many parts, `of` of them to the whole; `of` 0: there is none
    whatif_fen eligible, refer, granted;
    int64_t of;
};
struct whatif_attribution {  // of one edit, for one subject
    struct whatif_change alone, last, share;
    struct whatif_fraction exact;  // the share before it was rounded
};

struct whatif_group_row {
    const char *value;  // of a choice or truth its name; of cuts "10万元..<30万元"
    bool unknown, total;
    enum whatif_cell cell;
    struct whatif_measure before, after;
    uint64_t in_scope_before, in_scope_after, records;
    uint64_t better, worse;
};
struct whatif_group {
    const struct field *field;
    const char *label;
    struct whatif_group_row *rows;  // `unknown` and then `total` are the last
    uint32_t count;
};

struct whatif_bar {  // of limits of eligible records: low..<high, or just low
    int64_t low, high;
    bool exact;
    uint64_t before, after;
};

struct whatif_limit {  // of eligible records
    int64_t limit;
    uint64_t before, after;
};
struct whatif_limits {  // rising
    struct whatif_limit *items;
    uint32_t count;
    bool rounded;  // so many different ones that they are counted by their first digits
};

struct whatif_sweep_point {
    const char *value;        // "20万元"
    int64_t number;           // in the param's unit, for a chart
    bool baseline, scenario;  // the value that holds there
    struct whatif_measure measure;
};
struct whatif_sweep {
    const struct param *param;
    const char *label;  // "ccb.min_revenue_growth"
    struct whatif_sweep_point *points;
    uint32_t count;
};

struct whatif_robustness {
    const char *label, *low, *high;
    struct whatif_change down, up;  // of the scenario
};

struct whatif_shift {  // a param that was moved, and to what
    const char *label, *low, *high;
};

struct whatif_bounds {
    struct whatif_measure lower, upper;  // as it is known; were all that is missing favourable
};

// Granted limits: before + entered + larger + smaller + left = after; smaller and left are not above zero.
struct whatif_bridge {
    whatif_fen before, entered, larger, smaller, left, after;
};

// A scheme, or an offer: told alike.
struct whatif_subject {
    const struct scheme *scheme;  // of the baseline
    const struct offer *offer;    // NULL: the scheme as a whole
    struct whatif_side sides[WHATIF_WORLDS];
    uint64_t matrix[DECISION_COUNT][DECISION_COUNT];          // [before][after]
    whatif_fen matrix_limit[DECISION_COUNT][DECISION_COUNT];  // Σ after less Σ before, limits of whatever decision
    uint64_t better, worse, larger, smaller;
    uint64_t unsettled;  // incomplete after and not before, or the other way, where the other is not eligible
    struct whatif_bridge bridge;
    struct whatif_flip *flips;  // by records, most first, then by names
    uint32_t flip_count;
    struct whatif_attribution *edits;  // as result.edits; NULL: there are none
    struct whatif_change together;     // what all of them do
    struct whatif_change interaction;  // that less what each does alone
    struct whatif_group *groups;
    uint32_t group_count;
    struct whatif_limits limits;
    struct whatif_bar *bars;  // the same, for a chart
    uint32_t bar_count;
    struct whatif_sweep *sweeps;  // of params that move it
    uint32_t sweep_count;
    struct whatif_robustness *robustness;
    uint32_t robustness_count;
    struct whatif_bounds bounds[WHATIF_WORLDS];
    // Of an offer: its clauses one by one, in each version that a record may be asked about. Else NULL.
    const struct tally_offer **tally[WHATIF_WORLDS];
    uint32_t tally_count[WHATIF_WORLDS];
};

enum whatif_method {
    WHATIF_SHARES,   // exact shares
    WHATIF_STACKED,  // too many edits for them: alone, last, and in `share` by turns in the order of the file
};

struct whatif_input {
    const char *role, *path;  // "policy", "notice", "data", "list"
    uint64_t bytes;
    char sha256[65];
};
struct whatif_words {
    const char **items;
    uint32_t count;
};
struct whatif_asked {  // what has to be the same for results of parts to be added up; as it was given
    const char *scheme, *where, *robustness;  // NULL: not asked for
    const char *near;
    struct whatif_words reforms, set, base_set, by, sweeps;
    uint32_t sample, min_cell;
};
struct whatif_stamp {
    const char *version, *command, *as_of;  // as_of: a date, or the field that holds it
    uint64_t seed;
    struct whatif_asked asked;
    struct whatif_input *inputs;
    uint32_t input_count;
};

struct whatif_result {
    const struct policy *policy;
    uint64_t records, rejected;  // read, with --where those that it takes; of these rejected from both worlds
    struct whatif_edit *edits;
    uint32_t edit_count;
    enum whatif_method method;
    struct whatif_shift *shifts;  // for robustness, whether they move anything or not
    uint32_t shift_count;
    struct whatif_subject *subjects;  // each scheme, followed by its offers
    uint32_t subject_count;
    uint32_t near_percent, min_cell;
    struct whatif_stamp stamp;
    struct plan *plan;    // of all worlds
    struct tally *tally;  // what the subjects' point into
};
#endif
