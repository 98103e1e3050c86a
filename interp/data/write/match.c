#include "interp/data/write/match.h"

#include "interp/report/words.h"
#include "interp/value/truth.h"

bool match_prepare(struct writer *w) {
    w->ranking = ranking_new(w->plan);
    return w->ranking != NULL;
}

static struct match_offer match_offer(const struct row_out *r, const struct ranked_offer *ranked) {
    const struct scheme_words *scheme = &r->w->schemes[ranked->version];
    struct match_offer o = {ranked, &scheme->offers[ranked->offer], cell_at(r, scheme->first + ranked->offer)};
    if (!o.said) o.said = cell_in_full(r, o.words, ranked->decision);
    return o;
}

uint32_t match_offers(const struct row_out *r,
                      void (*put)(const struct row_out *r, const struct match_offer *o, bool last)) {
    const struct ranked_offer *ranked;
    uint32_t count = ranking_row(r->w->ranking, r->decisions, r->work, r->row, &ranked);
    for (uint32_t i = 0; i < count; i++) {
        struct match_offer o = match_offer(r, &ranked[i]);
        put(r, &o, i + 1 == count);
    }
    return count;
}

void match_put_value(const struct row_out *r, const struct match_offer *o, enum rank_by by, const char *none) {
    const struct planned_grant *g = ranking_grant(r->w->ranking, o->ranked->version, o->ranked->offer, by);
    if (g && may_grant(o->ranked->decision)) put_grant(r, g, none);
    else put_fragment(r->out, none, strlen(none));
}

void match_put_advice(const struct row_out *r, const struct match_offer *o, struct text *out) {
    const struct writer *w = r->w;
    const struct advice_way *way = w->advised ? advice_way_of(&w->advice, o->words->planned->offer) : NULL;
    if (way) advice_put_way(out, w->policy, &w->advice, way, w->lang);
}

bool match_needs_note(const struct row_out *r, const struct planned_note *note) {
    if (!note->condition) return true;
    struct node_value asked = node_value_at(r->work, note->condition, r->row);
    return asked.state != STATE_KNOWN || asked.value != TRUTH_NO;
}

// The names, parted as in a sentence.
static void put_reason(const struct writer *w, enum phrase_id phrase, const struct text *joined, struct text *out) {
    struct text names = {0};
    for (size_t i = 0; i < joined->length; i++)
        if (joined->bytes[i] == ';') text_put(&names, words_text(w->lang, WORDS_MATCH_COMMA));
        else text_char(&names, joined->bytes[i]);
    words_put(out, w->lang, phrase, text_string(&names), NULL);
    out->failed |= names.failed;
    text_free(&names);
}

uint32_t match_put_needs(const struct writer *w, const struct offer_words *words, uint8_t decision, struct text *out) {
    static const enum phrase_id phrases[REASONS] = {[REASON_FAILED] = WORDS_MATCH_FAILED,
                                                    [REASON_REFER] = WORDS_MATCH_REFER,
                                                    [REASON_MISSING] = WORDS_MATCH_MISSING};
    bool first = true;
    (void)words, (void)decision;
    text_put(out, "");  // an offer of which there is nothing to say has a text all the same
    for (int i = 0; i < REASONS; i++) {
        if (!w->joined[i].length) continue;
        if (!first) words_put(out, w->lang, WORDS_MATCH_AND, NULL, NULL);
        put_reason(w, phrases[i], &w->joined[i], out);
        first = false;
    }
    return (uint32_t)out->length;
}
