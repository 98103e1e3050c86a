// One object per applicant and line, exactly as the data contract shows it.
#include "interp/data/write/row.h"

static void put_json_name(struct text *out, const struct text *name) { text_json(out, name->bytes, name->length); }

static void prepare_head(struct text *head, const struct text *name, uint8_t decision) {
    put_json_name(head, name);
    text_put(head, ":{\"decision\":\"");
    text_put(head, decision_names[decision][LANG_EN]);  // codes, whatever the language
    text_char(head, '"');
}

static bool prepare_offer(struct writer *w, struct offer_words *words) {
    bool good = true;
    for (uint32_t g = 0; g < words->planned->grant_count; g++) {
        struct text *grant = &words->grants[g];
        const char *name = name_text(w->policy, &words->planned->grants[g].grant->def.name, w->lang);
        if (g) text_char(grant, ',');
        text_json(grant, name, strlen(name));
        text_char(grant, ':');
        good &= !grant->failed;
    }
    return good;
}

bool prepare_json_grants(struct writer *w) {
    bool good = true;
    for (uint32_t o = 0; o < w->offer_count; o++)
        if (w->offers[o].planned) good &= prepare_offer(w, &w->offers[o]);
    return good;
}

static bool prepare(struct writer *w) {
    bool good = true;
    for (uint32_t s = 0; s < w->plan->scheme_count; s++) {
        struct scheme_words *words = &w->schemes[s];
        for (uint8_t d = 0; d < DECISION_COUNT; d++) {
            prepare_head(&words->heads[d], &words->name, d);
            text_put(&words->heads[d], ",\"limit\":");
            good &= !words->heads[d].failed;
        }
    }
    return prepare_json_grants(w) && good;
}

static uint32_t put_cell(const struct writer *w, const struct offer_words *words, uint8_t decision, struct text *out) {
    prepare_head(out, &words->name, decision);
    text_format(out, ",\"failed\":[%s],", text_string(&w->joined[REASON_FAILED]));
    text_format(out, "\"missing\":[%s],", text_string(&w->joined[REASON_MISSING]));
    text_format(out, "\"refer\":[%s],\"grants\":{", text_string(&w->joined[REASON_REFER]));
    if (!may_grant(decision)) text_put(out, "}}");
    return (uint32_t)out->length;
}

static void put_grants(const struct row_out *r, const struct offer_words *words) {
    for (uint32_t g = 0; g < words->planned->grant_count; g++) {
        put_text(r->out, &words->grants[g]);
        put_grant(r, &words->planned->grants[g], "null");
    }
}

static void put_offer(const struct row_out *r, uint32_t scheme, uint32_t offer, uint8_t decision) {
    const struct offer_words *words = &r->w->schemes[scheme].offers[offer];
    const struct cell_text *said = cell_at(r, r->w->schemes[scheme].first + offer);
    if (!said) said = cell_in_full(r, words, decision);
    put_fragment(r->out, cell_bytes(said), said->length);
    if (!may_grant(decision)) return;
    put_grants(r, words);
    put_literal(r->out, "}}");
}

static void put_scheme(const struct row_out *r, uint32_t scheme) {
    const struct scheme_result *result = &r->decisions->schemes[scheme];
    uint8_t decision = result->decision[r->row];
    put_text(r->out, &r->w->schemes[scheme].heads[decision]);
    if (may_grant(decision) && result->has_limit[r->row]) put_money(r->out, result->limit[r->row]);
    else put_literal(r->out, "null");
    put_literal(r->out, ",\"offers\":{");
    for (uint32_t o = 0; o < result->planned->offer_count; o++) {
        if (o) put_literal(r->out, ",");
        put_offer(r, scheme, o, decision == DECISION_NOT_IN_FORCE ? decision : result->offers[o].decision[r->row]);
    }
    put_literal(r->out, "}}");
}

static bool is_plain(struct slice text) {
    for (uint32_t i = 0; i < text.length; i++)
        if ((unsigned char)text.text[i] < 0x20 || text.text[i] == '"' || text.text[i] == '\\') return false;
    return true;
}

void put_json_id(struct text *out, struct slice id) {
    if (!is_plain(id)) {
        text_json(out, id.text, id.length);
        return;
    }
    put_literal(out, "\"");
    put_fragment(out, id.text, id.length);
    put_literal(out, "\"");
}

static void put_row(const struct row_out *r) {
    const struct decisions *d = r->decisions;
    put_literal(r->out, "{\"id\":");
    put_json_id(r->out, row_key(r));
    put_literal(r->out, ",\"as_of\":\"");
    put_as_of(r);
    put_literal(r->out, "\",\"schemes\":{");
    for (uint32_t g = 0; g < r->w->policy->group_count; g++) {
        if (g) put_literal(r->out, ",");
        put_scheme(r, d->chosen[(size_t)g * d->capacity + r->row]);
    }
    put_literal(r->out, "}}\n");
}

void put_json_stamp(const struct writer *w, struct text *out) {
    if (w->stamp) stamp_put_json(out, w->stamp);
}

const struct writer_format writer_jsonl = {
    .prepare = prepare, .head = put_json_stamp, .row = put_row, .cell = put_cell, .is_json = true};
