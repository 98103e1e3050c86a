// Words of claims that nothing parts from what stands beside them: 凡年龄 < 18岁者无人获得ccb. Only where they must be,
// for a name may hold them too: 从业者必备证件.
#include <string.h>

#include "grammar/syntax/lexer.h"
#include "grammar/syntax/parser.h"

static bool opens_claim(int token) {
    return token == TOK_EVERY || token == TOK_NOBODY_WHERE || token == TOK_SOMEBODY_WHERE || token == TOK_NOBODY_GETS ||
           token == TOK_SOMEBODY_GETS;
}

static bool stands_within(int token) {
    return token == TOK_GETS || token == TOK_NEVER_GETS || token == TOK_MAY_GET || token == TOK_IMPLIES;
}

static bool is_gap(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// How much of the text the words take, with any gap or none between them; 0 where they do not begin it.
static uint32_t taken_by(const char *words, const char *text, uint32_t length) {
    uint32_t at = 0;
    for (; *words; words++) {
        bool gap = *words == ' ';
        while (gap && at < length && is_gap(text[at])) at++;
        if (!gap && (at == length || text[at++] != *words)) return 0;
    }
    return at;
}

// The longest of the Chinese words that begin the text.
static uint32_t word_at(bool is_sought(int token), const char *text, uint32_t length) {
    uint32_t longest = 0;
    const char *words;
    enum lang lang;
    int token;
    for (size_t i = 0; (words = keyword_at(i, &token, &lang)); i++) {
        if (lang != LANG_ZH || !is_sought(token)) continue;
        uint32_t taken = taken_by(words, text, length);
        if (taken > longest) longest = taken;
    }
    return longest;
}

// Nothing but blanks or signs of ASCII parts words.
static bool parts(char c) {
    return !(c & 0x80) && c != '_' && !(c >= '0' && c <= '9') && !((c | 32) >= 'a' && (c | 32) <= 'z');
}

// The word between a claim's parts: one that stands apart from what is before it, else the last; NULL: there is none.
static const char *middle_of(const char *text, uint32_t length) {
    const char *last = NULL;
    for (uint32_t at = 1; at < length; at++) {
        if (!word_at(stands_within, text + at, length - at)) continue;
        if (parts(text[at - 1])) return text + at;
        last = text + at;
    }
    return last;
}

// What is left of the text, without what is passed over before and behind it.
static const char *rest(const struct lexer *lx, uint32_t *length) {
    const struct repair *all = lx->repairs.items;
    uint32_t from = lx->offset, next = lx->repairs_made, count = lx->repairs.count;
    if (next < count && all[next].offset == from && !all[next].kind) from += all[next++].length;
    *length = (next < count ? all[next].offset : lx->size) - from;
    return lx->bytes + from;
}

static void begin(struct lexer *lx) {
    uint32_t length;
    const char *from = rest(lx, &length), *close = lx->open_count ? memchr(from, '}', length) : NULL;
    lx->claim_opens = true;
    lx->claim_depth = lx->open_count + 1;
    lx->claim_middle = middle_of(from, close ? (uint32_t)(close - from) : length);
}

void lexer_follow_claim(struct lexer *lx, const struct token *t) {
    lx->claim_opens = false;
    if (lx->open_count + 1 < lx->claim_depth) lx->claim_depth = 0;
    if (t->kind == TOK_CLAIM_ALONE || (t->kind == TOK_LBRACE && lx->claim_head)) begin(lx);
    if (t->kind == TOK_CLAIM) lx->claim_head = true;
    if (t->kind == TOK_LBRACE || t->kind == TOK_RBRACE || t->kind == TOK_COLON || t->kind == TOK_EQ)
        lx->claim_head = false;
}

uint32_t lexer_reach(const struct lexer *lx, const char *text, uint32_t length) {
    if (!lx->claim_depth) return length;
    uint32_t opening = lx->claim_opens ? word_at(opens_claim, text, length) : 0;
    if (opening) return opening;
    const char *middle = lx->claim_middle, *from = lx->bytes + lx->offset - length;
    if (!middle || middle < from || middle >= from + length) return length;
    return middle > from ? (uint32_t)(middle - from) : word_at(stands_within, text, length);
}
