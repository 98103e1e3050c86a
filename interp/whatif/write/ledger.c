#include "interp/whatif/write/ledger.h"

#include "interp/data/record/csv_cell.h"
#include "interp/value/value_text.h"

void ledger_put(struct ledger *to, struct figure f) {
    struct text plain = {0};
    figure_put_plain(&plain, &f);
    if (to->in_row) text_char(to->out, ',');
    put_csv_cell(to->out, text_string(&plain), plain.length);
    to->in_row = true;
    to->out->failed |= plain.failed;
    text_free(&plain);
}
void ledger_end(struct ledger *to) {
    text_char(to->out, '\n');
    to->in_row = false;
}

void ledger_word(struct ledger *to, const char *text) { ledger_put(to, figure_text(text ? text : "")); }
void ledger_count(struct ledger *to, figure_whole count) { ledger_put(to, figure_of(FIGURE_COUNT, count)); }
void ledger_money(struct ledger *to, figure_whole fen) { ledger_put(to, figure_of(FIGURE_MONEY, fen)); }
void ledger_blank(struct ledger *to) { ledger_put(to, (struct figure){.kind = FIGURE_NONE}); }
void ledger_phrase(struct ledger *to, enum phrase_id id) { ledger_word(to, words_text(to->t->lang, id)); }
void ledger_name(struct ledger *to, const struct name *n) {
    ledger_word(to, n ? name_text(to->t->r->policy, n, to->t->lang) : NULL);
}
void ledger_limit(struct ledger *to, bool has, int64_t fen) {
    if (has) ledger_money(to, fen);
    else ledger_blank(to);
}
void ledger_decision(struct ledger *to, int decision) { ledger_word(to, decision_names[decision][to->t->lang]); }
void ledger_truth(struct ledger *to, bool yes) {
    static const char *const words[][2] = {{"no", "否"}, {"yes", "是"}};
    ledger_word(to, words[yes][to->t->lang]);
}
void ledger_world(struct ledger *to, int world) { ledger_phrase(to, world ? WORDS_WHATIF_AFTER : WORDS_WHATIF_BEFORE); }

// As eval writes it.
void ledger_value(struct ledger *to, const struct type *type, int64_t value) {
    struct text plain = {0};
    value_put_plain(&plain, to->t->r->policy, type, value, (struct slice){0}, to->t->lang);
    ledger_word(to, text_keep(&plain, to->t->arena));
}

void ledger_begin(struct ledger *to, const struct whatif_subject *s) {
    ledger_name(to, &s->scheme->def.name);
    ledger_name(to, s->offer ? &s->offer->def.name : NULL);
}

void ledger_effect(struct ledger *to, const struct whatif_change *c) {
    ledger_count(to, c->eligible);
    ledger_count(to, c->refer);
    ledger_money(to, c->granted);
    ledger_end(to);
}

void ledger_measure(struct ledger *to, const struct whatif_measure *m) {
    ledger_count(to, m->eligible);
    ledger_count(to, m->refer);
    ledger_count(to, m->incomplete);
    ledger_count(to, m->ineligible);
    ledger_money(to, m->granted);
}
