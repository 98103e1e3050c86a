// The first draft of a policy, made from a notice: a scheme that checks, with the notice's clauses as comments where
// the rules are to stand. Nothing in it is a guess: what the notice does not say is a placeholder that says so.
#ifndef POL_DRAFT_DRAFT_H
#define POL_DRAFT_DRAFT_H
#include "grammar/base/calendar.h"
#include "grammar/base/text.h"
#include "grammar/notice/outline.h"
#include "interp/draft/front.h"

struct draft_wish {
    const char *name;        // of the scheme
    const char *source;      // the notice's path as the policy names it; without straight quotes
    const char *vocabulary;  // of a file to `use`; NULL: the draft has a vocabulary of its own
    const char *path;        // of the policy itself, as people name it
    enum lang lang;          // of the comments
};

struct draft {
    struct front front;
    struct outline outline;
};

#define DRAFT_NO_DATE DATE_MAX  // from when a scheme is in force that does not say so: it decides nothing as yet

// All of it is the arena's.
struct draft draft_read(struct arena *a, const char *notice, size_t size);
// Appends the policy, with English keywords and names in both spellings: grammar/format makes of it what is wanted.
void draft_write(struct text *out, const struct draft *d, const struct draft_wish *wish);
#endif
