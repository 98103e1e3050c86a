#include "grammar/diag/page.h"

static const struct diag_page pages[] = {
#define PAGE(id, means_en, remedy_en, means_zh, remedy_zh, kind, wrong_en, right_en, wrong_zh, right_zh) \
    {DIAG_##id, {means_en, means_zh}, {remedy_en, remedy_zh}, kind, {{wrong_en, right_en}, {wrong_zh, right_zh}}},
#define PAGE_ALONE(id, means_en, remedy_en, means_zh, remedy_zh) \
    {DIAG_##id, {means_en, means_zh}, {remedy_en, remedy_zh}, "", {{NULL, NULL}, {NULL, NULL}}},
#include "grammar/diag/pages.def"
#undef PAGE
#undef PAGE_ALONE
};

const struct diag_page *diag_page(enum diag_id id) {
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (pages[i].id == id) return &pages[i];
    return NULL;
}

void diag_put_template(struct text *out, enum lang lang, enum diag_id id) {
    static const struct diag_arg dots[DIAG_MAX_ARGS] = {A("…"), A("…"), A("…"), A("…")};
    diag_message(out, lang, id, dots);
}
