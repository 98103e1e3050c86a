// What was proved, as text and as JSON.
#include <string.h>

#include "grammar/base/calendar.h"
#include "grammar/base/json.h"
#include "interp/prove/prove.h"
#include "interp/report/words.h"

const char *prove_scope(const struct prove_options *how, const struct proof *p, enum lang lang) {
    (void)p;
    return words_text(lang, how->missing ? WORDS_PROVE_SCOPE_MISSING : WORDS_PROVE_SCOPE);
}

// ---- text

static void put_phrase(struct text *out, const struct prove_options *how, enum phrase_id id, const char *one) {
    text_put(out, "  ");
    words_put(out, how->lang, id, one, NULL);
    text_char(out, '\n');
}

static void put_proved(struct text *out, const struct prove_options *how, const struct proof *p) {
    const char *scope = prove_scope(how, p, how->lang);
    char date[11] = "";
    if (p->asked_on) date_format(p->asked_on, date);
    text_put(out, "  ");
    if (!p->holds) text_put(out, words_text(how->lang, WORDS_PROVE_NOBODY));
    words_put(out, how->lang, p->asked_on ? WORDS_PROVE_ON : WORDS_PROVE_EVERY_DATE, scope, date);
    text_char(out, '\n');
}

static void put_found(struct text *out, const struct prove_options *how, const struct proof *p) {
    bool editions = how->world && how->world->of && how->world->of->whole;
    put_phrase(out, how, p->holds ? WORDS_PROVE_FOUND : WORDS_PROVE_BROKEN, p->as_of);
    text_put(out, "    ");
    text_add(out, text_string(&p->record), p->record.length);
    text_char(out, '\n');
    if (p->odd) put_phrase(out, how, p->how_odd, p->odd);
    if (p->other.length) put_phrase(out, how, editions ? WORDS_PROVE_EARLIER : WORDS_PROVE_BEFORE, NULL);
    text_put_indented(out, text_string(&p->story), 4);
    if (p->other.length) put_phrase(out, how, editions ? WORDS_PROVE_LATER : WORDS_PROVE_AFTER, NULL);
    text_put_indented(out, text_string(&p->other), 4);
}

void prove_put_answer(struct text *out, const struct prove_options *how, const struct proof *p) {
    if (p->answer == PROOF_OPEN) put_phrase(out, how, p->why, NULL);
    else if (p->answer == PROOF_NONE) put_proved(out, how, p);
    else put_found(out, how, p);
}

static void put_proof(struct text *out, const struct prove_options *how, const struct proof *p) {
    const char *sign = p->answer == PROOF_OPEN ? "?" : p->holds ? "✓" : "✗", *written = p->claim->written->text;
    text_format(out, "%s %s\n", sign, p->claim->decl ? p->claim->decl->text : written);
    if (p->claim->decl) text_format(out, "  %s\n", written);
    prove_put_answer(out, how, p);
}

// ---- JSON

static const char *answer_of(const struct proof *p) {
    if (p->answer == PROOF_OPEN) return "open";
    if (p->answer == PROOF_FOUND) return "found";
    return p->holds ? "proved" : "nobody";
}

void prove_put_json(struct json_writer *j, const struct prove_options *how, const struct proof *p) {
    bool found = p->answer == PROOF_FOUND;
    char date[11] = "";
    if (p->asked_on) date_format(p->asked_on, date);
    json_open_object(j, NULL);
    json_put_string(j, "claim", p->claim->written->text);
    json_put_string(j, "answer", answer_of(p));
    if (p->answer == PROOF_OPEN) json_put_null(j, "holds");
    else json_put_bool(j, "holds", p->holds);
    json_put_string(j, "as_of", found ? p->as_of : p->asked_on ? date : NULL);
    json_put_raw(j, "witness", found ? text_string(&p->record) : NULL);
    json_put_string(j, "scope", prove_scope(how, p, LANG_EN));
    json_close_object(j);
}

void prove_report(struct text *out, enum prove_format format, const struct prove_options *how,
                  const struct proof *proofs, uint32_t count) {
    struct json_writer j = {.out = out};
    if (format == PROVE_JSON) {
        json_open_object(&j, NULL);
        json_open_array(&j, "claims");
    }
    for (uint32_t i = 0; i < count; i++) {
        if (format == PROVE_JSON) prove_put_json(&j, how, &proofs[i]);
        else put_proof(out, how, &proofs[i]);
    }
    if (format != PROVE_JSON) return;
    json_close_array(&j);
    json_close_object(&j);
    text_char(out, '\n');
}
