#include "interp/value/value_text.h"

#include <string.h>

#include "grammar/base/calendar.h"
#include "grammar/syntax/keywords.h"
#include "interp/value/digits.h"
#include "interp/value/truth.h"

#define WAN INT64_C(10000)
#define YI INT64_C(100000000)
#define FEN INT64_C(100)

static void put_digits(struct text *out, char *write(char *, int64_t), int64_t value) {
    char room[PRINTED_DIGITS];
    text_add(out, room, (size_t)(write(room, value) - room));
}

static const char *value_name(const struct policy *p, const struct type *t, int64_t value, enum lang lang) {
    const struct choices *among = t->choices;
    if (!among || value < 0 || (uint64_t)value >= among->value_count) return "";
    return name_text(p, &among->values[value].def.name, lang);
}

static void put_date(struct text *out, int64_t value) {
    char room[11];
    date_format((int32_t)value, room);
    text_put(out, room);
}

static void put_month(struct text *out, int64_t value) {
    char room[8];
    month_format((int32_t)value, room);
    text_put(out, room);
}

static const char *truth_word(int64_t value, enum lang lang) {
    static const char *const words[2][2] = {{"no", "否"}, {"yes", "是"}};
    return words[value == TRUTH_YES][lang];
}

typedef void name_put(struct text *out, const char *name);
static void put_plain_name(struct text *out, const char *name) { text_put(out, name); }
static void put_json_name(struct text *out, const char *name) { text_json(out, name, strlen(name)); }

static void put_set(struct text *out, const struct policy *p, const struct type *t, int64_t value, enum lang lang,
                    const char *separator, name_put *put) {
    bool first = true;
    for (uint32_t i = 0; t->choices && i < t->choices->value_count && i < 64; i++) {
        if (!((uint64_t)value >> i & 1)) continue;
        if (!first) text_put(out, separator);
        put(out, value_name(p, t, i, lang));
        first = false;
    }
}

static void put_plain_set(struct text *out, const struct policy *p, const struct type *t, int64_t value, enum lang lang,
                          const char *separator) {
    if (!value) text_put(out, lang == LANG_ZH ? "无" : "none");
    put_set(out, p, t, value, lang, separator, put_plain_name);
}

void value_put_plain(struct text *out, const struct policy *p, const struct type *t, int64_t value, struct slice text,
                     enum lang lang) {
    switch (t->kind) {
    case TYPE_TRUTH: text_put(out, truth_word(value, lang)); return;
    case TYPE_COUNT:
    case TYPE_PERIOD: put_digits(out, print_whole, value); return;
    case TYPE_MONEY: put_digits(out, print_money, value); return;
    case TYPE_PERCENT: put_digits(out, print_percent, value); return;
    case TYPE_NUMBER: put_digits(out, print_number, value); return;
    case TYPE_DATE: put_date(out, value); return;
    case TYPE_MONTH: put_month(out, value); return;
    case TYPE_CHOICE: text_put(out, value_name(p, t, value, lang)); return;
    case TYPE_SET: put_plain_set(out, p, t, value, lang, ";"); return;
    case TYPE_TEXT: text_add(out, text.text, text.length); return;
    case TYPE_NONE:
    case TYPE_SPAN:
    case TYPE_LIST: return;
    }
}

// years_old is a name in the language, two words for people.
static void put_words(struct text *out, const char *word) {
    for (; *word; word++) text_char(out, *word == '_' ? ' ' : *word);
}

static void put_unit(struct text *out, const struct unit *u, int64_t value, enum lang lang) {
    if (lang == LANG_EN) text_char(out, ' ');
    put_words(out, lang == LANG_ZH ? u->zh : value == 1 || value == -1 ? u->en : u->plural);
}

// Groups of three digits are set apart in English, as its readers expect.
static void put_grouped(struct text *out, int64_t fen) {
    char room[PRINTED_DIGITS];
    char *end = print_money(room, fen), *point = end - 3, *at = room;
    if (!memcmp(point, ".00", 3)) end = point;
    if (*at == '-') text_char(out, *at++);
    for (; at < point; at++) {
        text_char(out, *at);
        if ((point - at) % 3 == 1 && point - at > 1) text_char(out, ',');
    }
    text_add(out, point, (size_t)(end - point));
}

static void put_chinese_money(struct text *out, int64_t fen) {
    static const struct {
        int64_t yuan;
        enum unit_id unit;
    } steps[] = {{YI, UNIT_YI_YUAN}, {WAN, UNIT_WAN_YUAN}, {1, UNIT_YUAN}};
    char room[PRINTED_DIGITS];
    size_t i = 0;
    // The largest unit that leaves no more than two decimals.
    while (i < 2 && (fen % steps[i].yuan || (fen < steps[i].yuan * FEN && fen > -steps[i].yuan * FEN))) i++;
    text_add(out, room, (size_t)(print_decimal(room, fen / steps[i].yuan, 2) - room));
    text_put(out, units[steps[i].unit].zh);
}

static void put_human_money(struct text *out, int64_t fen, enum lang lang) {
    if (lang == LANG_ZH) {
        put_chinese_money(out, fen);
        return;
    }
    put_grouped(out, fen);
    text_put(out, " yuan");
}

static void put_period(struct text *out, enum period_unit unit, int64_t value, enum lang lang) {
    bool years = unit == UNIT_MONTHS && value && value % 12 == 0;
    enum unit_id named = unit == UNIT_DAYS ? UNIT_DAY : years ? UNIT_YEAR : UNIT_MONTH;
    if (years) value /= 12;
    put_digits(out, print_whole, value);
    put_unit(out, &units[named], value, lang);
}

static const struct unit *counter_unit(const struct policy *p, symbol counter) {
    const char *word = intern_name(p->names, counter);
    return counter == SYMBOL_NONE ? NULL : unit_find(word, strlen(word));
}

static void put_count(struct text *out, const struct policy *p, symbol counter, int64_t value, enum lang lang) {
    const struct unit *u = counter_unit(p, counter);
    put_digits(out, print_whole, value);
    if (u) put_unit(out, u, value, lang);
}

void value_put_human(struct text *out, const struct policy *p, const struct type *t, int64_t value, struct slice text,
                     enum lang lang) {
    switch (t->kind) {
    case TYPE_MONEY: put_human_money(out, value, lang); return;
    case TYPE_PERCENT:
        put_digits(out, print_percent, value);
        text_char(out, '%');
        return;
    case TYPE_COUNT: put_count(out, p, t->counter, value, lang); return;
    case TYPE_PERIOD: put_period(out, t->unit, value, lang); return;
    case TYPE_SET: put_plain_set(out, p, t, value, lang, lang == LANG_ZH ? "、" : ", "); return;
    case TYPE_TRUTH:
    case TYPE_NUMBER:
    case TYPE_DATE:
    case TYPE_MONTH:
    case TYPE_CHOICE:
    case TYPE_TEXT:
    case TYPE_NONE:
    case TYPE_SPAN:
    case TYPE_LIST: value_put_plain(out, p, t, value, text, lang); return;
    }
}

typedef unsigned __int128 wide;

// Of a rest below `under`, its next decimal. What is too large to be multiplied is made smaller with what it is over.
static char next_digit(wide *rest, wide *under) {
    while (*under > ~(wide)0 / 10) *rest >>= 1, *under >>= 1;
    *rest *= 10;
    char digit = (char)('0' + (int)(*rest / *under));
    *rest %= *under;
    return digit;
}

#define MORE_DIGITS_MOST 40  // before one that is not 0

// Decimals up to the type's own, and from there on to the first that is not 0. True where more would follow.
static bool put_fraction(struct text *out, int decimals, const struct ratio *r) {
    bool negative = (r->over < 0) != (r->under < 0);
    wide over = (wide)(r->over < 0 ? -r->over : r->over), under = (wide)(r->under < 0 ? -r->under : r->under);
    wide whole = over / under, rest = over % under;
    uint64_t scale = 1;
    for (int i = 0; i < decimals; i++) scale *= 10;
    char digit = '0';
    if (negative) text_char(out, '-');
    text_format(out, "%llu.%0*llu", (unsigned long long)(whole / scale), decimals, (unsigned long long)(whole % scale));
    for (int i = 0; i < MORE_DIGITS_MOST && rest && digit == '0'; i++)
        text_char(out, digit = next_digit(&rest, &under));
    return rest != 0;
}

static int decimals_of(const struct type *t) {
    if (t->kind == TYPE_NUMBER) return NUMBER_DECIMALS;
    return t->kind == TYPE_PERCENT ? 4 : 2;
}

void value_put_fraction(struct text *out, const struct type *t, const struct ratio *r, enum lang lang) {
    if (put_fraction(out, decimals_of(t), r)) text_put(out, "…");
    if (t->kind == TYPE_NUMBER) return;
    text_put(out, t->kind == TYPE_PERCENT ? "%" : lang == LANG_ZH ? "元" : " yuan");
}

void value_put_fraction_digits(struct text *out, const struct type *t, const struct ratio *r) {
    put_fraction(out, decimals_of(t), r);
}

static void put_quoted(struct text *out, const struct policy *p, const struct type *t, int64_t value, enum lang lang) {
    text_char(out, '"');
    value_put_plain(out, p, t, value, (struct slice){"", 0}, lang);
    text_char(out, '"');
}

void value_put_json(struct text *out, const struct policy *p, const struct type *t, int64_t value, struct slice text,
                    enum lang lang) {
    switch (t->kind) {
    case TYPE_TRUTH: text_put(out, value == TRUTH_YES ? "true" : "false"); return;
    case TYPE_DATE:
    case TYPE_MONTH: put_quoted(out, p, t, value, lang); return;
    case TYPE_CHOICE: put_json_name(out, value_name(p, t, value, lang)); return;
    case TYPE_TEXT: text_json(out, text.text, text.length); return;
    case TYPE_SET:
        text_char(out, '[');
        put_set(out, p, t, value, lang, ",", put_json_name);
        text_char(out, ']');
        return;
    case TYPE_COUNT:
    case TYPE_MONEY:
    case TYPE_PERCENT:
    case TYPE_NUMBER:
    case TYPE_PERIOD: value_put_plain(out, p, t, value, text, lang); return;
    case TYPE_NONE:
    case TYPE_SPAN:
    case TYPE_LIST: text_put(out, "null"); return;
    }
}

static const char *kind_word(enum type_kind kind, enum lang lang) {
    static const char *const words[][2] = {
#define TYPE(kind, en, zh, form) [TYPE_##kind] = {en, zh},
#define PERIOD_WORD(unit, en, zh)
#include "grammar/tree/types.def"
#undef TYPE
#undef PERIOD_WORD
    };
    return words[kind][lang];
}

static void put_values(struct text *out, const struct policy *p, const struct choices *among, enum lang lang) {
    text_put(out, " {");
    for (uint32_t i = 0; i < among->value_count; i++) {
        if (i) text_put(out, lang == LANG_ZH ? "、" : ", ");
        text_put(out, name_text(p, &among->values[i].def.name, lang));
    }
    text_char(out, '}');
}

// number 2 decimals
static void put_decimals(struct text *out, uint8_t decimals, enum lang lang) {
    const struct unit *u = &units[UNIT_DECIMAL];
    text_format(out, " %u", (unsigned)decimals);
    put_unit(out, u, decimals, lang);
}

const char *type_text(const struct policy *p, const struct type *t, enum lang lang, struct text *scratch) {
    text_clear(scratch);
    bool named = t->kind == TYPE_CHOICE || t->kind == TYPE_SET;
    const struct unit *u = t->kind == TYPE_COUNT ? counter_unit(p, t->counter) : NULL;
    if (t->kind == TYPE_PERIOD && t->unit != UNIT_NO_PERIOD) {
        bool days = t->unit == UNIT_DAYS;
        text_put(scratch, lang == LANG_ZH ? (days ? "期限按 天" : "期限按 月")
                          : days          ? "period in days"
                                          : "period in months");
        return text_string(scratch);
    }
    text_put(scratch, kind_word(t->kind, lang));
    if (u) text_format(scratch, " %s", lang == LANG_ZH ? u->zh : u->plural);
    if (t->kind == TYPE_NUMBER && t->decimals) put_decimals(scratch, t->decimals, lang);
    if (named && t->choices) put_values(scratch, p, t->choices, lang);
    return text_string(scratch);
}
