// Dates as they stand in a box: which days exist, and what is seen from the as-of date.
#include "grammar/base/calendar.h"
#include "interp/solve/internal.h"

// The ends of a range of dates need not be days that exist: the first and the last that do. Of what is never known any.
int32_t first_day(int64_t low) {
    if (low < DATE_MIN) return DATE_MIN;
    int32_t month = date_month((int32_t)low), day = date_day((int32_t)low);
    if (day > month_days(month)) return (month + 1) << 5 | 1;
    return day ? (int32_t)low : (int32_t)low + 1;
}
int32_t last_day(int64_t high) {
    if (high < DATE_MIN || high > DATE_MAX) return DATE_MAX;
    int32_t month = date_month((int32_t)high), day = date_day((int32_t)high), most = month_days(month);
    if (!day) return (month - 1) << 5 | month_days(month - 1);
    return day > most ? month << 5 | most : (int32_t)high;
}

// ---- dates seen from the as-of date

static bool is_as_of(const struct node *n, enum type_kind kind) {
    if (kind == TYPE_MONTH) return n->operation == OPERATION_MONTH_OF && n->kids[0]->operation == OPERATION_AS_OF;
    return n->operation == OPERATION_AS_OF;
}

const struct range *seen_range(const struct finder *f, const struct node *from, const struct node *to, enum view view) {
    if (from->operation != OPERATION_COLUMN || from->space || !is_as_of(to, from->type.kind)) return NULL;
    return f->box->views[from->field->index] == view ? &f->box->fields[from->field->index] : NULL;
}

// What it may be by the days that the as-of date may be.
static struct range unseen(const struct box *box, const struct field *field) {
    struct range r = box->fields[field->index], whole = range_of_type(field->type);
    bool top = box->views[field->index] == VIEW_TOP, month = field->type.kind == TYPE_MONTH;
    int64_t first = month ? date_month(box->as_of[0]) : top ? date_top(box->as_of[0]) : box->as_of[0];
    int64_t last = month ? date_month(box->as_of[1]) : top ? date_top(box->as_of[1]) : box->as_of[1];
    int64_t low = first - r.high, high = last - r.low;
    r.low = low > whole.low ? low : whole.low;
    r.high = high < whole.high ? high : whole.high;
    return r;
}

// Of an item anything may be.
struct range range_of_column(const struct finder *f, const struct node *n) {
    if (n->space) {
        struct range r = range_of_type(n->type);
        if (f->box->items_known) r.outcomes &= (uint8_t)~OUTCOME_UNKNOWN;
        return r;
    }
    return f->box->views[n->field->index] ? unseen(f->box, n->field) : f->box->fields[n->field->index];
}
