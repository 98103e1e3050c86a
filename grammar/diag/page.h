// What people are told of a code beyond its message: what it means, what to do, and an example, wrong and right.
// The registry is pages.def; `pol check --explain` shows it, and grammar/diagnostics.md is made of it.
#ifndef POL_DIAG_PAGE_H
#define POL_DIAG_PAGE_H
#include "grammar/diag/diag.h"

struct diag_example {
    const char *wrong, *right;  // whole lines; NULL: there is none
};

// PAGE(ID, means and remedy in English, the same in Chinese, kind, wrong and right in English, the same in Chinese)
struct diag_page {
    enum diag_id id;
    const char *means[2], *remedy[2];  // by enum lang
    // In what the examples stand: "scheme", "offer", "expr", "trace"; "": a whole file; "csv", "jsonl": records.
    const char *kind;
    struct diag_example example[2];
};
// NULL: nothing more is said of it.
const struct diag_page *diag_page(enum diag_id id);

// Its message, with … for what differs from case to case.
void diag_put_template(struct text *out, enum lang lang, enum diag_id id);
#endif
