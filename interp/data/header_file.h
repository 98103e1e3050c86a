// The header line of a CSV file, for data that have none.
#ifndef POL_DATA_HEADER_FILE_H
#define POL_DATA_HEADER_FILE_H
#include "grammar/base/text.h"
#include "interp/data/record/faults.h"
#include "interp/data/record/options.h"

// Appends it as UTF-8, without its line end; what stands behind it in the file is of no interest. False: a fault was
// added, or there is no memory (faults->failed).
bool header_file_read(struct text *line, const char *path, enum record_encoding encoding, struct record_faults *faults);
#endif
