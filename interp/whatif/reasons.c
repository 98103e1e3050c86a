// Why a record's decision changed: what failed, asked or was missing before and does no longer, or the other way.
#include "interp/whatif/reasons.h"

#include <stdlib.h>
#include <string.h>

static void visit(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct reason_lists *l = context;
    struct reason_list *list = &l->lists[reason];
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].name->en == name->en && list->items[i].name->zh == name->zh && list->items[i].item == item)
            return;
    if (list->count < REASONS_MOST) list->items[list->count++] = (struct whatif_reason){name, item};
}

static bool is_same_name(const struct name *a, const struct name *b) {
    return a == b || (a && b && a->en == b->en && a->zh == b->zh);
}

static bool has(const struct reason_list *list, const struct whatif_reason *r) {
    for (uint32_t i = 0; i < list->count; i++)
        if (is_same_name(list->items[i].name, r->name) && is_same_name(list->items[i].item, r->item)) return true;
    return false;
}

static void take_others(const struct reason_list *from, const struct reason_list *but, struct reason_list *out) {
    out->count = 0;
    for (uint32_t i = 0; i < from->count; i++)
        if (!has(but, &from->items[i])) out->items[out->count++] = from->items[i];
}

int reason_compare(const struct whatif_reason *a, const struct whatif_reason *b) {
    symbol keys[2][4] = {{a->name->en, a->name->zh, a->item ? a->item->en : 0, a->item ? a->item->zh : 0},
                         {b->name->en, b->name->zh, b->item ? b->item->en : 0, b->item ? b->item->zh : 0}};
    for (int i = 0; i < 4; i++)
        if (keys[0][i] != keys[1][i]) return keys[0][i] < keys[1][i] ? -1 : 1;
    return 0;
}

static int compare(const void *left, const void *right) { return reason_compare(left, right); }

enum whatif_cause reasons_between(const struct viewing *w, const uint32_t version[2], const uint32_t offer[2],
                                  uint32_t row, bool better, struct reason_list *out) {
    struct reason_lists sides[2];
    for (int i = 0; i < 2; i++) {
        for (int k = 0; k < 3; k++) sides[i].lists[k].count = 0;
        if (offer[i] != NO_OFFER)
            decision_reasons(w->decisions, w->workspace, version[i], offer[i], row, visit, &sides[i]);
    }
    static const enum whatif_cause causes[] = {
        [REASON_FAILED] = CAUSE_FAILED, [REASON_REFER] = CAUSE_ASKS, [REASON_MISSING] = CAUSE_MISSING};
    for (int k = REASON_FAILED; k <= REASON_MISSING; k++) {
        take_others(&sides[!better].lists[k], &sides[better].lists[k], out);
        if (out->count) qsort(out->items, out->count, sizeof *out->items, compare);
        if (out->count) return causes[k];
    }
    return CAUSE_OFFER;
}
