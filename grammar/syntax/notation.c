#include "grammar/syntax/notation.h"

#include <string.h>

#include "grammar/base/utf8.h"
#include "grammar/syntax/keywords.h"
#include "grammar/syntax/literal.h"

struct cursor {
    const char *at, *end;
};

static void pass_blanks(struct cursor *c) { c->at += literal_blanks(c->at, (uint32_t)(c->end - c->at)); }

static bool take(struct cursor *c, const char *word) {
    size_t length = strlen(word);
    pass_blanks(c);
    if ((size_t)(c->end - c->at) < length || memcmp(c->at, word, length) != 0) return false;
    c->at += length;
    return true;
}

// The index of the first that stands there, -1: none.
static int take_any(struct cursor *c, const char *const *words) {
    for (int i = 0; words[i]; i++)
        if (take(c, words[i])) return i;
    return -1;
}

// ---- amounts

struct amount {
    int64_t digits;    // all digits as one number
    int fraction;      // how many of them stand behind the point
    const char *unit;  // in Chinese, NULL: none
};

struct unit_word {
    const char *word, *unit;
    int times;     // of the unit
    int fraction;  // digits that move behind the point
};

// Longer words before those that they begin with.
static const struct unit_word unit_words[] = {
    {"百万元", "万元", 100, 0}, {"千万元", "万元", 1000, 0}, {"万元", "万元", 1, 0}, {"万块", "万元", 1, 0},
    {"百万", "万元", 100, 0},   {"千万", "万元", 1000, 0},   {"亿元", "亿元", 1, 0}, {"万", "万元", 1, 0},
    {"亿", "亿元", 1, 0},       {"w", "万元", 1, 0},         {"W", "万元", 1, 0},    {"千元", "元", 1000, 0},
    {"百元", "元", 100, 0},     {"块钱", "元", 1, 0},        {"块", "元", 1, 0},     {"圆", "元", 1, 0},
    {"元", "元", 1, 0},         {"个百分点", "%", 1, 0},     {"%", "%", 1, 0},       {"％", "%", 1, 0},
    {"‰", "%", 1, 1},           {"成", "%", 10, 0},          {"周年", "年", 1, 0},   {"周岁", "岁", 1, 0},
    {"年", "年", 1, 0},         {"个季度", "个月", 3, 0},    {"季度", "个月", 3, 0}, {"个月", "个月", 1, 0},
    {"月", "个月", 1, 0},       {"天", "天", 1, 0},          {"日", "天", 1, 0},     {"岁", "岁", 1, 0},
    {"人", "人", 1, 0},         {"名", "人", 1, 0},          {"次", "次", 1, 0},     {"笔", "笔", 1, 0},
    {"years_old", "岁", 1, 0},  {"years old", "岁", 1, 0},   {"years", "年", 1, 0},  {"year", "年", 1, 0},
    {"months", "个月", 1, 0},   {"month", "个月", 1, 0},     {"days", "天", 1, 0},   {"day", "天", 1, 0},
    {"people", "人", 1, 0},     {"times", "次", 1, 0},       {"yuan", "元", 1, 0},   {"RMB", "元", 1, 0},
};

static bool take_comma(struct cursor *c) {
    bool group = c->end - c->at >= 4 && *c->at == ',' && is_digit(c->at[1]) && is_digit(c->at[2]) &&
                 is_digit(c->at[3]) && (c->end - c->at == 4 || !is_digit(c->at[4]));
    c->at += group;
    return group;
}

static bool take_digits(struct cursor *c, struct amount *a, bool behind_point) {
    const char *from = c->at;
    while (c->at < c->end && (is_digit(*c->at) || (!behind_point && c->at > from && take_comma(c)))) {
        if (a->digits > INT64_MAX / 100000000) return false;
        a->digits = a->digits * 10 + (*c->at++ - '0');
        a->fraction += behind_point;
    }
    return c->at > from;
}

static int chinese_digit(struct cursor *c) {
    static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "两", "〇", NULL};
    int digit = take_any(c, digits);
    return digit == 10 ? 2 : digit == 11 ? 0 : digit;
}

// 十八, 两百, 一百二十: up to 9999.
static bool take_chinese(struct cursor *c, struct amount *a) {
    static const char *const powers[] = {"十", "百", "千", NULL};
    const char *from = c->at;
    for (;;) {
        int digit = chinese_digit(c), power = take_any(c, powers);
        if (digit < 0 && power < 0) break;
        int64_t value = digit < 0 ? 1 : digit;
        for (int i = 0; i <= power; i++) value *= 10;
        a->digits += value;
        if (power < 0 && digit > 0) break;
    }
    return c->at > from && a->digits > 0 && a->digits < 10000;
}

static bool take_number(struct cursor *c, struct amount *a) {
    pass_blanks(c);
    if (c->at >= c->end || !is_digit(*c->at)) return take_chinese(c, a);
    if (!take_digits(c, a, false)) return false;
    bool point = c->end - c->at > 1 && *c->at == '.' && is_digit(c->at[1]);
    c->at += point;
    return !point || take_digits(c, a, true);
}

static void take_unit(struct cursor *c, struct amount *a) {
    for (size_t i = 0; i < sizeof unit_words / sizeof *unit_words; i++) {
        const struct unit_word *u = &unit_words[i];
        if (!take(c, u->word)) continue;
        a->unit = u->unit;
        a->digits *= u->times;
        a->fraction += u->fraction;
        return;
    }
}

static bool take_amount(struct cursor *c, struct amount *a);

// 1年半, 1年6个月.
static bool take_rest_of_year(struct cursor *c, struct amount *a) {
    struct cursor before = *c;
    struct amount rest = {0};
    if (!a->unit || strcmp(a->unit, "年") != 0 || a->fraction) return true;
    if (take(c, "半")) rest = (struct amount){6, 0, "个月"};
    else if (!take_number(c, &rest) || (take_unit(c, &rest), !rest.unit) || strcmp(rest.unit, "个月") ||
             rest.fraction) {
        *c = before;
        return true;
    }
    *a = (struct amount){a->digits * 12 + rest.digits, 0, "个月"};
    return true;
}

static bool take_amount(struct cursor *c, struct amount *a) {
    *a = (struct amount){0};
    if (take(c, "半年")) return *a = (struct amount){6, 0, "个月"}, true;
    bool hundredths = take(c, "百分之"), thousandths = !hundredths && take(c, "千分之");
    if (!take_number(c, a)) return false;
    if (!hundredths && !thousandths) return take_unit(c, a), take_rest_of_year(c, a);
    a->unit = "%";
    a->fraction += thousandths;
    return true;
}

static void put_amount(struct text *en, struct text *zh, struct amount a) {
    for (; a.fraction && a.digits % 10 == 0; a.fraction--) a.digits /= 10;
    int64_t scale = 1;
    for (int i = 0; i < a.fraction; i++) scale *= 10;
    struct text number = {0};
    text_int(&number, a.digits / scale);
    if (a.fraction) text_format(&number, ".%0*lld", a.fraction, (long long)(a.digits % scale));
    const struct unit *u = a.unit ? unit_find(a.unit, strlen(a.unit)) : NULL;
    bool english = u && *u->plural && u->kind != UNIT_KIND_MONEY && u->kind != UNIT_KIND_PERCENT;
    text_put(en, text_string(&number));
    text_put(zh, text_string(&number));
    if (english) text_format(en, " %s", a.digits == 1 && !a.fraction ? u->en : u->plural);
    else if (a.unit) text_put(en, a.unit);
    if (a.unit) text_put(zh, a.unit);
    text_free(&number);
}

// ---- bounds

struct bound {
    char sign;  // < or >, '=' for an amount alone, 0: none
    bool with;  // includes its end
    struct amount amount;
};

struct bound_word {
    const char *word;
    char sign;
    bool with;
};

static const struct bound_word before_amounts[] = {
    {"不得超过", '<', true},   {"不超过", '<', true},
    {"未超过", '<', true},     {"不超", '<', true},
    {"不得高于", '<', true},   {"不高于", '<', true},
    {"不大于", '<', true},     {"不多于", '<', true},
    {"小于等于", '<', true},   {"小于或等于", '<', true},
    {"至多", '<', true},       {"最多", '<', true},
    {"最高", '<', true},       {"≤", '<', true},
    {"≦", '<', true},          {"<=", '<', true},
    {"=<", '<', true},         {"up to", '<', true},
    {"at most", '<', true},    {"no more than", '<', true},
    {"不得低于", '>', true},   {"不低于", '>', true},
    {"不少于", '>', true},     {"不小于", '>', true},
    {"大于等于", '>', true},   {"大于或等于", '>', true},
    {"至少", '>', true},       {"最少", '>', true},
    {"最低", '>', true},       {"达到", '>', true},
    {"年满", '>', true},       {"满", '>', true},
    {"≥", '>', true},          {"≧", '>', true},
    {">=", '>', true},         {"=>", '>', true},
    {"at least", '>', true},   {"no less than", '>', true},
    {"超过", '>', false},      {"高于", '>', false},
    {"大于", '>', false},      {"多于", '>', false},
    {">", '>', false},         {"＞", '>', false},
    {"over", '>', false},      {"above", '>', false},
    {"more than", '>', false}, {"低于", '<', false},
    {"不足", '<', false},      {"不满", '<', false},
    {"不到", '<', false},      {"小于", '<', false},
    {"少于", '<', false},      {"未满", '<', false},
    {"未达到", '<', false},    {"未达", '<', false},
    {"<", '<', false},         {"＜", '<', false},
    {"under", '<', false},     {"below", '<', false},
    {"less than", '<', false}, {"等于", '=', true},
};

static const struct bound_word behind_amounts[] = {
    {"以上", '>', true}, {"之上", '>', true}, {"起", '>', true},   {"+", '>', true},
    {"以下", '<', true}, {"之下", '<', true}, {"以内", '<', true}, {"之内", '<', true},
};

static const struct bound_word *take_word(struct cursor *c, const struct bound_word *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (take(c, words[i].word)) return &words[i];
    return NULL;
}
#define TAKE_WORD(c, words) take_word((c), (words), sizeof(words) / sizeof *(words))

// （含）, （不含本数）: 1, -1, or 0 where there is none.
static int take_inclusion(struct cursor *c) {
    static const char *const with[] = {"（含本数）", "(含本数)", "（含）", "(含)", "（包含）", NULL};
    static const char *const without[] = {"（不含本数）", "(不含本数)", "（不含）", "(不含)", NULL};
    return take_any(c, with) >= 0 ? 1 : take_any(c, without) >= 0 ? -1 : 0;
}

static bool take_bound(struct cursor *c, struct bound *b) {
    const struct bound_word *before = TAKE_WORD(c, before_amounts);
    if (!take_amount(c, &b->amount)) return false;
    int first = take_inclusion(c);
    struct cursor here = *c;
    if (!take(c, "及")) take(c, "含");
    const struct bound_word *behind = TAKE_WORD(c, behind_amounts);
    if (!behind) *c = here;
    int last = first ? first : take_inclusion(c);
    if (before && behind && (before->sign != behind->sign || !before->with)) return false;
    const struct bound_word *said = before ? before : behind;
    b->sign = said ? said->sign : '=';
    b->with = last ? last > 0 : !said || said->with;
    return said || !last;
}

static void put_sign(struct text *en, struct text *zh, const struct bound *b) {
    text_char(en, b->sign);
    if (b->with) text_char(en, '=');
    text_put(zh, !b->with ? b->sign == '<' ? "<" : ">" : b->sign == '<' ? "≤" : "≥");
    text_char(en, ' ');
    text_char(zh, ' ');
}

// ---- ranges

static struct diag_arg kept(struct arena *arena, struct text *en, struct text *zh) {
    struct diag_arg words = {text_keep(en, arena), NULL};
    words.zh = text_keep(zh, arena);
    return words;
}

static struct notation range_of(struct arena *arena, struct bound low, struct bound high) {
    struct text en = {0}, zh = {0};
    if (!low.amount.unit) low.amount.unit = high.amount.unit;
    if (!high.amount.unit) high.amount.unit = low.amount.unit;
    const char *between = low.with ? high.with ? ".." : "..<" : high.with ? "<.." : "<..<";
    put_amount(&en, &zh, low.amount);
    text_put(&en, between);
    text_put(&zh, between);
    put_amount(&en, &zh, high.amount);
    return (struct notation){.kind = NOTATION_RANGE, .written = kept(arena, &en, &zh)};
}

static bool at_end(struct cursor *c) {
    pass_blanks(c);
    return c->at == c->end;
}

static int take_bracket(struct cursor *c, const char *square, const char *const *round) {
    bool is_square = take(c, square);
    return is_square ? 1 : take_any(c, round) >= 0 ? -1 : 0;
}

// [18, 65), 18-65, 18岁至65岁.
static struct notation read_range(struct arena *arena, struct cursor c) {
    static const char *const between[] = {"...", "..", "……", "…",  "——", "—",  "–",  "－",
                                          "-",   "~",  "～", "〜", "至", "到", "to", NULL};
    static const char *const opens[] = {"(", "（", NULL}, *const closes[] = {")", "）", NULL};
    static const char *const commas[] = {",", "，", ";", NULL};
    struct bound low = {.with = true}, high = {.with = true};
    int open = take_bracket(&c, "[", opens);
    if (!take_amount(&c, &low.amount)) return (struct notation){0};
    bool parted = take_any(&c, between) >= 0 || (open && take_any(&c, commas) >= 0);
    if (!parted || !take_amount(&c, &high.amount)) return (struct notation){0};
    int close = take_bracket(&c, "]", closes);
    take(&c, "之间");
    if (!at_end(&c) || !open != !close) return (struct notation){0};
    low.with = open >= 0;
    high.with = close >= 0;
    return range_of(arena, low, high);
}

static struct notation bound_of(struct arena *arena, const struct bound *b) {
    struct text en = {0}, zh = {0};
    struct notation n = {.kind = b->sign == '=' ? NOTATION_VALUE : NOTATION_BOUND, .sign = b->sign};
    put_amount(&en, &zh, b->amount);
    n.value = kept(arena, &en, &zh);
    if (b->sign != '=') put_sign(&en, &zh, b);
    text_put(&en, n.value.en);
    text_put(&zh, n.value.zh);
    n.written = kept(arena, &en, &zh);
    return n;
}

// 20万元以下, or 18岁以上65岁以下, or 超过18岁至65岁.
static struct notation read_bounds(struct arena *arena, struct cursor c) {
    static const char *const tos[] = {"至", "到", "to", NULL};
    static const char *const joins[] = {"且", "和", "、", "，", ",", "and", NULL};
    struct bound first = {0}, second = {0};
    if (!take_bound(&c, &first)) return (struct notation){0};
    if (at_end(&c)) return bound_of(arena, &first);
    bool to = take_any(&c, tos) >= 0;
    if (!to) take_any(&c, joins);
    bool both = first.sign == '>' && take_bound(&c, &second) && at_end(&c);
    if (both && to && second.sign == '=') second.sign = '<';
    return both && second.sign == '<' ? range_of(arena, first, second) : (struct notation){0};
}

static bool is_anything(struct cursor c) {
    static const char *const words[] = {"——",   "—",    "–",    "不限制", "不限", "无限制", "任意",
                                        "任何", "全部", "所有", "any",    "all",  "*",      NULL};
    return take_any(&c, words) >= 0 && at_end(&c);
}

struct notation notation_read(struct arena *a, const char *text, size_t length) {
    struct cursor c = {text, text + length};
    if (is_anything(c)) return (struct notation){.kind = NOTATION_ANY, .written = {"-", NULL}};
    struct notation range = read_range(a, c);
    return range.kind ? range : read_bounds(a, c);
}
