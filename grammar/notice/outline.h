// A notice's clauses, each with the place that a rule cites: 附件1 一（二）3.
#ifndef POL_NOTICE_OUTLINE_H
#define POL_NOTICE_OUTLINE_H
#include "grammar/notice/lines.h"
#include "grammar/notice/marker.h"

struct clause {
    const char *place;      // as `cite` has it; NULL: the notice does not number its paragraphs
    enum clause_rank rank;  // of its number; of no meaning without one
    struct slice *text;     // the lines of it
    uint32_t count;
};

struct outline {
    struct clause *items;
    uint32_t count;
    uint32_t front;   // lines before the first clause
    uint32_t *owner;  // by line: the clause that it belongs to; OUTLINE_NONE: none, as with titles
};
#define OUTLINE_NONE UINT32_MAX

// Where no line is numbered, every line is a clause. All of it is the arena's and points into the lines.
struct outline notice_outline(struct arena *a, const struct lines *lines);
#endif
