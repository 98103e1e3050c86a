// For programs that read tables: rows that stand for themselves, all schemes and offers in one file, nothing left out
// for its length. Amounts are in yuan, to the fen.
#include "interp/whatif/write/ledger.h"
#include "interp/whatif/write/write.h"

enum often { EACH, ONCE };

static const struct csv_table {
    const char *file;
    enum often often;
    const char *heads[2];
    void (*put)(struct ledger *to, const struct whatif_subject *s);
} tables[WHATIF_CSV_FILES] = {
#define WHATIF_CSV(table, often, en, zh) {#table ".csv", often, {en, zh}, csv_##table},
#include "interp/whatif/write/csv.def"
#undef WHATIF_CSV
};

const char *whatif_csv_name(uint32_t file) { return tables[file].file; }

void whatif_write_csv(struct text *out, const struct whatif_result *r, enum lang lang, uint32_t file,
                      struct arena *arena) {
    const struct telling t = {arena, r, lang};
    struct ledger to = {out, &t, false};
    text_put(out, tables[file].heads[lang]);
    text_char(out, '\n');
    if (tables[file].often == ONCE) tables[file].put(&to, NULL);
    for (uint32_t i = 0; tables[file].often == EACH && i < r->subject_count; i++)
        tables[file].put(&to, &r->subjects[i]);
}
