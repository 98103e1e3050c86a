// Files to trees: reads a policy file and all it uses.
#ifndef POL_SYNTAX_LOAD_H
#define POL_SYNTAX_LOAD_H
#include "grammar/diag/diag.h"
#include "grammar/tree/ast.h"

struct compilation {
    struct arena arena;
    struct intern names;
    struct intern files;  // those that were loaded or are being loaded, by their real paths
    struct source_set sources;
    struct diags diags;
    struct tree **trees;  // each file once, used before user
    uint32_t tree_count;
};

// `c` must be initialised by compilation_init with a jmp_buf that the caller has set.
void compilation_init(struct compilation *c, jmp_buf *out_of_memory);
void compilation_free(struct compilation *c);
// Parses one file and, once each, the files it uses; what was loaded before is not loaded again. What a file uses must
// stand in its project (base/project.h). Cycles, depth over 32 and unreadable files are diagnostics.
void compilation_load(struct compilation *c, const char *path);
// The same for text in memory, which goes by its path.
void compilation_load_text(struct compilation *c, const char *path, const char *bytes, size_t size);
// One source to a tree, no `use` followed.
struct tree *parse_source(struct compilation *c, uint32_t source);
#endif
