// Citations and quotes: the words beside a rule must stand in the notice that its scheme names, white space aside.
// A notice is read and stripped of its white space once; each quote is then looked for in it.
#include <errno.h>
#include <string.h>

#include "grammar/base/project.h"
#include "grammar/base/utf8.h"
#include "grammar/check/checker.h"
#include "grammar/check/notice_index.h"
#include "grammar/notice/document.h"

#define uthash_malloc(size) arena_alloc(c->arena, (size))
#define uthash_free(room, size) ((void)(room))
#include "grammar/base/hash.h"

struct notice {
    struct notice *next;
    const char *real;  // its path without links or dots
    enum source_status status;
    int error;  // errno where the status is SOURCE_UNREADABLE
    uint32_t source;
    struct notice_index *index;        // without white space; NULL until it is asked for
    struct notice_document *document;  // its clauses; NULL until they are asked for
};

static void read_notice(struct checker *c, struct notice *n, const struct project_file *file) {
    n->status = project_read(c->sources, file, &n->source);
    n->error = errno;
}

static struct notice_index *index_of(struct checker *c, struct notice *n) {
    const struct source *s = c->sources->items[n->source];
    if (n->index) return n->index;
    char *words = arena_alloc(c->words, s->size + 1);
    n->index = ARENA_NEW(c->words, struct notice_index);
    *n->index = (struct notice_index){
        .arena = c->words, .bytes = words, .size = notice_strip(s->bytes, s->size, words)};
    return n->index;
}

// Of one notice after the other, for schemes of the same one follow one another.
void forget_words(struct checker *c) {
    for (struct notice *n = c->notices; n; n = n->next) {
        n->index = NULL;
        n->document = NULL;
    }
    arena_free(c->words);
}

static struct notice *notice_at(struct checker *c, const struct project_file *file) {
    for (struct notice *n = c->notices; n; n = n->next)
        if (!strcmp(n->real, file->real)) return n;
    struct notice *n = ARENA_NEW(c->arena, struct notice);
    n->real = file->real;
    n->next = c->notices;
    c->notices = n;
    read_notice(c, n, file);
    return n;
}

// What lies outside is not asked about, so there is no telling whether it is there.
static void refuse_notice(struct checker *c, enum source_status status, const struct decl *decl, const char *root) {
    struct span at = decl->text_at;
    if (status == SOURCE_OUTSIDE) report(c, DIAG_FILE_OUTSIDE, at, A(decl->text), A(root));
    else if (status == SOURCE_HIDDEN) report(c, DIAG_FILE_HIDDEN, at, A(decl->text));
    else if (source_encoding_name(status))
        report(c, DIAG_FILE_ENCODING, at, A(decl->text), A(source_encoding_name(status)));
    else if (status == SOURCE_UNREADABLE) report(c, DIAG_FILE_UNREADABLE, at, A(decl->text), A(strerror(errno)));
    else report(c, DIAG_NOTICE_UNREADABLE, at, A(decl->text));
}

// Of the first byte that is not UTF-8; the size where all is.
static size_t damaged_at(const struct source *s) {
    uint32_t c;
    size_t at = 0, step = 1;
    for (; at < s->size && (step = utf8_decode(s->bytes + at, s->size - at, &c)); at += step) {}
    return at;
}

// A quote that lies across what is damaged would never be found, and the words would be blamed.
static void check_notice_text(struct checker *c, const struct notice *n, const struct decl *decl) {
    const struct source *s = c->sources->items[n->source];
    size_t damage = damaged_at(s);
    if (damage < s->size) report(c, DIAG_NOTICE_DAMAGED, decl->text_at, A(decl->text), number_words(c, damage));
}

static struct notice *read_source(struct checker *c, const struct decl *decl) {
    struct project_file file;
    enum source_status status = project_find(c->sources, c->sources->items[decl->at.source], decl->text, &file);
    struct notice *notice = status == SOURCE_OK ? notice_at(c, &file) : NULL;
    if (notice) status = notice->status, errno = notice->error;
    if (status != SOURCE_OK) {
        refuse_notice(c, status, decl, file.root);
        return NULL;
    }
    check_notice_text(c, notice, decl);
    return notice;
}

void load_notice(struct checker *c, struct scheme_build *s) {
    if (!s->source_decl || !s->source_decl->text) return;
    s->notice = read_source(c, s->source_decl);
    if (s->notice && !s->notice->index) forget_words(c);
    if (s->notice) s->scheme.notice = s->notice->source;
}

// ---- what is written in an amendment or a standard quotes that one's notice

struct origin {
    const struct decl *decl;    // of the amendment or standard
    const struct decl *source;  // its `source`; NULL: it names none
    struct notice *notice;      // NULL: none that can be read
    UT_hash_handle hh;
};

static const struct decl *source_in(struct checker *c, const struct decl *block) {
    const struct decl *found = NULL;
    for (uint32_t i = 0; i < block->member_count; i++) {
        const struct decl *member = block->members[i];
        if (member->kind != DECL_SOURCE) continue;
        if (found) report_twice(c, member, found, (struct diag_arg){"source", "来源"});
        else found = member;
    }
    return found;
}

static struct origin *origin_of(struct checker *c, const struct decl *block) {
    struct origin *o = NULL;
    HASH_FIND(hh, c->origins, &block, sizeof block, o);
    if (o) return o;
    o = ARENA_NEW(c->arena, struct origin);
    o->decl = block;
    o->source = source_in(c, block);
    if (o->source && o->source->text) o->notice = read_source(c, o->source);
    HASH_ADD(hh, c->origins, decl, sizeof o->decl, o);
    return o;
}

// The notice that a scheme, or what is written elsewhere, is held to.
struct held_to {
    const struct decl *source;  // NULL: none is named
    struct notice *notice;
    const struct decl *block;  // that should name one
    struct diag_arg sort;
    bool passages;  // may be quoted by their ends
};

static struct held_to held_to(struct checker *c, const struct scheme_build *s, const struct decl *decl) {
    static const struct diag_arg amendment = A2("the amendment", "修订"), standard = A2("the standard", "标准");
    const struct decl *block = decl->kind == DECL_STANDARD ? decl : decl->within;
    if (block && block->kind != DECL_REFORM) {
        const struct origin *o = origin_of(c, block);
        return (struct held_to){.source = o->source,
                                .notice = o->notice,
                                .block = block,
                                .sort = block->kind == DECL_STANDARD ? standard : amendment};
    }
    if (s) return (struct held_to){.source = s->source_decl, .notice = s->notice, .block = s->scheme.decl};
    return (struct held_to){0};
}

// The longest beginning of the quote that occurs, and where: halving tells its length, for every shorter one occurs
// too.
static size_t longest_prefix(const struct notice *n, const char *quote, size_t length, const char **at) {
    size_t low = 0, high = length;
    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;
        const char *found = memmem(n->index->bytes, n->index->size, quote, middle);
        if (found) *at = found, low = middle;
        else high = middle - 1;
    }
    return utf8_floor(quote, low);
}

#define SHOWN_BYTES 45  // of the words around the place where quote and notice part: fifteen characters

static void hint_prefix(struct checker *c, struct diag *d, const struct notice *n, const char *quote, size_t length) {
    if (c->diags->errors > DIAG_MAX_ERRORS) return;
    const char *at = n->index->bytes;
    size_t same = longest_prefix(n, quote, length, &at);
    if (!same) return;
    size_t start = same > SHOWN_BYTES ? same - SHOWN_BYTES : 0;
    while (start < same && utf8_continues(quote[start])) start++;
    size_t rest = n->index->size - ((size_t)(at - n->index->bytes) + same);
    size_t shown = rest > SHOWN_BYTES ? utf8_floor(at + same, SHOWN_BYTES) : rest;
    report_hint(c, d, DIAG_HINT_QUOTE_PREFIX, A(arena_copy(c->arena, quote + start, same - start)),
                A(arena_copy(c->arena, at + same, shown)));
}

static struct notice_document *document_of(struct checker *c, struct notice *n) {
    const struct source *s = c->sources->items[n->source];
    if (n->document) return n->document;
    n->document = ARENA_NEW(c->words, struct notice_document);
    *n->document = notice_document(c->words, s->bytes, s->size);
    return n->document;
}

// What is no rule may be told by its first and last words.
static bool stands_in(struct checker *c, const struct held_to *to, const char *words, uint32_t length) {
    uint32_t from, end;
    if (notice_has(index_of(c, to->notice), words, length)) return true;
    return to->passages && notice_find_passage(document_of(c, to->notice), words, length, 0, &from, &end);
}

static void check_quote(struct checker *c, const struct held_to *to, const char *quote, struct span at) {
    size_t size = strlen(quote);
    char *words = arena_alloc(c->trial, size + 1);
    uint32_t length = notice_strip(quote, size, words);
    if (!length) report(c, DIAG_QUOTE_EMPTY, at, A(""));
    if (!length || !to->notice) return;
    if (stands_in(c, to, words, length)) return;
    struct diag *d = report(c, DIAG_QUOTE_NOT_FOUND, at, A(to->source->text));
    hint_prefix(c, d, to->notice, words, length);
}

// Once for a scheme: all its citations lack the same.
static void report_no_source(struct checker *c, const struct held_to *to, struct span at) {
    if (!report_is_new(c, DIAG_NO_SOURCE, to->block->head)) return;
    struct diag_arg name = name_words(c, &to->block->name), title = {to->block->text, NULL};
    if (!to->sort.en) report(c, DIAG_NO_SOURCE, at, name);
    else report(c, DIAG_NO_SOURCE_WITHIN, at, to->sort, *name.en ? name : title);
}

static struct span citation_at(const struct citation *q) { return q->clause ? q->clause_at : q->quote_spans[0]; }

// Copies of a scheme cite what it cites.
static void keep_citation(struct checker *c, const struct scheme_build *s, const struct decl *decl,
                          const struct citation *q, const struct notice *n) {
    const struct cited cited = {decl, q, s ? &s->scheme : NULL, n ? n->source : 0};
    if (!n || (!q->clause && !q->quote_count) || !report_is_new(c, DIAG_NONE, citation_at(q))) return;
    if (decl->within && decl->within->kind == DECL_REFORM) return;
    ARENA_PUSH(c->arena, c->policy->cited, c->policy->cited_count, cited);
}

static void check_citation(struct checker *c, const struct held_to *to, const struct citation *q, struct span head) {
    if (!q->clause && !q->quote_count) return;
    struct span at = citation_at(q);
    if (!to->block && q->quote_count) report(c, DIAG_QUOTE_OUTSIDE, q->quote_spans[0], A(""));
    else if (to->block && !to->source) report_no_source(c, to, at.length ? at : head);
    for (uint32_t i = 0; to->source && i < q->quote_count; i++) check_quote(c, to, q->quotes[i], q->quote_spans[i]);
}

static void check_one(struct checker *c, const struct scheme_build *s, const struct held_to *to,
                      const struct decl *decl, const struct citation *q, struct span head) {
    check_citation(c, to, q, head);
    keep_citation(c, s, decl, q, to->notice);
}

// Something in it could not be read, or right behind it, where it was broken off: that may be its words.
#define BROKEN_BEHIND 64
static bool is_broken(const struct checker *c, const struct decl *d) {
    for (uint32_t i = 0; i < c->diags->count; i++) {
        const struct diag *said = c->diags->items[i];
        bool behind = said->at.source == d->at.source && said->at.offset >= d->at.offset;
        if (behind && said->at.offset <= d->at.offset + d->at.length + BROKEN_BEHIND) return true;
    }
    return false;
}

void check_citations(struct checker *c, const struct scheme_build *s, const struct decl *decl) {
    struct held_to to = held_to(c, s, decl);
    to.passages = decl->kind == DECL_NOT_RULE;
    if (to.passages && !decl->citation.quote_count && !is_broken(c, decl))
        report(c, DIAG_NOT_RULE_WORDS, decl->head, A(""));
    check_one(c, s, &to, decl, &decl->citation, decl->head);
    check_one(c, s, &to, decl, decl->waiver_citation, decl->head);
    for (uint32_t i = 0; i < decl->row_count; i++)
        check_one(c, s, &to, decl, &decl->rows[i].citation, decl->rows[i].at);
}

void check_claim_citation(struct checker *c, const struct scheme_build *s, const struct decl *claim) {
    struct held_to to = held_to(c, s, claim);
    check_citation(c, &to, &claim->citation, claim->head);
}

void check_shared_citations(struct checker *c) {
    for (uint32_t i = 0; i < c->shared_count; i++) {
        const struct decl *d = c->shared[i];
        if (d->kind == DECL_DEFINE || d->kind == DECL_PARAM || d->kind == DECL_TABLE) check_citations(c, NULL, d);
        if (d->kind == DECL_STANDARD) check_citations(c, NULL, d);
        for (uint32_t k = 0; d->kind == DECL_STANDARD && k < d->member_count; k++)
            if (d->members[k]->kind == DECL_NOT_RULE) check_citations(c, NULL, d->members[k]);
    }
}
