#include "grammar/notice/place.h"

#include "grammar/base/text.h"
#include "grammar/base/utf8.h"

void place_enter(struct place *p, const struct marker *m) {
    p->parts[m->rank] = *m;
    p->is_open[m->rank] = true;
    for (size_t rank = m->rank + 1u; rank < CLAUSE_RANKS; rank++) p->is_open[rank] = false;
}

static void put_number(struct text *out, const struct marker *m) {
    bool is_round = m->rank == CLAUSE_HAN_ROUND || m->rank == CLAUSE_DIGIT_ROUND;
    if (m->rank == CLAUSE_ANNEX) text_put(out, "附件");
    if (m->rank == CLAUSE_NOTE) text_put(out, "注");
    if (is_round) text_put(out, "（");
    text_add(out, m->number.text, m->number.length);
    if (is_round) text_put(out, "）");
}

// Articles are counted through, whatever the chapter.
static bool is_named(const struct place *p, size_t rank) {
    bool divides = rank == CLAUSE_CHAPTER || rank == CLAUSE_SECTION;
    return p->is_open[rank] && !(divides && p->is_open[CLAUSE_ARTICLE]);
}

const char *place_words(struct arena *a, const struct place *p) {
    struct text words = {0};
    bool behind_annex = false;
    for (size_t rank = 0; rank < CLAUSE_RANKS; rank++) {
        if (!is_named(p, rank)) continue;
        if (behind_annex) text_char(&words, ' ');
        put_number(&words, &p->parts[rank]);
        behind_annex = rank == CLAUSE_ANNEX;
    }
    return text_keep(&words, a);
}

// ---- cited

static uint32_t separator(struct slice text) {
    uint32_t size = slice_sign(text, "、 ， , ； ; 和 及 与 。 . 第（ 项 款 目");
    if (text.length && *text.text == ' ') return 1;
    return slice_begins(text, "第（") ? (uint32_t)strlen("第") : size;
}

static void keep_place(struct arena *a, struct cited_places *found, const struct place *p) {
    const char *words = place_words(a, p);
    ARENA_PUSH(a, found->items, found->count, words);
}

struct cited_places places_cited(struct arena *a, const char *citation) {
    struct cited_places found = {0};
    struct place p = {0};
    struct marker m;
    int last = -1;
    for (struct slice rest = slice_of(citation); rest.length;) {
        uint32_t passed = separator(rest);
        if (!passed && !marker_cited(rest, &m)) return (struct cited_places){0};
        if (!passed && last >= (int)m.rank) keep_place(a, &found, &p);
        if (!passed) place_enter(&p, &m), last = (int)m.rank;
        rest = slice_from(rest, passed ? passed : m.length);
    }
    if (last >= 0) keep_place(a, &found, &p);
    return found;
}

bool place_covers(const char *place, const char *other) {
    size_t length = strlen(place);
    int32_t ignored;
    if (strncmp(place, other, length) != 0) return false;
    // 1 is not around 10, nor 二 around 二十; 一 and 1 part at the change of writing, a round number at its bracket.
    struct slice rest = slice_of(other + length);
    int kind = length && is_digit(place[length - 1]) ? NUMERAL_DIGITS : NUMERAL_HAN;
    return slice_ends(slice_of(place), "）") || slice_ends(slice_of(place), "附件") ||
           !numeral_read(rest, kind, &ignored);
}
