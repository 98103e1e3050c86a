#include "interp/value/slice.h"

#include <stdlib.h>
#include <string.h>

#define PAGE_SIZE ((size_t)64 << 10)

struct kept_page {
    struct kept_page *older;
    size_t used, size;
    char bytes[];
};

static struct kept_page *page_for(struct kept_text *kept, size_t length) {
    struct kept_page *page = kept->pages;
    if (page && length <= page->size - page->used) return page;
    size_t size = length > PAGE_SIZE ? length : PAGE_SIZE;
    page = malloc(sizeof *page + size);
    if (!page) return NULL;
    *page = (struct kept_page){.older = kept->pages, .size = size};
    kept->pages = page;
    kept->size += sizeof *page + size;
    return page;
}

bool kept_text_add(struct kept_text *kept, struct slice *text) {
    struct kept_page *page = page_for(kept, text->length);
    if (!page) return false;
    char *room = page->bytes + page->used;
    if (text->length) memcpy(room, text->text, text->length);
    page->used += text->length;
    text->text = room;
    return true;
}

void kept_text_drop(struct kept_text *kept) {
    for (struct kept_page *older; kept->pages; kept->pages = older) {
        older = kept->pages->older;
        free(kept->pages);
    }
    kept->size = 0;
}
