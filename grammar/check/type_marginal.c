// Tables of bands: the part of an amount that lies in each has a rate of its own. The bands must meet from a start on.
#include "grammar/check/typing.h"

static bool is_cut(enum type_kind kind) { return kind == TYPE_MONEY || kind == TYPE_COUNT; }

// Money times a percentage, or things times what each costs: money either way.
static enum type_kind rate_kind(enum type_kind amount) { return amount == TYPE_MONEY ? TYPE_PERCENT : TYPE_MONEY; }

static bool check_column(struct checker *c, const struct decl *decl) {
    const struct type *t = &decl->columns[0]->type;
    if (decl->column_count > 1) report(c, DIAG_MARGINAL_COLUMNS, decl->columns[1]->at, A(""));
    else if (t->kind == TYPE_NONE || is_cut(t->kind)) return t->kind != TYPE_NONE;
    else report(c, DIAG_MARGINAL_AMOUNT, decl->columns[0]->at, type_words(c, t));
    return false;
}

static bool is_written_out(const struct expr *end) { return !end || end->kind == NODE_NUMBER; }

static bool check_band(struct checker *c, const struct table_row *row) {
    const struct expr *cell = row->otherwise ? NULL : row->cells[0];
    const struct expr *from = cell ? band_from(cell) : NULL, *to = cell ? band_to(cell) : NULL;
    bool band = (from || to) && is_written_out(from) && is_written_out(to),
         wrong = cell && cell->type.kind == TYPE_NONE;
    if (band || wrong) return !wrong;
    report_hint(c, report(c, DIAG_BAND_FORM, cell ? cell->at : row->at, A("")), DIAG_HINT_BANDS, A(""));
    return false;
}

// Below the last one only a band that ends has another above it.
static void report_apart(struct checker *c, const struct expr *cell, const struct expr *before) {
    struct text end = {0};
    const struct expr *to = band_to(before);
    if (!to) {
        report_hint(c, report(c, DIAG_BAND_FORM, before->at, A("")), DIAG_HINT_BANDS, A(""));
        return;
    }
    put_source(c, &end, to->at);
    struct diag *d = report(c, DIAG_BAND_APART, cell->at, text_words(c, &end));
    report_label(c, d, DIAG_LABEL_THE_OTHER, before->at, A(""));
}

static bool check_bands(struct checker *c, const struct decl *decl) {
    const struct expr *before = NULL;
    for (uint32_t i = 0; i < decl->row_count; i++) {
        if (!check_band(c, &decl->rows[i])) return false;
        const struct expr *cell = decl->rows[i].cells[0], *from = band_from(cell);
        const struct expr *end = before ? band_to(before) : NULL;
        bool meets = !before || (end && from && end->value == from->value);
        if (!meets) report_apart(c, cell, before);
        if (!meets) return false;
        before = cell;
    }
    if (band_to(before)) report(c, DIAG_BAND_UNENDED, before->at, A(""));
    return !band_to(before);
}

static bool check_rate(struct checker *c, const struct decl *decl, struct expr *rate) {
    struct type wanted = {.kind = rate_kind(decl->columns[0]->type.kind)};
    bool silent = is_bare_silent(&rate->type), fits = silent || rate->type.kind == wanted.kind;
    if (silent) adopt_type(rate, &wanted);
    if (fits || rate->type.kind == TYPE_NONE) return fits;
    report(c, DIAG_ARGUMENT_TYPE, rate->at, (struct diag_arg)A2("marginal", "超额累进"), type_words(c, &wanted),
           type_words(c, &rate->type));
    return false;
}

static struct type type_rates(struct checker *c, const struct decl *decl, uint32_t at) {
    struct type total = {.kind = TYPE_MONEY};
    bool sound = true;
    for (uint32_t i = 0; i < decl->row_count; i++) {
        sound = check_rate(c, decl, decl->rows[i].results[at]) && sound;
        total.may_be_silent = total.may_be_silent || decl->rows[i].results[at]->type.may_be_silent;
    }
    return sound ? total : (struct type){0};
}

void type_bands(struct checker *c, struct table_build *t) {
    const struct decl *decl = t->table.decl;
    if (!check_column(c, decl) || !check_bands(c, decl)) return;
    for (uint32_t i = 0; i < t->table.result_count; i++) t->table.results[i].type = type_rates(c, decl, i);
}
