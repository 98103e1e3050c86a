#ifdef POL_XLSX
#include "interp/data/xlsx/book.h"

#include <string.h>
#include <strings.h>

#define BOOK_LIMIT (UINT64_C(64) << 20)
#define ROOT_LINKS "_rels/.rels"

// What one part of the archive says of others: by id, or by the end of their type.
struct links_part {
    struct part_context context;
    const char *folder;  // of the part that says it, with a slash; the targets are relative to it
    const char *id, *type;
    struct text *target;
};

static void begin_link(void *context, const char *name, const char **attributes) {
    struct links_part *l = context;
    const char *id = attribute(attributes, "Id"), *type = attribute(attributes, "Type"),
               *target = attribute(attributes, "Target");
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target || l->target->length) return;
    const char *kind = strrchr(type, '/');
    if (l->id ? strcmp(id, l->id) != 0 : strcmp(kind ? kind + 1 : type, l->type) != 0) return;
    if (*target != '/') text_put(l->target, l->folder);
    text_put(l->target, target + (*target == '/'));
}

// False: a fault was added. That there is none leaves `target` empty.
static bool find_link(const struct archive *a, const char *links, const char *folder, const char *id, const char *type,
                      struct text *target) {
    static const struct part_reader reader = {.begin = begin_link};
    struct links_part part = {.folder = folder, .id = id, .type = type, .target = target};
    if (!archive_has(a, links)) return true;
    return part_take(a, links, BOOK_LIMIT, &reader, &part.context) && (!target->failed || archive_no_memory(a));
}

struct book_part {
    struct part_context context;
    struct book *book;
    const char *asked;
    struct text names, id;  // of all sheets; the link of the one that is read
    bool found;
};

static bool is_wanted(const struct book_part *p, const char *name, const char *state) {
    if (p->asked) return !strcmp(name, p->asked);
    return !state || !strcmp(state, "visible");
}

static void take_sheet(struct book_part *p, const char *name, const char *state, const char *id) {
    if (p->names.length) text_put(&p->names, ", ");
    text_put(&p->names, name);
    if (p->found || !is_wanted(p, name, state)) return;
    p->found = true;
    text_put(&p->book->sheet, name);
    text_put(&p->id, id);
}

// The link's name is the one attribute that is called so behind a prefix, whatever that is.
static const char *link_of(const char **attributes) {
    for (; *attributes; attributes += 2) {
        const char *colon = strrchr(*attributes, ':');
        if (colon && !strcmp(colon, ":id")) return attributes[1];
    }
    return "";
}

static bool is_true(const char *text) { return text && (!strcmp(text, "1") || !strcasecmp(text, "true")); }

static void begin_book(void *context, const char *name, const char **attributes) {
    struct book_part *p = context;
    const char *sheet = strcmp(name, "sheet") ? NULL : attribute(attributes, "name");
    if (!strcmp(name, "workbookPr")) p->book->date1904 = is_true(attribute(attributes, "date1904"));
    if (sheet) take_sheet(p, sheet, attribute(attributes, "state"), link_of(attributes));
}

static bool find_parts(struct book *b, const char *folder, const char *links, const char *id) {
    const struct archive *a = &b->archive;
    bool good = find_link(a, links, folder, id, NULL, &b->path) &&
                find_link(a, links, folder, NULL, "styles", &b->styles) &&
                find_link(a, links, folder, NULL, "sharedStrings", &b->shared);
    // Some programs leave these out and put them where everybody else does.
    if (good && !b->styles.length) text_put(&b->styles, "xl/styles.xml");
    if (good && !b->shared.length) text_put(&b->shared, "xl/sharedStrings.xml");
    return good;
}

static bool refuse_sheet(const struct book_part *p) {
    const struct archive *a = &p->book->archive;
    if (p->asked) return archive_fault(a, DIAG_XLSX_NO_SHEET, p->asked, text_string(&p->names));
    return archive_fault(a, DIAG_XLSX_NO_SHEETS, "", "");
}

// Such as xl/workbook.xml and xl/_rels/workbook.xml.rels.
static bool follow(struct book *b, const struct book_part *p, const char *path) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    struct text folder = {0}, links = {0};
    text_add(&folder, path, (size_t)(name - path));
    text_format(&links, "%s_rels/%s.rels", text_string(&folder), name);
    bool good = !folder.failed && !links.failed && !p->id.failed && !p->names.failed;
    if (!good) archive_no_memory(&b->archive);
    good = good && find_parts(b, text_string(&folder), text_string(&links), text_string(&p->id));
    text_free(&folder);
    text_free(&links);
    return good;
}

static bool read_book(struct book *b, const char *path) {
    static const struct part_reader reader = {.begin = begin_book};
    struct book_part p = {.book = b, .asked = b->archive.options->table};
    bool good = part_take(&b->archive, path, BOOK_LIMIT, &reader, &p.context);
    good = good && (p.found || refuse_sheet(&p)) && follow(b, &p, path);
    text_free(&p.names);
    text_free(&p.id);
    return good;
}

static bool find_book(const struct archive *a, struct text *path) {
    if (!find_link(a, ROOT_LINKS, "", NULL, "officeDocument", path)) return false;
    if (!path->length && archive_has(a, "xl/workbook.xml")) text_put(path, "xl/workbook.xml");
    size_t length = path->length;
    if (length > 4 && !strcmp(path->bytes + length - 4, ".bin")) return archive_fault(a, DIAG_XLSX_BINARY, "", "");
    if (length && archive_has(a, text_string(path))) return true;
    return path->failed ? archive_no_memory(a) : archive_fault(a, DIAG_XLSX_OTHER_ZIP, "", "");
}

bool book_open(struct book *b, const struct records_options *options, struct record_faults *faults) {
    struct text path = {0};
    b->archive = (struct archive){.options = options, .faults = faults};
    bool good = archive_open(&b->archive) && find_book(&b->archive, &path) && read_book(b, text_string(&path));
    text_free(&path);
    return good;
}

void book_close(struct book *b) {
    archive_close(&b->archive);
    text_free(&b->sheet);
    text_free(&b->path);
    text_free(&b->styles);
    text_free(&b->shared);
}
#endif
