// The room's own: a workbook as an archive, and the parts of it, which are XML read piece by piece.
#ifndef POL_XLSX_PART_H
#define POL_XLSX_PART_H
#include "interp/data/record/faults.h"
#include "interp/data/record/options.h"
#include "interp/data/xlsx/library.h"

struct archive {
    struct zip_library libzip;
    struct expat_library expat;
    const struct records_options *options;
    zip_t *zip;
    struct record_faults *faults;  // of whoever reads at present
};
const char *archive_file(const struct archive *a);
// Adds a fault of the workbook; answers false.
bool archive_fault(const struct archive *a, enum diag_id id, const char *second, const char *third);
// The same with a reason: XLSX_READ or XLSX_LIMIT.
bool archive_refuse(const struct archive *a, enum diag_id id, struct diag_arg why);
bool archive_no_memory(const struct archive *a);
bool archive_open(struct archive *a);  // false: a fault was added; archive_close all the same
void archive_close(struct archive *a);
bool archive_has(const struct archive *a, const char *name);

struct part {
    const struct archive *archive;
    zip_file_t *file;
    XML_Parser xml;
    uint64_t packed, unpacked, limit;  // bytes
    bool failed, suspended, ended;
};
// What XML holds: names without their prefix, attributes as expat has them. NULL: of no interest.
struct part_reader {
    void (*begin)(void *context, const char *name, const char **attributes);
    void (*end)(void *context, const char *name);
    void (*text)(void *context, const char *text, int length);
};
// `limit`: bytes that it may unpack to. False: a fault was added. `context` must begin with a struct part_context.
struct part_context {
    struct part *part;
    const struct part_reader *reader;
};
bool part_open(struct part *p, const struct archive *a, const char *name, uint64_t limit,
               const struct part_reader *reader, struct part_context *context);
void part_close(struct part *p);
// Reads on until part_pause is called, or to its end (p->ended). False: a fault was added, now or by part_fail.
bool part_read(struct part *p);
void part_pause(struct part *p);
void part_fail(struct part *p);  // whoever calls it has added the fault
// Opens, reads all of it, and closes.
bool part_take(const struct archive *a, const char *name, uint64_t limit, const struct part_reader *reader,
               struct part_context *context);
// The value of an attribute by its name without a prefix; NULL: it is not there.
const char *attribute(const char **attributes, const char *name);
#endif
