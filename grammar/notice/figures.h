// The figures in a notice's words, 30万元（含）以上, with what the words say of their edge. What can be read in several
// ways is left out.
#ifndef POL_NOTICE_FIGURES_H
#define POL_NOTICE_FIGURES_H
#include "grammar/base/arena.h"
#include "grammar/base/slice.h"

enum figure_kind { FIGURE_NONE, FIGURE_MONEY, FIGURE_MONTHS, FIGURE_DAYS, FIGURE_RATIO, FIGURE_COUNT };
enum figure_bound {
    BOUND_NONE,
    BOUND_LESS,     // 低于, 不满
    BOUND_MOST,     // 不超过, 以下, 以内
    BOUND_LEAST,    // 以上, 满, 不低于
    BOUND_MORE,     // 超过
    BOUND_WITH,     // （含）, of whichever side
    BOUND_WITHOUT,  // （不含）
};

struct figure {
    enum figure_kind kind;
    int64_t value;      // fen, months, days, millionths, or how many
    struct slice unit;  // of a COUNT; none: any
    enum figure_bound bound;
    struct slice text;  // as it stands, with what says its edge
};
struct figures {
    struct figure *items;
    uint32_t count;
};

// Of words without white space. All of it is the arena's and points into the words.
struct figures notice_figures(struct arena *a, struct slice words);

// An amount at the beginning of a text, 1.5, 1,200, ３０, 三十, 两千, with 百 千 万 亿 behind, in millionths; the bytes
// that it takes, 0: there is none, or it is too large.
struct amount {
    int64_t parts;
    bool is_han, is_large;  // written 一; ends in 万 or 亿
};
uint32_t amount_read(struct slice text, struct amount *amount);

// What is said of an edge before a figure, with the bytes that it takes, and behind one.
struct edge_words {
    enum figure_bound bound;
    uint32_t size;
};
struct edge_words edge_before(struct slice before);
struct edge_words edge_behind(struct slice behind);
// The edge that both say together.
enum figure_bound edge_joined(enum figure_bound before, enum figure_bound behind);
#endif
