/* Tulip's own C over whole columns, without a language in between.
 *
 *   ./tulip MARKET
 *
 * The last of the five columns of the market is the volume here. A line on standard input asks for MEMORY NAME OPTIONS, such as "kept bbands 20 2":
 * "kept" writes into memory that is there already, "new" into memory that the run asks the system for, as a caller without buffers would. */
#include "bench.h"
#include <malloc.h>
#include "indicators.h"

static Market market;

/* Processor time: waiting for other processes does not count. */
static double processor_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
}

static TI_REAL const *column(const char *name) {
  switch (name[0]) {
    case 'o': return market.open;
    case 'h': return market.high;
    case 'l': return market.low;
    case 'v': return market.target;
    default: return market.close;
  }
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s MARKET\n", argv[0]);
    return 1;
  }
  market = read_market(argv[1]);
  mallopt(M_MMAP_THRESHOLD, 1 << 20); /* Fixed, so that freed memory goes back to the system and new memory is new. */
  enum { OUTPUTS = 8, OPTIONS = 8 };
  double *kept[OUTPUTS];
  for (int k = 0; k < OUTPUTS; k++) {
    kept[k] = doubles((size_t)market.length);
    for (int t = 0; t < market.length; t++) kept[k][t] = 1;
  }
  char line[256];
  while (fgets(line, sizeof line, stdin) != NULL) {
    double options[OPTIONS] = {0};
    char *memory = strtok(line, " \r\n"), *name = strtok(NULL, " \r\n"), *word;
    for (int k = 0; k < OPTIONS && (word = strtok(NULL, " \r\n")) != NULL; k++) options[k] = atof(word);
    const ti_indicator_info *info = name == NULL ? NULL : ti_find_indicator(name);
    if (info == NULL) {
      printf("{\"error\":\"no indicator %s\"}\n", name == NULL ? "" : name);
      fflush(stdout);
      continue;
    }
    TI_REAL const *inputs[8];
    for (int k = 0; k < info->inputs; k++) inputs[k] = column(info->input_names[k]);
    double *outputs[OUTPUTS];
    const int first = info->start(options), is_new = memory[0] == 'n';
    double start = processor_ms();
    for (int k = 0; k < info->outputs; k++) outputs[k] = is_new ? malloc(sizeof(double) * (size_t)(market.length - first)) : kept[k];
    int failed = info->indicator(market.length, inputs, options, outputs);
    double took = processor_ms() - start;
    if (failed) printf("{\"error\":\"%s refused its options\"}\n", name);
    else {
      printf("{\"ms\":%.6f,\"last\":[", took);
      for (int k = 0; k < info->outputs; k++) {
        double value = outputs[k][market.length - first - 1];
        if (isfinite(value)) printf("%s%.17g", k ? "," : "", value);
        else printf("%snull", k ? "," : "");
      }
      printf("]}\n");
    }
    if (is_new)
      for (int k = 0; k < info->outputs; k++) free(outputs[k]);
    fflush(stdout);
  }
  return 0;
}
