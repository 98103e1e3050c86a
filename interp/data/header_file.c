#include "interp/data/header_file.h"

#include "interp/data/csv/csv.h"
#include "interp/data/csv/split.h"
#include "interp/data/input/input.h"

static bool find_line(struct text *line, struct chunk *first, char separator, struct record_faults *faults) {
    struct csv_rows rows;
    bool good = csv_rows_init(&rows, 1, 0) || record_faults_no_memory(faults);
    rows.separator = separator;
    if (good && first->end > first->start) csv_find_rows(&rows, first->buffer, first->start, first->end);
    if (good && rows.count)
        text_add(line, first->buffer + rows.items[0].start, rows.items[0].finish - rows.items[0].start);
    csv_rows_free(&rows);
    return good && (!line->failed || record_faults_no_memory(faults));
}

static bool add_empty(const char *path, struct record_faults *faults) {
    struct slice arg = slice_of(path);
    struct record_fault *fault = record_fault_add(faults, DIAG_INPUT_EMPTY, &arg, 1);
    if (fault) fault->path = path;
    return false;
}

static bool read_line(struct text *line, struct input *in, const char *path, struct record_faults *faults) {
    struct chunk first = {0};
    char separator = csv_separator(input_first_line(in));
    size_t before = line->length;
    input_cut(in, csv_cutter_for(separator));
    bool good = input_is_text(in, RECORDS_CSV, faults) && input_next(in, &first, faults) != RECORDS_FAILED;
    good = good && find_line(line, &first, separator, faults);
    chunk_free(&first);
    return good && (line->length > before || add_empty(path, faults));
}

bool header_file_read(struct text *line, const char *path, enum record_encoding encoding,
                      struct record_faults *faults) {
    struct input *in = input_open(path, encoding, RECORDS_CHUNK_SIZE, RECORDS_LIMIT, faults);
    bool good = in && read_line(line, in, path, faults);
    input_close(in);
    return good;
}
