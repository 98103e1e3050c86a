// A word behind a number that is no unit: which one was meant, or how the whole is written.
#include <string.h>

#include "grammar/base/nearest.h"
#include "grammar/base/utf8.h"
#include "grammar/syntax/lexer.h"
#include "grammar/syntax/literal.h"
#include "grammar/syntax/notation.h"
#include "grammar/syntax/parser.h"

// 18至65岁: what was read as a unit is the rest of a range.
static bool is_range(const char *word) {
    const char *to = strstr(word, "至");
    if (!to) to = strstr(word, "到");
    return to && is_digit(to[3]);
}

static const char *nearest_unit(const char *word) {
    struct nearest nearest = nearest_to(word);
    for (const struct unit *u = units; u < units + UNIT_ID_COUNT; u++) {
        if (*u->en) nearest_offer(&nearest, u->en);
        if (*u->plural) nearest_offer(&nearest, u->plural);
        nearest_offer(&nearest, u->zh);
    }
    return nearest.best && nearest.distance < 2 ? nearest.best : NULL;
}

static uint32_t number_before(const struct lexer *lx, uint32_t at) {
    while (at && strchr(" \t", lx->bytes[at - 1])) at--;
    uint32_t end = at;
    while (at && (is_digit(lx->bytes[at - 1]) || strchr(".,", lx->bytes[at - 1]))) at--;
    return at < end ? at : end;
}

// 万 for 万元: the number stays.
static const char *meant_unit(const struct lexer *lx, struct span unit) {
    uint32_t from = number_before(lx, unit.offset), digits = 0;
    struct notation n = notation_read(lx->arena, lx->bytes + from, unit.offset + unit.length - from);
    if (n.kind != NOTATION_VALUE) return NULL;
    while (is_digit(n.written.zh[digits]) || n.written.zh[digits] == '.') digits++;
    bool same = !memcmp(lx->bytes + from, n.written.zh, digits) && !is_digit(lx->bytes[from + digits]);
    return same && n.written.zh[digits] ? n.written.zh + digits : NULL;
}

static bool is_unit(const char *word, size_t length) { return !length || unit_find(word, (uint32_t)length); }

// 岁 且 收入 for 岁且收入, of 18岁且收入: what joins conditions, behind a unit or none. NULL: nothing of the kind.
static const char *parted(const struct lexer *lx, const char *word) {
    static const char *const joins[] = {"且", "或"};
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        const char *join = strstr(word, joins[i]);
        size_t length = strlen(joins[i]), before = join ? (size_t)(join - word) : 0;
        if (!join || !is_unit(word, before)) continue;
        struct text meant = {0};
        if (before) text_format(&meant, "%.*s ", (int)before, word);
        text_format(&meant, "%s", joins[i]);
        if (join[length]) text_format(&meant, " %s", join + length);
        const char *kept = arena_copy(lx->arena, text_string(&meant), meant.length);
        text_free(&meant);
        return kept;
    }
    return NULL;
}

// 10万..20万: both ends are the one mistake.
static bool ends_below_range(const struct lexer *lx, struct span unit) {
    uint32_t end = unit.offset + unit.length;
    end += literal_blanks(lx->bytes + end, lx->size - end);
    return lx->size - end > 2 && !memcmp(lx->bytes + end, "..", 2);
}

// Where the lower end was told, so was the whole of the range.
static bool is_told_with_lower(struct lexer *lx) {
    int between = lx->last.kind;
    bool range = between == TOK_RANGE || between == TOK_RANGE_ABOVE || between == TOK_RANGE_BELOW ||
                 between == TOK_RANGE_BETWEEN;
    bool told = range && lx->before_last.repaired;
    lx->untold += told;
    return told;
}

void lexer_report_unit(struct lexer *lx, struct span at) {
    if (is_told_with_lower(lx)) return;
    const char *word = arena_copy(lx->arena, lx->bytes + at.offset, at.length);
    uint32_t from = number_before(lx, at.offset);
    const char *meant = meant_unit(lx, at);
    if ((!meant || ends_below_range(lx, at)) &&
        lexer_report_notation(lx, (struct span){lx->source, from, at.offset + at.length - from}))
        return;
    if (!meant) meant = parted(lx, word);
    if (!meant) meant = nearest_unit(word);
    struct diag *d = diag(lx->diags, DIAG_UNKNOWN_UNIT, at, A(word));
    if (is_range(word)) diag_hint(lx->diags, d, DIAG_HINT_RANGE, A(""));
    else if (!strcmp(word, "个")) diag_hint(lx->diags, d, DIAG_HINT_PIECES, A(""));
    else if (meant) diag_meant(lx->diags, d, at, (struct diag_arg)A(meant));
}
