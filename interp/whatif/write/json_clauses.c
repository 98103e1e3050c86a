// Clauses one by one: the funnel, and who misses a threshold, or passes it, by how little.
#include "grammar/base/calendar.h"
#include "interp/funnel/tell.h"
#include "interp/whatif/ask.h"
#include "interp/whatif/write/json_put.h"

static void put_rule(struct json *j, const struct tally_rule *r) {
    json_open_object(&j->j, NULL);
    json_put_string(&j->j, "rule", name_of(j, &r->planned->rule->def.name));
    put_count(j, "reached", r->reached);
    put_count(j, "stopped", r->stopped);
    put_count(j, "unknown", r->unknown);
    put_count(j, "fails", r->fails);
    put_count(j, "only", r->only);
    put_count(j, "only_upper", r->only_upper);
    put_count(j, "asks", r->asks);
    json_close_object(&j->j);
}

static void put_applies(struct json *j, const char *name, const struct tally_offer *o) {
    json_open_object(&j->j, name);
    put_count(j, "yes", o->applies);
    put_count(j, "unknown", o->when_unknown);
    json_close_object(&j->j);
}

static void put_funnel(struct json *j, const char *name, const struct tally_offer *o) {
    json_open_array(&j->j, name);
    for (uint32_t i = 0; i < o->planned->rule_count; i++) put_rule(j, &o->rules[i]);
    json_close_array(&j->j);
}

typedef void put_offer(struct json *j, const char *name, const struct tally_offer *o);
// "growth"; of several versions the later ones "growth from 2025-01-01".
static void put_named(struct json *j, const struct tally_offer *o, bool first, put_offer *put) {
    struct text name = {0};
    char date[11];
    date_format(o->planned->offer->scheme->from, date);
    text_put(&name, name_of(j, &o->planned->offer->def.name));
    if (!first) text_format(&name, j->lang == LANG_ZH ? " 自 %s" : " from %s", date);
    put(j, text_string(&name), o);
    j->j.out->failed |= name.failed;
    text_free(&name);
}

static void put_offers(struct json *j, const char *name, const struct whatif_subject *scheme, uint32_t world,
                       put_offer *put) {
    const struct whatif_subject *end = j->r->subjects + j->r->subject_count;
    json_open_object(&j->j, name);
    for (const struct whatif_subject *s = scheme + 1; s < end && s->offer; s++)
        for (uint32_t i = 0; i < s->tally_count[world]; i++) put_named(j, s->tally[world][i], i == 0, put);
    json_close_object(&j->j);
}

static void put_threshold(struct json *j, const char *name, const struct tally_threshold *t, int64_t value) {
    struct text words = {0};
    put_as_written(&words, j->r->policy, &t->value->type, value, j->lang);
    json_put_string(&j->j, name, text_string(&words));
    j->j.out->failed |= words.failed;
    text_free(&words);
}

// The value that would admit one more in a hundred of all.
static void put_admits(struct json *j, const struct tally_gap *g) {
    uint64_t admitted;
    int64_t value;
    if (!tally_next_percent(j->r->tally, g, &value, &admitted)) return;
    put_threshold(j, "admitting_value", g->threshold, value);
    put_count(j, "admitted", admitted);
}

// How many miss it by how much, in steps: the last gap of each, and the value that would admit them.
static void put_gaps(struct json *j, const struct tally_gap *g) {
    if (!j->joins) return;
    json_open_array(&j->j, "gaps");
    for (int64_t i = 0; g->bins && i < TALLY_BINS; i++) {
        int64_t gap, value;
        if (!g->bins[i] || __builtin_mul_overflow(g->threshold->step, i + 1, &gap)) continue;
        json_open_object(&j->j, NULL);
        json_put_int(&j->j, "gap", gap);
        if (tally_moved(g->threshold, gap, &value)) put_threshold(j, "value", g->threshold, value);
        else json_put_null(&j->j, "value");
        put_count(j, "misses", g->bins[i]);
        json_close_object(&j->j);
    }
    json_close_array(&j->j);
}

static void put_gap(struct json *j, const struct tally_offer *o, const struct tally_rule *r,
                    const struct tally_gap *g) {
    json_open_object(&j->j, NULL);
    json_put_string(&j->j, "offer", name_of(j, &o->planned->offer->def.name));
    json_put_string(&j->j, "rule", name_of(j, &r->planned->rule->def.name));
    json_put_string(&j->j, "side", g->threshold->at_least ? "at_least" : "at_most");
    put_threshold(j, "threshold", g->threshold, g->threshold->bound);
    tally_put_misses(&j->j, g);
    if (g->nearest) json_put_int(&j->j, "nearest", g->nearest);
    else json_put_null(&j->j, "nearest");
    put_admits(j, g);
    put_count(j, "passes", g->close);
    put_gaps(j, g);
    json_close_object(&j->j);
}

static void put_near_of(struct json *j, const struct tally_offer *o) {
    for (uint32_t i = 0; i < o->planned->rule_count; i++)
        for (uint32_t k = 0; k < o->rules[i].gap_count; k++) put_gap(j, o, &o->rules[i], &o->rules[i].gaps[k]);
}

static void put_near(struct json *j, const char *name, const struct whatif_subject *scheme, uint32_t world) {
    const struct whatif_subject *end = j->r->subjects + j->r->subject_count;
    json_open_array(&j->j, name);
    for (const struct whatif_subject *s = scheme + 1; s < end && s->offer; s++)
        for (uint32_t i = 0; i < s->tally_count[world]; i++) put_near_of(j, s->tally[world][i]);
    json_close_array(&j->j);
}

void put_clauses(struct json *j, const struct whatif_subject *scheme) {
    put_offers(j, "applies", scheme, WHATIF_BEFORE, put_applies);
    put_offers(j, "applies_after", scheme, WHATIF_AFTER, put_applies);
    put_offers(j, "funnel", scheme, WHATIF_BEFORE, put_funnel);
    put_offers(j, "funnel_after", scheme, WHATIF_AFTER, put_funnel);
    put_near(j, "near", scheme, WHATIF_BEFORE);
    put_near(j, "near_after", scheme, WHATIF_AFTER);
}
