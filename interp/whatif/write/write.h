// What whatif found, written: a file a format.
#ifndef POL_WRITE_WRITE_H
#define POL_WRITE_WRITE_H
#include "grammar/base/arena.h"
#include "grammar/base/text.h"
#include "interp/whatif/result.h"

// All numbers, for programs: fen as strings of digits. With what those of the parts of some data are made one by.
void whatif_write_json(struct text *out, const struct whatif_result *r, enum lang lang, bool joins);
// For people: in lines of that many columns; and as a page in one file, with charts, and the JSON as data in it. What
// is needed for it meanwhile comes from the arena.
void whatif_write_text(struct text *out, const struct whatif_result *r, enum lang lang, size_t width,
                       struct arena *arena);
void whatif_write_page(struct text *out, const struct whatif_result *r, enum lang lang, struct arena *arena);
// What stands in the page, for another one, whose rules have chart_style among them.
void whatif_put_page(struct text *out, const struct whatif_result *r, enum lang lang, struct arena *arena);
// As tables in files of their own: their names, and what is in each.
enum {
#define WHATIF_CSV(table, often, en, zh) WHATIF_CSV_##table,
#include "interp/whatif/write/csv.def"
#undef WHATIF_CSV
    WHATIF_CSV_FILES
};
const char *whatif_csv_name(uint32_t file);
void whatif_write_csv(struct text *out, const struct whatif_result *r, enum lang lang, uint32_t file,
                      struct arena *arena);
#endif
