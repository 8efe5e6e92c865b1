/* The summary that --stats prints at the end of a run. See report.h. */
#include "report.h"

#include "../jit/nest.h"
#include "totals.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TOP_EXITS = 10 };

typedef struct ExitCount {
    const HlNest *nest;
    const HlSnapshot *snapshot;
    uint64_t taken;
} ExitCount;

/* Inserts into the list of the most frequent exits, sorted by count. */
static void note_exit(ExitCount *top, int *count, ExitCount entry)
{
    int place = *count < TOP_EXITS ? (*count)++ : TOP_EXITS - 1;
    if (place == TOP_EXITS - 1 && top[place].taken >= entry.taken && top[place].nest != NULL)
        return;
    while (place > 0 && top[place - 1].taken < entry.taken) {
        top[place] = top[place - 1];
        place--;
    }
    top[place] = entry;
}

static int exit_line(const HlNest *nest, const HlSnapshot *snapshot)
{
    const HlSnapshotFrame *frame = &snapshot->frames[snapshot->frame_count - 1];
    PyCodeObject *code = nest->code->code;
    const HlVersion *version = nest->version;
    if (frame->code < version->constant_count && version->constants[frame->code] != NULL && PyCode_Check(version->constants[frame->code]))
        code = (PyCodeObject *)version->constants[frame->code];
    return PyCode_Addr2Line(code, frame->pc * (int)sizeof(_Py_CODEUNIT));
}

static void print_exits(FILE *out)
{
    ExitCount top[TOP_EXITS] = {{NULL, NULL, 0}};
    int count = 0;
    for (const HlNest *nest = hl_nests; nest != NULL; nest = nest->next_nest) {
        const HlVersion *version = nest->version;
        if (version == NULL || version->ir == NULL || version->exits == NULL)
            continue;
        for (uint32_t i = 0; i < version->ir->snapshot_count; i++) {
            const HlSnapshot *snapshot = version->ir->snapshots[i];
            if (snapshot != NULL && snapshot->frame_count > 0 && version->exits[i] > 0)
                note_exit(top, &count, (ExitCount){nest, snapshot, version->exits[i]});
        }
    }
    if (count == 0)
        return;
    fprintf(out, "  exits taken most often, by guard:\n");
    for (int i = 0; i < count; i++)
        fprintf(out, "    %12" PRIu64 "  exit %" PRIu32 " at line %d, of %s\n", top[i].taken, top[i].snapshot->id, exit_line(top[i].nest, top[i].snapshot),
                top[i].nest->name == NULL ? "?" : top[i].nest->name);
}

static double share(double part, double whole)
{
    if (whole <= 0 || part <= 0)
        return 0;
    return part >= whole ? 100 : 100 * part / whole;
}

static void print_totals(FILE *out, const HlTotals *totals)
{
    double native = share(totals->native_seconds, totals->run_seconds);
    fprintf(out, "hotloop: summary\n");
    fprintf(out, "  loops seen              %12" PRId64 "  (%" PRId64 " given up)\n", totals->loops, totals->loops_given_up);
    fprintf(out, "  nests compiled          %12" PRId64 "  (%" PRId64 " compiles)\n", totals->nests_compiled, totals->builds);
    fprintf(out, "  compile time            %12.3f s  (beside the program)\n", totals->compile_seconds);
    fprintf(out, "  run time                %12.3f s  (about %.1f %% native, %.1f %% interpreted)\n", totals->run_seconds, native, 100 - native);
    fprintf(out, "  iterations native       %12" PRId64 "\n", totals->native_iterations);
    fprintf(out, "  iterations interpreted  %12" PRId64 "\n", totals->interpreted_iterations);
    fprintf(out, "  numbers not made        %12" PRId64 "  (objects that the interpreter would have made, about)\n", totals->numbers_not_made);
    fprintf(out, "  entries of native code  %12" PRId64 "\n", totals->entries);
    fprintf(out, "  exits                   %12" PRId64 "\n", totals->exits);
}

void hl_report_summary(void)
{
    HlTotals totals = hl_totals();
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL)
        return;
    print_totals(out, &totals);
    print_exits(out);
    if (fclose(out) == 0 && write(2, text, size) < 0) {
        /* nobody is left to be told */
    }
    free(text);
}
