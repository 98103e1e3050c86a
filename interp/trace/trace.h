// The notices that policies are made from, clause by clause: which rules cite and quote them, and what no rule touches.
#ifndef POL_TRACE_TRACE_H
#define POL_TRACE_TRACE_H
#include "grammar/format/one_line.h"
#include "grammar/notice/document.h"
#include "grammar/notice/place.h"
#include "grammar/syntax/keywords.h"
#include "grammar/tree/model.h"
#include "interp/report/words.h"

struct trace_words {  // where a rule's quote stands
    const char *quote;
    uint32_t from, to;        // the first place, among the notice's words; equal: nowhere
    bool elsewhere;           // in no clause that is cited
    const struct diag *said;  // of that; NULL: nothing
};

struct trace_rule {  // whatever cites
    const struct cited *cited;
    bool is_mark;                         // says that its words are no rule
    const char *sort, *name, *condition;  // as people read them; "" where it has none
    struct cited_places places;
    bool *place_known;               // by place
    const struct diag **place_said;  // of what is not known, likewise
    struct trace_words *words;
    uint32_t words_count;
};

enum trace_state { TRACE_UNTOUCHED, TRACE_MARKED, TRACE_QUOTED, TRACE_STATE_COUNT };
struct trace_list {
    uint32_t *items;  // indexes of rules, ascending
    uint32_t count;
};
struct trace_notice {
    const struct source *source;
    const char *number;  // NULL: none is given
    struct notice_document document;
    struct trace_rule *rules;  // in order of their files and places
    uint32_t rule_count;
    struct trace_list *quoting;           // by sentence
    struct trace_list *citing;            // by clause: its place, or one around it
    const struct diag **said;             // by sentence: of what is untouched
    uint32_t states[TRACE_STATE_COUNT];   // how many sentences
    uint32_t unknown, elsewhere;          // citations of no clause, quotes from others than are cited
    const struct diag **figures;          // what check says of figures that contradict its words
    uint32_t figure_count, figures_open;  // open: not accepted
};

struct trace {
    const struct policy *policy;
    struct arena *arena;
    struct source_set *sources;
    enum lang lang;
    struct trace_notice *notices;  // in the order in which they were read
    uint32_t notice_count;
};

// `lines` writes conditions; `said` is what check found. All of it is the arena's.
struct trace trace_policy(struct arena *a, const struct policy *p, const struct diags *said, struct line_writer *lines,
                          enum lang lang);
enum trace_state trace_state_of(const struct trace_notice *n, uint32_t sentence);
// Adds to what check found what is open: sentences that nothing touches, and citations that are wrong. What of it is
// accepted counts no more, once accept_findings has marked it.
void trace_add_findings(struct trace *t, struct diags *ds);
// Whether it is one of these, or of what check says of figures, or of what accepts nothing of them.
bool trace_is_finding(const struct diag *d);
// Whether every sentence is quoted or marked, every citation stands where it says, and no figure contradicts its words.
bool trace_is_whole(const struct trace *t);
// Where in its file each byte of a notice's words stands; and where a piece of them does.
const uint32_t *trace_places(struct arena *a, const struct source *notice);
struct span trace_span(const uint32_t *places, uint32_t source, uint32_t from, uint32_t to);
// "要求 惠商易贷.企业 (policies/sxb.pol:90)", without its place where that is not wanted.
void trace_put_rule(struct text *out, const struct trace *t, const struct trace_rule *r, bool place);
const char *trace_title(const struct trace_notice *n);                          // its number, or its file
const char *trace_place(const struct trace *t, const struct notice_clause *c);  // as people read it

// ---- an amended notice beside the one that the policy was made from

enum change_kind { CHANGE_NONE, CHANGE_MOVED, CHANGE_WORDS, CHANGE_GONE, CHANGE_NEW };
struct trace_change {
    enum change_kind kind;
    uint32_t old, new;  // sentences; of no meaning where there is none
};
struct trace_against {
    const struct trace_notice *notice;
    struct notice_document amended;
    const char *path;
    struct trace_change *changes;  // of all sentences, in order
    uint32_t change_count;
    bool *lost;  // by rule: some words of it no longer stand in the notice
    uint32_t source;
};
// `source` is the amended notice.
struct trace_against trace_against(const struct trace *t, const struct trace_notice *n, uint32_t source);
// Adds what has to be looked at anew: words of rules that are gone, and sentences that no rule quotes.
void trace_add_changes(const struct trace *t, const struct trace_against *g, struct diags *ds);
bool trace_has_changed(const struct trace_against *g);
// A change in a phrase, with what it takes: its clause, or those from and to which the sentence moved.
struct trace_moved {
    enum phrase_id head;
    const char *from, *to;
};
struct trace_moved trace_moved(const struct trace *t, const struct trace_against *g, const struct trace_change *c);

// ---- written

// `against` may be NULL.
void trace_write_text(struct text *out, const struct trace *t, const struct trace_against *against, size_t width);
void trace_write_json(struct text *out, const struct trace *t, const struct trace_against *against);
void trace_write_page(struct text *out, const struct trace *t, const struct trace_against *against);
#endif
