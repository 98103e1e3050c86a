// Text to tokens. What is wrong with the text itself is reported here, once; a token whose text could not be
// read is TOK_POL_YYerror, from which the parser recovers without a second message.
// Ownership: a lexer and all it holds are the arena's.
#ifndef POL_SYNTAX_LEXER_H
#define POL_SYNTAX_LEXER_H
#include "grammar/base/arena.h"
#include "grammar/diag/diag.h"
#include "grammar/syntax/keywords.h"

struct token {
    int kind;  // TOK_… of grammar/syntax/parser.h; 0 at the end of the text
    struct span at;
    bool begins_line;  // nothing but blanks and comments before it on its line
};

struct lexer {
    struct arena *arena;
    struct diags *diags;
    const struct keyword_index *keywords;
    const char *bytes;
    uint32_t source, size;
    void *scanner;  // flex's
    // the token being read
    uint32_t offset;  // behind what flex has taken
    uint32_t string_start, string_depth;
    bool fresh_line, line_break_told;
    uint32_t quiet_until;  // the rest of a line with a fault: what is wrong there too comes mostly of it
    // brackets that are open, innermost last
    struct span *open;
    uint32_t open_count, open_room;
    // tables, whose line ends are tokens
    bool table_head;       // `table` was read, and no { : = } since
    uint32_t table_depth;  // open_count inside the table's braces; 0 outside
    struct token last, before_last;
};

struct lexer *lexer_open(struct arena *arena, struct source_set *sources, uint32_t source, struct diags *diags);
struct token lexer_next(struct lexer *lx);
// The character of an open bracket.
char lexer_bracket(const struct lexer *lx, struct span at);
void lexer_push_bracket(struct lexer *lx, struct span at);
// Forgets the brackets opened beyond `count`, after a fault.
void lexer_forget_brackets(struct lexer *lx, uint32_t count);

// What scanner.l's actions call, each with the length taken from the longest match:
// the keyword phrase, or the name, that begins `text`.
uint32_t lexer_word(struct lexer *lx, const char *text, uint32_t length, int *kind);
// The number and its unit.
uint32_t lexer_number(struct lexer *lx, const char *text, uint32_t length, int *kind);
int lexer_sign(const char *text, uint32_t length);
enum lexer_fault {
    LEXER_NUL,
    LEXER_CONTROL,
    LEXER_BIDIRECTIONAL,
    LEXER_LINE_BREAK,
    LEXER_NOT_UTF8,
    LEXER_UNEXPECTED,
    LEXER_UNTERMINATED
};
void lexer_report(struct lexer *lx, enum lexer_fault fault, struct span at);
// A word behind a number that is no unit; a date in another form than 2024-05-06.
void lexer_report_unit(struct lexer *lx, struct span at);
void lexer_report_date(struct lexer *lx, struct span at);
// Nothing more is said about words and signs up to the end of the line.
void lexer_quiet_line(struct lexer *lx, struct span at);
// Of flex's own making: it must not call exit().
_Noreturn void lexer_out_of_memory(struct lexer *lx);
#endif
