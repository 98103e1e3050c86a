// An explanation as one JSON object, keys in this order:
//
//   id, as_of, reform (null where none), duplicate, schemes: [scheme]
//
//   scheme    name, names, title, issuer, document_number, period, decision, summary, best (offer's name or null),
//             rules: [rule] that all its offers share, offers: [offer], manuals: [note], documents: [note],
//             figures: [figure]
//   offer     name, names, title, place, decision, summary, when (condition or null), when_values: [value],
//             rules: [rule] of its own, missing: [missing], grants: [grant], manuals: [note], documents: [note]
//   rule      name, names, label, kind (require, require_in_principle, veto, refer),
//             outcome (passed, failed, unknown, asks), verdict (the outcome in words), replaces, place, cite,
//             quotes: [text], condition, values: [value], waiver (null, or condition, cite, quotes)
//   condition text, result (yes, no, unknown), operands: [condition] that decided
//   value     name, names, kind (field, define, param, table), state (known, unknown, silent), text,
//             value (as `pol eval` writes it; null where it has none), items: [text] of a list
//   grant     name, names, place, cite, quotes, expression, state, text, value, values: [value]
//   note      name (null where none), text, place, cite, quotes, condition (null where always), needed (yes, unknown)
//   missing   name, names, type, needed_by: [name]
//   figure    name, names, text, value, since (date; null from the beginning), set (by the run)
//   names     en, zh; the same twice where there is one spelling
//   place     file, line, column, or null
//
// Names, conditions, verdicts, texts and values are in the explanation's language; kinds, outcomes, results, states and
// decisions are always these words. Absent strings are null.
#include <string.h>

#include "interp/explain/explain.h"

struct json {
    struct text *out;
    enum lang lang;
};

// The next member or element: a comma unless it is the first.
static void next(const struct json *j) {
    char last = j->out->length ? j->out->bytes[j->out->length - 1] : '[';
    if (last != '{' && last != '[') text_char(j->out, ',');
}

static void key(const struct json *j, const char *name) {
    next(j);
    text_format(j->out, "\"%s\":", name);
}

static void put_string(const struct json *j, const char *string) {
    if (string) text_json(j->out, string, strlen(string));
    else text_put(j->out, "null");
}

static void string(const struct json *j, const char *name, const char *value) {
    key(j, name);
    put_string(j, value);
}

static void raw(const struct json *j, const char *name, const char *value) {
    key(j, name);
    text_put(j->out, value ? value : "null");
}

static void truth(const struct json *j, const char *name, bool value) { raw(j, name, value ? "true" : "false"); }
static void open_array(const struct json *j, const char *name) { raw(j, name, "["); }
static void close_array(const struct json *j) { text_char(j->out, ']'); }
static void open_element(const struct json *j) {
    next(j);
    text_char(j->out, '{');
}
static void close_object(const struct json *j) { text_char(j->out, '}'); }

static const char *primary(const struct json *j, const struct explained_name *n) {
    return j->lang == LANG_ZH ? n->zh : n->en;
}

static void put_names(const struct json *j, const struct explained_name *n) {
    string(j, "name", primary(j, n));
    raw(j, "names", "{");
    string(j, "en", n->en);
    string(j, "zh", n->zh);
    close_object(j);
}

static void put_place(const struct json *j, const struct explained_place *p) {
    if (!p->file) {
        raw(j, "place", NULL);
        return;
    }
    raw(j, "place", "{");
    string(j, "file", p->file);
    key(j, "line");
    text_int(j->out, p->line);
    key(j, "column");
    text_int(j->out, p->column);
    close_object(j);
}

static void put_strings(const struct json *j, const char *name, const char *const *items, uint32_t count) {
    open_array(j, name);
    for (uint32_t i = 0; i < count; i++) {
        next(j);
        put_string(j, items[i]);
    }
    close_array(j);
}

static void put_citation(const struct json *j, const struct explained_citation *c) {
    string(j, "cite", c->clause);
    put_strings(j, "quotes", c->quotes, c->quote_count);
}

static void put_part_members(const struct json *j, const struct explained_part *part) {
    static const char *const results[] = {"no", "unknown", "yes"};
    string(j, "text", part->text);
    string(j, "result", results[part->truth]);
    open_array(j, "operands");
    for (uint32_t i = 0; i < part->part_count; i++) {
        open_element(j);
        put_part_members(j, &part->parts[i]);
        close_object(j);
    }
    close_array(j);
}

static void put_part(const struct json *j, const char *name, const struct explained_part *part) {
    raw(j, name, "{");
    put_part_members(j, part);
    close_object(j);
}

static const char *kind_name(enum definition_kind kind) {
    if (kind == DEF_PARAM) return "param";
    if (kind == DEF_TABLE || kind == DEF_TABLE_RESULT) return "table";
    return kind == DEF_DEFINE ? "define" : "field";
}

static void put_known(const struct json *j, const struct explained_value *v) {
    static const char *const states[] = {"known", "unknown", "silent", "fault"};
    string(j, "state", states[v->state]);
    string(j, "text", v->text);
    raw(j, "value", v->json);
}

static void put_values(const struct json *j, const char *name, const struct explained_value *values, uint32_t count) {
    open_array(j, name);
    for (uint32_t i = 0; i < count; i++) {
        open_element(j);
        put_names(j, &values[i].name);
        string(j, "kind", kind_name(values[i].kind));
        put_known(j, &values[i]);
        put_strings(j, "items", values[i].items, values[i].item_count);
        close_object(j);
    }
    close_array(j);
}

static void put_waiver(const struct json *j, const struct explained_rule *r) {
    if (!r->has_waiver) {
        raw(j, "waiver", NULL);
        return;
    }
    raw(j, "waiver", "{");
    put_part(j, "condition", &r->waiver);
    put_citation(j, &r->waiver_citation);
    close_object(j);
}

static void put_rule(const struct json *j, const struct explained_rule *r) {
    static const char *const kinds[] = {"require", "require_in_principle", "veto", "refer"};
    static const char *const outcomes[RULE_OUTCOME_COUNT] = {"failed", "unknown", "asks", "passed"};
    put_names(j, &r->name);
    string(j, "label", r->label);
    string(j, "kind", kinds[r->kind]);
    string(j, "outcome", outcomes[r->outcome]);
    string(j, "verdict", r->verdict);
    truth(j, "replaces", r->replaces);
    put_place(j, &r->place);
    put_citation(j, &r->citation);
    put_part(j, "condition", &r->condition);
    put_values(j, "values", r->values, r->value_count);
    put_waiver(j, r);
}

static void put_rules(const struct json *j, const struct explained_rule *rules, uint32_t count) {
    open_array(j, "rules");
    for (uint32_t i = 0; i < count; i++) {
        open_element(j);
        put_rule(j, &rules[i]);
        close_object(j);
    }
    close_array(j);
}

static void put_grants(const struct json *j, const struct explained_grant *grants, uint32_t count) {
    open_array(j, "grants");
    for (uint32_t i = 0; i < count; i++) {
        const struct explained_grant *g = &grants[i];
        open_element(j);
        put_names(j, &g->name);
        put_place(j, &g->place);
        put_citation(j, &g->citation);
        string(j, "expression", g->expression);
        put_known(j, &g->value);
        put_values(j, "values", g->values, g->value_count);
        close_object(j);
    }
    close_array(j);
}

static void put_notes(const struct json *j, const char *name, const struct explained_note *notes, uint32_t count) {
    open_array(j, name);
    for (uint32_t i = 0; i < count; i++) {
        const struct explained_note *n = &notes[i];
        open_element(j);
        string(j, "name", n->name.en ? primary(j, &n->name) : NULL);
        string(j, "text", n->text);
        put_place(j, &n->place);
        put_citation(j, &n->citation);
        string(j, "condition", n->condition);
        string(j, "needed", n->truth == 2 ? "yes" : "unknown");
        close_object(j);
    }
    close_array(j);
}

static void put_missing(const struct json *j, const struct explained_missing *missing, uint32_t count) {
    open_array(j, "missing");
    for (uint32_t i = 0; i < count; i++) {
        open_element(j);
        put_names(j, &missing[i].name);
        string(j, "type", missing[i].type);
        open_array(j, "needed_by");
        for (uint32_t k = 0; k < missing[i].needed_by_count; k++) {
            next(j);
            put_string(j, primary(j, &missing[i].needed_by[k]));
        }
        close_array(j);
        close_object(j);
    }
    close_array(j);
}

static void put_figures(const struct json *j, const struct explained_figure *figures, uint32_t count) {
    open_array(j, "figures");
    for (uint32_t i = 0; i < count; i++) {
        open_element(j);
        put_names(j, &figures[i].name);
        string(j, "text", figures[i].value);
        raw(j, "value", figures[i].json);
        string(j, "since", figures[i].since);
        truth(j, "set", figures[i].set);
        close_object(j);
    }
    close_array(j);
}

static void put_offer(const struct json *j, const struct explained_offer *o) {
    put_names(j, &o->name);
    string(j, "title", o->title);
    put_place(j, &o->place);
    string(j, "decision", decision_names[o->decision][LANG_EN]);
    string(j, "summary", o->summary);
    if (o->has_when) put_part(j, "when", &o->when);
    else raw(j, "when", NULL);
    put_values(j, "when_values", o->when_values, o->when_value_count);
    put_rules(j, o->rules, o->rule_count);
    put_missing(j, o->missing, o->missing_count);
    put_grants(j, o->grants, o->grant_count);
    put_notes(j, "manuals", o->manuals, o->manual_count);
    put_notes(j, "documents", o->documents, o->document_count);
}

static void put_scheme(const struct json *j, const struct explained_scheme *s) {
    put_names(j, &s->name);
    string(j, "title", s->title);
    string(j, "issuer", s->issuer);
    string(j, "document_number", s->document_number);
    string(j, "period", s->period);
    string(j, "decision", decision_names[s->decision][LANG_EN]);
    string(j, "summary", s->summary);
    string(j, "best", s->best.en ? primary(j, &s->best) : NULL);
    put_rules(j, s->rules, s->rule_count);
    open_array(j, "offers");
    for (uint32_t i = 0; i < s->offer_count; i++) {
        open_element(j);
        put_offer(j, &s->offers[i]);
        close_object(j);
    }
    close_array(j);
    put_notes(j, "manuals", s->manuals, s->manual_count);
    put_notes(j, "documents", s->documents, s->document_count);
    put_figures(j, s->figures, s->figure_count);
}

void explain_write_json(struct text *out, const struct explanation *e) {
    const struct json j = {out, e->lang};
    text_char(out, '{');
    string(&j, "id", e->id);
    string(&j, "as_of", e->as_of);
    string(&j, "reform", e->reform);
    truth(&j, "duplicate", e->duplicate);
    open_array(&j, "schemes");
    for (uint32_t i = 0; i < e->scheme_count; i++) {
        open_element(&j);
        put_scheme(&j, &e->schemes[i]);
        close_object(&j);
    }
    text_put(out, "]}\n");
}
