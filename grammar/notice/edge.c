// 以上, 不超过, （含）: on which side of its edge a figure is meant. 以上, 以下 and 以内 hold what they name, as in
// law.
#include "grammar/notice/figures.h"

struct phrase {
    const char *words;
    enum figure_bound bound;
};

// Longer ones first where one ends in another.
static const struct phrase before_words[] = {
    {"超过", BOUND_MORE}, {"超出", BOUND_MORE},  {"高于", BOUND_MORE},  {"大于", BOUND_MORE},  {"多于", BOUND_MORE},
    {"长于", BOUND_MORE}, {"超", BOUND_MORE},    {">", BOUND_MORE},     {"＞", BOUND_MORE},    {"低于", BOUND_LESS},
    {"小于", BOUND_LESS}, {"少于", BOUND_LESS},  {"短于", BOUND_LESS},  {"不足", BOUND_LESS},  {"不到", BOUND_LESS},
    {"<", BOUND_LESS},    {"＜", BOUND_LESS},    {"达到", BOUND_LEAST}, {"满", BOUND_LEAST},   {"至少", BOUND_LEAST},
    {"≥", BOUND_LEAST},   {"最低", BOUND_LEAST}, {"最少", BOUND_LEAST}, {"最短", BOUND_LEAST}, {"最高", BOUND_MOST},
    {"最多", BOUND_MOST}, {"最长", BOUND_MOST},  {"最大", BOUND_MOST},  {"≤", BOUND_MOST},
};
static const struct phrase behind_words[] = {
    {"及以上", BOUND_LEAST}, {"以上", BOUND_LEAST}, {"及以下", BOUND_MOST}, {"以下", BOUND_MOST},
    {"及以内", BOUND_MOST},  {"以内", BOUND_MOST},  {"之内", BOUND_MOST},
};
#define COUNT_OF(table) (sizeof(table) / sizeof *(table))

static uint32_t ends(struct slice text, const char *with) {
    return slice_ends(text, with) ? (uint32_t)strlen(with) : 0;
}

static uint32_t ends_in_any(struct slice text, const char *const *words) {
    for (; *words; words++)
        if (slice_ends(text, *words)) return (uint32_t)strlen(*words);
    return 0;
}

static struct slice cut(struct slice text, uint32_t size) { return (struct slice){text.text, text.length - size}; }

static enum figure_bound opposite(enum figure_bound b) {
    switch (b) {
    case BOUND_MORE: return BOUND_MOST;
    case BOUND_LESS: return BOUND_LEAST;
    case BOUND_LEAST: return BOUND_LESS;
    default: return BOUND_NONE;
    }
}

struct edge_words edge_before(struct slice before) {
    static const char *const fillers[] = {"人民币", "可达", "为", "在", NULL};
    static const char *const negations[] = {"不得", "不能", "不可", "不应", "不宜", "没有", "不", "未", NULL};
    struct slice rest = before;
    struct edge_words found = {BOUND_NONE, 0};
    for (uint32_t size; (size = ends_in_any(rest, fillers));) rest = cut(rest, size);
    for (size_t i = 0; i < COUNT_OF(before_words) && !found.bound; i++) {
        uint32_t size = ends(rest, before_words[i].words);
        if (size) rest = cut(rest, size), found.bound = before_words[i].bound;
    }
    uint32_t negation = found.bound ? ends_in_any(rest, negations) : 0;
    if (negation) found.bound = opposite(found.bound);
    found.size = found.bound ? before.length - rest.length + negation : 0;
    return found;
}

// （含）, （含30万元）, （不含）; 0: no such bracket.
static uint32_t bracket(struct slice text, enum figure_bound *says) {
    uint32_t open = slice_sign(text, "（ ("), size = open;
    bool without = slice_begins(slice_from(text, open), "不含");
    if (!open || (!without && !slice_begins(slice_from(text, open), "含"))) return 0;
    while (size < text.length && !slice_sign(slice_from(text, size), "） )")) size++;
    *says = without ? BOUND_WITHOUT : BOUND_WITH;
    return size + slice_sign(slice_from(text, size), "） )");
}

enum figure_bound edge_joined(enum figure_bound before, enum figure_bound behind) {
    bool with = behind == BOUND_WITH, without = behind == BOUND_WITHOUT;
    if (before == BOUND_NONE || before == behind) return behind;
    if (behind == BOUND_NONE) return before;
    if (with && before == BOUND_MORE) return BOUND_LEAST;
    if (with && before == BOUND_LESS) return BOUND_MOST;
    if (without && before == BOUND_LEAST) return BOUND_MORE;
    if (without && before == BOUND_MOST) return BOUND_LESS;
    return with || without ? before : BOUND_NONE;
}

struct edge_words edge_behind(struct slice behind) {
    enum figure_bound bracketed = BOUND_NONE, said = BOUND_NONE;
    uint32_t size = bracket(behind, &bracketed);
    for (size_t i = 0; i < COUNT_OF(behind_words) && !said; i++) {
        if (!slice_begins(slice_from(behind, size), behind_words[i].words)) continue;
        said = behind_words[i].bound;
        size += (uint32_t)strlen(behind_words[i].words);
    }
    if (!bracketed) size += bracket(slice_from(behind, size), &bracketed);
    return (struct edge_words){edge_joined(said, bracketed), size};
}
