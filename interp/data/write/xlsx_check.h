// Whether a workbook that was written is whole.
#ifndef POL_WRITE_XLSX_CHECK_H
#define POL_WRITE_XLSX_CHECK_H
#include <stdint.h>

// libxlsxwriter keeps sheets in temporary files and doesn't notice where there is no more room for them: so all sheets
// together are asked whether they have so many rows, and each whether it ends. 0, or an errno: ENOSPC where not.
int xlsx_check(int fd, uint64_t rows);
#endif
