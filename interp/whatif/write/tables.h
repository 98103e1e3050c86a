// What whatif found as tables: the text, the page and the folder of CSV files are written from these alone.
#ifndef POL_WRITE_TABLES_H
#define POL_WRITE_TABLES_H
#include "interp/report/grid.h"
#include "interp/whatif/result.h"

struct telling {
    struct arena *arena;
    const struct whatif_result *r;
    enum lang lang;
};

// The scheme's or offer's name; and what became of its applicants, in one sentence.
const char *whatif_name(const struct telling *t, const struct whatif_subject *s);
const char *whatif_headline(const struct telling *t, const struct whatif_subject *s);
bool whatif_has_changed(const struct whatif_subject *s);
// Whether there are tables of it: it changes, or nothing was to be changed and the portfolio as it stands is asked for.
bool whatif_is_told(const struct telling *t, const struct whatif_subject *s);

// Numbers as they stand in sentences and beside bars.
const char *whatif_count_text(const struct telling *t, uint64_t count);
const char *whatif_money_text(const struct telling *t, whatif_fen fen, bool sign);

#define FLIPS_TOLD 10u
const char *whatif_sweep_title(const struct telling *t, const struct whatif_sweep *s);
const char *whatif_bar_text(const struct telling *t, const struct whatif_bar *b);
const char *whatif_threshold(const struct telling *t, const struct tally_rule *r, const struct tally_gap *g);
const char *whatif_reasons(const struct telling *t, const struct whatif_flip *f);
// "ineligible → eligible"
const char *whatif_offers(const struct telling *t, const struct whatif_flip *f);  // one, or from one to another
const char *whatif_from_to(const struct telling *t, uint8_t before, uint8_t after);
enum tone whatif_flip_tone(const struct whatif_flip *f);

// Of an offer: in how many versions its clauses are told; each in both worlds, NULL where there is none. And a rule's
// namesake, NULL where there is none.
struct clause_pair {
    const struct tally_offer *offers[2];
};
uint32_t whatif_versions(const struct whatif_subject *s);
bool whatif_is_asked(const struct tally_offer *o);  // of any record
bool whatif_is_pair_asked(const struct whatif_subject *s, uint32_t version);
struct clause_pair whatif_pair(const struct whatif_subject *s, uint32_t version);
const struct tally_rule *whatif_rule_like(const struct tally_offer *o, const struct tally_rule *like);
const char *whatif_rule_name(const struct telling *t, const struct tally_rule *r);

// names.c: by enum, then by enum lang
extern const char *const whatif_kind_names[][2], *const whatif_cause_names[][2], *const whatif_method_names[][2];
void whatif_put_reason(struct text *out, const struct policy *p, const struct whatif_reason *reason, enum lang lang);

// Each NULL where there is nothing to tell.
struct grid *whatif_edits(const struct telling *t);
struct grid *whatif_decisions(const struct telling *t, const struct whatif_subject *s);
struct grid *whatif_matrix(const struct telling *t, const struct whatif_subject *s);
struct grid *whatif_bridge_table(const struct telling *t, const struct whatif_subject *s);
struct grid *whatif_flips(const struct telling *t, const struct whatif_subject *s);
struct grid *whatif_attributions(const struct telling *t, const struct whatif_subject *s);
struct grid *whatif_group_table(const struct telling *t, const struct whatif_group *g);
struct grid *whatif_sweep_table(const struct telling *t, const struct whatif_sweep *s);
struct grid *whatif_robustness_table(const struct telling *t, const struct whatif_subject *s);
struct grid *whatif_bounds_table(const struct telling *t, const struct whatif_subject *s);
struct grid *whatif_limits(const struct telling *t, const struct whatif_subject *s);
struct grid *whatif_funnel(const struct telling *t, const struct whatif_subject *s, uint32_t version);
struct grid *whatif_near(const struct telling *t, const struct whatif_subject *s, uint32_t version);
struct grid *whatif_sample_table(const struct telling *t, const struct whatif_subject *s);
// What made it, line by line; and the files it was made from.
struct grid *whatif_stamp_table(const struct telling *t);
struct grid *whatif_inputs(const struct telling *t);
#endif
