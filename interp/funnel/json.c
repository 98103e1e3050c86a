#include "interp/funnel/tell.h"
#include "interp/value/value_text.h"

struct teller {
    struct json_writer *j;
    const struct tally *t;
    enum lang lang;
};

static void put_count(const struct teller *to, const char *name, uint64_t count) {
    json_put_int(to->j, name, (int64_t)count);
}

static const char *name_of(const struct teller *to, const struct name *n) {
    return name_text(to->t->plan->policy, n, to->lang);
}

static void put_rule(const struct teller *to, const struct tally_rule *r) {
    json_open_object(to->j, NULL);
    json_put_string(to->j, "rule", name_of(to, &r->planned->rule->def.name));
    put_count(to, "reached", r->reached);
    put_count(to, "stopped", r->stopped);
    put_count(to, "unknown", r->unknown);
    put_count(to, "fails", r->fails);
    put_count(to, "only", r->only);
    put_count(to, "only_upper", r->only_upper);
    put_count(to, "asks", r->asks);
    put_count(to, "without", r->without);
    json_close_object(to->j);
}

static const char *unit_of(const struct type *t) {
    switch (t->kind) {
    case TYPE_MONEY: return "fen";
    case TYPE_DATE: return "days";
    case TYPE_MONTH: return "months";
    case TYPE_PERIOD: return t->unit == UNIT_DAYS ? "days" : "months";
    case TYPE_PERCENT:
    case TYPE_NUMBER: return "millionths";
    default: return "count";
    }
}

static void put_value(const struct teller *to, const struct tally_threshold *t, int64_t value) {
    struct text plain = {0};
    value_put_plain(&plain, to->t->plan->policy, &t->value->type, value, (struct slice){0}, to->lang);
    json_put_string(to->j, "threshold", text_string(&plain));
    to->j->out->failed |= plain.failed;
    text_free(&plain);
}

static void put_admits(const struct teller *to, const struct tally_gap *g) {
    uint64_t admitted;
    int64_t value;
    if (!tally_next_percent(to->t, g, &value, &admitted)) {
        json_put_null(to->j, "admits");
        return;
    }
    json_open_object(to->j, "admits");
    put_value(to, g->threshold, value);
    put_count(to, "records", admitted);
    json_close_object(to->j);
}

static void put_misses(struct json_writer *j, uint64_t misses, const uint64_t within[TALLY_SHARES]) {
    static const char *const names[TALLY_SHARES] = {"within_5", "within_10", "within_20"};
    json_put_int(j, "misses", (int64_t)misses);
    for (int i = 0; i < TALLY_SHARES; i++) json_put_int(j, names[i], (int64_t)within[i]);
}

void tally_put_misses(struct json_writer *j, const struct tally_gap *g) {
    put_misses(j, g->misses, g->within);
    json_open_object(j, "upper");
    put_misses(j, g->misses_upper, g->within_upper);
    json_close_object(j);
}

static void put_gap(const struct teller *to, const struct tally_rule *r, const struct tally_gap *g) {
    json_open_object(to->j, NULL);
    json_put_string(to->j, "rule", name_of(to, &r->planned->rule->def.name));
    const struct field *field = tally_field(g->threshold);
    json_put_string(to->j, "field", field ? name_of(to, &field->def.name) : NULL);
    json_put_string(to->j, "side", g->threshold->at_least ? "at_least" : "at_most");
    put_value(to, g->threshold, g->threshold->bound);
    json_put_string(to->j, "unit", unit_of(&g->threshold->value->type));
    tally_put_misses(to->j, g);
    if (g->nearest) json_put_int(to->j, "nearest", g->nearest);
    else json_put_null(to->j, "nearest");
    put_admits(to, g);
    put_count(to, "close", g->close);
    json_close_object(to->j);
}

static void put_rules(const struct teller *to, const struct tally_offer *o) {
    json_open_array(to->j, "funnel");
    for (uint32_t i = 0; i < o->planned->rule_count; i++) put_rule(to, &o->rules[i]);
    json_close_array(to->j);
    json_open_array(to->j, "near");
    for (uint32_t i = 0; i < o->planned->rule_count; i++)
        for (uint32_t k = 0; k < o->rules[i].gap_count; k++) put_gap(to, &o->rules[i], &o->rules[i].gaps[k]);
    json_close_array(to->j);
}

void tally_put_offer_json(struct json_writer *j, const char *name, const struct tally *t, const struct tally_offer *o,
                          enum lang lang) {
    const struct teller to = {j, t, lang};
    json_open_object(j, name);
    json_put_string(j, "scheme", name_of(&to, &t->plan->schemes[o->scheme].scheme->def.name));
    json_put_string(j, "offer", name_of(&to, &o->planned->offer->def.name));
    put_count(&to, "applies", o->applies);
    put_count(&to, "when_unknown", o->when_unknown);
    for (int i = 0; i <= DECISION_INELIGIBLE; i++) put_count(&to, decision_names[i][LANG_EN], o->decisions[i]);
    put_count(&to, "close", o->close);
    put_rules(&to, o);
    json_close_object(j);
}

void tally_put_json(struct text *out, const struct tally *t, enum lang lang) {
    struct json_writer j = {.out = out};
    json_open_object(&j, NULL);
    json_put_int(&j, "records", (int64_t)t->records);
    json_put_int(&j, "near_percent", t->near_percent);
    json_open_array(&j, "offers");
    for (uint32_t i = 0; i < t->offer_count; i++) tally_put_offer_json(&j, NULL, t, &t->offers[i], lang);
    json_close_array(&j);
    json_close_object(&j);
    text_char(out, '\n');
}
