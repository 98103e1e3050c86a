// Cells and rows of a CSV file about what whatif found.
#ifndef POL_WRITE_LEDGER_H
#define POL_WRITE_LEDGER_H
#include "interp/report/words.h"
#include "interp/whatif/write/tables.h"

struct ledger {
    struct text *out;
    const struct telling *t;
    bool in_row;
};
void ledger_put(struct ledger *to, struct figure f);
void ledger_end(struct ledger *to);
void ledger_word(struct ledger *to, const char *text);
void ledger_count(struct ledger *to, figure_whole count);
void ledger_money(struct ledger *to, figure_whole fen);
void ledger_blank(struct ledger *to);
void ledger_phrase(struct ledger *to, enum phrase_id id);
void ledger_name(struct ledger *to, const struct name *n);
void ledger_limit(struct ledger *to, bool has, int64_t fen);
void ledger_decision(struct ledger *to, int decision);
void ledger_truth(struct ledger *to, bool yes);
void ledger_world(struct ledger *to, int world);
void ledger_value(struct ledger *to, const struct type *type, int64_t value);
void ledger_begin(struct ledger *to, const struct whatif_subject *s);
void ledger_effect(struct ledger *to, const struct whatif_change *c);
void ledger_measure(struct ledger *to, const struct whatif_measure *m);

// The rows of each table: of a scheme or offer, or (of what there is once) of NULL.
#define WHATIF_CSV(table, often, en, zh) void csv_##table(struct ledger *to, const struct whatif_subject *s);
#include "interp/whatif/write/csv.def"
#undef WHATIF_CSV
#endif
