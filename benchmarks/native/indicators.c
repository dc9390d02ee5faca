/* Six indicators over whole columns, into memory that is there already.
 *
 *   ./indicators MARKET [ROUNDS]
 *
 * SMA 50, EMA 50, RSI 14, ATR 14, Bollinger bands 20/2 (with percent b and bandwidth), MACD 12/26/9. Seeds: exponential averages start with the simple mean
 * of their first window, as TA-Lib's do. Results: the last value of each output, to compare with other implementations. */
#include "bench.h"

static Market market;
enum { OUTPUTS = 5 };
static double *out[OUTPUTS];
static int outputs;

static void sma(void) {
  const int period = 50, length = market.length;
  const double *x = market.close, scale = 1.0 / period;
  double *y = out[0], sum = 0;
  for (int t = 0; t < period; t++) {
    sum += x[t];
    y[t] = NAN;
  }
  y[period - 1] = sum * scale;
  for (int t = period; t < length; t++) {
    sum += x[t] - x[t - period];
    y[t] = sum * scale;
  }
  outputs = 1;
}

static void fill_ema(const double *x, int from, int length, int period, double *y) {
  const double alpha = 2.0 / (period + 1);
  double value = 0;
  for (int t = 0; t < from + period - 1; t++) y[t] = NAN;
  for (int t = from; t < from + period; t++) value += x[t];
  value /= period;
  y[from + period - 1] = value;
  for (int t = from + period; t < length; t++) {
    value += alpha * (x[t] - value);
    y[t] = value;
  }
}

static void ema(void) {
  fill_ema(market.close, 0, market.length, 50, out[0]);
  outputs = 1;
}

static void rsi(void) {
  const int period = 14, length = market.length;
  const double *x = market.close;
  double *y = out[0], gain = 0, loss = 0;
  for (int t = 0; t < period; t++) y[t] = NAN;
  for (int t = 1; t <= period; t++) {
    double change = x[t] - x[t - 1];
    gain += change > 0 ? change : 0;
    loss += change < 0 ? -change : 0;
  }
  gain /= period;
  loss /= period;
  y[period] = gain + loss > 0 ? 100 * gain / (gain + loss) : 0;
  const double keep = (period - 1.0) / period, share = 1.0 / period;
  for (int t = period + 1; t < length; t++) {
    double change = x[t] - x[t - 1];
    gain = gain * keep + (change > 0 ? change : 0) * share;
    loss = loss * keep + (change < 0 ? -change : 0) * share;
    y[t] = gain + loss > 0 ? 100 * gain / (gain + loss) : 0;
  }
  outputs = 1;
}

static inline double true_range(int t) {
  /* fmax and fmin would have to care about NaN. */
  double before = market.close[t - 1], high = market.high[t], low = market.low[t];
  return (high > before ? high : before) - (low < before ? low : before);
}

static void atr(void) {
  const int period = 14, length = market.length;
  double *y = out[0], value = 0;
  for (int t = 0; t < period; t++) y[t] = NAN;
  for (int t = 1; t <= period; t++) value += true_range(t);
  value /= period;
  y[period] = value;
  const double keep = (period - 1.0) / period, share = 1.0 / period;
  for (int t = period + 1; t < length; t++) {
    value = value * keep + true_range(t) * share;
    y[t] = value;
  }
  outputs = 1;
}

static void bollinger(void) {
  const int period = 20, length = market.length;
  const double *x = market.close, scale = 1.0 / period;
  double *upper = out[0], *middle = out[1], *lower = out[2], *share = out[3], *bandwidth = out[4], mean = 0, spread = 0;
  for (int t = 0; t < period - 1; t++) upper[t] = middle[t] = lower[t] = share[t] = bandwidth[t] = NAN;
  for (int t = 0; t < period; t++) mean += x[t];
  mean *= scale;
  for (int t = 0; t < period; t++) spread += (x[t] - mean) * (x[t] - mean);
  for (int t = period - 1; t < length; t++) {
    if (t >= period) {
      /* Moving the window changes the sum of squares by this exact identity, without squares of whole prices. */
      double added = x[t], dropped = x[t - period], before = mean;
      mean += (added - dropped) * scale;
      spread += (added - dropped) * (added - mean + dropped - before);
    }
    double width = 2 * sqrt(spread > 0 ? spread * scale : 0);
    lower[t] = mean - width;
    middle[t] = mean;
    upper[t] = mean + width;
    share[t] = width > 0 ? (x[t] - mean + width) / (2 * width) : NAN;
    bandwidth[t] = 2 * width / mean;
  }
  outputs = 5;
}

static void macd(void) {
  const int quick = 12, slow = 26, smooth = 9, length = market.length;
  const double *x = market.close, quick_alpha = 2.0 / (quick + 1), slow_alpha = 2.0 / (slow + 1), smooth_alpha = 2.0 / (smooth + 1);
  double *line = out[0], *signal = out[1], *histogram = out[2], a = 0, b = 0, s = 0;
  for (int t = 0; t < slow; t++) {
    b += x[t];
    if (t < quick) a += x[t];
    if (t == quick - 1) a /= quick;
    if (t >= quick) a += quick_alpha * (x[t] - a);
    line[t] = NAN;
  }
  b /= slow;
  for (int t = 0; t < slow + smooth - 2; t++) signal[t] = histogram[t] = NAN;
  const int first = slow - 1, whole = slow + smooth - 2;
  for (int t = first; t <= whole; t++) {
    if (t > first) {
      a += quick_alpha * (x[t] - a);
      b += slow_alpha * (x[t] - b);
    }
    line[t] = a - b;
    s += line[t];
  }
  s /= smooth;
  signal[whole] = s;
  histogram[whole] = line[whole] - s;
  for (int t = whole + 1; t < length; t++) {
    a += quick_alpha * (x[t] - a);
    b += slow_alpha * (x[t] - b);
    double value = a - b;
    s += smooth_alpha * (value - s);
    line[t] = value;
    signal[t] = s;
    histogram[t] = value - s;
  }
  outputs = 3;
}

static void print(void) {
  printf("\"last\":[");
  for (int k = 0; k < outputs; k++) printf("%s%.17g", k ? "," : "", out[k][market.length - 1]);
  printf("]");
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s MARKET [ROUNDS]\n", argv[0]);
    return 1;
  }
  market = read_market(argv[1]);
  if (market.length < 200) {
    fprintf(stderr, "%d bars are too few\n", market.length);
    return 1;
  }
  for (int k = 0; k < OUTPUTS; k++) out[k] = doubles((size_t)market.length);
  const Form forms[] = {{"sma", sma, print}, {"ema", ema, print}, {"rsi", rsi, print},
                        {"atr", atr, print}, {"bollinger", bollinger, print}, {"macd", macd, print}};
  return answer(forms, 6, argc > 2 ? atoi(argv[2]) : 0);
}
