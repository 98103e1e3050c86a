// What was proved, as text, as JSON and as cases of JUnit.
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "grammar/base/json.h"
#include "interp/annotate/cases.h"
#include "interp/prove/prove.h"
#include "interp/report/beside.h"
#include "interp/report/words.h"

const char *prove_scope(const struct prove_options *how, const struct proof *p, enum lang lang) {
    if (p->answer == PROOF_NONE && p->items) return text_string(&p->scope[lang]);
    return words_text(lang, how->missing ? WORDS_PROVE_SCOPE_MISSING : WORDS_PROVE_SCOPE);
}

#define LINE 110  // bytes of a record that is shown whole

enum worlds_are { OF_CHANGE, OF_EDITIONS, OF_DATES };
static enum worlds_are worlds_are(const struct prove_options *how, const struct proof *p) {
    if (p->claim->written->then_as_of) return OF_DATES;
    if (p->claim->world) return OF_CHANGE;
    if (how->world && how->world->as_of) return OF_DATES;
    return how->world && how->world->of && how->world->of->whole ? OF_EDITIONS : OF_CHANGE;
}

// ---- text

static void put_phrase(struct text *out, const struct prove_options *how, enum phrase_id id, const char *one) {
    text_put(out, "  ");
    words_put(out, how->lang, id, one, NULL);
    text_char(out, '\n');
}

// The date, or both, that the claim is about.
static void put_dates(struct text *out, const struct prove_options *how, const struct proof *p) {
    char first[11], second[11];
    date_format(p->asked_on, first);
    if (!p->then_on) {
        text_put(out, first);
        return;
    }
    date_format(p->then_on, second);
    words_put(out, how->lang, WORDS_PROVE_DATES, first, second);
}

static void put_proved(struct text *out, const struct prove_options *how, const struct proof *p) {
    const char *scope = prove_scope(how, p, how->lang);
    enum phrase_id every = how->missing || p->items ? WORDS_PROVE_EVERY_DATE_TOO : WORDS_PROVE_EVERY_DATE;
    struct text dates = {0};
    if (p->asked_on) put_dates(&dates, how, p);
    text_put(out, "  ");
    if (!p->holds) text_put(out, words_text(how->lang, WORDS_PROVE_NOBODY));
    words_put(out, how->lang, p->asked_on ? WORDS_PROVE_ON : every, scope, text_string(&dates));
    text_char(out, '\n');
    out->failed |= dates.failed;
    text_free(&dates);
}

static const char *first_story(const struct prove_options *how, const struct proof *p) {
    static const enum phrase_id words[] = {WORDS_PROVE_BEFORE, WORDS_PROVE_EARLIER, WORDS_PROVE_FIRST_DATE};
    return words_text(how->lang, words[worlds_are(how, p)]);
}

static const char *second_story(const struct prove_options *how, const struct proof *p) {
    static const enum phrase_id words[] = {WORDS_PROVE_AFTER, WORDS_PROVE_LATER, WORDS_PROVE_SECOND_DATE};
    return words_text(how->lang, words[worlds_are(how, p)]);
}

static void put_stories(struct text *out, const struct prove_options *how, const struct proof *p) {
    if (p->width) {
        text_put_beside(out, STORY_INDENT, p->width, first_story(how, p), second_story(how, p));
        text_put_beside(out, STORY_INDENT, p->width, text_string(&p->story), text_string(&p->other));
        return;
    }
    if (p->other.length) text_format(out, "  %s\n", first_story(how, p));
    text_put_indented(out, text_string(&p->story), STORY_INDENT);
    if (p->other.length) text_format(out, "  %s\n", second_story(how, p));
    text_put_indented(out, text_string(&p->other), STORY_INDENT);
}

static void put_found(struct text *out, const struct prove_options *how, const struct proof *p) {
    put_phrase(out, how, p->holds ? WORDS_PROVE_FOUND : WORDS_PROVE_BROKEN, p->as_of);
    text_put(out, "    ");
    text_put(out, text_string(how->whole || p->record.length <= LINE ? &p->record : &p->brief));
    text_char(out, '\n');
    if (p->odd) put_phrase(out, how, p->how_odd, p->odd);
    put_stories(out, how, p);
}

void prove_put_answer(struct text *out, const struct prove_options *how, const struct proof *p) {
    if (!is_settled(p->answer)) put_phrase(out, how, p->why, NULL);
    else if (p->answer == PROOF_NONE) put_proved(out, how, p);
    else put_found(out, how, p);
    if (!p->unread) return;
    text_put(out, "  ");
    words_put(out, how->lang, WORDS_PROVE_UNREAD, p->unread, p->unread_by);
    text_char(out, '\n');
}

// What the block says the claim stands for, and which reforms it is about.
static void put_heading(struct text *out, const struct prove_options *how, const struct proof *p) {
    const struct claim_text *written = p->claim->written;
    const char *clause = p->claim->decl ? p->claim->decl->citation.clause : NULL;
    if (clause) text_format(out, "  %s  %s\n", words_text(how->lang, WORDS_LABEL_CLAUSE), clause);
    for (uint32_t i = 0; i < written->reform_count; i++)
        text_format(out, "  %s  %s\n", words_text(how->lang, WORDS_PROVE_REFORM), written->reforms[i].title);
}

static void put_proof(struct text *out, const struct prove_options *how, const struct proof *p) {
    const char *sign = p->answer == PROOF_UNASKED ? "–" : p->answer == PROOF_OPEN ? "?" : p->holds ? "✓" : "✗";
    const char *written = p->claim->written->text;
    text_format(out, "%s %s\n", sign, p->claim->decl ? p->claim->decl->text : written);
    if (p->claim->decl) text_format(out, "  %s\n", written);
    put_heading(out, how, p);
    prove_put_answer(out, how, p);
}

// ---- JSON

static const char *answer_of(const struct proof *p) {
    if (p->answer == PROOF_OPEN) return "open";
    if (p->answer == PROOF_UNASKED) return "unasked";
    if (p->answer == PROOF_FOUND) return "found";
    return p->holds ? "proved" : "nobody";
}

static void put_json_heading(struct json_writer *j, const struct proof *p) {
    const struct claim_text *written = p->claim->written;
    if (p->claim->decl) json_put_string(j, "title", p->claim->decl->text);
    if (p->claim->decl && p->claim->decl->citation.clause)
        json_put_string(j, "clause", p->claim->decl->citation.clause);
    if (written->reform_count) json_open_array(j, "reforms");
    for (uint32_t i = 0; i < written->reform_count; i++) json_put_string(j, NULL, written->reforms[i].title);
    if (written->reform_count) json_close_array(j);
}

void prove_put_json(struct json_writer *j, const struct prove_options *how, const struct proof *p) {
    bool found = p->answer == PROOF_FOUND;
    char date[11] = "";
    if (p->asked_on) date_format(p->asked_on, date);
    json_open_object(j, NULL);
    json_put_string(j, "claim", p->claim->written->text);
    put_json_heading(j, p);
    json_put_string(j, "answer", answer_of(p));
    if (!is_settled(p->answer)) json_put_null(j, "holds");
    else json_put_bool(j, "holds", p->holds);
    json_put_string(j, "as_of", found ? p->as_of : p->asked_on ? date : NULL);
    if (p->then_on) date_format(p->then_on, date), json_put_string(j, "then_as_of", date);
    json_put_raw(j, "witness", found ? text_string(&p->record) : NULL);
    json_put_string(j, "odd", found ? p->odd : NULL);
    json_put_string(j, "scope", p->answer == PROOF_UNASKED ? NULL : prove_scope(how, p, LANG_EN));
    json_close_object(j);
}

static void report_json(struct text *out, const struct prove_options *how, const struct proof *proofs, uint32_t count) {
    struct json_writer j = {.out = out};
    json_open_object(&j, NULL);
    json_open_array(&j, "claims");
    for (uint32_t i = 0; i < count; i++) prove_put_json(&j, how, &proofs[i]);
    json_close_array(&j);
    json_close_object(&j);
    text_char(out, '\n');
}

// ---- JUnit

static const char *file_of(const struct prove_options *how, const struct proof *p, uint32_t *line) {
    const struct span at = p->claim->decl ? p->claim->decl->head : p->claim->written->at;
    *line = source_locate(how->sources, at).line;
    return how->sources->items[at.source]->path;
}

static void fill(struct report_case *c, struct text *details, const struct prove_options *how, const struct proof *p) {
    *c = (struct report_case){.title = p->claim->decl ? p->claim->decl->text : p->claim->written->text};
    c->file = file_of(how, p, &c->line);
    if (is_settled(p->answer) && p->holds) return;
    prove_put_answer(details, how, p);
    c->state = p->answer == PROOF_UNASKED ? CASE_SKIPPED : CASE_FAILED;
    c->sort = answer_of(p);
    c->message = p->answer == PROOF_UNASKED ? words_text(how->lang, p->why) : p->claim->written->text;
    c->details = text_string(details);
}

static void report_junit(struct text *out, const struct prove_options *how, const struct proof *proofs,
                         uint32_t count) {
    struct report_case *cases = calloc((size_t)count + 1, sizeof *cases);
    struct text *details = calloc((size_t)count + 1, sizeof *details);
    for (uint32_t i = 0; cases && details && i < count; i++) fill(&cases[i], &details[i], how, &proofs[i]);
    if (cases && details) cases_put_junit(out, cases, count);
    else out->failed = true;
    for (uint32_t i = 0; details && i < count; i++) {
        out->failed |= details[i].failed;
        text_free(&details[i]);
    }
    free(details);
    free(cases);
}

void prove_report(struct text *out, enum prove_format format, const struct prove_options *how,
                  const struct proof *proofs, uint32_t count) {
    if (format == PROVE_JSON) report_json(out, how, proofs, count);
    else if (format == PROVE_JUNIT) report_junit(out, how, proofs, count);
    for (uint32_t i = 0; format == PROVE_TEXT && i < count; i++) put_proof(out, how, &proofs[i]);
}
