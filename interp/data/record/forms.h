// The forms in which spreadsheets, databases and people write values, beside those of the data contract: what is
// unambiguous is taken. The reference lists it. Texts have no blanks around them.
#ifndef POL_RECORD_FORMS_H
#define POL_RECORD_FORMS_H
#include "grammar/diag/diag.h"
#include "grammar/tree/type.h"
#include "interp/value/slice.h"

// An exact decimal to `decimals` places: [-+] digits [. digits]. At most 18 digits.
enum number_status { NUMBER_OK, NUMBER_BAD, NUMBER_TOO_LARGE };
enum number_status cell_decimal(struct slice text, unsigned decimals, int64_t *value);
// What so many decimals come to in millionths; false: beyond NUMBER_LIMIT.
bool number_in_parts(unsigned decimals, int64_t *value);

// Full-width letters, digits and signs as those of ASCII. A text that would not fit, which is no value, stays as it is.
#define FORM_ROOM 96u
struct slice form_plain(struct slice text, char room[FORM_ROOM]);

// How databases and pandas write that there is no value: NULL, \N, NaN.
bool form_is_null(struct slice text);
// What says nothing, or too many things: -, N/A, None and the like.
bool form_is_placeholder(struct slice text);
// What a spreadsheet writes where a formula went wrong: #N/A and the like.
bool form_is_sheet_error(struct slice text);
// A number of which a spreadsheet has kept a few digits alone: 1.41E+17.
bool form_is_shortened(struct slice text);

// The words of yes/no, in small letters; NULL behind the last.
extern const char *const form_no[], *const form_yes[];

// Each takes a text that form_plain made; DIAG_NONE and the value, or what is wrong with it.
enum diag_id form_truth(struct slice text, int64_t *value);
enum diag_id form_count(struct slice text, const char *counter, int64_t *value);  // counter: its Chinese name, or NULL
enum diag_id form_period(struct slice text, enum period_unit unit, int64_t *value);
enum diag_id form_money(struct slice text, int64_t *value);
enum diag_id form_percent(struct slice text, bool *bare, int64_t *value);        // bare: it has no sign
enum diag_id form_number(struct slice text, unsigned decimals, int64_t *value);  // in millionths
enum diag_id form_date(struct slice text, int64_t *value);
enum diag_id form_month(struct slice text, int64_t *value);
#endif
