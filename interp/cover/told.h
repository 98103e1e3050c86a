// What the writers of coverage share: places in order, and what they and their outcomes are called.
#ifndef POL_COVER_TOLD_H
#define POL_COVER_TOLD_H
#include "interp/cover/report.h"
#include "interp/report/words.h"

// In order of file and place, and there by kind; in the report's arena.
const struct cover_place **places_sorted(const struct cover_report *r, uint32_t *count);
const char *kind_name(enum cover_kind kind);                              // "requirement": always this word
const char *kind_title(enum cover_kind kind, enum lang lang);             // of all such, at the head of a row
unsigned outcome_count(const struct cover_place *p);                      // all numbers of outcomes lie below it
const char *outcome_name(const struct cover_place *p, unsigned outcome);  // "yes", "refer", "held": always these words
const char *outcome_word(const struct cover_place *p, unsigned outcome, enum lang lang);
// "requirement age", in the report's arena.
const char *place_title(const struct cover_report *r, const struct cover_place *p);
const char *place_path(const struct cover_report *r, const struct cover_place *p);
// How many places, from the first on, begin on its line, and what they come to.
uint32_t places_on_line(const struct cover_report *r, const struct cover_place *const *places, uint32_t count,
                        struct cover_sum *sum);
struct location place_location(const struct cover_report *r, const struct cover_place *p);
// The message that some of its outcomes are open; as a sentence, in the report's arena.
struct diag open_diag(const struct cover_report *r, const struct cover_place *p);
const char *open_message(const struct cover_report *r, const struct cover_place *p);
struct grid *cover_sums_table(const struct cover_report *r);
typedef void file_visitor(void *context, const struct cover_place *const *places, uint32_t count);
// The places of each file, one after the other.
void each_file(const struct cover_report *r, file_visitor *visit, void *context);

typedef void cover_writer(struct text *out, const struct cover_report *r);
cover_writer cover_write_text, cover_write_json, cover_write_lcov, cover_write_cobertura, cover_write_page;
#endif
