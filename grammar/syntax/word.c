#include "grammar/syntax/word.h"

#include <string.h>

#include "grammar/syntax/lexer.h"
#include "grammar/syntax/parser.h"

bool word_is_name(struct compilation *c, const char *word) {
    struct diags ignored = {.arena = &c->arena};
    uint32_t source = source_add(&c->sources, "", word, strlen(word));
    struct lexer *lx = lexer_open(c, &c->arena, source, &ignored, (struct repairs){0});
    struct token t = lexer_next(lx);
    lexer_close(c);
    return t.kind == TOK_NAME && t.at.length == strlen(word);
}
