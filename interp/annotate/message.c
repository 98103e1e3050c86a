// The words of a finding, as all formats have them.
#include "interp/annotate/annotate.h"

void annotate_message(struct text *out, enum lang lang, const struct diag *d) {
    diag_message(out, lang, d->id, d->args);
    if (d->hint == DIAG_NONE) return;
    text_char(out, '\n');
    diag_message(out, lang, d->hint, d->hint_args);
}
