// What the formatter works on: a file's tokens and comments in order, each with its spelling in both languages
// and with what the tree knows about its place. Ownership: pieces and texts live in the compilation's arena.
#ifndef POL_FORMAT_PIECE_H
#define POL_FORMAT_PIECE_H
#include "grammar/base/arena.h"
#include "grammar/base/source.h"
#include "grammar/base/text.h"

// Punctuation by its ASCII letter; two-letter signs get a letter of their own.
enum glyph {
    GLYPH_NONE,
    GLYPH_RANGE = 'r',  // .. and those that leave an end out
    GLYPH_BARS = 'b',   // ||
    GLYPH_SIGN = 's',   // any operator with blanks on both sides
    GLYPH_OPEN = '(',
    GLYPH_CLOSE = ')',
    GLYPH_BRACE = '{',
    GLYPH_UNBRACE = '}',
    GLYPH_BRACKET = '[',
    GLYPH_UNBRACKET = ']',
    GLYPH_COMMA = ',',
    GLYPH_COLON = ':',
    GLYPH_POINT = '.',
    GLYPH_BAR = '|',
    GLYPH_MINUS = '-',
    GLYPH_EQUALS = '=',
};

enum piece_flag {
    PIECE_COMMENT = 1 << 0,
    PIECE_STATEMENT = 1 << 1,    // begins a line of its block
    PIECE_ROW = 1 << 2,          // begins a line of a table
    PIECE_ITEM = 1 << 3,         // begins an entry of a record
    PIECE_BLOCK = 1 << 4,        // a brace around statements, both of the pair
    PIECE_TABLE = 1 << 5,        // a brace around rows, both of the pair
    PIECE_SPACED = 1 << 6,       // a brace with blanks on its inner side, both of the pair: a record
    PIECE_HEAD_COLON = 1 << 7,   // ends the head of a rule
    PIECE_HEAD_EQUALS = 1 << 8,  // ends the head of a definition
    PIECE_WAIVER = 1 << 9,       // `waive when`
    PIECE_BODY = 1 << 10,        // behind the head: the author's line breaks are kept
    PIECE_FILL = 1 << 11,        // where the line may be broken when it grows too long
    PIECE_GLUED = 1 << 12,       // stands close to the piece before: the parenthesis of a call or of the other spelling
    PIECE_SIGN = 1 << 13,        // a minus that is a sign: the next piece stands close to it
    PIECE_LIST = 1 << 14,        // a brace around plain values, both of the pair; in a comma: between such values
    PIECE_NAME = 1 << 15,
    PIECE_OTHER = 1 << 16,    // the other spelling of a definition, in its parentheses
    PIECE_SPELLED = 1 << 17,  // both texts are known already
};

struct piece {
    uint32_t offset, length;  // in the source
    uint32_t flags;
    int token;  // the lexer's; 0 for a comment
    enum glyph glyph;
    enum lang shown;      // which of the two texts is written
    const char *text[2];  // by enum lang
    uint32_t width;       // the wider of the two, in display columns
    uint32_t partner;     // of a bracket: index of the other one
    uint8_t lines;        // line breaks before it: 0, 1, or 2 where there was a blank line
};

struct pieces {
    struct arena *arena;
    struct piece *items;
    uint32_t count;
};

#define FORMAT_COLUMNS 100
#define FORMAT_INDENT 4

// Fills in partner of every bracket, and SPACED and LIST by what stands between braces.
void pieces_pair(struct pieces *ps);
// Whether a blank parts two pieces on one line. It depends on the language `before` is written in, not on
// what is shown, so that measuring can ask for both.
bool piece_gap(const struct piece *before, const struct piece *piece, enum lang lang);
// Width of pieces first .. last (not included) on one line.
uint32_t pieces_width(const struct pieces *ps, uint32_t first, uint32_t last);
void piece_measure(struct piece *p);

// The canonical layout of all pieces.
void format_layout(const struct pieces *ps, struct text *out);
// The rows of a table whose opening brace is piece `open`; writes from the first row's line to the last row's
// line end, every line with `indent` blanks before it.
void format_table(const struct pieces *ps, uint32_t open, uint32_t indent, struct text *out);
#endif
