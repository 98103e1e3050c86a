// Tables of what was asked beside the change, of the clauses one by one, and of what made all of it.
#include "grammar/base/calendar.h"
#include "interp/whatif/write/ledger.h"

// ---- groups

static void put_group_side(struct ledger *to, const struct whatif_group_row *g, int world) {
    ledger_count(to, g->records);
    ledger_world(to, world);
    ledger_measure(to, world ? &g->after : &g->before);
    ledger_count(to, world ? g->in_scope_after : g->in_scope_before);
    ledger_count(to, g->better);
    ledger_count(to, g->worse);
}

static void put_hidden(struct ledger *to, const struct whatif_group_row *g) {
    if (g->cell == CELL_FEW) ledger_put(to, figure_of(FIGURE_FEW, to->t->r->min_cell));
    else ledger_phrase(to, WORDS_WHATIF_WITHHELD);
    for (int i = 0; i < 9; i++) ledger_blank(to);
}

static void put_group(struct ledger *to, const struct whatif_subject *s, const struct whatif_group *g,
                      const struct whatif_group_row *row) {
    bool told = row->cell == CELL_TOLD;
    for (int world = 0; world < (told ? WHATIF_WORLDS : 1); world++) {
        ledger_begin(to, s);
        ledger_word(to, g->label);
        ledger_word(to, row->value);
        if (told) put_group_side(to, row, world);
        else put_hidden(to, row);
        ledger_end(to);
    }
}

void csv_groups(struct ledger *to, const struct whatif_subject *s) {
    for (uint32_t i = 0; i < s->group_count; i++)
        for (uint32_t k = 0; k < s->groups[i].count; k++) put_group(to, s, &s->groups[i], &s->groups[i].rows[k]);
}

// ---- clauses

static void begin_version(struct ledger *to, const struct whatif_subject *s, const struct tally_offer *o, int world) {
    char date[11];
    date_format(o->planned->offer->scheme->from, date);
    ledger_begin(to, s);
    ledger_word(to, date);
    ledger_world(to, world);
}

static void put_rule(struct ledger *to, const struct tally_rule *r) {
    const uint64_t counts[] = {r->reached, r->stopped, r->unknown, r->fails, r->only, r->only_upper, r->asks};
    ledger_name(to, &r->planned->rule->def.name);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) ledger_count(to, counts[i]);
    ledger_end(to);
}

static void put_rules(struct ledger *to, const struct whatif_subject *s, const struct tally_offer *o, int world) {
    for (uint32_t i = 0; whatif_is_asked(o) && i < o->planned->rule_count; i++) {
        begin_version(to, s, o, world);
        put_rule(to, &o->rules[i]);
    }
}

static void put_applies(struct ledger *to, const struct whatif_subject *s, const struct tally_offer *o, int world) {
    if (!whatif_is_asked(o)) return;
    begin_version(to, s, o, world);
    ledger_count(to, o->applies);
    ledger_count(to, o->when_unknown);
    ledger_end(to);
}

typedef void put_offer(struct ledger *to, const struct whatif_subject *s, const struct tally_offer *o, int world);
static void each_offer(struct ledger *to, const struct whatif_subject *s, put_offer *put) {
    for (int world = 0; world < WHATIF_WORLDS; world++)
        for (uint32_t i = 0; i < s->tally_count[world]; i++) put(to, s, s->tally[world][i], world);
}

void csv_applies(struct ledger *to, const struct whatif_subject *s) { each_offer(to, s, put_applies); }

void csv_funnel(struct ledger *to, const struct whatif_subject *s) { each_offer(to, s, put_rules); }

static void put_admitting(struct ledger *to, const struct tally_gap *g) {
    uint64_t admitted;
    int64_t value;
    if (!tally_next_percent(to->t->r->tally, g, &value, &admitted)) {
        ledger_blank(to);
        ledger_blank(to);
        return;
    }
    ledger_value(to, &g->threshold->value->type, value);
    ledger_count(to, admitted);
}

static void put_gap(struct ledger *to, const struct tally_gap *g) {
    static const char *const sides[][2] = {{"at_most", "不高于"}, {"at_least", "不低于"}};
    const struct type *type = &g->threshold->value->type;
    ledger_word(to, sides[g->threshold->at_least][to->t->lang]);
    ledger_value(to, type, g->threshold->bound);
    ledger_count(to, g->misses);
    for (int i = 0; i < TALLY_SHARES; i++) ledger_count(to, g->within[i]);
    ledger_count(to, g->misses_upper);
    for (int i = 0; i < TALLY_SHARES; i++) ledger_count(to, g->within_upper[i]);
    if (!g->nearest) ledger_blank(to);
    else ledger_put(to, figure_of(type->kind == TYPE_MONEY ? FIGURE_MONEY : FIGURE_COUNT, g->nearest));
    put_admitting(to, g);
    ledger_count(to, g->close);
    ledger_end(to);
}

static void put_gaps(struct ledger *to, const struct whatif_subject *s, const struct tally_offer *o, int world) {
    for (uint32_t i = 0; whatif_is_asked(o) && i < o->planned->rule_count; i++)
        for (uint32_t k = 0; k < o->rules[i].gap_count; k++) {
            begin_version(to, s, o, world);
            ledger_name(to, &o->rules[i].planned->rule->def.name);
            put_gap(to, &o->rules[i].gaps[k]);
        }
}

void csv_near(struct ledger *to, const struct whatif_subject *s) { each_offer(to, s, put_gaps); }

// ---- other values

void csv_sweeps(struct ledger *to, const struct whatif_subject *s) {
    for (uint32_t i = 0; i < s->sweep_count; i++)
        for (uint32_t k = 0; k < s->sweeps[i].count; k++) {
            const struct whatif_sweep_point *p = &s->sweeps[i].points[k];
            ledger_begin(to, s);
            ledger_word(to, s->sweeps[i].label);
            ledger_value(to, &s->sweeps[i].param->type, p->number);
            ledger_measure(to, &p->measure);
            ledger_truth(to, p->baseline);
            ledger_truth(to, p->scenario);
            ledger_end(to);
        }
}

void csv_robustness(struct ledger *to, const struct whatif_subject *s) {
    for (uint32_t i = 0; i < s->robustness_count; i++)
        for (int up = 0; up < 2; up++) {
            const struct whatif_robustness *r = &s->robustness[i];
            ledger_begin(to, s);
            ledger_word(to, r->label);
            ledger_word(to, up ? r->high : r->low);
            ledger_effect(to, up ? &r->up : &r->down);
        }
}

void csv_bounds(struct ledger *to, const struct whatif_subject *s) {
    for (int world = 0; world < WHATIF_WORLDS; world++)
        for (int upper = 0; upper < 2; upper++) {
            ledger_begin(to, s);
            ledger_world(to, world);
            ledger_phrase(to, upper ? WORDS_WHATIF_UPPER : WORDS_WHATIF_LOWER);
            ledger_measure(to, upper ? &s->bounds[world].upper : &s->bounds[world].lower);
            ledger_end(to);
        }
}

// ---- what made it

void csv_inputs(struct ledger *to, const struct whatif_subject *none) {
    (void)none;
    for (uint32_t i = 0; i < to->t->r->stamp.input_count; i++) {
        const struct whatif_input *in = &to->t->r->stamp.inputs[i];
        ledger_word(to, in->role);
        ledger_word(to, in->path);
        ledger_count(to, in->bytes);
        ledger_word(to, in->sha256);
        ledger_end(to);
    }
}

static void put_line(struct ledger *to, const char *const name[2], struct figure value) {
    ledger_word(to, name[to->t->lang]);
    ledger_put(to, value);
    ledger_end(to);
}

void csv_stamp(struct ledger *to, const struct whatif_subject *none) {
    static const char *const names[][2] = {{"version", "版本"},   {"command", "命令"},   {"as_of", "基准日"},
                                           {"seed", "抽样种子"},  {"records", "记录数"}, {"rejected", "被拒记录数"},
                                           {"method", "分摊方法"}};
    const struct whatif_result *r = to->t->r;
    const struct figure values[] = {figure_text(r->stamp.version),
                                    figure_text(r->stamp.command),
                                    figure_text(r->stamp.as_of),
                                    figure_of(FIGURE_COUNT, r->stamp.seed),
                                    figure_of(FIGURE_COUNT, r->records),
                                    figure_of(FIGURE_COUNT, r->rejected),
                                    figure_text(whatif_method_names[r->method][to->t->lang])};
    (void)none;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) put_line(to, names[i], values[i]);
}
