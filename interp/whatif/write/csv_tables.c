// Tables of a scheme or offer: its decisions and limits, who changes, and what each edit does.
#include "interp/whatif/write/ledger.h"

// ---- decisions and limits

void csv_decisions(struct ledger *to, const struct whatif_subject *s) {
    for (int d = 0; d < DECISION_COUNT; d++) {
        uint64_t before = s->sides[WHATIF_BEFORE].decisions[d], after = s->sides[WHATIF_AFTER].decisions[d];
        ledger_begin(to, s);
        ledger_decision(to, d);
        ledger_count(to, before);
        ledger_count(to, after);
        ledger_count(to, (figure_whole)after - before);
        ledger_end(to);
    }
}

static void put_measured(struct ledger *to, const struct whatif_subject *s, enum phrase_id what, enum figure_kind kind,
                         figure_whole before, figure_whole after) {
    ledger_begin(to, s);
    ledger_phrase(to, what);
    ledger_put(to, figure_of(kind, before));
    ledger_put(to, figure_of(kind, after));
    ledger_put(to, figure_of(kind, after - before));
    ledger_end(to);
}

void csv_limits(struct ledger *to, const struct whatif_subject *s) {
    const struct whatif_side *b = &s->sides[WHATIF_BEFORE], *a = &s->sides[WHATIF_AFTER];
    put_measured(to, s, WORDS_WHATIF_GRANTED, FIGURE_MONEY, b->granted, a->granted);
    put_measured(to, s, WORDS_WHATIF_REFERRED, FIGURE_MONEY, b->refer, a->refer);
    put_measured(to, s, WORDS_WHATIF_GRANTED_COUNT, FIGURE_COUNT, b->granted_count, a->granted_count);
    put_measured(to, s, WORDS_WHATIF_IN_SCOPE, FIGURE_COUNT, b->in_scope, a->in_scope);
    if (!b->has_percentiles || !a->has_percentiles) return;
    put_measured(to, s, WORDS_WHATIF_MEAN, FIGURE_MONEY, b->mean, a->mean);
    put_measured(to, s, WORDS_WHATIF_P10, FIGURE_MONEY, b->p10, a->p10);
    put_measured(to, s, WORDS_WHATIF_P50, FIGURE_MONEY, b->p50, a->p50);
    put_measured(to, s, WORDS_WHATIF_P90, FIGURE_MONEY, b->p90, a->p90);
}

void csv_limit_values(struct ledger *to, const struct whatif_subject *s) {
    for (uint32_t i = 0; i < s->bar_count; i++) {
        ledger_begin(to, s);
        ledger_money(to, s->bars[i].low);
        ledger_limit(to, !s->bars[i].exact, s->bars[i].high);
        ledger_count(to, s->bars[i].before);
        ledger_count(to, s->bars[i].after);
        ledger_end(to);
    }
}

void csv_matrix(struct ledger *to, const struct whatif_subject *s) {
    for (int i = 0; i < DECISION_COUNT * DECISION_COUNT; i++) {
        int before = i / DECISION_COUNT, after = i % DECISION_COUNT;
        ledger_begin(to, s);
        ledger_decision(to, before);
        ledger_decision(to, after);
        ledger_count(to, s->matrix[before][after]);
        ledger_money(to, s->matrix_limit[before][after]);
        ledger_end(to);
    }
}

void csv_bridge(struct ledger *to, const struct whatif_subject *s) {
    const struct whatif_bridge *b = &s->bridge;
    const struct {
        enum phrase_id what;
        whatif_fen limit;
    } parts[] = {{WORDS_WHATIF_BEFORE, b->before}, {WORDS_WHATIF_ENTERED, b->entered},
                 {WORDS_WHATIF_LARGER, b->larger}, {WORDS_WHATIF_SMALLER, b->smaller},
                 {WORDS_WHATIF_LEFT, b->left},     {WORDS_WHATIF_AFTER, b->after}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        ledger_begin(to, s);
        ledger_phrase(to, parts[i].what);
        ledger_money(to, parts[i].limit);
        ledger_end(to);
    }
}

// ---- who changes

static void put_kind(struct ledger *to, enum whatif_flip_kind kind) {
    ledger_word(to, whatif_kind_names[kind][to->t->lang]);
}

void csv_changes(struct ledger *to, const struct whatif_subject *s) {
    const uint64_t counts[] = {[FLIP_BETTER] = s->better,
                               [FLIP_WORSE] = s->worse,
                               [FLIP_UNKNOWN] = s->unsettled,
                               [FLIP_LARGER] = s->larger,
                               [FLIP_SMALLER] = s->smaller};
    for (enum whatif_flip_kind i = 0; i < (int)(sizeof counts / sizeof *counts); i++) {
        ledger_begin(to, s);
        put_kind(to, i);
        ledger_count(to, counts[i]);
        ledger_end(to);
    }
}

static void put_reasons(struct ledger *to, const struct whatif_flip *f) {
    struct text all = {0};
    for (uint32_t i = 0; i < f->reason_count; i++) {
        if (i) text_char(&all, ';');
        whatif_put_reason(&all, to->t->r->policy, &f->reasons[i], to->t->lang);
    }
    ledger_word(to, text_keep(&all, to->t->arena));
}

void csv_flips(struct ledger *to, const struct whatif_subject *s) {
    for (uint32_t i = 0; i < s->flip_count; i++) {
        const struct whatif_flip *f = &s->flips[i];
        ledger_begin(to, s);
        ledger_count(to, i + 1);
        ledger_decision(to, f->before);
        ledger_decision(to, f->after);
        put_kind(to, f->kind);
        ledger_word(to, whatif_cause_names[f->cause][to->t->lang]);
        put_reasons(to, f);
        ledger_name(to, f->offer_before ? &f->offer_before->def.name : NULL);
        ledger_name(to, f->offer_after ? &f->offer_after->def.name : NULL);
        ledger_count(to, f->records);
        ledger_money(to, f->limit);
        ledger_end(to);
    }
}

static void put_sampled(struct ledger *to, const struct whatif_sampled *one) {
    struct text fields = {0};
    for (uint32_t i = 0; i < one->field_count; i++) text_format(&fields, "%s%s", i ? "; " : "", one->fields[i]);
    ledger_word(to, one->id);
    ledger_limit(to, one->has_before, one->limit_before);
    ledger_limit(to, one->has_after, one->limit_after);
    ledger_word(to, one->line_before);
    ledger_word(to, one->line_after);
    ledger_word(to, text_keep(&fields, to->t->arena));
}

void csv_sample(struct ledger *to, const struct whatif_subject *s) {
    for (uint32_t i = 0; i < s->flip_count; i++) {
        for (uint32_t k = 0; k < s->flips[i].sample_count; k++) {
            ledger_begin(to, s);
            ledger_count(to, i + 1);
            put_sampled(to, &s->flips[i].sample[k]);
            ledger_end(to);
        }
    }
}

// ---- edits

void csv_edits(struct ledger *to, const struct whatif_subject *none) {
    (void)none;
    for (uint32_t i = 0; i < to->t->r->edit_count; i++) {
        const struct whatif_edit *e = &to->t->r->edits[i];
        const char *texts[] = {e->name, e->before, e->after, e->clause, e->quote, e->asked_by};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) ledger_word(to, texts[k]);
        ledger_end(to);
    }
}

void csv_effects(struct ledger *to, const struct whatif_subject *s) {
    static const char *const how[][2] = {{"alone", "单独"}, {"last", "最后"}, {"share", "分摊"}};
    for (uint32_t i = 0; s->edits && i < to->t->r->edit_count; i++) {
        const struct whatif_change *changes[] = {&s->edits[i].alone, &s->edits[i].last, &s->edits[i].share};
        for (int k = 0; k < 3; k++) {
            ledger_begin(to, s);
            ledger_word(to, to->t->r->edits[i].name);
            ledger_word(to, how[k][to->t->lang]);
            ledger_effect(to, changes[k]);
        }
    }
    if (!s->edits) return;
    ledger_begin(to, s);
    ledger_blank(to);
    ledger_phrase(to, WORDS_WHATIF_INTERACTION);
    ledger_effect(to, &s->interaction);
}
