// 1,000,000: commas between the digits of one number.
#include <string.h>

#include "grammar/syntax/keywords.h"
#include "grammar/syntax/lexer.h"
#include "grammar/syntax/parser.h"

static uint32_t comma_at(const struct lexer *lx, uint32_t at) {
    if (at < lx->size && lx->bytes[at] == ',') return 1;
    return lx->size - at >= 3 && !memcmp(lx->bytes + at, "，", 3) ? 3 : 0;
}

static bool digit_at(const struct lexer *lx, uint32_t at) {
    return at < lx->size && lx->bytes[at] >= '0' && lx->bytes[at] <= '9';
}

bool digit_group_at(const struct lexer *lx, uint32_t at) {
    return digit_at(lx, at) && digit_at(lx, at + 1) && digit_at(lx, at + 2) && !digit_at(lx, at + 3);
}

// From the first digit on, and without the commas.
static struct span groups_from(const struct lexer *lx, uint32_t from, struct text *joined) {
    uint32_t at = from;
    for (;;) {
        uint32_t comma = comma_at(lx, at);
        if (digit_at(lx, at)) text_char(joined, lx->bytes[at++]);
        else if (comma && digit_at(lx, at + comma)) at += comma;
        else break;
    }
    return (struct span){lx->source, from, at - from};
}

void lexer_report_groups(struct lexer *lx, uint32_t from) {
    struct text joined = {0};
    struct span groups = groups_from(lx, from, &joined);
    struct diag *d = diag_record(lx->diags, DIAG_DIGIT_GROUPS, groups, NULL, 0);
    diag_meant(lx->diags, d, groups, (struct diag_arg)A(text_keep(&joined, lx->arena)));
}

// Money that is written so is no list: its unit stands behind the last group alone.
static bool has_money(const char *text, uint32_t length) {
    static const char *const short_ones[] = {"万", "亿"};
    for (uint32_t at = 0; at < length; at++) {
        const struct unit *u = unit_find(text + at, length - at);
        if (u) return u->kind == UNIT_KIND_MONEY;
        for (size_t i = 0; i < sizeof short_ones / sizeof *short_ones; i++)
            if (length - at == strlen(short_ones[i]) && !memcmp(text + at, short_ones[i], length - at)) return true;
    }
    return false;
}

uint32_t lexer_groups(struct lexer *lx, const char *text, uint32_t length, int *kind) {
    struct span at = {lx->source, lx->offset - length, length};
    bool list = !lx->table_depth || !has_money(text, length);
    *kind = list ? TOK_NUMBER : TOK_POL_YYerror;
    if (list) return (uint32_t)strspn(text, "0123456789");
    if (!lexer_is_quiet(lx, at)) lexer_report_groups(lx, at.offset);
    return length;
}
