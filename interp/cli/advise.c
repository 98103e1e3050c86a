#include "interp/cli/advise.h"

#include "interp/cli/terminal.h"

#define PAGE_WIDTH 96  // where there is no terminal

struct adviser *advise_ready(const struct inputs *in, const struct scheme *only) {
    struct plan_options po = inputs_plan(in);
    struct adviser *a = adviser_new(in->policies.policy, &po);
    if (a) adviser_narrow(a, only, false);
    return a;
}

bool advise_put(struct cli *cli, struct text *out, struct adviser *a, const struct block *b, uint32_t row,
                int32_t as_of, bool as_text) {
    struct advice advice;
    enum lang lang = cli_result_lang(cli, as_text);
    size_t width = terminal_width(cli);
    bool made = advice_make(&advice, a, b, row, as_of);
    if (made && as_text) advice_put_text(out, b->policy, &advice, lang, width ? width : PAGE_WIDTH);
    else if (made) advice_put_json(out, b->policy, &advice, lang);
    advice_free(&advice);
    return made;
}
