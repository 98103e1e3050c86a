// What the writer wrote, for hints that show how to write it.
#include <string.h>

#include "grammar/check/checker.h"

bool put_source(struct checker *c, struct text *out, struct span at) {
    const char *text = c->sources->items[at.source]->bytes + at.offset;
    bool blank = false;
    if (memchr(text, '#', at.length)) return false;
    for (uint32_t i = 0; i < at.length; i++) {
        bool again = strchr(" \t\r\n", text[i]) != NULL;
        if (!again || !blank) text_char(out, again ? ' ' : text[i]);
        blank = again;
    }
    return true;
}

bool is_chinese(struct checker *c, symbol name) {
    const char *word = intern_name(c->names, name);
    while (*word && (unsigned char)*word < 0x80) word++;
    return *word != '\0';
}

const char *zero_text(const struct type *t, bool chinese) {
    switch (t->kind) {
    case TYPE_MONEY: return "0元";
    case TYPE_NUMBER:
    case TYPE_COUNT: return "0";
    case TYPE_PERCENT: return "0%";
    case TYPE_PERIOD:
        if (t->unit == UNIT_DAYS) return chinese ? "0天" : "0 days";
        return chinese ? "0个月" : "0 months";
    default: return NULL;
    }
}
