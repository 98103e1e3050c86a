// A notice as it is traced: its words without white space, the clauses they stand in, and their sentences.
#ifndef POL_NOTICE_DOCUMENT_H
#define POL_NOTICE_DOCUMENT_H
#include "grammar/notice/outline.h"

struct notice_sentence {
    uint32_t clause;
    uint32_t from, to;  // among the words
    const char *text;   // as people read it, lines that were broken put together
};
struct notice_clause {
    const char *place;      // as `cite` has it; NULL: it bears no number, as what stands before the first
    const char *heading;    // "" where it has none
    uint32_t from, to;      // its own words, those of the clauses within it not among them
    uint32_t first, count;  // its sentences
};
struct notice_document {
    const char *words;
    uint32_t size;
    struct notice_clause *clauses;  // in order; together they hold all words
    uint32_t clause_count;
    struct notice_sentence *sentences;
    uint32_t sentence_count;
};

// All of it is the arena's.
struct notice_document notice_document(struct arena *a, const char *bytes, size_t size);
// The words of a text: what is left without white space. Room for `size` bytes; the length of it comes back.
uint32_t notice_strip(const char *bytes, size_t size, char *out);
// Where in the text each byte of its words stands; room for `size` of them.
void notice_places(const char *bytes, size_t size, uint32_t *places);
// Where words stand from that place on. False: nowhere. A passage may be told by its first and last words, with ……
// between them: it lies within a clause.
bool notice_find(const struct notice_document *d, const char *words, uint32_t length, uint32_t after, uint32_t *from,
                 uint32_t *to);
bool notice_find_passage(const struct notice_document *d, const char *words, uint32_t length, uint32_t after,
                         uint32_t *from, uint32_t *to);
uint32_t notice_clause_at(const struct notice_document *d, uint32_t at);  // that the place among the words is in
// A line for itself: short, and no sentence.
bool line_is_heading(struct slice line);
// Whether the lines' parts are put together with a blank between them: words of letters are, Chinese ones are not.
bool lines_need_blank(const char *before, size_t length, struct slice after);
#endif
