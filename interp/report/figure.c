#include "interp/report/figure.h"

#define FEN 100
#define WAN ((figure_whole)10000 * FEN)
#define YI (WAN * 10000)
#define MILLION ((figure_whole)1000000 * FEN)
#define PERCENT 100

const char *const tone_names[TONE_COUNT] = {"", "plain", "good", "bad", "open"};

struct figure figure_percent(figure_whole over, figure_whole under) {
    if (!under) return (struct figure){0};
    return (struct figure){.kind = FIGURE_PERCENT, .over = over, .under = under};
}

struct figure figure_percent_change(figure_whole over, figure_whole under) {
    struct figure f = figure_percent(over, under);
    f.is_change = true;
    return f;
}

struct figure figure_points(figure_whole over0, figure_whole under0, figure_whole over1, figure_whole under1) {
    if (!under0 || !under1) return (struct figure){0};
    return (struct figure){
        .kind = FIGURE_POINTS, .is_change = true, .over = over1 * under0 - over0 * under1, .under = under0 * under1};
}

struct figure_unit figure_unit_for(enum lang lang, bool all_whole) {
    return (struct figure_unit){figure_unit_fen(lang), all_whole ? 0 : 2};
}

figure_whole figure_unit_fen(enum lang lang) { return lang == LANG_ZH ? WAN : FEN; }

const char *figure_unit_name(enum lang lang) { return lang == LANG_ZH ? "万元" : "yuan"; }

#define DIGITS_MOST 48

// Digits from the last one on, with a comma before every third where `grouped`, and `places` of them behind a point.
static size_t put_backwards(char room[DIGITS_MOST], unsigned __int128 value, unsigned places, bool grouped) {
    size_t length = 0;
    for (unsigned i = 0; value || i <= places; i++, value /= 10) {
        if (i && i == places) room[length++] = '.';
        if (grouped && i > places && (i - places) % 3 == 0) room[length++] = ',';
        room[length++] = (char)('0' + (int)(value % 10));
    }
    return length;
}

static void put_decimal(struct text *out, figure_whole over, figure_whole under, unsigned places, bool sign,
                        bool grouped) {
    char room[DIGITS_MOST];
    figure_whole scale = 1;
    for (unsigned i = 0; i < places; i++) scale *= 10;
    bool negative = (over < 0) != (under < 0);
    figure_whole size = (over < 0 ? -over : over) * scale, of = under < 0 ? -under : under;
    figure_whole rounded = (2 * size + of) / (2 * of);
    if (rounded && (negative || sign)) text_char(out, negative ? '-' : '+');
    for (size_t n = put_backwards(room, (unsigned __int128)rounded, places, grouped); n; n--)
        text_char(out, room[n - 1]);
}

void figure_put_decimal(struct text *out, figure_whole over, figure_whole under, unsigned places, bool sign) {
    put_decimal(out, over, under, places, sign, true);
}

void figure_put(struct text *out, const struct figure *f, const struct figure_unit *unit) {
    switch (f->kind) {
    case FIGURE_NONE: text_put(out, "–"); return;
    case FIGURE_FEW:
        text_char(out, '<');
        figure_put_decimal(out, f->over, 1, 0, false);
        return;
    case FIGURE_TEXT: text_put(out, f->text); return;
    case FIGURE_COUNT: figure_put_decimal(out, f->over, 1, 0, f->is_change); return;
    case FIGURE_MONEY: figure_put_decimal(out, f->over, unit->fen, unit->places, f->is_change); return;
    case FIGURE_POINTS: figure_put_decimal(out, f->over * PERCENT, f->under, 1, true); return;
    case FIGURE_PERCENT: break;
    }
    figure_put_decimal(out, f->over * PERCENT, f->under, 1, f->is_change);
    text_char(out, '%');
}

void figure_put_plain(struct text *out, const struct figure *f) {
    switch (f->kind) {
    case FIGURE_NONE: return;
    case FIGURE_FEW:
        text_char(out, '<');
        put_decimal(out, f->over, 1, 0, false, false);
        return;
    case FIGURE_TEXT: text_put(out, f->text); return;
    case FIGURE_COUNT: put_decimal(out, f->over, 1, 0, false, false); return;
    case FIGURE_MONEY: put_decimal(out, f->over, FEN, 2, false, false); return;
    case FIGURE_PERCENT:
    case FIGURE_POINTS: put_decimal(out, f->over * PERCENT, f->under, 4, false, false); return;
    }
}

static figure_whole size_of(figure_whole value) { return value < 0 ? -value : value; }

// The fewest decimals, at most two, that say all there is.
static unsigned places_for(figure_whole value, figure_whole unit) {
    return value % unit == 0 ? 0 : value % (unit / 10) == 0 ? 1 : 2;
}

static void put_chinese(struct text *out, figure_whole fen, bool sign, const char *yuan) {
    figure_whole size = size_of(fen), unit = size >= YI ? YI : size >= WAN ? WAN : FEN;
    figure_put_decimal(out, fen, unit, places_for(fen, unit), sign);
    text_put(out, unit == YI ? "亿" : unit == WAN ? "万" : "");
    text_put(out, yuan);
}

void figure_put_money(struct text *out, figure_whole fen, enum lang lang, bool sign) {
    if (lang == LANG_ZH) {
        put_chinese(out, fen, sign, "元");
        return;
    }
    figure_put_decimal(out, fen, FEN, fen % FEN ? 2 : 0, sign);
    text_put(out, " yuan");
}

void figure_put_tick(struct text *out, figure_whole fen, enum lang lang) {
    bool millions = size_of(fen) >= MILLION;
    if (lang == LANG_ZH) {
        put_chinese(out, fen, false, "");
        return;
    }
    figure_whole unit = millions ? MILLION : FEN;
    figure_put_decimal(out, fen, unit, places_for(fen, unit), false);
    if (millions) text_char(out, 'M');
}
