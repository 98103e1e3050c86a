// Results written the plain way: every cell from decision_reasons, names sorted and joined anew. What the writer says
// is held against it, in every format that tells reasons and in both languages.
#ifndef POL_NAIVE_WRITER_H
#define POL_NAIVE_WRITER_H
#include "interp/data/write/writer.h"

#define WRITTEN_FORMATS 3
struct written {
    const struct plan *plan;
    struct writer *writers[WRITTEN_FORMATS][2];  // kept from block to block, as a run keeps them
};
void written_open(struct written *w, const struct plan *plan);
void written_close(struct written *w);
// The block has been walked and decided.
void written_check(struct written *w, const struct block *b, const struct workspace *work, const struct decisions *d);
#endif
