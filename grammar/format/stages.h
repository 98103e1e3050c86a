// The stages of formatting, for format.c: text to pieces, what the tree knows about them, lines.
#ifndef POL_FORMAT_STAGES_H
#define POL_FORMAT_STAGES_H
#include "grammar/format/piece.h"
#include "grammar/syntax/load.h"
#include "grammar/tree/ast.h"

// Tokens and comments of a source that parses.
struct pieces format_scan(struct compilation *c, uint32_t source);
// The piece that begins at an offset, and the one that ends there; NULL where none does.
struct piece *piece_at(const struct pieces *ps, uint32_t offset);
struct piece *piece_before(const struct pieces *ps, uint32_t offset);
// Index of the first piece at an offset or behind it.
uint32_t pieces_lower(const struct pieces *ps, uint32_t offset);

// Marks the words that are names, with both spellings.
void format_names(struct compilation *c, const struct tree *t, struct pieces *ps);
// Gives every other piece both spellings.
void format_spell(struct pieces *ps, const struct source *source);
// Marks where statements, bodies, rows and entries begin.
void format_mark(const struct tree *t, struct pieces *ps);

// All of that: a resolved tree's pieces, with both spellings.
struct pieces format_pieces(struct compilation *c, const struct tree *t);
#endif
