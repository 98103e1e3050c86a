// Files to trees: reads a policy file and all it uses.
#ifndef POL_SYNTAX_LOAD_H
#define POL_SYNTAX_LOAD_H
#include "grammar/tree/compilation.h"

// Parses one file and, once each, the files it uses; what was loaded before is not loaded again. What a file uses must
// stand in its project (base/project.h). Cycles, depth over 32 and unreadable files are diagnostics.
void compilation_load(struct compilation *c, const char *path);
// What was loaded is an edition of its own: what is loaded from now on is another one, which shares nothing with it.
void compilation_next_edition(struct compilation *c);
// The same for text in memory, which goes by its path.
void compilation_load_text(struct compilation *c, const char *path, const char *bytes, size_t size);
// A condition on records, as an expression of the language; the path is what messages call it.
void compilation_load_condition(struct compilation *c, const char *path, const char *condition);
// A claim on all applicants, likewise; and a file with one on each line, where `#` begins a remark, or with `claim`
// blocks as policies have them.
void compilation_load_claim(struct compilation *c, const char *path, const char *claim);
void compilation_load_claims(struct compilation *c, const char *path);
// Says why a file can't be used, at the place that names it; an offset of no source (UINT32_MAX): none does. `root` is
// its project's, where it lies outside.
void compilation_refuse(struct compilation *c, enum source_status status, const char *path, const char *root,
                        struct span at);
// One source to a tree, no `use` followed.
struct tree *parse_source(struct compilation *c, uint32_t source);
// A claim by itself that is a part of a source.
struct tree *parse_claim(struct compilation *c, struct span part);
#endif
