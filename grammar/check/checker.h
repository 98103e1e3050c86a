// The checker's own: what its files share while a model is being made. grammar/tree/model.h is what comes out.
// Ownership: everything is the arena's, or the trial's, which goes when the model is made; the scopes' buckets too.
#ifndef POL_CHECK_CHECKER_H
#define POL_CHECK_CHECKER_H
#include "grammar/base/nearest.h"
#include "grammar/check/check.h"

struct scope_entry;
struct scope {  // one kind of names in one place; looked up outwards through `parent`
    struct arena *arena;
    const struct scope *parent;
    struct scope_entry *entries;        // uthash, in order of definition
    const struct scheme_build *scheme;  // whose offers `meets` may name; NULL in a file
};

enum progress { PROGRESS_NONE, PROGRESS_OPEN, PROGRESS_DONE, PROGRESS_FAILED };

struct measure {  // of what is inlined: its size and depth with everything in it put in
    enum progress progress;
    uint64_t size;
    uint32_t depth;
    uint64_t *uses;   // of a definition's parameters: how often each is put in
    bool aggregates;  // holds an aggregate of its own
};

// What the model holds, with what only the checker needs behind it: a definition's pointer may be cast to these.
struct define_build {
    struct define define;
    const struct scope *scope;  // where it stands; with its parameters where it has any
    enum progress progress;
    struct measure measure;
    bool called;
    bool rehearsal;  // of a reform that is only being checked
};
struct rule_build {
    struct rule rule;
    uint32_t index;  // among the scheme's rules
    struct measure measure;
};
struct grant_build {
    struct grant grant;
    uint32_t index;  // among the scheme's grants
};
struct table_build {
    struct table table;
    const struct scope *scope;
    enum progress progress;
    struct measure measure;
    bool rehearsal;  // as of a definition
};
struct param_build {
    struct param param;
    bool typed, used;
    bool rehearsal;  // as of a definition
};
struct offer_build {
    struct offer offer;
    struct scope *scope;
    struct scope *rules, *grants;  // its own names
    const struct grant **shared;   // the scheme's grants, those that it replaces exchanged
    struct measure measure;
};
struct scheme_build {
    struct scheme scheme;
    struct scope *scope, *rules, *grants, *offers;
    struct rule_build **own_rules;  // the scheme's, in order
    uint32_t own_rule_count;
    struct grant_build **own_grants;  // likewise
    uint32_t own_grant_count;
    struct note *manuals, *documents;
    uint32_t manual_count, document_count;
    const struct decl *source_decl, *period_decl, *issuer_decl;
    struct notice *notice;      // NULL: no source
    const struct decl *reform;  // or amendment, that was put in last; NULL: none
    bool compared;              // what it was put into is typed before, so that what is wrong only here comes of it
    uint32_t order;             // among all schemes, as written
    struct decl **outer;        // as its version has them
    uint32_t outer_count;
};

// A version of a scheme before it is built.
struct version {
    struct scheme_build *build;  // the first of a declaration is known by already; NULL: to be made
    struct decl *decl;           // as it is written, or a copy with reforms put in
    struct decl **outer;         // definitions that stand outside the schemes, as reforms leave them for this one
    uint32_t outer_count;
    const struct decl *reform;  // or amendment, put in last; NULL: none
    bool compared;              // as of what is built
    const struct decl **amendments;
    uint32_t amendment_count;
    int32_t from, until;  // in force; 0 where open
    uint32_t group, order;
};

struct reported_entry;
struct notice;
struct checker {
    struct arena *arena;
    struct arena *trial;  // of what nobody looks at once all is checked: scopes
    struct arena *words;  // of the notice that a scheme is held to, and then of the quotes of one rule
    struct intern *names;
    struct source_set *sources;
    struct diags *diags;
    struct policy *policy;
    struct tree **trees;
    size_t tree_count;
    const struct check_options *options;
    const struct table_prover *prover;       // NULL: nobody proves anything
    struct scope *builtins, *fields, *file;  // each the next one's parent
    struct scope *schemes;                   // by name, the first version of each group
    struct version *versions;                // of all schemes, as they stand without the chosen reforms
    uint32_t version_count;
    struct decl **chosen;  // the reforms that the options name, in order
    uint32_t chosen_count;
    struct decl **scenario;  // likewise those that make worlds
    uint32_t scenario_count;
    struct users *users;                // outer.c
    struct origin *origins;             // citations.c
    const struct scheme_build *typing;  // the scheme that is being typed; NULL: what stands outside
    uint64_t amended;                   // bytes of text that went into amended versions
    struct scope *samples, *standards;
    struct decl **shared;  // what stands outside the schemes, in standards too
    uint32_t shared_count;
    struct scope *choices;  // those that bear a name
    struct choices **choices_declared;
    uint32_t choices_count;
    bool lost_file;                   // a file in use could not be read
    bool passed_tests;                // some were passed over: a sample that is not known may be among them
    bool *faulty;                     // by source: something in it could not be parsed
    bool *lost_names;                 // by symbol: stand in what could not be parsed
    uint32_t name_count;              // of symbols when parsing was over
    uint32_t unread_count;            // of the diagnostics, those from before checking
    struct reported_entry *reported;  // what was reported where: a clone's faults are its original's
    struct notice *notices;           // by path
    struct define_build **defines;    // all, in order
    uint32_t define_count;
    struct table_build **tables;
    uint32_t table_count;
    struct param_build **params;
    uint32_t param_count;
    struct scheme_build **schemes_built;
    uint32_t scheme_count;
    uint32_t nesting;                  // expressions being typed, one within the other, through definitions
    uint32_t retypings;                // bodies typed anew for other counters
    struct frame *frames;              // definitions being typed, innermost first
    bool rehearsal;                    // what is being built is not for the policy
    struct scheme_build **rehearsals;  // schemes with a reform put in, to be checked and forgotten
    uint32_t rehearsal_count;
    uint64_t rehearsed;  // bytes of text that went into them
    uint64_t expanded;   // nodes of all rules with everything inlined
};

// ---- report.c: reporting, and types in words
// Before anything is reported: what could not be read, so that its names are not missed once more.
void know_losses(struct checker *c);
// Whether all of the file was parsed, so that what is not in it is missing, not merely unread.
bool source_is_whole(const struct checker *c, struct span at);
// Whether something of that line, or of that part of a file, could not be read as it stands.
bool line_is_unread(const struct checker *c, struct span at);
bool part_is_unread(const struct checker *c, struct span part);
// As diag(), but a fault is reported once per place, and none on a line that could not be read, whose other faults come
// mostly of that: what comes back then is a record that nobody reads.
struct diag *report_record(struct checker *c, enum diag_id id, struct span at, const struct diag_arg *args,
                           size_t count);
// Whether this is the first time that it is asked about such a fault there: for what is said once of many places.
bool report_is_new(struct checker *c, enum diag_id id, struct span at);
#define report(c, id, at, ...) report_record((c), (id), (at), DIAG_ARGS(__VA_ARGS__))
#define report_label(c, d, id, at, ...) diag_label((c)->diags, (d), (id), (at), __VA_ARGS__)
#define report_hint(c, d, id, ...) diag_hint((c)->diags, (d), (id), __VA_ARGS__)
// What is wrong but for the scheme's reform or amendment would not be.
void hint_reform(struct checker *c, struct diag *d, const struct scheme_build *s);
// `what` was said already.
void report_twice(struct checker *c, const struct decl *again, const struct decl *first, struct diag_arg what);
struct diag_arg type_words(struct checker *c, const struct type *t);
struct diag_arg name_words(struct checker *c, const struct name *n);
struct diag_arg number_words(struct checker *c, uint64_t n);
struct diag_arg symbol_words(struct checker *c, symbol s);
struct diag_arg sort_words(enum decl_kind kind);                // of what can be replaced: a rule, a grant, a param …
struct diag_arg text_words(struct checker *c, struct text *t);  // copies the text and frees it

// ---- written.c: what the writer wrote, for hints that show how to write it
// As it stands in the file, on one line; false where a comment stands in it.
bool put_source(struct checker *c, struct text *out, struct span at);
bool is_chinese(struct checker *c, symbol name);  // spelt with a character beyond ASCII
// 0元, 0%, 0个月: NULL where the type has no zero.
const char *zero_text(const struct type *t, bool chinese);

// ---- scope.c: names, and what was meant by one that is unknown
struct scope *scope_new(struct arena *a, const struct scope *parent);
// Enters both spellings; where one is taken that is reported and the first stays.
bool scope_add(struct checker *c, struct scope *s, const struct definition *d);
const struct definition *scope_find_here(const struct scope *s, symbol name);
const struct definition *scope_find(const struct scope *s, symbol name);
const struct field *item_named(const struct field *list, symbol name);
// Offers the spellings of a scope and of those around it that `fits` takes (NULL: all).
typedef bool definition_filter(const struct definition *d);
void offer_scope(struct checker *c, struct nearest *n, const struct scope *s, definition_filter *fits);
void offer_items(struct checker *c, struct nearest *n, const struct field *list);
void hint_nearest(struct checker *c, struct diag *d, const struct nearest *n);
// What in a scope, or among a list's items, comes nearest to the name.
void hint_scope(struct checker *c, struct diag *d, symbol name, const struct scope *s, definition_filter *fits);
// What the scope itself has of that name; where it has nothing, that is reported as `unknown`, with the nearest name.
const struct definition *scope_named(struct checker *c, const struct scope *s, symbol name, struct span at,
                                     enum diag_id unknown);
void hint_item(struct checker *c, struct diag *d, symbol name, const struct field *list);
void builtins_declare(struct checker *c);

// ---- types.c
bool is_bare_silent(const struct type *t);
bool type_is(const struct type *t, enum type_kind kind);  // or wrong already
// Types that may stand for one another; `joined` (may be NULL) is what both come to.
bool type_join(const struct type *a, const struct type *b, struct type *joined);
// Gives silents within, and a whole number that is written out, the type of what they stand beside.
void adopt_type(struct expr *e, const struct type *t);

// ---- counter.c
// One symbol per counter, whichever way it was written, so that equal counters are equal numbers.
void canonical_counter(struct checker *c, symbol *counter);
// The counter of a count that is declared; one that no unit bears is reported.
void check_counter(struct checker *c, const struct type_expr *t, struct type *out);

// ---- chain.c
// Whether a chain of × and ÷ may come to no whole number (language reference, Products).
bool may_be_fraction(const struct expr *e);
bool needs_rounding(const struct expr *e);  // the same of a × or ÷, whatever rounding stands behind it
// Whether a chain, the topmost × or ÷ of which has just been typed, is not too long; reported where it is.
bool check_chain(struct checker *c, const struct expr *e);

// ---- clone.c
struct decl *clone_decl(struct arena *a, const struct decl *d);  // ARENA_PUSH adds to its members
// Whether there is room for so many more bytes of copies that the reform asks for; reported where there is not.
bool has_copied(struct checker *c, const struct decl *reform, uint64_t size);

// ---- citations.c
void load_notice(struct checker *c, struct scheme_build *s);
// That what it cites and quotes stands in the notice it is written by: its amendment's or its scheme's.
void check_citations(struct checker *c, const struct scheme_build *s, const struct decl *decl);
// Of a claim about the scheme, or about several (NULL): held to its notice, but it is no rule that stands for a clause.
void check_claim_citation(struct checker *c, const struct scheme_build *s, const struct decl *claim);
void check_shared_citations(struct checker *c);  // of all that stands outside the schemes
void forget_words(struct checker *c);            // what stands in c->words is no longer looked at

// ---- figures.c
// Warns where a rule's figures, or their edges, are others than those of the words that it quotes. All has its types.
// What was in c->words is gone.
void check_figures(struct checker *c);

// ---- table_rows.c
// What the rows leave out, where that is asked (`gap`), and of unique rows which hold at once, and whether it is proved
// that there are none. A gap is a fault where a result is a `truth`. True where no row may be met.
bool table_prove_rows(struct checker *c, struct table_build *t, bool gap, bool truth);

// ---- choices.c: the values of fields
const struct value *value_named(const struct choices *among, symbol name);  // NULL: none
bool is_value_name(const struct checker *c, symbol name);                   // of choices that bear a name
void offer_values(struct checker *c, struct nearest *n, const struct choices *among);
void hint_values(struct checker *c, struct diag *d, const struct choices *among);  // which there are
// "other" or "977" where the value other was to stand, whose code that is.
void hint_code(struct checker *c, struct diag *d, const struct type *wanted, const struct expr *e);
void declare_choices(struct checker *c);  // those that bear a name
// What a choice or a set ranges over.
void declare_field_choices(struct checker *c, struct field *f, const struct type_expr *t);

// ---- declare.c: everything outside the schemes
void gather_shared(struct checker *c);
void declare_fields(struct checker *c);
// Entered in one scope; what stands in it is looked up from another, which may be the same.
struct define_build *declare_define(struct checker *c, struct scope *s, const struct scope *from, struct decl *decl);
struct param_build *declare_param(struct checker *c, struct scope *s, struct decl *decl);
struct table_build *declare_table(struct checker *c, struct scope *s, const struct scope *from, struct decl *decl);
void declare_files(struct checker *c);
// The schemes' and reforms' declarations in all files.
struct decl **collect_decls(struct checker *c, enum decl_kind kind, uint32_t *count);

// ---- offers.c
struct rule_build *rule_of(struct checker *c, const struct decl *decl);
struct grant_build *grant_of(struct checker *c, const struct decl *decl);
void push_note(struct checker *c, struct note **notes, uint32_t *count, const struct decl *decl);
void build_offer(struct checker *c, struct scheme_build *s, struct decl *decl);

// ---- reform_apply.c
// A copy of the version with a reform put in. What the reform is for and this version lacks is noted in its members.
struct version reformed_version(struct checker *c, const struct version *v, struct decl *reform);
// Once it was put into all versions it is for: what none of them has. `v` is one of them.
void report_missed(struct checker *c, const struct decl *reform, const struct version *v);

// ---- outer.c: what stands outside the schemes, as reforms leave it for one of them
// What is called so and is of the kind; NULL: nothing is.
const struct decl *outer_find(struct checker *c, enum decl_kind kind, const struct name *name);
// Enters the version's own, and copies of all that builds on them, around the scheme.
void declare_outer(struct checker *c, struct scheme_build *s, struct scope *around, struct version *v);

// ---- schemes.c
// A scheme of that name, in the group of all that bear it; to be built.
struct scheme_build *scheme_named(struct checker *c, const struct decl *decl);
struct scheme_build *build_scheme(struct checker *c, struct version v);
void sort_schemes(struct scheme_build **schemes, uint32_t count);  // by group, then by date
void finish_schemes(struct checker *c);                            // groups, order, overlaps

// ---- reforms.c
void choose_reforms(struct checker *c);  // by the options
// Adds the one of this title to those that were chosen; of one that is not there, or was, it is said at `at`, which has
// no length where the options name it.
void choose_reform(struct checker *c, const char *title, struct span at, struct decl ***chosen, uint32_t *chosen_count);
bool is_reform_of(struct checker *c, const struct decl *reform, const struct version *v);
void check_reforms(struct checker *c);

// ---- amendments.c
// The versions that amendments make of the schemes as they are written.
void amend_schemes(struct checker *c, struct version *written, uint32_t count);

// ---- versions.c
void declare_schemes(struct checker *c);

// ---- assume.c: what a vocabulary takes every record for
void check_assumptions(struct checker *c);

// ---- asked.c: the condition on records that a run asks for
const struct expr *check_asked(struct checker *c, struct expr *condition);  // typed; NULL: there is none

// ---- claims.c: what a run is to prove
// Those of the run, then those that stand in files.
void check_claims(struct checker *c, const struct claim_text *claims, uint32_t count);

// ---- worlds.c
void check_worlds(struct checker *c);
// What these make of the schemes, one put in after the other.
struct world world_with(struct checker *c, struct decl *const *reforms, uint32_t count);

// ---- the rest: what check_policy walks through
void type_scheme(struct checker *c, struct scheme_build *s);
// Of all definitions outside and within schemes those from these numbers on.
void type_definitions(struct checker *c, uint32_t param, uint32_t define, uint32_t table);
void check_samples_and_tests(struct checker *c);
// What inlining would make of everything: too large, too deep, or `meets` going round in a circle is reported.
void measure_all(struct checker *c);
// The same of a condition that stands in no scheme.
void measure_condition(struct checker *c, const struct expr *e);
// Of schemes that a plan may take for others, and which so may be as large.
void measure_apart(struct checker *c, struct scheme_build *const *schemes, uint32_t count);
#endif
