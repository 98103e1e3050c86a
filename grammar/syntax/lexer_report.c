// What is wrong with a text's characters, and the lines about which enough was said.
#include <stdio.h>
#include <string.h>

#include "grammar/base/utf8.h"
#include "grammar/syntax/lexer.h"
#include "grammar/syntax/literal.h"

void lexer_out_of_memory(struct lexer *lx) { arena_exhausted(lx->arena); }

void lexer_quiet_line(struct lexer *lx, struct span at) {
    uint32_t end = at.offset;
    while (end < lx->size && lx->bytes[end] != '\n') end++;
    if (end > lx->quiet_until) lx->quiet_until = end;
}

bool lexer_is_quiet(struct lexer *lx, struct span at) {
    bool quiet = at.offset < lx->quiet_until;
    lx->untold += quiet;
    if (!quiet) lexer_quiet_line(lx, at);
    return quiet;
}

void lexer_report_date(struct lexer *lx, struct span at) {
    char meant[LITERAL_DATE_LENGTH + 1];
    const char *text = lx->bytes + at.offset;
    if (lexer_is_quiet(lx, at)) return;
    struct diag *d = diag(lx->diags, DIAG_DATE_FORM, at, A(arena_copy(lx->arena, text, at.length)));
    if (literal_date_like(text, at.length, meant) && strlen(meant) == LITERAL_DATE_LENGTH)
        diag_meant(lx->diags, d, at, (struct diag_arg)A(meant));
    else diag_hint(lx->diags, d, DIAG_HINT_DATE_FORM, A(""));
}

static void report_bytes(struct lexer *lx, struct span at) {
    char byte[8];
    snprintf(byte, sizeof byte, "%02X", (unsigned)(unsigned char)lx->bytes[at.offset]);
    struct diag *d = diag(lx->diags, DIAG_NOT_UTF8, at, A(byte), A(number_text(at.offset).text));
    diag_hint(lx->diags, d, DIAG_HINT_UTF8, A(""));
}

static struct diag *report_character(struct lexer *lx, enum diag_id id, struct span at) {
    uint32_t c = 0;
    char code[16];
    if (!utf8_decode(lx->bytes + at.offset, at.length, &c)) c = 0;
    snprintf(code, sizeof code, "U+%04X", c);
    return diag(lx->diags, id, at, A(code));
}

static const char *const line_breaks[] = {"\r", "\xE2\x80\xA8", "\xE2\x80\xA9"};

// The length of one that begins at `at`; 0: there is none.
static uint32_t line_break_at(const struct lexer *lx, uint32_t at) {
    for (size_t i = 0; i < sizeof line_breaks / sizeof *line_breaks; i++) {
        uint32_t length = (uint32_t)strlen(line_breaks[i]);
        if (lx->size - at < length || memcmp(lx->bytes + at, line_breaks[i], length) != 0) continue;
        bool ends_line = length == 1 && at + 1 < lx->size && lx->bytes[at + 1] == '\n';
        return ends_line ? 0 : length;
    }
    return 0;
}

// Said once: a file that has one mostly has them all over.
static void report_line_break(struct lexer *lx, struct span at) {
    char count[16];
    uint32_t found = 0;
    for (uint32_t i = 0; i < lx->size && !lx->line_break_told; i++) found += line_break_at(lx, i) != 0;
    if (lx->line_break_told) return;
    lx->line_break_told = true;
    snprintf(count, sizeof count, "%u", found);
    struct diag *d = report_character(lx, DIAG_LINE_BREAK, at);
    diag_hint(lx->diags, d, DIAG_HINT_LINE_BREAK, A(count));
}

struct strange_sign {
    const char *signs;  // one behind the other
    enum diag_id hint;
    bool replaces;  // to write that instead is right, be it nothing
    const char *en, *zh;
};

// Signs from documents and other languages, and what the language has for them.
static const struct strange_sign strange_signs[] = {
    {"==", DIAG_HINT_DID_YOU_MEAN, true, "=", NULL},    {"&&＆", DIAG_HINT_DID_YOU_MEAN, true, "and", "且"},
    {"!！", DIAG_HINT_DID_YOU_MEAN, true, "not", "非"}, {"~〜—–", DIAG_HINT_DID_YOU_MEAN, true, "..", NULL},
    {"／", DIAG_HINT_DID_YOU_MEAN, true, "/", NULL},    {"＊", DIAG_HINT_DID_YOU_MEAN, true, "*", NULL},
    {"。．", DIAG_HINT_NO_SIGN, true, "", NULL},        {"”‘’「」『』《》＂'`", DIAG_HINT_QUOTES, false, "", NULL},
    {"￥¥$", DIAG_HINT_MONEY_UNIT, false, "", NULL},    {"＃", DIAG_HINT_COMMENT, true, "#", NULL},
};

static void report_sign(struct lexer *lx, struct span at) {
    const char *sign = arena_copy(lx->arena, lx->bytes + at.offset, at.length);
    if (lexer_is_quiet(lx, at) || lexer_report_notation(lx, at)) return;
    struct diag *d = diag(lx->diags, DIAG_UNEXPECTED_CHARACTER, at, A(sign));
    for (size_t i = 0; i < sizeof strange_signs / sizeof *strange_signs; i++) {
        const struct strange_sign *s = &strange_signs[i];
        if (!strstr(s->signs, sign)) continue;
        diag_hint(lx->diags, d, s->hint, A2(s->en, s->zh));
        if (s->replaces) diag_set_fix(lx->diags, d, at, (struct diag_arg)A2(s->en, s->zh));
    }
}

static void report_unterminated(struct lexer *lx, struct span at) {
    if (lexer_is_quiet(lx, at)) return;
    struct diag *d = diag_record(lx->diags, DIAG_UNTERMINATED_STRING, at, NULL, 0);
    bool nested = lx->bytes[at.offset] != '"';
    diag_hint(lx->diags, d, nested ? DIAG_HINT_QUOTE_PAIRS : DIAG_HINT_QUOTE_ASCII, A(""));
}

static bool is_invisible(const struct lexer *lx, struct span at) {
    uint32_t c;
    return utf8_decode(lx->bytes + at.offset, at.length, &c) && utf8_width(c) == 0;
}

void lexer_report(struct lexer *lx, enum lexer_fault fault, struct span at) {
    static const enum diag_id ids[] = {
        [LEXER_NUL] = DIAG_NUL_BYTE,
        [LEXER_CONTROL] = DIAG_CONTROL_CHARACTER,
        [LEXER_BIDIRECTIONAL] = DIAG_BIDIRECTIONAL,
        [LEXER_NOT_UTF8] = DIAG_NOT_UTF8,
        [LEXER_LINE_BREAK] = DIAG_LINE_BREAK,
        [LEXER_UNEXPECTED] = DIAG_CONTROL_CHARACTER,
    };
    if (fault == LEXER_NOT_UTF8) report_bytes(lx, at);
    else if (fault == LEXER_UNEXPECTED && !is_invisible(lx, at)) report_sign(lx, at);
    else if (fault == LEXER_UNTERMINATED) report_unterminated(lx, at);
    else if (fault == LEXER_LINE_BREAK) report_line_break(lx, at);
    else report_character(lx, ids[fault], at);
}
