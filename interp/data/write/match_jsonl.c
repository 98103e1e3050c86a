// One object per applicant and line:
//
//     {"id":"…","as_of":"2024-07-01","offers":[{"rank":1,"tied":false,"scheme":"boc","offer":"sed",
//      "decision":"eligible","failed":[],"missing":[],"refer":[],"limit":1000000.00,"rate":3.5,"tenor":12,
//      "grants":{…},"documents":["…"],"manual":["…"]},…]}
//
// Where it is asked for, "what_would_help" stands behind these, as advice.h has it.
// Rank and tied are null where the offer can't be had as it stands; limit, rate, tenor where they are not granted.
#include "interp/data/write/match.h"

static void put_json_name(struct text *out, const struct text *name) { text_json(out, name->bytes, name->length); }

static uint32_t put_cell(const struct writer *w, const struct offer_words *words, uint8_t decision, struct text *out) {
    text_put(out, "\"scheme\":");
    put_json_name(out, &words->scheme->name);
    text_put(out, ",\"offer\":");
    put_json_name(out, &words->name);
    text_format(out, ",\"decision\":\"%s\",\"failed\":[%s],", decision_names[decision][LANG_EN],
                text_string(&w->joined[REASON_FAILED]));
    text_format(out, "\"missing\":[%s],", text_string(&w->joined[REASON_MISSING]));
    text_format(out, "\"refer\":[%s]", text_string(&w->joined[REASON_REFER]));
    return (uint32_t)out->length;
}

static void put_rank(const struct row_out *r, const struct ranked_offer *o) {
    char room[PRINTED_DIGITS];
    if (!o->rank) {
        put_literal(r->out, "{\"rank\":null,\"tied\":null,");
        return;
    }
    put_literal(r->out, "{\"rank\":");
    put_fragment(r->out, room, (size_t)(print_whole(room, (int64_t)o->rank) - room));
    text_put(r->out, o->tied ? ",\"tied\":true," : ",\"tied\":false,");
}

static void put_values(const struct row_out *r, const struct match_offer *o) {
    static const char *const names[RANK_COUNT] = {",\"limit\":", ",\"rate\":", ",\"tenor\":"};
    for (int by = 0; by < RANK_COUNT; by++) {
        text_put(r->out, names[by]);
        match_put_value(r, o, (enum rank_by)by, "null");
    }
}

static void put_grants(const struct row_out *r, const struct match_offer *o) {
    const struct planned_offer *planned = o->words->planned;
    put_literal(r->out, ",\"grants\":{");
    for (uint32_t g = 0; may_grant(o->ranked->decision) && g < planned->grant_count; g++) {
        put_text(r->out, &o->words->grants[g]);
        put_grant(r, &planned->grants[g], "null");
    }
    put_literal(r->out, "}");
}

static void put_notes(const struct row_out *r, const char *name, const struct planned_note *notes, uint32_t count) {
    bool first = true;
    text_format(r->out, ",\"%s\":[", name);
    for (uint32_t i = 0; i < count; i++) {
        if (!match_needs_note(r, &notes[i])) continue;
        if (!first) put_literal(r->out, ",");
        text_json(r->out, notes[i].note->decl->text, strlen(notes[i].note->decl->text));
        first = false;
    }
    put_literal(r->out, "]");
}

static void put_advice(const struct row_out *r, const struct match_offer *o) {
    const struct writer *w = r->w;
    const struct advice_way *way = advice_way_of(&w->advice, o->words->planned->offer);
    put_literal(r->out, ",\"what_would_help\":");
    if (way) advice_put_way_json(r->out, w->policy, &w->advice, way, w->lang);
    else put_literal(r->out, "null");
}

static void put_offer(const struct row_out *r, const struct match_offer *o, bool last) {
    const struct planned_offer *planned = o->words->planned;
    put_rank(r, o->ranked);
    put_fragment(r->out, cell_bytes(o->said), o->said->length);
    put_values(r, o);
    put_grants(r, o);
    put_notes(r, "documents", planned->documents, planned->document_count);
    put_notes(r, "manual", planned->manuals, planned->manual_count);
    if (r->w->advised) put_advice(r, o);
    put_fragment(r->out, "},", last ? 1 : 2);
}

static void put_row(const struct row_out *r) {
    put_literal(r->out, "{\"id\":");
    put_json_id(r->out, row_key(r));
    put_literal(r->out, ",\"as_of\":\"");
    put_as_of(r);
    put_literal(r->out, "\",\"offers\":[");
    match_offers(r, put_offer);
    put_literal(r->out, "]}\n");
}

static bool prepare(struct writer *w) { return match_prepare(w) && prepare_json_grants(w); }

const struct writer_format writer_match_jsonl = {
    .prepare = prepare, .head = put_json_stamp, .row = put_row, .cell = put_cell, .is_json = true};
