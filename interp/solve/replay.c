// An applicant who was found is put to the evaluator, and decided.
#include "interp/eval/eval.h"
#include "interp/solve/search.h"

bool replay(struct solver *s, form goal, bool *worked) {
    *worked = eval_block(s->workspace, s->block);
    if (!*worked) return false;
    for (uint32_t i = 0; i < s->wanted_count; i++) {
        form f = s->wanted[i];
        bool holds = form_of_row(&s->forms.keys[f], s->held, s->workspace, 0);
        s->held[f] = holds ? MAY_HOLD : MAY_NOT;
    }
    return s->held[goal] == MAY_HOLD;
}
