#ifdef POL_XLSX
#include "interp/data/xlsx/part.h"

#include <string.h>

#define STEP 65536
#define RATIO 200u  // bytes from one that is packed: no table is packed so well, but what is meant to burst is
#define RATIO_FROM (UINT64_C(16) << 20)

const char *archive_file(const struct archive *a) { return a->options->file ? a->options->file : a->options->path; }

bool archive_fault(const struct archive *a, enum diag_id id, const char *second, const char *third) {
    struct slice args[3] = {slice_of(archive_file(a)), slice_of(second), slice_of(third)};
    struct record_fault *fault = record_fault_add(a->faults, id, args, 3);
    if (fault) fault->path = a->options->path;
    return false;
}

bool archive_refuse(const struct archive *a, enum diag_id id, struct diag_arg why) {
    uint32_t count = a->faults->count;
    archive_fault(a, id, "", "");
    if (a->faults->count > count) a->faults->items[count].args[1] = why;
    return false;
}

bool archive_no_memory(const struct archive *a) { return record_faults_no_memory(a->faults); }

static bool is_damaged(const struct archive *a) {
    return archive_refuse(a, DIAG_XLSX_READ,
                          (struct diag_arg)A2("it is damaged or has been cut short", "文件已损坏或不完整"));
}

bool archive_open(struct archive *a) {
    int code;
    if (!zip_load(&a->libzip) || !expat_load(&a->expat)) return archive_no_memory(a);
    a->zip = a->libzip.zip_open(archive_file(a), ZIP_RDONLY, &code);
    if (a->zip) return true;
    return code == ZIP_ER_MEMORY ? archive_no_memory(a) : is_damaged(a);
}

void archive_close(struct archive *a) {
    if (a->zip) a->libzip.zip_discard(a->zip);
}

bool archive_has(const struct archive *a, const char *name) { return a->libzip.zip_name_locate(a->zip, name, 0) >= 0; }

const char *attribute(const char **attributes, const char *name) {
    for (; *attributes; attributes += 2) {
        const char *colon = strrchr(*attributes, ':');
        if (!strcmp(colon ? colon + 1 : *attributes, name)) return attributes[1];
    }
    return NULL;
}

static const char *local(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static void XMLCALL on_begin(void *data, const XML_Char *name, const XML_Char **attributes) {
    struct part_context *c = data;
    if (!c->part->failed) c->reader->begin(c, local(name), attributes);
}

static void XMLCALL on_end(void *data, const XML_Char *name) {
    struct part_context *c = data;
    if (c->reader->end && !c->part->failed) c->reader->end(c, local(name));
}

static void XMLCALL on_text(void *data, const XML_Char *text, int length) {
    struct part_context *c = data;
    if (!c->part->failed) c->reader->text(c, text, length);
}

// Entities are declared there, which may stand for any amount of text; no workbook has one.
static void XMLCALL on_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                               int has_subset) {
    struct part_context *c = data;
    archive_refuse(c->part->archive, DIAG_XLSX_READ,
                   (struct diag_arg)A2("its XML declares a document type", "其 XML 含有 DTD 声明，正常的工作簿没有"));
    part_fail(c->part);
}

static bool is_locked(const struct archive *a) {
    return archive_refuse(a, DIAG_XLSX_READ, (struct diag_arg)A2("it is protected by a password", "文件设有密码"));
}

static bool open_file(struct part *p, const char *name) {
    zip_stat_t st;
    const zip_uint64_t wanted = ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if (p->archive->libzip.zip_stat(p->archive->zip, name, 0, &st) != 0 || (st.valid & wanted) != wanted)
        return is_damaged(p->archive);
    if (st.encryption_method != ZIP_EM_NONE) return is_locked(p->archive);
    p->packed = st.comp_size;
    p->file = p->archive->libzip.zip_fopen(p->archive->zip, name, 0);
    return p->file || is_damaged(p->archive);
}

bool part_open(struct part *p, const struct archive *a, const char *name, uint64_t limit,
               const struct part_reader *reader, struct part_context *context) {
    *p = (struct part){.archive = a, .limit = limit};
    *context = (struct part_context){p, reader};
    if (!open_file(p, name)) return false;
    p->xml = a->expat.XML_ParserCreate(NULL);
    if (!p->xml) return archive_no_memory(a);
    a->expat.XML_SetUserData(p->xml, context);
    a->expat.XML_SetElementHandler(p->xml, on_begin, on_end);
    if (reader->text) a->expat.XML_SetCharacterDataHandler(p->xml, on_text);
    a->expat.XML_SetStartDoctypeDeclHandler(p->xml, on_doctype);
    return true;
}

void part_close(struct part *p) {
    if (p->xml) p->archive->expat.XML_ParserFree(p->xml);
    if (p->file) p->archive->libzip.zip_fclose(p->file);
    p->xml = NULL;
    p->file = NULL;
}

void part_pause(struct part *p) {
    p->suspended = true;
    p->archive->expat.XML_StopParser(p->xml, XML_TRUE);
}

void part_fail(struct part *p) {
    p->failed = true;
    p->archive->expat.XML_StopParser(p->xml, XML_FALSE);
}

static bool is_within(struct part *p, uint64_t more) {
    p->unpacked += more;
    if (p->unpacked > p->limit)
        return archive_refuse(p->archive, DIAG_XLSX_LIMIT,
                              (struct diag_arg)A2("a part of it unpacks to too many bytes", "其中一部分解压后过大"));
    if (p->unpacked < RATIO_FROM || p->unpacked / RATIO < p->packed) return true;
    return archive_refuse(p->archive, DIAG_XLSX_LIMIT,
                          (struct diag_arg)A2("a part of it is packed 200 to one and more, as no table is",
                                              "其中一部分的压缩比超过 200 比 1，正常的表格不会如此"));
}

// What the parser answered.
static bool judge(struct part *p, enum XML_Status status) {
    if (p->failed) return false;
    if (status != XML_STATUS_ERROR) return true;
    return p->archive->expat.XML_GetErrorCode(p->xml) == XML_ERROR_NO_MEMORY ? archive_no_memory(p->archive)
                                                                             : is_damaged(p->archive);
}

static bool feed(struct part *p) {
    void *room = p->archive->expat.XML_GetBuffer(p->xml, STEP);
    if (!room) return archive_no_memory(p->archive);
    zip_int64_t got = p->archive->libzip.zip_fread(p->file, room, STEP);
    if (got < 0) return is_damaged(p->archive);
    if (!is_within(p, (uint64_t)got)) return false;
    p->ended = got == 0;
    return judge(p, p->archive->expat.XML_ParseBuffer(p->xml, (int)got, p->ended));
}

static bool go_on(struct part *p) {
    p->suspended = false;
    return judge(p, p->archive->expat.XML_ResumeParser(p->xml));
}

bool part_read(struct part *p) {
    bool good = !p->suspended || go_on(p);
    while (good && !p->suspended && !p->ended) good = feed(p);
    return good;
}

bool part_take(const struct archive *a, const char *name, uint64_t limit, const struct part_reader *reader,
               struct part_context *context) {
    struct part p;
    bool good = part_open(&p, a, name, limit, reader, context) && part_read(&p);
    part_close(&p);
    return good;
}
#endif
