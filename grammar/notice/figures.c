#include "grammar/notice/figures.h"

#include "grammar/base/utf8.h"
#include "grammar/notice/numeral.h"

#define PARTS 1000000
#define YEARS_FROM INT64_C(1900)  // 2024年 is a year

struct unit_words {
    const char *words, *but;  // not where one of these follows, parted by blanks
    enum figure_kind kind;
    int64_t times;
};
static const struct unit_words units[] = {
    {"元", "", FIGURE_MONEY, 100},
    {"个月", "", FIGURE_MONTHS, 1},
    {"年", "度 末 初 底 级 代 龄 化 版", FIGURE_MONTHS, 12},
    {"天", "", FIGURE_DAYS, 1},
    {"日", "", FIGURE_DAYS, 1},
    {"%", "", FIGURE_RATIO, PARTS / 100},
    {"％", "", FIGURE_RATIO, PARTS / 100},
    {"倍", "", FIGURE_RATIO, PARTS},
    {"周岁", "", FIGURE_COUNT, 1},
    {"岁", "", FIGURE_COUNT, 1},
    {"人", "民 员 次", FIGURE_COUNT, 1},
    {"名", "单 称", FIGURE_COUNT, 1},
    {"次", "性 级 日", FIGURE_COUNT, 1},
    {"期", "限 间 末 初", FIGURE_COUNT, 1},
    {"笔", "", FIGURE_COUNT, 1},
};

struct scan {
    struct slice words;
    uint32_t at;
    struct arena *arena;
    struct figures found;
};

static struct slice rest_of(const struct scan *s) { return slice_from(s->words, s->at); }

static const struct unit_words *unit_at(struct slice text) {
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!slice_begins(text, units[i].words)) continue;
        struct slice rest = slice_from(text, (uint32_t)strlen(units[i].words));
        return *units[i].but && slice_sign(rest, units[i].but) ? NULL : &units[i];
    }
    return NULL;
}

// 300万 is money where nothing that may be counted follows.
static bool is_bare_money(const struct amount *a, struct slice behind) {
    return a->is_large && (!behind.length || slice_sign(behind, "， 。 ； 、 （ ( ） ) 的 以 及 至 到 - —"));
}

static bool scaled(const struct amount *a, int64_t times, int64_t *value) {
    __int128 whole = (__int128)a->parts * times;
    *value = (int64_t)(whole / PARTS);
    return whole % PARTS == 0 && *value == whole / PARTS;
}

static struct slice unit_text(const char *words) {
    return slice_of(!strcmp(words, "周岁") ? "岁" : !strcmp(words, "名") ? "人" : words);
}

// A figure's unit; the bytes that it takes.
static bool set_unit(const struct amount *a, const struct unit_words *u, struct figure *f) {
    bool is_one = a->is_han && a->parts == PARTS &&
                  u->kind == FIGURE_COUNT;  // 一次, 一人: as often a manner of speaking
    f->kind = u->kind;
    if (u->kind == FIGURE_COUNT) f->unit = unit_text(u->words);
    bool is_year = !strcmp(u->words, "年") && a->parts >= YEARS_FROM * PARTS;
    return !is_one && !is_year && scaled(a, u->times, &f->value);
}

static void push(struct scan *s, struct figure f, uint32_t from, uint32_t end) {
    struct edge_words before = edge_before((struct slice){s->words.text, from});
    struct edge_words behind = edge_behind(slice_from(s->words, end));
    f.bound = edge_joined(before.bound, behind.bound);
    if (f.bound == BOUND_WITH && slice_sign(slice_from(s->words, end + behind.size), "至 到")) f.bound = BOUND_LEAST;
    struct slice left = {s->words.text, from};
    if (f.bound == BOUND_WITH && (slice_ends(left, "至") || slice_ends(left, "到"))) f.bound = BOUND_MOST;
    f.text = (struct slice){s->words.text + from - before.size, before.size + end - from + behind.size};
    s->at = end + behind.size;
    ARENA_PUSH(s->arena, s->found.items, s->found.count, f);
}

// 1年6个月, 两年半.
static uint32_t more_months(struct slice text, struct figure *f) {
    struct amount a;
    uint32_t zero = slice_sign(text, "零"), size = amount_read(slice_from(text, zero), &a),
             half = slice_sign(text, "半");
    bool months = size && slice_begins(slice_from(text, zero + size), "个月") && a.parts % PARTS == 0;
    if (half) f->value += 6;
    if (months) f->value += a.parts / PARTS;
    return half ? half : months ? zero + size + (uint32_t)strlen("个月") : 0;
}

static bool take_unit(struct scan *s, const struct amount *a, uint32_t from, uint32_t end) {
    struct slice behind = slice_from(s->words, end);
    const struct unit_words *u = unit_at(behind);
    struct figure f = {0};
    if (!u && is_bare_money(a, behind)) u = &units[0];
    else if (u) end += (uint32_t)strlen(u->words);
    if (!u || !set_unit(a, u, &f)) return false;
    if (f.kind == FIGURE_MONTHS && u->times == 12) end += more_months(slice_from(s->words, end), &f);
    push(s, f, from, end);
    return true;
}

// 20至65周岁: the first has the other's unit.
static bool take_range(struct scan *s, const struct amount *low, uint32_t from, uint32_t end) {
    uint32_t sign = slice_sign(slice_from(s->words, end), "至 到 - － — – ~ ～");
    struct amount high;
    uint32_t size = sign ? amount_read(slice_from(s->words, end + sign), &high) : 0, high_end = end + sign + size;
    const struct unit_words *u = size ? unit_at(slice_from(s->words, high_end)) : NULL;
    struct figure f = {0};
    if (!u || !set_unit(low, u, &f)) return false;
    if (high.is_large && !low->is_large && u->kind == FIGURE_MONEY) return false;  // 50至100万元: which 50 is not told
    f.text = (struct slice){s->words.text + from, end - from};
    ARENA_PUSH(s->arena, s->found.items, s->found.count, f);
    s->at = end + sign;
    return true;
}

// 2024年5月6日, 第3期, 5月6日: nothing that is measured.
static uint32_t passed_over(struct slice text) {
    int32_t date, value, kinds = NUMERAL_DIGITS | NUMERAL_HAN;
    uint32_t size = notice_date_read(text, &date), nth = slice_sign(text, "第");
    if (size) return size;
    if (nth) return nth + numeral_read(slice_from(text, nth), kinds, &value);
    size = numeral_read(text, kinds, &value);
    if (!size || !slice_begins(slice_from(text, size), "月")) return 0;
    size += (uint32_t)strlen("月");
    uint32_t day = numeral_read(slice_from(text, size), kinds, &value);
    return size + day + (day ? slice_sign(slice_from(text, size + day), "日") : 0);
}

// 百分之三十, 万分之五.
static uint32_t take_fraction(struct scan *s) {
    static const struct unit_words of[] = {{"百分之", "", FIGURE_RATIO, PARTS / 100},
                                           {"千分之", "", FIGURE_RATIO, PARTS / 1000},
                                           {"万分之", "", FIGURE_RATIO, PARTS / 10000}};
    struct amount a;
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        uint32_t word = slice_begins(rest_of(s), of[i].words) ? (uint32_t)strlen(of[i].words) : 0, from = s->at;
        uint32_t size = word ? amount_read(slice_from(rest_of(s), word), &a) : 0;
        struct figure f = {0};
        if (size && set_unit(&a, &of[i], &f)) return push(s, f, from, from + word + size), word + size;
    }
    return 0;
}

static uint32_t take_half_year(struct scan *s) {
    uint32_t size = slice_begins(rest_of(s), "半年") ? (uint32_t)strlen("半年") : 0;
    if (size) push(s, (struct figure){.kind = FIGURE_MONTHS, .value = 6}, s->at, s->at + size);
    return size;
}

static void step(struct scan *s) {
    struct amount a;
    uint32_t c, over = passed_over(rest_of(s)), from = s->at;
    if (over) {
        s->at += over;
        return;
    }
    if (take_fraction(s) || take_half_year(s)) return;
    uint32_t size = amount_read(rest_of(s), &a);
    if (size && (take_unit(s, &a, from, from + size) || take_range(s, &a, from, from + size))) return;
    while (!size && s->at < s->words.length && is_digit(s->words.text[s->at])) s->at++;  // too many of them
    size_t one = utf8_decode(rest_of(s).text, rest_of(s).length, &c);
    s->at += size ? size : s->at > from ? 0 : one ? (uint32_t)one : 1;
}

struct figures notice_figures(struct arena *a, struct slice words) {
    struct scan s = {.words = words, .arena = a};
    while (s.at < words.length) step(&s);
    return s.found;
}
