// An explanation as one JSON object, keys in this order:
//
//   id, as_of, reform (null where none; its title; of several the titles in an array, in order), duplicate, schemes:
//   [scheme]
//
//   scheme    name, names, title, issuer, document_number, period, decision, summary, best (offer's name or null),
//             rules: [rule] that all its offers share, offers: [offer], manuals: [note], documents: [note],
//             figures: [figure]
//   offer     name, names, title, place, decision, summary, when (condition or null), when_values: [value],
//             rules: [rule] of its own, missing: [missing], grants: [grant], manuals: [note], documents: [note]
//   rule      name, names, label, kind (require, require_in_principle, veto, refer),
//             outcome (passed, failed, unknown, asks, not_asked), verdict (the outcome in words), replaces, place,
//             cite, quotes: [text], when (condition; only of a rule that has one), condition, values: [value] (those
//             in `when` where it is not asked), waiver (null, or condition, cite, quotes)
//   condition text, result (yes, no, unknown, referred: a person decides), operands: [condition] that decided; below
//             `meets`, for a rule of the other offer, behind the result its outcome and verdict too
//   value     name, names, kind (field, define, param, table), state (known, referred, unknown, silent), text,
//             value (as `pol eval` writes it; null where it has none), items: [text] of a list,
//             row of a table where it is first spoken of; of one that puts rows together rows: [row] that hold or may;
//             cite, quotes of a definition or a param that has them
//   row       number (from 1; null: no row holds), otherwise, result (yes: it holds; unknown, referred: it leaves open
//             which does; no: none does), text, place (the table's where no row holds), cite, quotes (its own, or the
//             table's), cells: [condition], nearest (where none or only `otherwise` holds); among rows also gives
//             (null, or text, value; of a band its part times its rate, and the rate)
//   nearest   number, against: [condition]; the first of the rows that the fewest cells rule out, and those
//   grant     name, names, place, cite, quotes, expression, state, text, value, values: [value]
//   note      name (null where none), text, place, cite, quotes, condition (null where always), needed (yes, unknown)
//   missing   name, names, type, needed_by: [name]
//   figure    name, names, text, value, since (date; null from the beginning), set (by the run)
//   amendment title, document_number, since; of a scheme `amendments: [amendment]` that hold on the date; of a rule,
//   grant,
//             note, value or row `amendment`, where it is written in one. Where there is none the key is left out
//   standard  title, document_number; of a value or row that stands in one, likewise
//   names     en, zh; the same twice where there is one spelling
//   place     file, line, column, or null
//
// Names, conditions, verdicts, texts and values are in the explanation's language; kinds, outcomes, results, states and
// decisions are always these words. Absent strings are null.
#include "grammar/base/json.h"

#include "interp/explain/explain.h"

struct output {
    struct json_writer json;
    enum lang lang;
};

static const char *primary(const struct output *to, const struct explained_name *n) {
    return to->lang == LANG_ZH ? n->zh : n->en;
}

static void put_names(struct output *to, const struct explained_name *n) {
    json_put_string(&to->json, "name", primary(to, n));
    json_open_object(&to->json, "names");
    json_put_string(&to->json, "en", n->en);
    json_put_string(&to->json, "zh", n->zh);
    json_close_object(&to->json);
}

static void put_place(struct output *to, const struct explained_place *p) {
    if (!p->file) {
        json_put_null(&to->json, "place");
        return;
    }
    json_open_object(&to->json, "place");
    json_put_place(&to->json, p->file, p->line, p->column);
    json_close_object(&to->json);
}

static void put_strings(struct output *to, const char *name, const char *const *items, uint32_t count) {
    json_open_array(&to->json, name);
    for (uint32_t i = 0; i < count; i++) {
        json_put_string(&to->json, NULL, items[i]);
    }
    json_close_array(&to->json);
}

static void put_notice(struct output *to, const char *name, const struct explained_origin *o) {
    json_open_object(&to->json, name);
    json_put_string(&to->json, "title", o->title);
    json_put_string(&to->json, "document_number", o->document_number);
    if (o->since) json_put_string(&to->json, "since", o->since);
    json_close_object(&to->json);
}

static void put_origin(struct output *to, const struct explained_origin *o) {
    static const char *const names[ORIGIN_KIND_COUNT] = {"amendment", "standard"};
    if (o) put_notice(to, names[o->kind], o);
}

static void put_citation(struct output *to, const struct explained_citation *c) {
    json_put_string(&to->json, "cite", c->clause);
    put_strings(to, "quotes", c->quotes, c->quote_count);
    put_origin(to, c->origin);
}

static void put_value_citation(struct output *to, const struct explained_citation *c) {
    if (c->clause || c->quote_count) put_citation(to, c);
    else put_origin(to, c->origin);
}

static const char *const results[] = {"no", "unknown", "yes", "referred"};  // by enum told_truth
static const char *const outcomes[RULE_OUTCOME_COUNT] = {"failed", "unknown", "asks", "passed", "not_asked"};

static void put_part(struct output *to, const char *name, const struct explained_part *part) {
    json_open_object(&to->json, name);
    json_put_string(&to->json, "text", part->text);
    json_put_string(&to->json, "result", results[part->truth]);
    if (part->verdict) json_put_string(&to->json, "outcome", outcomes[part->outcome]);
    if (part->verdict) json_put_string(&to->json, "verdict", part->verdict);
    json_open_array(&to->json, "operands");
    for (uint32_t i = 0; i < part->part_count; i++) put_part(to, NULL, &part->parts[i]);
    json_close_array(&to->json);
    json_close_object(&to->json);
}

static void put_nearest(struct output *to, const struct explained_row *row) {
    json_open_object(&to->json, "nearest");
    json_put_int(&to->json, "number", row->nearest_number);
    json_open_array(&to->json, "against");
    for (uint32_t i = 0; i < row->against_count; i++) put_part(to, NULL, &row->against[i]);
    json_close_array(&to->json);
    json_close_object(&to->json);
}

static void put_given(struct output *to, const struct explained_row *row) {
    if (!row->gives) {
        json_put_null(&to->json, "gives");
        return;
    }
    json_open_object(&to->json, "gives");
    json_put_string(&to->json, "text", row->gives);
    json_put_raw(&to->json, "value", row->gives_json);
    json_close_object(&to->json);
}

// `name`: NULL among several.
static void put_row(struct output *to, const char *name, const struct explained_row *row) {
    json_open_object(&to->json, name);
    if (row->number) json_put_int(&to->json, "number", row->number);
    else json_put_null(&to->json, "number");
    json_put_bool(&to->json, "otherwise", row->otherwise);
    json_put_string(&to->json, "result", results[row->truth]);
    json_put_string(&to->json, "text", row->text);
    put_place(to, &row->place);
    put_citation(to, &row->citation);
    json_open_array(&to->json, "cells");
    for (uint32_t i = 0; i < row->cell_count; i++) put_part(to, NULL, &row->cells[i]);
    json_close_array(&to->json);
    if (row->nearest) put_nearest(to, row);
    if (!name) put_given(to, row);
    json_close_object(&to->json);
}

static void put_rows(struct output *to, const struct explained_value *v) {
    if (v->row) put_row(to, "row", v->row);
    if (!v->row_count) return;
    json_open_array(&to->json, "rows");
    for (uint32_t i = 0; i < v->row_count; i++) put_row(to, NULL, &v->rows[i]);
    json_close_array(&to->json);
}

static const char *kind_name(enum definition_kind kind) {
    if (kind == DEF_PARAM) return "param";
    if (kind == DEF_TABLE || kind == DEF_TABLE_RESULT) return "table";
    return kind == DEF_DEFINE ? "define" : "field";
}

static void put_known(struct output *to, const struct explained_value *v) {
    static const char *const states[] = {[STATE_KNOWN] = "known",
                                         [STATE_REFERRED] = "referred",
                                         [STATE_UNKNOWN] = "unknown",
                                         [STATE_SILENT] = "silent",
                                         [STATE_FAULT] = "fault"};
    json_put_string(&to->json, "state", v->nothing ? "nothing" : states[v->state]);
    json_put_string(&to->json, "text", v->text);
    json_put_raw(&to->json, "value", v->json);
}

static void put_values(struct output *to, const char *name, const struct explained_value *values, uint32_t count) {
    json_open_array(&to->json, name);
    for (uint32_t i = 0; i < count; i++) {
        json_open_object(&to->json, NULL);
        put_names(to, &values[i].name);
        json_put_string(&to->json, "kind", kind_name(values[i].kind));
        put_known(to, &values[i]);
        put_strings(to, "items", values[i].items, values[i].item_count);
        if (values[i].citation) put_value_citation(to, values[i].citation);
        put_rows(to, &values[i]);
        json_close_object(&to->json);
    }
    json_close_array(&to->json);
}

static void put_waiver(struct output *to, const struct explained_rule *r) {
    if (!r->has_waiver) {
        json_put_null(&to->json, "waiver");
        return;
    }
    json_open_object(&to->json, "waiver");
    put_part(to, "condition", &r->waiver);
    put_citation(to, &r->waiver_citation);
    json_close_object(&to->json);
}

static void put_rule(struct output *to, const struct explained_rule *r) {
    static const char *const kinds[] = {"require", "require_in_principle", "veto", "refer"};
    json_open_object(&to->json, NULL);
    put_names(to, &r->name);
    json_put_string(&to->json, "label", r->label);
    json_put_string(&to->json, "kind", kinds[r->kind]);
    json_put_string(&to->json, "outcome", outcomes[r->outcome]);
    json_put_string(&to->json, "verdict", r->verdict);
    json_put_bool(&to->json, "replaces", r->replaces);
    put_place(to, &r->place);
    put_citation(to, &r->citation);
    if (r->has_when) put_part(to, "when", &r->when);
    put_part(to, "condition", &r->condition);
    put_values(to, "values", r->values, r->value_count);
    put_waiver(to, r);
    json_close_object(&to->json);
}

static void put_rules(struct output *to, const struct explained_rule *rules, uint32_t count) {
    json_open_array(&to->json, "rules");
    for (uint32_t i = 0; i < count; i++) put_rule(to, &rules[i]);
    json_close_array(&to->json);
}

static void put_grants(struct output *to, const struct explained_grant *grants, uint32_t count) {
    json_open_array(&to->json, "grants");
    for (uint32_t i = 0; i < count; i++) {
        const struct explained_grant *g = &grants[i];
        json_open_object(&to->json, NULL);
        put_names(to, &g->name);
        put_place(to, &g->place);
        put_citation(to, &g->citation);
        json_put_string(&to->json, "expression", g->expression);
        put_known(to, &g->value);
        put_values(to, "values", g->values, g->value_count);
        json_close_object(&to->json);
    }
    json_close_array(&to->json);
}

static void put_notes(struct output *to, const char *name, const struct explained_note *notes, uint32_t count) {
    json_open_array(&to->json, name);
    for (uint32_t i = 0; i < count; i++) {
        const struct explained_note *n = &notes[i];
        json_open_object(&to->json, NULL);
        json_put_string(&to->json, "name", n->name.en ? primary(to, &n->name) : NULL);
        json_put_string(&to->json, "text", n->text);
        put_place(to, &n->place);
        put_citation(to, &n->citation);
        json_put_string(&to->json, "condition", n->condition);
        json_put_string(&to->json, "needed", n->truth == 2 ? "yes" : "unknown");
        json_close_object(&to->json);
    }
    json_close_array(&to->json);
}

static void put_missing(struct output *to, const struct explained_missing *missing, uint32_t count) {
    json_open_array(&to->json, "missing");
    for (uint32_t i = 0; i < count; i++) {
        json_open_object(&to->json, NULL);
        put_names(to, &missing[i].name);
        json_put_string(&to->json, "type", missing[i].type);
        json_open_array(&to->json, "needed_by");
        for (uint32_t k = 0; k < missing[i].needed_by_count; k++) {
            json_put_string(&to->json, NULL, primary(to, &missing[i].needed_by[k]));
        }
        json_close_array(&to->json);
        json_close_object(&to->json);
    }
    json_close_array(&to->json);
}

static void put_figures(struct output *to, const struct explained_figure *figures, uint32_t count) {
    json_open_array(&to->json, "figures");
    for (uint32_t i = 0; i < count; i++) {
        json_open_object(&to->json, NULL);
        put_names(to, &figures[i].name);
        json_put_string(&to->json, "text", figures[i].value);
        json_put_raw(&to->json, "value", figures[i].json);
        json_put_string(&to->json, "since", figures[i].since);
        json_put_bool(&to->json, "set", figures[i].set);
        json_close_object(&to->json);
    }
    json_close_array(&to->json);
}

static void put_offer(struct output *to, const struct explained_offer *o) {
    json_open_object(&to->json, NULL);
    put_names(to, &o->name);
    json_put_string(&to->json, "title", o->title);
    put_place(to, &o->place);
    json_put_string(&to->json, "decision", decision_names[o->decision][LANG_EN]);
    json_put_string(&to->json, "summary", o->summary);
    if (o->has_when) put_part(to, "when", &o->when);
    else json_put_null(&to->json, "when");
    put_values(to, "when_values", o->when_values, o->when_value_count);
    put_rules(to, o->rules, o->rule_count);
    put_missing(to, o->missing, o->missing_count);
    put_grants(to, o->grants, o->grant_count);
    put_notes(to, "manuals", o->manuals, o->manual_count);
    put_notes(to, "documents", o->documents, o->document_count);
    json_close_object(&to->json);
}

static void put_scheme(struct output *to, const struct explained_scheme *s) {
    json_open_object(&to->json, NULL);
    put_names(to, &s->name);
    json_put_string(&to->json, "title", s->title);
    json_put_string(&to->json, "issuer", s->issuer);
    json_put_string(&to->json, "document_number", s->document_number);
    json_put_string(&to->json, "period", s->period);
    if (s->amendment_count) {
        json_open_array(&to->json, "amendments");
        for (uint32_t i = 0; i < s->amendment_count; i++) put_notice(to, NULL, &s->amendments[i]);
        json_close_array(&to->json);
    }
    json_put_string(&to->json, "decision", decision_names[s->decision][LANG_EN]);
    json_put_string(&to->json, "summary", s->summary);
    json_put_string(&to->json, "best", s->best.en ? primary(to, &s->best) : NULL);
    put_rules(to, s->rules, s->rule_count);
    json_open_array(&to->json, "offers");
    for (uint32_t i = 0; i < s->offer_count; i++) put_offer(to, &s->offers[i]);
    json_close_array(&to->json);
    put_notes(to, "manuals", s->manuals, s->manual_count);
    put_notes(to, "documents", s->documents, s->document_count);
    put_figures(to, s->figures, s->figure_count);
    json_close_object(&to->json);
}

void explain_write_json(struct text *out, const struct explanation *e) {
    struct output to = {{.out = out}, e->lang};
    json_open_object(&to.json, NULL);
    json_put_string(&to.json, "id", e->id);
    json_put_string(&to.json, "as_of", e->as_of);
    if (e->reform_count > 1) put_strings(&to, "reform", e->reforms, (uint32_t)e->reform_count);
    else json_put_string(&to.json, "reform", e->reform_count ? e->reforms[0] : NULL);
    json_put_bool(&to.json, "duplicate", e->duplicate);
    json_open_array(&to.json, "schemes");
    for (uint32_t i = 0; i < e->scheme_count; i++) put_scheme(&to, &e->schemes[i]);
    json_close_array(&to.json);
    json_close_object(&to.json);
    text_char(out, '\n');
}
