/* A static linker for one object file: x86-64, position-independent, made by `as` of what gcc wrote.
 *
 * The mapping: [code sections, stubs | read-only sections, addresses], each half on pages of its own; it is filled while writable and protected before anybody can run it.
 * A symbol outside the object gets an address entry (what a global offset table is) and, if it is called, a stub that jumps through it.
 * The bytes may be damaged, so every offset is checked against the size of what it points into.
 */
#include "loader.h"

#include "symbols.h"
#include <elf.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { STUB_SIZE = 8, MOST_SECTIONS = 256, MOST_SYMBOLS = 65536, LARGEST = 1 << 28 };

typedef struct Load {
    const unsigned char *object;
    size_t size;
    const Elf64_Shdr *sections;
    uint16_t section_count;
    const Elf64_Sym *symbols;
    size_t symbol_count;
    const char *strings; /* the symbols' names, ends with 0 */
    size_t string_size;
    size_t *placed;      /* by section: its offset in the mapping, or NOT_PLACED */
    size_t stubs, data, addresses, mapped; /* offsets in the mapping; an address entry and a stub for each symbol of the object */
    unsigned char *mapping;
    char *error;
    size_t error_size;
} Load;
#define NOT_PLACED SIZE_MAX

static bool __attribute__((format(printf, 2, 3))) fault(Load *load, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(load->error, load->error_size, format, arguments);
    va_end(arguments);
    return false;
}

static bool damaged(Load *load, const char *what)
{
    return fault(load, "the object file is damaged: %s", what);
}

static bool inside(size_t offset, size_t size, size_t whole)
{
    return offset <= whole && size <= whole - offset;
}

/* --- reading --- */

static bool read_header(Load *load)
{
    const Elf64_Ehdr *header = (const void *)load->object;
    if (load->size < sizeof *header || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0)
        return damaged(load, "no ELF header");
    if (header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_type != ET_REL || header->e_machine != EM_X86_64)
        return damaged(load, "not a relocatable x86-64 file");
    if (header->e_shnum == 0 || header->e_shnum > MOST_SECTIONS || header->e_shentsize != sizeof(Elf64_Shdr) || header->e_shoff % 8 != 0)
        return damaged(load, "section table");
    if (!inside(header->e_shoff, header->e_shnum * sizeof(Elf64_Shdr), load->size))
        return damaged(load, "section table");
    load->sections = (const void *)(load->object + header->e_shoff);
    load->section_count = header->e_shnum;
    return true;
}

static bool check_sections(Load *load)
{
    for (int i = 0; i < load->section_count; i++) {
        const Elf64_Shdr *section = &load->sections[i];
        uint64_t alignment = section->sh_addralign;
        if (section->sh_type != SHT_NOBITS && !inside(section->sh_offset, section->sh_size, load->size))
            return damaged(load, "section");
        if (section->sh_size > LARGEST || (alignment & (alignment - 1)) != 0 || alignment > 4096)
            return damaged(load, "section");
    }
    return true;
}

/* A table of strings: its last byte is 0, so every offset below its size names a string. */
static const char *string_table(const Load *load, uint32_t index, size_t *size)
{
    if (index >= load->section_count || load->sections[index].sh_type != SHT_STRTAB)
        return NULL;
    const Elf64_Shdr *section = &load->sections[index];
    const char *strings = (const char *)load->object + section->sh_offset;
    *size = section->sh_size;
    return *size && strings[*size - 1] == 0 ? strings : NULL;
}

static bool read_symbols(Load *load)
{
    for (int i = 0; i < load->section_count; i++) {
        const Elf64_Shdr *section = &load->sections[i];
        if (section->sh_type != SHT_SYMTAB)
            continue;
        load->symbols = (const void *)(load->object + section->sh_offset);
        load->symbol_count = section->sh_size / sizeof(Elf64_Sym);
        load->strings = string_table(load, section->sh_link, &load->string_size);
        if (section->sh_offset % 8 != 0 || load->symbol_count > MOST_SYMBOLS || !load->strings)
            return damaged(load, "symbol table");
    }
    return load->symbols ? true : damaged(load, "no symbol table");
}

static const char *symbol_name(const Load *load, const Elf64_Sym *symbol)
{
    return symbol->st_name < load->string_size ? load->strings + symbol->st_name : "";
}

/* --- placing --- */

static size_t round_up(size_t value, size_t alignment)
{
    return alignment ? (value + alignment - 1) & ~(alignment - 1) : value;
}

static size_t page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

/* Places the sections that are code (or are not), from `offset` on; the end. */
static size_t place_sections(Load *load, bool code, size_t offset)
{
    for (int i = 0; i < load->section_count; i++) {
        const Elf64_Shdr *section = &load->sections[i];
        if (!(section->sh_flags & SHF_ALLOC) || !(section->sh_flags & SHF_EXECINSTR) != !code)
            continue;
        load->placed[i] = round_up(offset, section->sh_addralign);
        offset = load->placed[i] + section->sh_size;
    }
    return offset;
}

static bool place(Load *load)
{
    load->placed = malloc(load->section_count * sizeof *load->placed);
    if (!load->placed)
        return fault(load, "out of memory");
    for (int i = 0; i < load->section_count; i++)
        load->placed[i] = NOT_PLACED;
    load->stubs = round_up(place_sections(load, true, 0), STUB_SIZE);
    load->data = round_up(load->stubs + load->symbol_count * STUB_SIZE, page_size());
    load->addresses = round_up(place_sections(load, false, load->data), sizeof(void *));
    load->mapped = round_up(load->addresses + load->symbol_count * sizeof(void *), page_size());
    return load->mapped <= LARGEST ? true : damaged(load, "too large");
}

static bool fill(Load *load)
{
    void *mapping = mmap(NULL, load->mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapping == MAP_FAILED)
        return fault(load, "no memory for machine code");
    load->mapping = mapping;
    for (int i = 0; i < load->section_count; i++)
        if (load->placed[i] != NOT_PLACED && load->sections[i].sh_type != SHT_NOBITS)
            memcpy(load->mapping + load->placed[i], load->object + load->sections[i].sh_offset, load->sections[i].sh_size);
    return true;
}

/* --- relocation --- */

/* The address of a symbol: in the mapping, or in the program. */
static bool resolve(Load *load, size_t index, uint64_t *address)
{
    const Elf64_Sym *symbol = &load->symbols[index];
    if (symbol->st_shndx == SHN_UNDEF) {
        const void *found = hl_symbol(symbol_name(load, symbol));
        *address = (uint64_t)found;
        return found ? true : fault(load, "compiled code names the unknown symbol '%s'", symbol_name(load, symbol));
    }
    if (symbol->st_shndx >= load->section_count || load->placed[symbol->st_shndx] == NOT_PLACED || symbol->st_value > load->sections[symbol->st_shndx].sh_size)
        return damaged(load, "symbol");
    *address = (uint64_t)(load->mapping + load->placed[symbol->st_shndx]) + symbol->st_value;
    return true;
}

/* The symbol's entry in the table of addresses, filled. */
static uint64_t address_entry(const Load *load, size_t index, uint64_t address)
{
    unsigned char *entry = load->mapping + load->addresses + index * sizeof(void *);
    memcpy(entry, &address, sizeof address);
    return (uint64_t)entry;
}

/* The symbol's stub: jmp *entry(%rip). */
static uint64_t stub(const Load *load, size_t index, uint64_t address)
{
    unsigned char *code = load->mapping + load->stubs + index * STUB_SIZE;
    int32_t distance = (int32_t)(address_entry(load, index, address) - (uint64_t)(code + 6));
    code[0] = 0xff;
    code[1] = 0x25;
    memcpy(code + 2, &distance, sizeof distance);
    return (uint64_t)code;
}

/* Stores the distance from `place` to `target` + `addend`. */
static bool store_distance(Load *load, unsigned char *place, uint64_t target, int64_t addend)
{
    int64_t distance = (int64_t)(target + (uint64_t)addend - (uint64_t)place);
    int32_t stored = (int32_t)distance;
    if (stored != distance)
        return damaged(load, "a distance that needs more than 32 bits");
    memcpy(place, &stored, sizeof stored);
    return true;
}

static bool relocate_one(Load *load, const Elf64_Rela *entry, unsigned char *place, size_t room)
{
    size_t index = ELF64_R_SYM(entry->r_info);
    uint32_t kind = ELF64_R_TYPE(entry->r_info);
    uint64_t address = 0;
    if (index >= load->symbol_count)
        return damaged(load, "relocation");
    if (room < (kind == R_X86_64_64 ? 8U : 4U))
        return damaged(load, "relocation");
    if (!resolve(load, index, &address))
        return false;
    bool outside = load->symbols[index].st_shndx == SHN_UNDEF;
    switch (kind) {
    case R_X86_64_PLT32: return store_distance(load, place, outside ? stub(load, index, address) : address, entry->r_addend);
    case R_X86_64_PC32: return store_distance(load, place, address, entry->r_addend);
    case R_X86_64_GOTPCREL:
    case R_X86_64_GOTPCRELX:
    case R_X86_64_REX_GOTPCRELX: return store_distance(load, place, address_entry(load, index, address), entry->r_addend);
    case R_X86_64_64:
        address += (uint64_t)entry->r_addend;
        memcpy(place, &address, sizeof address);
        return true;
    default: return fault(load, "the object file has a relocation of the unknown kind %u", (unsigned)kind);
    }
}

static bool relocate_section(Load *load, const Elf64_Shdr *section)
{
    uint32_t target = section->sh_info;
    if (target >= load->section_count || section->sh_offset % 8 != 0)
        return damaged(load, "relocation section");
    if (load->placed[target] == NOT_PLACED)
        return true; /* of a section that is not loaded */
    const Elf64_Rela *entries = (const void *)(load->object + section->sh_offset);
    size_t size = load->sections[target].sh_size;
    unsigned char *base = load->mapping + load->placed[target];
    for (size_t i = 0; i < section->sh_size / sizeof *entries; i++) {
        if (entries[i].r_offset >= size)
            return damaged(load, "relocation");
        if (!relocate_one(load, &entries[i], base + entries[i].r_offset, size - entries[i].r_offset))
            return false;
    }
    return true;
}

static bool relocate(Load *load)
{
    for (int i = 0; i < load->section_count; i++)
        if (load->sections[i].sh_type == SHT_RELA && !relocate_section(load, &load->sections[i]))
            return false;
    return true;
}

/* --- the result --- */

static bool protect(Load *load)
{
    if (mprotect(load->mapping, load->data, PROT_READ | PROT_EXEC) < 0 || mprotect(load->mapping + load->data, load->mapped - load->data, PROT_READ) < 0)
        return fault(load, "the system does not allow memory to become executable");
    return true;
}

/* The address of the function hl_nest; 0: `error` says why. */
static uint64_t find_function(Load *load)
{
    uint64_t address = 0;
    for (size_t i = 0; i < load->symbol_count; i++) {
        const Elf64_Sym *symbol = &load->symbols[i];
        if (symbol->st_shndx == SHN_UNDEF || ELF64_ST_TYPE(symbol->st_info) != STT_FUNC || strcmp(symbol_name(load, symbol), "hl_nest") != 0)
            continue;
        if (resolve(load, i, &address) && (load->sections[symbol->st_shndx].sh_flags & SHF_EXECINSTR))
            return address;
        damaged(load, "function");
        return 0;
    }
    fault(load, "the object file has no function hl_nest");
    return 0;
}

static void tell_perf(const Load *load, const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "/tmp/perf-%d.map", (int)getpid());
    FILE *map = fopen(path, "ae");
    if (!map)
        return;
    fprintf(map, "%lx %zx py:%s\n", (unsigned long)load->mapping, load->stubs, name);
    fclose(map);
}

static HlMachineCode *describe(Load *load, uint64_t function)
{
    HlMachineCode *code = calloc(1, sizeof *code);
    if (!code) {
        fault(load, "out of memory");
        return NULL;
    }
    code->function = (HlNativeFunction *)function;
    code->mapping = load->mapping;
    code->mapped = load->mapped;
    code->code_size = load->stubs;
    return code;
}

HlMachineCode *hl_load_object(const void *object, size_t size, const char *name, char *error, size_t error_size)
{
    Load load = {.object = object, .size = size, .error = error, .error_size = error_size};
    HlMachineCode *code = NULL;
    if ((uintptr_t)object % 8 != 0)
        damaged(&load, "not aligned");
    else if (read_header(&load) && check_sections(&load) && read_symbols(&load) && place(&load) && fill(&load) && relocate(&load) && protect(&load)) {
        uint64_t function = find_function(&load);
        code = function ? describe(&load, function) : NULL;
    }
    free(load.placed);
    if (code && getenv("HOTLOOP_PERF"))
        tell_perf(&load, name);
    if (!code && load.mapping)
        munmap(load.mapping, load.mapped);
    return code;
}

void hl_unload(HlMachineCode *code)
{
    munmap(code->mapping, code->mapped);
    free(code);
}
