// Numbers as people read them in tables and charts: counts in groups of three, money in 万元 or in yuan, shares with
// one decimal, changes with their sign. Every number stays whole, or a ratio of whole ones, until it is written.
#ifndef POL_REPORT_FIGURE_H
#define POL_REPORT_FIGURE_H
#include "grammar/base/text.h"

typedef __int128 figure_whole;

enum tone { TONE_NONE, TONE_PLAIN, TONE_GOOD, TONE_BAD, TONE_OPEN, TONE_COUNT };  // open: not known
extern const char *const tone_names[TONE_COUNT];                                  // what styles call them; "" for none

enum figure_kind {
    FIGURE_NONE,     // nothing to say here
    FIGURE_FEW,      // fewer than may be told
    FIGURE_TEXT,     // words
    FIGURE_COUNT,    // `over`
    FIGURE_MONEY,    // fen, in `over`
    FIGURE_PERCENT,  // over ÷ under
    FIGURE_POINTS,   // the difference of two such, over ÷ under
};

struct figure {
    enum figure_kind kind;
    bool is_change;  // shown with its sign
    enum tone tone;
    uint8_t level;             // of the tone, 0 to 4
    const char *text;          // TEXT
    figure_whole over, under;  // FEW: `over` is how many it is fewer than
};

static inline struct figure figure_text(const char *text) { return (struct figure){.kind = FIGURE_TEXT, .text = text}; }
static inline struct figure figure_of(enum figure_kind kind, figure_whole value) {
    return (struct figure){.kind = kind, .over = value, .under = 1};
}
static inline struct figure figure_change(enum figure_kind kind, figure_whole value) {
    return (struct figure){.kind = kind, .is_change = true, .over = value, .under = 1};
}
// Nothing where `under` is 0.
struct figure figure_percent(figure_whole over, figure_whole under);
struct figure figure_percent_change(figure_whole over, figure_whole under);
// over1 ÷ under1 less over0 ÷ under0; nothing where either is none.
struct figure figure_points(figure_whole over0, figure_whole under0, figure_whole over1, figure_whole under1);

// How the money of a table is written: all in one unit with the same decimals.
struct figure_unit {
    figure_whole fen;  // of one
    unsigned places;
};
// The unit that the language's readers expect; no decimals where `all_whole`.
struct figure_unit figure_unit_for(enum lang lang, bool all_whole);
figure_whole figure_unit_fen(enum lang lang);
const char *figure_unit_name(enum lang lang);  // "万元", "yuan"

// over ÷ under with so many decimals, rounded half away from zero, in groups of three.
void figure_put_decimal(struct text *out, figure_whole over, figure_whole under, unsigned places, bool sign);
// In a table whose money has that unit.
void figure_put(struct text *out, const struct figure *f, const struct figure_unit *unit);
// As programs read it: money in yuan with its fen, percentages with four decimals, no groups.
void figure_put_plain(struct text *out, const struct figure *f);
// Money alone, with the unit that suits it: 9.35亿元, 934,900,000 yuan.
void figure_put_money(struct text *out, figure_whole fen, enum lang lang, bool sign);
// The same for the ticks of an axis: 2亿, 200M.
void figure_put_tick(struct text *out, figure_whole fen, enum lang lang);
#endif
