#include "interp/cover/report.h"

#include "interp/cover/told.h"

void cover_write(struct text *out, enum cover_format format, const struct cover_report *r) {
    static cover_writer *const writers[] = {
        [COVER_TEXT] = cover_write_text,           [COVER_JSON] = cover_write_json, [COVER_LCOV] = cover_write_lcov,
        [COVER_COBERTURA] = cover_write_cobertura, [COVER_HTML] = cover_write_page,
    };
    writers[format](out, r);
}
