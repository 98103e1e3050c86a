// `--set ccb.min_revenue=12万元`: which param is meant, and its value as a policy would write it.
// Nothing is kept of the text but where a value is text itself: then the setting points into it.
#include <stdio.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "grammar/base/nearest.h"
#include "grammar/syntax/literal.h"
#include "interp/plan/plan.h"
#include "interp/value/truth.h"

static bool is_named(const struct policy *p, const struct name *n, struct slice text) {
    return name_has_text(p, n, text.text, text.length);
}

static const struct param *param_among(const struct policy *p, struct param *const *params, uint32_t count,
                                       struct slice name) {
    for (uint32_t i = 0; i < count; i++)
        if (is_named(p, &params[i]->def.name, name)) return params[i];
    return NULL;
}

static const struct param *find_param(const struct policy *p, struct slice scheme, struct slice name) {
    if (!scheme.length) return param_among(p, p->params, p->param_count, name);
    for (uint32_t i = 0; i < p->scheme_count; i++) {
        const struct scheme *s = p->schemes[i];
        const struct param *found = is_named(p, &s->def.name, scheme) ? param_among(p, s->params, s->param_count, name)
                                                                      : NULL;
        if (found) return found;
    }
    return NULL;
}

#define WORD_MAX 64  // a longer word is no slip of anything

// What was meant by `word`: a param by its name, with its scheme's before it where the word has one.
struct guess {
    struct nearest near;
    const char *scheme, *param;  // of the best; the scheme may be ""
};

static void offer_spelling(struct guess *g, bool with_scheme, const char *scheme, const char *param) {
    char whole[2 * WORD_MAX + 2];
    if (strlen(scheme) > WORD_MAX || strlen(param) > WORD_MAX) return;
    snprintf(whole, sizeof whole, "%s%s%s", with_scheme ? scheme : "", with_scheme && *scheme ? "." : "", param);
    g->near.best = NULL;
    nearest_offer(&g->near, whole);
    if (!g->near.best) return;
    g->scheme = scheme;
    g->param = param;
}

// In either spelling, and the scheme's in the same one where it has it.
static void offer_param(struct guess *g, const struct policy *p, bool with_scheme, const struct name *scheme,
                        const struct name *param) {
    if (param->en)
        offer_spelling(g, with_scheme, scheme ? name_text(p, scheme, LANG_EN) : "", name_text(p, param, LANG_EN));
    if (param->zh)
        offer_spelling(g, with_scheme, scheme ? name_text(p, scheme, LANG_ZH) : "", name_text(p, param, LANG_ZH));
}

static struct guess guess_param(const struct policy *p, const char *word, bool with_scheme) {
    struct guess g = {.near = nearest_to(word)};
    for (uint32_t i = 0; i < p->param_count; i++) offer_param(&g, p, with_scheme, NULL, &p->params[i]->def.name);
    for (uint32_t i = 0; i < p->scheme_count; i++)
        for (uint32_t k = 0; k < p->schemes[i]->param_count; k++)
            offer_param(&g, p, with_scheme, &p->schemes[i]->def.name, &p->schemes[i]->params[k]->def.name);
    return g;
}

static const char *word_of(char room[WORD_MAX + 1], const char *from, const char *to) {
    size_t length = (size_t)(to - from);
    if (length > WORD_MAX) return "";
    memcpy(room, from, length);
    room[length] = '\0';
    return room;
}

// The scheme may be what was misspelt, or left out: then the param's name alone has to tell.
static void suggest(const struct policy *p, struct slice scheme, struct slice name, struct diag *message) {
    char room[WORD_MAX + 1];
    const char *end = name.text + name.length, *start = scheme.length ? scheme.text : name.text;
    struct guess g = guess_param(p, word_of(room, start, end), scheme.length != 0);
    if (!g.param) g = guess_param(p, word_of(room, name.text, end), false);
    if (!g.param) return;
    message->hint = *g.scheme ? DIAG_HINT_DID_YOU_MEAN_IN : DIAG_HINT_DID_YOU_MEAN;
    message->hint_args[*g.scheme != 0].en = g.param;
    if (*g.scheme) message->hint_args[0].en = g.scheme;
}

static struct slice trimmed(const char *start, const char *end) {
    while (start < end && *start == ' ') start++;
    while (end > start && end[-1] == ' ') end--;
    return (struct slice){start, (uint32_t)(end - start)};
}

static bool is_spelt(struct slice text, const char *word) {
    return strlen(word) == text.length && memcmp(word, text.text, text.length) == 0;
}

static bool read_truth(struct slice text, int64_t *value) {
    static const char *const yes[] = {"yes", "true", "是"}, *const no[] = {"no", "false", "否"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (is_spelt(text, yes[i])) return *value = TRUTH_YES, true;
        if (is_spelt(text, no[i])) return *value = TRUTH_NO, true;
    }
    return false;
}

static bool read_choice(const struct policy *p, const struct type *t, struct slice text, int64_t *value) {
    const struct choices *among = t->choices;
    for (uint32_t i = 0; among && i < among->value_count; i++)
        if (is_named(p, &among->values[i].def.name, text)) return *value = i, true;
    return false;
}

static bool has_counter(const struct policy *p, symbol wanted, const struct intern *names, symbol given) {
    return wanted == SYMBOL_NONE || given == SYMBOL_NONE ||
           strcmp(intern_name(p->names, wanted), intern_name(names, given)) == 0;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A unit as people read it, "years old", is written with an underscore.
static struct slice underlined(struct arena *arena, struct slice text) {
    char *copy = arena_copy(arena, text.text, text.length);
    for (uint32_t i = 1; i + 1 < text.length; i++)
        if (copy[i] == ' ' && is_letter(copy[i - 1]) && is_letter(copy[i + 1])) copy[i] = '_';
    return (struct slice){copy, text.length};
}

// In an arena of its own: the policy's is closed, and may be shared by threads.
static bool read_number_in(struct arena *arena, struct intern *names, const struct policy *p, const struct type *t,
                           struct slice text, int64_t *value, bool *no_memory) {
    struct literal found;
    bool minus = text.length && *text.text == '-';
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return *no_memory = true, false;
    arena->out_of_memory = &out_of_memory;
    intern_init(names, arena);
    const struct slice written = underlined(arena, text);
    if (literal_number(written.text + minus, written.length - minus, names, &found) != DIAG_NONE) return false;
    *value = minus ? -found.value : found.value;
    if (t->kind == TYPE_NUMBER && found.type.kind == TYPE_COUNT && !found.type.counter) {
        found.type.kind = TYPE_NUMBER;
        if (__builtin_mul_overflow(found.value, type_scale(TYPE_NUMBER), &found.value)) return false;
        *value = minus ? -found.value : found.value;
    }
    bool fits = found.type.kind == t->kind && has_counter(p, t->counter, names, found.type.counter);
    return fits && (t->kind != TYPE_PERIOD || found.type.unit == t->unit);
}

static bool read_number(const struct policy *p, const struct type *t, struct slice text, int64_t *value,
                        bool *no_memory) {
    struct arena arena;
    struct intern names = {0};
    arena_init(&arena, NULL);
    bool read = read_number_in(&arena, &names, p, t, text, value, no_memory);
    intern_free(&names);
    arena_free(&arena);
    return read;
}

static bool read_value(const struct policy *p, const struct type *t, struct slice text, struct setting *out,
                       bool *no_memory) {
    int32_t date = 0;
    bool read = false;
    switch (t->kind) {
    case TYPE_TRUTH: return read_truth(text, &out->value);
    case TYPE_CHOICE: return read_choice(p, t, text, &out->value);
    case TYPE_TEXT: out->text = text.text; return true;
    case TYPE_DATE:
    case TYPE_MONTH:
        read = t->kind == TYPE_DATE ? date_parse(text.text, text.length, &date)
                                    : month_parse(text.text, text.length, &date);
        out->value = date;
        return read;
    case TYPE_COUNT:
    case TYPE_MONEY:
    case TYPE_PERCENT:
    case TYPE_NUMBER:
    case TYPE_PERIOD: return read_number(p, t, text, &out->value, no_memory);
    case TYPE_NONE:
    case TYPE_SPAN:
    case TYPE_SET:
    case TYPE_LIST: break;
    }
    return false;
}

bool plan_parse_value(const struct policy *policy, const struct type *type, struct slice text, int64_t *value,
                      bool *no_memory) {
    struct setting read = {0};
    bool done = read_value(policy, type, trimmed(text.text, text.text + text.length), &read, no_memory);
    *value = read.value;
    return done;
}

struct diag_arg plan_value_wanted(const struct type *t) {
    switch (t->kind) {
    case TYPE_TRUTH: return (struct diag_arg){"yes or no", "“是”或“否”"};
    case TYPE_COUNT: return (struct diag_arg){"a whole number such as 3", "整数（例如 3）"};
    case TYPE_MONEY: return (struct diag_arg){"an amount such as 10万元 or 500 yuan", "金额（例如 10万元、500元）"};
    case TYPE_PERCENT: return (struct diag_arg){"a percentage such as 3.75%", "百分比（例如 3.75%）"};
    case TYPE_NUMBER: return (struct diag_arg){"a number such as 3.25", "数值（例如 3.25）"};
    case TYPE_DATE: return (struct diag_arg){"a date such as 2024-05-06", "日期（例如 2024-05-06）"};
    case TYPE_MONTH: return (struct diag_arg){"a month such as 2024-05", "月份（例如 2024-05）"};
    case TYPE_PERIOD:
        if (t->unit == UNIT_DAYS)
            return (struct diag_arg){"a period in days such as 10 days", "以天计的期限（例如 10天）"};
        return (struct diag_arg){"a period in months such as 6 months", "以月计的期限（例如 6个月）"};
    case TYPE_CHOICE: return (struct diag_arg){"one of the values of its choices", "其选项的取值之一"};
    case TYPE_NONE:
    case TYPE_SPAN:
    case TYPE_SET:
    case TYPE_TEXT:
    case TYPE_LIST: break;
    }
    return (struct diag_arg){"a value that can be set", "可设置的值"};
}

static bool refuse(struct diag *message, enum diag_id id, const char *text) {
    *message = (struct diag){.id = id, .args = {{text, NULL}}};
    return false;
}

static bool is_same_param(const struct param *a, const struct param *b);

// In any version of its scheme.
static bool is_unit(const struct policy *p, const struct param *param) {
    bool found = param->is_unit;
    for (uint32_t i = 0; i < p->scheme_count; i++)
        for (uint32_t j = 0; j < p->schemes[i]->param_count; j++)
            found |= p->schemes[i]->params[j]->is_unit && is_same_param(param, p->schemes[i]->params[j]);
    return found;
}

bool plan_parse_setting(const struct policy *policy, const char *text, struct setting *out, struct diag *message) {
    const char *equals = strchr(text, '='), *dot = equals ? memchr(text, '.', (size_t)(equals - text)) : NULL;
    if (!equals || equals == text || !equals[1]) return refuse(message, DIAG_SETTING_FORM, text);
    struct slice scheme = dot ? trimmed(text, dot) : (struct slice){text, 0};
    struct slice name = trimmed(dot ? dot + 1 : text, equals), value = trimmed(equals + 1, text + strlen(text));
    *out = (struct setting){.param = find_param(policy, scheme, name)};
    if (!out->param) {
        refuse(message, DIAG_SETTING_UNKNOWN, text);
        suggest(policy, scheme, name, message);
        return false;
    }
    bool no_memory = false;
    if (read_value(policy, &out->param->type, value, out, &no_memory))
        return !is_unit(policy, out->param) || out->value > 0 || refuse(message, DIAG_SETTING_UNIT, text);
    if (no_memory) return refuse(message, DIAG_OUT_OF_MEMORY, text);
    refuse(message, DIAG_SETTING_VALUE, text);
    message->args[1] = plan_value_wanted(&out->param->type);
    return false;
}

// One setting speaks for a scheme's param in all its versions, and for a shared one in whatever scheme a reform changes
// it.
static bool is_same_param(const struct param *a, const struct param *b) {
    if (a == b) return true;
    if (!name_equal(&a->def.name, &b->def.name) || a->type.kind != b->type.kind) return false;
    if (a->is_shared || b->is_shared) return a->is_shared && b->is_shared;
    return a->group == b->group;
}

const struct setting *plan_setting_of(const struct setting *settings, size_t count, const struct param *param) {
    for (size_t i = 0; i < count; i++)
        if (is_same_param(settings[i].param, param)) return &settings[i];
    return NULL;
}

bool plan_add_setting(const struct policy *policy, const char *text, struct setting *settings, size_t count,
                      struct diag *message) {
    if (!plan_parse_setting(policy, text, &settings[count], message)) return false;
    if (!plan_setting_of(settings, count, settings[count].param)) return true;
    return refuse(message, DIAG_SETTING_TWICE, text);
}
