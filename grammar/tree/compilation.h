// All that one compilation has: files as read, names, trees, what is wrong with them, and the memory of it all.
#ifndef POL_TREE_COMPILATION_H
#define POL_TREE_COMPILATION_H
#include "grammar/diag/diag.h"
#include "grammar/tree/ast.h"
#include "grammar/tree/claim.h"

struct keyword_index;  // of grammar/syntax
struct table_prover;   // grammar/check/prover.h

struct compilation {
    struct arena arena;
    struct arena trial;                    // of what is tried and thrown away
    struct arena words;                    // of notices, likewise
    struct arena scanning;                 // of the lexer that is open and of the parser, until it is closed
    const struct keyword_index *keywords;  // made on first use
    struct intern names;
    struct intern files;  // those that were loaded or are being loaded, by their real paths
    struct source_set sources;
    struct diags diags;
    struct tree **trees;  // each file once, used before user
    uint32_t tree_count;
    struct tree **earlier;  // of the edition before, where two are held against each other; else NULL
    uint32_t earlier_count;
    bool no_tests;              // samples and tests are passed over where nothing is wrong with the rest of their file
    bool cuts_texts;            // of files, behind the last statement, unless something is wrong with them
    bool passed_tests;          // some were: what seems to be unused may be used there
    struct tree *condition;     // on records, that a run asks for: a `when` and nothing else; NULL: none
    struct claim_text *claims;  // of all applicants, that a run is to prove
    uint32_t claim_count;
    const struct table_prover *prover;  // set by whoever checks the policy to run it; NULL: nothing is proved of tables
};

// When memory runs out, whatever works on the compilation unwinds to `out_of_memory`, which the caller has set.
void compilation_init(struct compilation *c, jmp_buf *out_of_memory);
void compilation_free(struct compilation *c);
// Whether the source is a file of the policies; else it is a notice, or what somebody asks for.
bool compilation_has_tree(const struct compilation *c, uint32_t source);
#endif
