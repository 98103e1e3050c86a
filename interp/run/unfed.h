// Fields that the policies read and no file gives: a forgotten column makes every record incomplete, or worse.
#ifndef POL_RUN_UNFED_H
#define POL_RUN_UNFED_H
#include "interp/data/records.h"
#include "interp/plan/plan.h"

// Before the records are read where they have a header, which tells; after it where they have none.
// Each field with who reads it, as warnings.
void run_warn_unfed(const struct plan *plan, const struct records *records, struct list_index *const *lists,
                    enum lang lang, struct record_faults *faults);
// One of them, of the policy's.
void run_warn_unfed_field(const struct policy *p, const struct records *records, const struct field *f,
                          struct slice readers, enum lang lang, struct record_faults *faults);
// The names of these fields, with commas between them; nothing where there are none.
void run_put_unfed(const struct plan *plan, const struct records *records, struct list_index *const *lists,
                   enum lang lang, struct text *out);
#endif
