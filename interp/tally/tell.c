#include "interp/tally/tell.h"

#include <stdlib.h>

#include "grammar/tree/decision.h"
#include "interp/report/words.h"

static const struct json_value *member(const struct json_value *v, const char *name) {
    static const struct json_value none = {.kind = JSON_WORD, .text = {"", 0}};
    const struct json_value *found = v->kind == JSON_OBJECT ? json_member_of(v, slice_of(name)) : NULL;
    return found ? found : &none;
}

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
    for (int d = 0; d < DECISION_COUNT; d++) counts[d] = count_of(member(decisions, decision_names[d][LANG_EN]));
    tally_put_decisions(out, lang, name, counts);
}

static void tell_scheme(struct text *out, enum lang lang, const struct json_member *scheme) {
    struct text name = {0};
    text_add(&name, scheme->name.text, scheme->name.length);
    put_scheme(out, lang, text_string(&name), member(scheme->value, "decisions"));
    out->failed |= name.failed;
    text_free(&name);
}

static void put_text(struct text *out, const struct json_value *v) { text_add(out, v->text.text, v->text.length); }

static void put_as_of(struct text *out, enum lang lang, const struct json_value *stamp) {
    const struct json_value *field = member(stamp, "as_of_field");
    struct text name = {0};
    put_text(&name, field);
    if (field->text.length) words_put(out, lang, WORDS_AS_OF_FIELD, text_string(&name), NULL);
    else put_text(out, member(stamp, "as_of"));
    out->failed |= name.failed;
    text_free(&name);
}

static void put_population(struct text *out, enum lang lang, const struct json_value *total) {
    const struct json_value *p = member(total, "population");
    struct number_text records = number_text(count_of(member(p, "records"))),
                       rejected = number_text(count_of(member(p, "rejected")));
    struct text as_of = {0};
    put_as_of(&as_of, lang, member(total, "stamp"));
    const struct diag_arg args[] = {A(records.text), A(rejected.text), A(text_string(&as_of))};
    diag_message(out, lang, DIAG_NOTE_EVALUATED, args);
    text_char(out, '\n');
    out->failed |= as_of.failed;
    text_free(&as_of);
}

// Lines such as eval's own summary has.
static void put_reforms(struct text *out, enum lang lang, const struct json_value *stamp) {
    const struct json_value *reforms = member(stamp, "reforms");
    for (size_t i = 0; i < reforms->count; i++) {
        struct text title = {0};
        put_text(&title, reforms->members[i].value);
        diag_message(out, lang, DIAG_NOTE_REFORM, &(struct diag_arg){text_string(&title), NULL});
        text_char(out, '\n');
        text_free(&title);
    }
}

static void put_settings(struct text *out, enum lang lang, const struct json_value *stamp) {
    const struct json_value *settings = member(stamp, "settings");
    struct text all = {0};
    for (size_t i = 0; i < settings->count; i++) {
        if (i) text_put(&all, words_text(lang, WORDS_BETWEEN_VALUES));
        text_add(&all, settings->members[i].name.text, settings->members[i].name.length);
        text_char(&all, '=');
        put_text(&all, settings->members[i].value);
    }
    if (all.length) diag_message(out, lang, DIAG_NOTE_SETTINGS, &(struct diag_arg){text_string(&all), NULL});
    if (all.length) text_char(out, '\n');
    out->failed |= all.failed;
    text_free(&all);
}

void tally_tell(struct text *out, enum lang lang, const struct json_value *total) {
    const struct json_value *schemes = member(total, "schemes"), *stamp = member(total, "stamp");
    put_population(out, lang, total);
    put_reforms(out, lang, stamp);
    put_settings(out, lang, stamp);
    for (size_t i = 0; i < schemes->count; i++) tell_scheme(out, lang, &schemes->members[i]);
}
