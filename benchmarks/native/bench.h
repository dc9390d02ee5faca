/* Shared by the three native programs: reading columns, the clock, and the question-and-answer loop.
 *
 * A program is started once and then asked: one line on standard input names a form, one line of JSON on standard output
 * answers with the milliseconds of one run and with its results. So the TypeScript side can take turns between contenders
 * in different processes. With a number of rounds as last argument the program times itself instead and prints one object. */
#ifndef BENCH_H
#define BENCH_H
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 199309L
#endif
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static inline double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
}

static inline double *doubles(size_t count) {
  double *memory = calloc(count > 0 ? count : 1, sizeof(double));
  if (memory == NULL) {
    fprintf(stderr, "out of memory for %zu doubles\n", count);
    exit(1);
  }
  return memory;
}

/* Reads a whole file of little-endian doubles; the machine is taken to be little-endian. */
static inline double *read_doubles(const char *path, size_t *count) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    fprintf(stderr, "cannot open %s\n", path);
    exit(1);
  }
  fseek(file, 0, SEEK_END);
  *count = (size_t)ftell(file) / sizeof(double);
  rewind(file);
  double *values = doubles(*count);
  if (fread(values, sizeof(double), *count, file) != *count) {
    fprintf(stderr, "cannot read %s\n", path);
    exit(1);
  }
  fclose(file);
  return values;
}

/* Five columns behind each other: open, high, low, close, target. */
typedef struct {
  int length;
  double *open, *high, *low, *close, *target;
} Market;

static inline Market read_market(const char *path) {
  size_t count;
  double *values = read_doubles(path, &count);
  size_t n = count / 5;
  Market market = {(int)n, values, values + n, values + 2 * n, values + 3 * n, values + 4 * n};
  return market;
}

/* What every run reports. Drawdowns are positive fractions, returns are per bar, NaN is an undefined ratio. */
typedef struct {
  double final_equity, total_return, sharpe, max_drawdown, win_rate, profit_factor;
  int trades;
} Result;

typedef struct {
  double capital, fee, slippage, stop, bars_per_year;
} Rules;

/* Sums that a run collects on its way and that become a Result at its end. */
typedef struct {
  double sum, squares, keep, gains, losses;
  int trades, wins;
} Tally;

static inline Result conclude(Tally tally, Rules rules, double equity, int length) {
  double count = length - 1, mean = tally.sum / count;
  double variance = (tally.squares - tally.sum * mean) / (count - 1);
  Result result;
  result.final_equity = equity;
  result.total_return = equity / rules.capital - 1;
  result.sharpe = variance > 0 ? mean / sqrt(variance) * sqrt(rules.bars_per_year) : NAN;
  result.max_drawdown = 1 - tally.keep;
  result.win_rate = tally.trades > 0 ? (double)tally.wins / tally.trades : NAN;
  result.profit_factor = tally.losses > 0 ? tally.gains / tally.losses : NAN;
  result.trades = tally.trades;
  return result;
}

static inline void print_number(const char *name, double value) {
  if (isnan(value)) printf("\"%s\":null", name);
  else printf("\"%s\":%.17g", name, value);
}

static inline void print_result(Result r) {
  print_number("finalEquity", r.final_equity);
  putchar(',');
  print_number("totalReturn", r.total_return);
  putchar(',');
  print_number("sharpe", r.sharpe);
  putchar(',');
  print_number("maxDrawdown", r.max_drawdown);
  putchar(',');
  print_number("winRate", r.win_rate);
  putchar(',');
  print_number("profitFactor", r.profit_factor);
  printf(",\"trades\":%d", r.trades);
}

/* A named way to do the work; print writes the members of its results, without braces. */
typedef struct {
  const char *name;
  void (*run)(void);
  void (*print)(void);
} Form;

static inline int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static inline int answer(const Form *forms, int count, int rounds) {
  if (rounds > 0) {
    double *took = doubles((size_t)rounds);
    printf("{");
    for (int f = 0; f < count; f++) {
      forms[f].run();
      for (int r = 0; r < rounds; r++) {
        double start = now_ms();
        forms[f].run();
        took[r] = now_ms() - start;
      }
      qsort(took, (size_t)rounds, sizeof(double), ascending);
      double median = rounds % 2 ? took[rounds / 2] : (took[rounds / 2 - 1] + took[rounds / 2]) / 2;
      printf("%s\"%s\":{\"minMs\":%.6f,\"medianMs\":%.6f,\"rounds\":%d,", f ? "," : "", forms[f].name, took[0], median, rounds);
      forms[f].print();
      printf("}");
    }
    printf("}\n");
    free(took);
    return 0;
  }
  char line[256];
  while (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\r\n")] = '\0';
    const Form *form = NULL;
    for (int f = 0; f < count; f++)
      if (strcmp(forms[f].name, line) == 0) form = &forms[f];
    if (form == NULL) {
      printf("{\"error\":\"no form %s\"}\n", line);
    } else {
      double start = now_ms();
      form->run();
      double took = now_ms() - start;
      printf("{\"ms\":%.6f,", took);
      form->print();
      printf("}\n");
    }
    fflush(stdout);
  }
  return 0;
}
#endif
