// Refused records as they came, so that they can be mended and run again.
#include <string.h>

#include "grammar/base/json.h"
#include "interp/data/write/csv_cell.h"
#include "interp/data/write/writer.h"

static void trim_return(struct slice *line) {
    if (line->length && line->text[line->length - 1] == '\r') line->length--;
}

void rejects_head(struct text *out, enum record_format format, struct slice header, enum lang lang) {
    if (format != RECORDS_CSV) return;
    trim_return(&header);
    text_add(out, header.text, header.length);
    text_put(out, lang == LANG_ZH ? ",行号,代码,说明\n" : ",line,code,message\n");
}

static void put_message(struct text *message, enum lang lang, const struct record_fault *fault) {
    diag_message(message, lang, fault->id, fault->args);
}

static void put_csv(struct text *out, const struct record_fault *fault, struct slice raw, const struct text *message) {
    trim_return(&raw);
    text_add(out, raw.text, raw.length);
    text_format(out, ",%llu,%s,", (unsigned long long)fault->line, diag_info(fault->id)->code);
    put_csv_cell(out, text_string(message), message->length);
    text_char(out, '\n');
}

static void put_json(struct text *out, const struct record_fault *fault, struct slice raw, const struct text *message) {
    struct json_writer j = {.out = out};
    json_open_object(&j, NULL);
    json_put_int(&j, "line", (int64_t)fault->line);
    json_put_string(&j, "code", diag_info(fault->id)->code);
    json_put_bytes(&j, "message", text_string(message), message->length);
    json_put_bytes(&j, "record", raw.text, raw.length);  // as a string: it may be no JSON at all
    json_close_object(&j);
    text_char(out, '\n');
}

void rejects_row(struct text *out, enum record_format format, enum lang lang, const struct record_fault *fault) {
    struct text message = {0};
    if (!fault->raw.length || fault->again) return;
    put_message(&message, lang, fault);
    if (format == RECORDS_CSV) put_csv(out, fault, fault->raw, &message);
    else put_json(out, fault, fault->raw, &message);
    out->failed |= message.failed;
    text_free(&message);
}
