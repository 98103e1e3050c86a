// Two editions of a policy as one: what was loaded before compilation_next_edition, and what was loaded behind it. Each
// is checked by itself. The later one becomes a world beside the earlier, over one vocabulary, where fields, values and
// schemes are one that bear one name.
#ifndef POL_CHECK_EDITIONS_H
#define POL_CHECK_EDITIONS_H
#include "grammar/check/check.h"

// Whether there is an edition before.
static inline bool compilation_has_editions(const struct compilation *c) { return c->earlier != NULL; }
// As check_policy. What comes back has the earlier edition's schemes, and one world, of all the later one's; claims,
// samples and tests are those of the later. Of a field that both have but not as one kind there is an error.
struct policy *check_editions(struct compilation *c, const struct check_options *options);
#endif
