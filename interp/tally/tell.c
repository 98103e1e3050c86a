#include "interp/tally/tell.h"

#include <stdlib.h>

#include "grammar/tree/decision.h"
#include "interp/report/words.h"
#include "interp/tally/json_edit.h"

static uint64_t count_of(const struct json_value *v) {
    return v->kind == JSON_NUMBER ? strtoull(v->text.text, NULL, 10) : 0;
}

void tally_put_decisions(struct text *out, enum lang lang, const char *name, const uint64_t counts[]) {
    text_format(out, lang == LANG_ZH ? "%s：" : "%s: ", name);
    bool first = true;
    for (int d = 0; d < DECISION_COUNT; d++) {
        if (!counts[d]) continue;
        if (!first) text_put(out, lang == LANG_ZH ? "，" : ", ");
        text_format(out, lang == LANG_ZH ? "%2$s %1$llu" : "%1$llu %2$s", (unsigned long long)counts[d],
                    decision_names[d][lang]);
        first = false;
    }
    text_put(out, first ? "-\n" : "\n");
}

static void put_scheme(struct text *out, enum lang lang, const char *name, const struct json_value *decisions) {
    uint64_t counts[DECISION_COUNT];
    for (int d = 0; d < DECISION_COUNT; d++)
        counts[d] = count_of(json_in(decisions, decision_names[d][LANG_EN])) +
                    count_of(json_in(decisions, decision_names[d][LANG_ZH]));
    tally_put_decisions(out, lang, name, counts);
}

static void tell_world(struct text *out, enum lang lang, const char *name, enum phrase_id world,
                       const struct json_value *decisions) {
    struct text both = {0};
    words_put(&both, lang, WORDS_SUMMARY_WORLD, name, words_text(lang, world));
    put_scheme(out, lang, text_string(&both), decisions);
    out->failed |= both.failed;
    text_free(&both);
}

// Of whatif in both worlds.
static void tell_scheme(struct text *out, enum lang lang, const struct json_member *scheme) {
    const struct json_value *decisions = json_in(scheme->value, "decisions"), *before = json_in(decisions, "before");
    struct text name = {0};
    text_add(&name, scheme->name.text, scheme->name.length);
    if (before->kind != JSON_OBJECT) put_scheme(out, lang, text_string(&name), decisions);
    else {
        tell_world(out, lang, text_string(&name), WORDS_WHATIF_BEFORE, before);
        tell_world(out, lang, text_string(&name), WORDS_WHATIF_AFTER, json_in(decisions, "after"));
    }
    out->failed |= name.failed;
    text_free(&name);
}

static void put_text(struct text *out, const struct json_value *v) { text_add(out, v->text.text, v->text.length); }

static void put_as_of(struct text *out, enum lang lang, const struct json_value *stamp) {
    const struct json_value *field = json_in(stamp, "as_of_field");
    struct text name = {0};
    put_text(&name, field);
    if (field->text.length) words_put(out, lang, WORDS_AS_OF_FIELD, text_string(&name), NULL);
    else put_text(out, json_in(stamp, "as_of"));
    out->failed |= name.failed;
    text_free(&name);
}

static void put_population(struct text *out, enum lang lang, const struct json_value *total) {
    const struct json_value *p = json_in(total, "population");
    struct number_text records = number_text(count_of(json_in(p, "records"))),
                       rejected = number_text(count_of(json_in(p, "rejected")));
    struct text as_of = {0};
    put_as_of(&as_of, lang, json_in(total, "stamp"));
    const struct diag_arg args[] = {A(records.text), A(rejected.text), A(text_string(&as_of))};
    diag_message(out, lang, DIAG_NOTE_EVALUATED, args);
    text_char(out, '\n');
    out->failed |= as_of.failed;
    text_free(&as_of);
}

// Lines such as eval's own summary has.
static void put_reforms(struct text *out, enum lang lang, const struct json_value *reforms) {
    for (size_t i = 0; i < reforms->count; i++) {
        struct text title = {0};
        put_text(&title, reforms->members[i].value);
        diag_message(out, lang, DIAG_NOTE_REFORM, &(struct diag_arg){text_string(&title), NULL});
        text_char(out, '\n');
        text_free(&title);
    }
}

// Of whatif each is a text of its own.
static void put_settings(struct text *out, enum lang lang, const struct json_value *settings) {
    struct text all = {0};
    for (size_t i = 0; i < settings->count; i++) {
        if (i) text_put(&all, words_text(lang, WORDS_BETWEEN_VALUES));
        text_add(&all, settings->members[i].name.text, settings->members[i].name.length);
        if (settings->members[i].name.length) text_char(&all, '=');
        put_text(&all, settings->members[i].value);
    }
    if (all.length) diag_message(out, lang, DIAG_NOTE_SETTINGS, &(struct diag_arg){text_string(&all), NULL});
    if (all.length) text_char(out, '\n');
    out->failed |= all.failed;
    text_free(&all);
}

void tally_tell(struct text *out, enum lang lang, const struct json_value *total) {
    const struct json_value *schemes = json_in(total, "schemes"), *stamp = json_in(total, "stamp"),
                            *asked = json_in(stamp, "asked");
    put_population(out, lang, total);
    put_reforms(out, lang, json_in(stamp, "reforms"));
    put_reforms(out, lang, json_in(asked, "reforms"));
    put_settings(out, lang, json_in(stamp, "settings"));
    put_settings(out, lang, json_in(asked, "set"));
    for (size_t i = 0; i < schemes->count; i++) tell_scheme(out, lang, &schemes->members[i]);
}
