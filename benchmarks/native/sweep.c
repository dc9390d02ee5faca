/* Many moving-average crossovers over the same bars, long/flat, next open, no stop.
 *
 *   ./sweep MARKET COMBINATIONS FEE SLIPPAGE BARS_PER_YEAR OUT [ROUNDS]
 *
 * COMBINATIONS holds pairs of doubles (fast, slow). Each timed run computes one column of averages per distinct period, then
 * every combination with all its metrics. The results of the last run go to OUT as seven doubles per combination: final
 * equity, total return, Sharpe, maximum drawdown, trades, win rate, profit factor.
 *
 * Forms: `plain` visits every bar of every combination. `scan` looks for the next crossing bar by bar and visits bars in
 * position for the drawdown only. `mask` finds crossings by comparing 64 bars into one word. `blocks` is `mask` with whole
 * blocks of bars stepped over where neither a new peak nor a deeper trough can be. */
#include "bench.h"
#ifdef __AVX512F__
#include <immintrin.h>
#endif

enum { MAX_PERIOD = 4096, BLOCK = 32 };

static Market market;
static Rules rules;
static double *pairs;
static int pair_count;
static double *average_of[MAX_PERIOD];
static double *sum_of_returns, *sum_of_squares, *block_low, *block_high;
static int *crossings;
static Result *results;
static const char *out_path;

static void fill_average(int period, double *out) {
  const double *close = market.close;
  const double scale = 1.0 / period;
  double sum = 0;
  for (int t = 0; t < market.length && t < period; t++) {
    sum += close[t];
    out[t] = t == period - 1 ? sum * scale : NAN;
  }
  for (int t = period; t < market.length; t++) {
    sum += close[t] - close[t - period];
    out[t] = sum * scale;
  }
}

static void fill_averages(void) {
  char done[MAX_PERIOD] = {0};
  for (int i = 0; i < 2 * pair_count; i++) {
    int period = (int)pairs[i];
    if (done[period]) continue;
    done[period] = 1;
    fill_average(period, average_of[period]);
  }
}

static void settle(Tally *tally, double profit) {
  tally->trades++;
  if (profit > 0) {
    tally->wins++;
    tally->gains += profit;
  } else tally->losses -= profit;
}

/* Every bar of every combination. */
static Result run_plain(const double *fast, const double *slow) {
  const double *open = market.open, *close = market.close;
  const double buy = (1 + rules.slippage) * (1 + rules.fee), sell = (1 - rules.slippage) * (1 - rules.fee);
  double cash = rules.capital, quantity = 0, paid = 0, previous = cash, peak = cash;
  int want = 0, have = 0;
  Tally tally = {0, 0, 1, 0, 0, 0, 0};
  for (int t = 0; t < market.length; t++) {
    if (want != have) {
      have = want;
      if (have) {
        paid = cash;
        quantity = cash / (open[t] * buy);
        cash = 0;
      } else {
        cash = quantity * open[t] * sell;
        quantity = 0;
        settle(&tally, cash - paid);
      }
    }
    double equity = cash + quantity * close[t], change = equity / previous - 1;
    tally.sum += change;
    tally.squares += change * change;
    previous = equity;
    if (equity > peak) peak = equity;
    else if (equity < peak * tally.keep) tally.keep = equity / peak;
    want = fast[t] > slow[t];
  }
  return conclude(tally, rules, previous, market.length);
}

/* Bars on which the comparison changes, found one after the other: the branches are rare and well predicted. */
static int find_by_scan(const double *fast, const double *slow) {
  const int length = market.length;
  int count = 0, t = 0;
  for (;;) {
    while (t < length && !(fast[t] > slow[t])) t++;
    if (t >= length) return count;
    crossings[count++] = t;
    while (t < length && fast[t] > slow[t]) t++;
    if (t >= length) return count;
    crossings[count++] = t;
  }
}

/* The comparison of 64 bars as bits: eight at a time where the machine has AVX-512. */
static inline uint64_t compare_64(const double *fast, const double *slow) {
  uint64_t above = 0;
#ifdef __AVX512F__
  for (int k = 0; k < 64; k += 8) {
    uint64_t eight = _mm512_cmp_pd_mask(_mm512_loadu_pd(fast + k), _mm512_loadu_pd(slow + k), _CMP_GT_OQ);
    above |= eight << k;
  }
#else
  for (int k = 0; k < 64; k++) above |= (uint64_t)(fast[k] > slow[k]) << k;
#endif
  return above;
}

/* The same bars by a bit mask; columns have 64 spare NaNs behind their end, so the last word needs no special case. */
static int find_by_mask(const double *fast, const double *slow) {
  const int length = market.length;
  uint64_t carry = 0;
  int count = 0;
  for (int from = 0; from < length; from += 64) {
    uint64_t above = compare_64(fast + from, slow + from), changed = above ^ (above << 1 | carry);
    for (; changed != 0; changed &= changed - 1) crossings[count++] = from + __builtin_ctzll(changed);
    carry = above >> 63;
  }
  if (count > 0 && crossings[count - 1] >= length) count--;
  return count;
}

/* Drawdown over the closes of one position, in units of the close. */
typedef struct {
  double peak, keep;
} Decline;

static inline Decline decline_bars(Decline d, const double *close, int from, int to) {
  double floor_close = d.peak * d.keep;
  for (int t = from; t < to; t++) {
    if (close[t] > d.peak) {
      d.peak = close[t];
      floor_close = d.peak * d.keep;
    } else if (close[t] < floor_close) {
      floor_close = close[t];
      d.keep = floor_close / d.peak;
    }
  }
  return d;
}

/* The same, stepping over blocks of bars that contain neither a new peak nor a deeper trough. */
static inline Decline decline_blocks(Decline d, const double *close, int from, int to) {
  int t = from;
  while (t < to) {
    if (t % BLOCK == 0 && t + BLOCK <= to && block_high[t / BLOCK] <= d.peak && block_low[t / BLOCK] >= d.peak * d.keep) {
      t += BLOCK;
      continue;
    }
    int end = (t / BLOCK + 1) * BLOCK;
    if (end > to) end = to;
    d = decline_bars(d, close, t, end);
    t = end;
  }
  return d;
}

/* Only crossings are events. Returns inside a position are those of the close, so their sums come from prefix sums; only
 * the drawdown has to see the bars in position. */
static inline Result run_events(int events, int blocks) {
  const double *open = market.open, *close = market.close;
  const double buy = (1 + rules.slippage) * (1 + rules.fee), sell = (1 - rules.slippage) * (1 - rules.fee);
  const int length = market.length;
  double cash = rules.capital, peak = cash;
  Tally tally = {0, 0, 1, 0, 0, 0, 0};
  for (int e = 0; e < events; e += 2) {
    const int entry = crossings[e] + 1, leaves = e + 1 < events && crossings[e + 1] + 1 < length;
    if (entry >= length) break;
    const int end = leaves ? crossings[e + 1] + 1 : length;
    const double quantity = cash / (open[entry] * buy), marked = quantity * close[end - 1];
    double change = quantity * close[entry] / cash - 1;
    tally.sum += change + sum_of_returns[end - 1] - sum_of_returns[entry];
    tally.squares += change * change + sum_of_squares[end - 1] - sum_of_squares[entry];
    Decline d = {peak / quantity, tally.keep};
    d = blocks ? decline_blocks(d, close, entry, end) : decline_bars(d, close, entry, end);
    peak = d.peak * quantity;
    tally.keep = d.keep;
    if (!leaves) {
      cash = marked;
      break;
    }
    const double received = quantity * open[end] * sell;
    change = received / marked - 1;
    tally.sum += change;
    tally.squares += change * change;
    settle(&tally, received - cash);
    cash = received;
    if (cash > peak) peak = cash;
    else if (cash < peak * tally.keep) tally.keep = cash / peak;
  }
  return conclude(tally, rules, cash, length);
}

static void fill_prefix_sums(void) {
  const double *close = market.close;
  sum_of_returns[0] = sum_of_squares[0] = 0;
  for (int t = 1; t < market.length; t++) {
    double change = close[t] / close[t - 1] - 1;
    sum_of_returns[t] = sum_of_returns[t - 1] + change;
    sum_of_squares[t] = sum_of_squares[t - 1] + change * change;
  }
}

static void fill_blocks(void) {
  for (int b = 0; (b + 1) * BLOCK <= market.length; b++) {
    const double *close = market.close + b * BLOCK;
    double low = close[0], high = close[0];
    for (int k = 1; k < BLOCK; k++) {
      low = close[k] < low ? close[k] : low;
      high = close[k] > high ? close[k] : high;
    }
    block_low[b] = low;
    block_high[b] = high;
  }
}

static const double *fast_of(int i) { return average_of[(int)pairs[2 * i]]; }
static const double *slow_of(int i) { return average_of[(int)pairs[2 * i + 1]]; }

static void plain(void) {
  fill_averages();
  for (int i = 0; i < pair_count; i++) results[i] = run_plain(fast_of(i), slow_of(i));
}

static void scan(void) {
  fill_averages();
  fill_prefix_sums();
  for (int i = 0; i < pair_count; i++) results[i] = run_events(find_by_scan(fast_of(i), slow_of(i)), 0);
}

static void mask(void) {
  fill_averages();
  fill_prefix_sums();
  for (int i = 0; i < pair_count; i++) results[i] = run_events(find_by_mask(fast_of(i), slow_of(i)), 0);
}

static void blocks(void) {
  fill_averages();
  fill_prefix_sums();
  fill_blocks();
  for (int i = 0; i < pair_count; i++) results[i] = run_events(find_by_mask(fast_of(i), slow_of(i)), 1);
}

static void print(void) {
  double equity = 0, sharpe = 0, drawdown = 0;
  long trades = 0;
  FILE *file = fopen(out_path, "wb");
  for (int i = 0; i < pair_count; i++) {
    Result r = results[i];
    double row[7] = {r.final_equity, r.total_return, r.sharpe, r.max_drawdown, r.trades, r.win_rate, r.profit_factor};
    if (file != NULL) fwrite(row, sizeof(double), 7, file);
    equity += r.final_equity;
    sharpe += r.sharpe;
    drawdown += r.max_drawdown;
    trades += r.trades;
  }
  if (file != NULL) fclose(file);
  print_number("sumFinalEquity", equity);
  putchar(',');
  print_number("sumSharpe", sharpe);
  putchar(',');
  print_number("sumMaxDrawdown", drawdown);
  printf(",\"sumTrades\":%ld,\"combinations\":%d", trades, pair_count);
}

int main(int argc, char **argv) {
  if (argc < 7) {
    fprintf(stderr, "usage: %s MARKET COMBINATIONS FEE SLIPPAGE BARS_PER_YEAR OUT [ROUNDS]\n", argv[0]);
    return 1;
  }
  market = read_market(argv[1]);
  size_t count;
  pairs = read_doubles(argv[2], &count);
  pair_count = (int)(count / 2);
  rules = (Rules){10000, atof(argv[3]), atof(argv[4]), 0, atof(argv[5])};
  out_path = argv[6];
  for (int i = 0; i < 2 * pair_count; i++) {
    int period = (int)pairs[i];
    if (period < 1 || period >= MAX_PERIOD) {
      fprintf(stderr, "period %d is out of range\n", period);
      return 1;
    }
    if (average_of[period] != NULL) continue;
    average_of[period] = doubles((size_t)market.length + 64);
    for (int k = 0; k < 64; k++) average_of[period][market.length + k] = NAN;
  }
  sum_of_returns = doubles((size_t)market.length);
  sum_of_squares = doubles((size_t)market.length);
  block_low = doubles((size_t)market.length / BLOCK + 1);
  block_high = doubles((size_t)market.length / BLOCK + 1);
  crossings = calloc((size_t)market.length + 64, sizeof(int));
  results = calloc((size_t)pair_count + 1, sizeof(Result));
  const Form forms[] = {{"plain", plain, print}, {"scan", scan, print}, {"mask", mask, print}, {"blocks", blocks, print}};
  return answer(forms, 4, argc > 7 ? atoi(argv[7]) : 0);
}
