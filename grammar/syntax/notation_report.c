// Amounts and ranges that stand in a policy as documents have them: where they begin and end, and what is written
// there.
#include <string.h>

#include "grammar/syntax/lexer.h"
#include "grammar/syntax/literal.h"
#include "grammar/syntax/notation.h"
#include "grammar/syntax/parser.h"

static uint32_t end_of(struct span at) { return at.offset + at.length; }

static bool stands(const struct lexer *lx, uint32_t at, const char *word) {
    size_t length = strlen(word);
    return lx->size - at >= length && !memcmp(lx->bytes + at, word, length);
}

static bool ends_with(const struct lexer *lx, uint32_t at, const char *word) {
    size_t length = strlen(word);
    return at >= length && !memcmp(lx->bytes + at - length, word, length);
}

static uint32_t blanks_before(const struct lexer *lx, uint32_t at) {
    while (at && (lx->bytes[at - 1] == ' ' || lx->bytes[at - 1] == '\t')) at--;
    return at;
}

static bool is_cell_end(const struct lexer *lx, uint32_t at) {
    return at >= lx->size || strchr("|\r\n#}", lx->bytes[at]) || stands(lx, at, "｜");
}

static struct span cell_around(const struct lexer *lx, uint32_t at) {
    uint32_t from = at, to = at;
    while (from && !strchr("|\n{", lx->bytes[from - 1]) && !ends_with(lx, from, "｜")) from--;
    from += literal_blanks(lx->bytes + from, lx->size - from);
    while (!is_cell_end(lx, to)) to++;
    to = blanks_before(lx, to);
    return (struct span){lx->source, from, to > from ? to - from : 0};
}

static bool is_result(const struct lexer *lx, uint32_t at) {
    for (; at > 1 && lx->bytes[at - 1] != '\n'; at--)
        if (ends_with(lx, at, "||") || ends_with(lx, at, "｜｜")) return true;
    return false;
}

static struct notation read_span(const struct lexer *lx, struct span at) {
    return notation_read(lx->arena, lx->bytes + at.offset, at.length);
}

// The longest piece of the line that begins at `from`, reaches over `at` and is an amount or a range.
static struct notation longest_from(const struct lexer *lx, uint32_t from, struct span at, struct span *piece) {
    struct notation best = {0};
    uint32_t line_end = from;
    while (line_end < lx->size && !strchr("\r\n#", lx->bytes[line_end])) line_end++;
    for (uint32_t end = end_of(at); end <= line_end && end - from < 80; end++) {
        bool inside = end < line_end && (lx->bytes[end] & 0xC0) == 0x80;
        struct span tried = {lx->source, from, end - from};
        struct notation n = inside ? (struct notation){0} : read_span(lx, tried);
        if (n.kind == NOTATION_NONE || n.kind == NOTATION_ANY || blanks_before(lx, end) != end) continue;
        best = n;
        *piece = tried;
    }
    return best;
}

static struct notation operand_around(const struct lexer *lx, struct span at, struct span *piece) {
    bool taken = lx->last.at.offset == at.offset;  // what can't stand there is the last token, or not one at all
    uint32_t last = lx->last.at.offset, before = lx->before_last.at.offset;
    const uint32_t starts[] = {taken ? before : last, taken ? at.offset : before, at.offset};
    struct notation n = {0};
    for (size_t i = 0; i < 3 && !n.kind; i++)
        if (starts[i] <= at.offset && at.offset - starts[i] < 40) n = longest_from(lx, starts[i], at, piece);
    return n;
}

enum before { BEFORE_OTHER, BEFORE_IN, BEFORE_IS, BEFORE_MORE, BEFORE_LESS, BEFORE_OPERAND };

static bool ends_with_any(const struct lexer *lx, uint32_t at, const char *const *words) {
    for (; *words; words++)
        if (ends_with(lx, at, *words)) return true;
    return false;
}

static enum before what_before(const struct lexer *lx, uint32_t at) {
    static const char *const in[] = {" 属于", " in", NULL}, *const is[] = {" 为", " is", " 是", NULL};
    static const char *const more[] = {"≥", ">=", "不低于", "at least", "至少", NULL};
    static const char *const less[] = {"≤", "<=", "不超过", "at most", NULL};
    uint32_t end = blanks_before(lx, at);
    char last = end ? lx->bytes[end - 1] : '\n';
    if (ends_with(lx, end, "不属于") || ends_with(lx, end, "not in") || ends_with(lx, end, "不为")) return BEFORE_OTHER;
    if (ends_with_any(lx, end, in)) return BEFORE_IN;
    if (ends_with_any(lx, end, is)) return BEFORE_IS;
    if (ends_with_any(lx, end, more)) return BEFORE_MORE;
    if (ends_with_any(lx, end, less)) return BEFORE_LESS;
    struct token before = lx->before_last.at.offset < at && end_of(lx->last.at) > end ? lx->before_last : lx->last;
    bool name = before.kind == TOK_NAME || before.kind == TOK_RPAREN;
    return name && end_of(before.at) == end && end < at && last != ':' ? BEFORE_OPERAND : BEFORE_OTHER;
}

static struct diag_arg behind_in(const struct lexer *lx, struct diag_arg range) {
    struct text en = {0}, zh = {0};
    text_format(&en, "in %s", range.en);
    text_format(&zh, "属于 %s", range.zh);
    struct diag_arg words = {text_keep(&en, lx->arena), NULL};
    words.zh = text_keep(&zh, lx->arena);
    return words;
}

static struct span with_word_before(const struct lexer *lx, struct span piece) {
    uint32_t from = blanks_before(lx, piece.offset);
    while (from && lx->bytes[from - 1] != ' ') from--;
    return (struct span){piece.source, from, end_of(piece) - from};
}

// What to write in a condition; false where it can't be told from what stands before.
static bool in_condition(const struct lexer *lx, const struct notation *n, struct span *piece, struct diag_arg *words) {
    enum before before = what_before(lx, piece->offset);
    bool bound = n->kind == NOTATION_BOUND, range = n->kind == NOTATION_RANGE;
    *words = n->written;
    if (n->kind == NOTATION_VALUE) return before != BEFORE_OPERAND;
    if (range && before == BEFORE_IN) return true;
    if (before == BEFORE_OTHER || before == BEFORE_IN) return false;
    bool same = bound && before == (n->sign == '<' ? BEFORE_LESS : BEFORE_MORE);
    if (same) *words = n->value;
    if (same) return true;
    if (before == BEFORE_MORE || before == BEFORE_LESS) return false;
    if (before == BEFORE_IS) *piece = with_word_before(lx, *piece);
    if (range) *words = behind_in(lx, *words);
    return true;
}

static bool find_words(const struct lexer *lx, struct span at, struct span *piece, struct diag_arg *words) {
    bool cell = lx->table_depth && lx->open_count >= lx->table_depth && !is_result(lx, at.offset);
    *piece = cell ? cell_around(lx, at.offset) : (struct span){0};
    struct notation n = cell ? read_span(lx, *piece) : operand_around(lx, at, piece);
    *words = n.written;
    return n.kind && (cell || in_condition(lx, &n, piece, words));
}

bool lexer_report_notation(struct lexer *lx, struct span at) {
    struct span piece;
    struct diag_arg words;
    if (!find_words(lx, at, &piece, &words)) return false;
    const char *text = lx->bytes + piece.offset;
    bool so = (words.en && strlen(words.en) == piece.length && !memcmp(words.en, text, piece.length)) ||
              (words.zh && strlen(words.zh) == piece.length && !memcmp(words.zh, text, piece.length));
    if (so) return false;  // it is written as it should be: the fault is another
    struct diag *d = diag(lx->diags, DIAG_OTHER_NOTATION, piece, A(arena_copy(lx->arena, text, piece.length)));
    diag_meant(lx->diags, d, piece, words);
    return true;
}
