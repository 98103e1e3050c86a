// Where a clause stands among a notice's others, 附件1 一（二）3, and the places that a rule cites.
#ifndef POL_NOTICE_PLACE_H
#define POL_NOTICE_PLACE_H
#include "grammar/base/arena.h"
#include "grammar/notice/marker.h"

struct place {
    struct marker parts[CLAUSE_RANKS];
    bool is_open[CLAUSE_RANKS];
};

// Goes on to the clause that begins with the marker: what was open within its rank is closed.
void place_enter(struct place *p, const struct marker *m);
const char *place_words(struct arena *a, const struct place *p);

struct cited_places {
    const char **items;  // as place_words has them
    uint32_t count;      // 0: what is cited is no number, or not all of it is: a policy may cite “前言”
};
// 四（一）4、四（二）4 is two places; 三（二）4（2）（3） likewise.
struct cited_places places_cited(struct arena *a, const char *citation);
// Whether the other is the same place, or one within it.
bool place_covers(const char *place, const char *other);
#endif
