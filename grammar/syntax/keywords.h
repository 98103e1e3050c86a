// The words of the language: keywords and units, each in both spellings.
#ifndef POL_SYNTAX_KEYWORDS_H
#define POL_SYNTAX_KEYWORDS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grammar/base/text.h"
#include "grammar/tree/ast.h"

#define KEYWORD_MAX_WORDS 3    // "require in principle"
#define KEYWORD_MAX_LENGTH 32  // bytes of the longest phrase, with room to spare

// From a phrase to its token without a walk over the table. Immutable once made.
struct keyword_index;
struct keyword_index *keyword_index_new(struct arena *a);
// The token of a phrase whose words are parted by one blank each; 0 where it is no keyword.
int keyword_index_find(const struct keyword_index *index, const char *phrase, size_t length);

// How a token of keywords.def is written; NULL for any other token.
const char *keyword_spelling(int token, enum lang lang);
// All spellings, aliases too, for tools that list the language's words; NULL behind the last.
const char *keyword_at(size_t i, int *token, enum lang *lang);

// What a keyword may be, by the last column of keywords.def; none of it is true of any other token.
enum keyword_role {
    KEYWORD_NONE,  // no keyword
    KEYWORD_NAME,
    KEYWORD_RESERVED,
    KEYWORD_RESULT,
    KEYWORD_CLAUSE,  // from here on those that may begin a line
    KEYWORD_STATEMENT,
    KEYWORD_BLOCK,
    KEYWORD_TOP,
    KEYWORD_TOP_BLOCK,
};
bool keyword_is_reserved(int token);   // never a name
bool keyword_makes_result(int token);  // only before the brace of a table, elsewhere a name
bool keyword_begins_line(int token);   // of a statement, or of a part of one that has a line to itself
bool keyword_is_top(int token);        // of a statement that stands in no block
bool keyword_opens_block(int token);   // of a statement that has one
// The keyword of a kind of statement; 0 for what has none of its own.
int keyword_of_decl(enum decl_kind kind);

// How a field's type is written where that is a name and no keyword; behind `period in`, its unit (kind PERIOD).
struct type_word {
    enum type_kind kind;
    enum period_unit unit;
    const char *text[2];  // by enum lang
};
#define TYPE_WORD_COUNT 9
extern const struct type_word written_types[TYPE_WORD_COUNT];
// By either spelling, among the periods' units or among the others; NULL where there is no such word.
const struct type_word *type_word_find(const char *word, bool period);

enum unit_kind {
    UNIT_KIND_MONEY,
    UNIT_KIND_PERCENT,
    UNIT_KIND_MONTHS,
    UNIT_KIND_DAYS,
    UNIT_KIND_COUNTER,
    UNIT_KIND_DECIMALS,  // of a type, no value's
};
enum unit_id {
#define UNIT(id, en, plural, zh, kind, scale) UNIT_##id,
#include "grammar/syntax/units.def"
#undef UNIT
    UNIT_ID_COUNT
};
struct unit {
    const char *en, *plural, *zh;  // en and plural are "" where the Chinese one stands in both renderings
    enum unit_kind kind;
    int64_t scale;
};
extern const struct unit units[UNIT_ID_COUNT];  // by enum unit_id
// By any of its spellings (the full-width percent sign too); NULL where there is no such unit.
const struct unit *unit_find(const char *text, size_t length);
const struct unit *counter_find(const char *text, size_t length);  // of those that count things
#endif
