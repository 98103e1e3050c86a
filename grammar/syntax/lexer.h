// Text to tokens. What is wrong with the text itself is reported here, once; a token whose text could not be
// read is TOK_POL_YYerror, from which the parser recovers without a second message.
// Ownership: a lexer and all it holds are the arena's.
#ifndef POL_SYNTAX_LEXER_H
#define POL_SYNTAX_LEXER_H
#include "grammar/syntax/keywords.h"
#include "grammar/tree/compilation.h"

struct token {
    int kind;  // TOK_… of grammar/syntax/parser.h; 0 at the end of the text
    struct span at;
    bool begins_line;  // nothing but blanks and comments before it on its line
    bool repaired;     // the text says something else
};

// What a text is read as in one place, where it has a slip: `length` bytes at `offset` are one token of that kind,
// which may be shorter or longer than what stands there. Of length 0 it is put in; of kind 0 what stands there is
// passed over.
struct repair {
    uint32_t offset, length;
    int kind;
};
struct repairs {
    const struct repair *items;  // by offset; none overlaps another
    uint32_t count;
};

struct bracket {
    struct span at;
    char sign;  // ( [ or {
};

struct lexer {
    struct arena *arena;
    struct diags *diags;
    const struct keyword_index *keywords;
    const char *bytes;
    uint32_t source, size;
    void *scanner;           // flex's
    struct arena *scanning;  // of its memory
    // the token being read
    uint32_t offset;  // behind what flex has taken
    uint32_t string_start, string_depth;
    bool fresh_line, line_break_told;
    uint32_t quiet_until;  // the rest of a line with a fault: what is wrong there too comes mostly of it
    uint32_t untold;       // faults of such lines
    // brackets that are open, innermost last
    struct bracket *open;
    uint32_t open_count, open_room;
    uint32_t open_before;  // as many before the last token
    // tables, whose line ends are tokens
    bool table_head;       // `table` was read, and no { : = } since
    uint32_t table_depth;  // open_count inside the table's braces; 0 outside
    struct token last, before_last;
    struct repairs repairs;
    uint32_t repairs_made;
    int lead;  // given before what stands in the text; 0: nothing is, or it was
    // claims, whose Chinese words needn't be parted (claim_words.c)
    bool claim_head;           // `claim` was read, and no { since
    uint32_t claim_depth;      // open_count inside the claim's braces, 1 where it has none; 0 outside
    bool claim_opens;          // its first word is to come
    const char *claim_middle;  // the Chinese word between its parts; NULL: there is none
};

// Of a source of the compilation, one at a time. The repairs' array must outlive the lexer.
struct lexer *lexer_open(struct compilation *c, struct arena *arena, uint32_t source, struct diags *diags,
                         struct repairs repairs);
void lexer_close(struct compilation *c);
// Made on first use.
const struct keyword_index *lexer_keywords(struct compilation *c);
struct token lexer_next(struct lexer *lx);
// Whether what stands there is read as something else, so that its text needn't be what it should.
bool lexer_is_repaired(const struct lexer *lx, struct span at);
void lexer_push_bracket(struct lexer *lx, struct span at, char sign);
// Forgets the brackets opened beyond `count`, after a fault.
void lexer_forget_brackets(struct lexer *lx, uint32_t count);

// lexeme.c: what scanner.l's actions call, each with the length taken from the longest match:
// the keyword phrase, or the name, that begins `text`.
uint32_t lexer_word(struct lexer *lx, const char *text, uint32_t length, int *kind);
// The number and its unit.
uint32_t lexer_number(struct lexer *lx, const char *text, uint32_t length, int *kind);
int lexer_sign(const char *text, uint32_t length);
int lexer_range(const char *text, uint32_t length);  // by the ends that it leaves out

// claim_words.c: how much of `text` is to be read by itself, all but where words of a claim stand in it unparted.
void lexer_follow_claim(struct lexer *lx, const struct token *t);
uint32_t lexer_reach(const struct lexer *lx, const char *text, uint32_t length);

// lexer_report.c
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
// A word behind a number that is no unit, where the line is not quiet; a date in another form than 2024-05-06.
void lexer_report_unit(struct lexer *lx, struct span at);
void lexer_report_date(struct lexer *lx, struct span at);
// digit_groups.c. 1,000,000元, or a list whose first number is as long as is returned: in a table a comma parts values.
uint32_t lexer_groups(struct lexer *lx, const char *text, uint32_t length, int *kind);
bool digit_group_at(const struct lexer *lx, uint32_t at);  // three digits, and no more
void lexer_report_groups(struct lexer *lx, uint32_t from);
// Says how the language writes the amount or range that stands there as documents have it; false where it is none.
// `at` is what could not be read of it.
bool lexer_report_notation(struct lexer *lx, struct span at);
// Whether nothing more is said about that line; from now on nothing is.
bool lexer_is_quiet(struct lexer *lx, struct span at);
// Nothing more is said about words and signs up to the end of the line.
void lexer_quiet_line(struct lexer *lx, struct span at);
// Of flex's own making: it must not call exit().
_Noreturn void lexer_out_of_memory(struct lexer *lx);
#endif
