/* One long/flat run over a million bars.
 *
 *   ./single MARKET FEE SLIPPAGE STOP BARS_PER_YEAR FAST SLOW [ROUNDS]
 *
 * MARKET holds open, high, low, close, target. FEE, SLIPPAGE and STOP are fractions; a stop of 0 means none.
 *
 * Bar t: (1) if target[t-1] differs from target[t-2], trade at open[t]: sell, then buy with all cash; (2) the stop, on the
 * entry bar too: a position that was open before the bar and whose open is at or below the level leaves at the open, else
 * low <= level leaves at the level; (3) equity at the close. After a stop the account is flat until the target changes. */
#include "bench.h"

static Market market;
static Rules rules;
static int fast_period, slow_period;
static double *averages_target;
static Result last_result;

/* The loop as one would write it first: every bar does everything. */
static Result run_plain(const double *target) {
  const double *open = market.open, *low = market.low, *close = market.close;
  const double buy = 1 + rules.slippage, sell = 1 - rules.slippage, fee = rules.fee, keep_stop = 1 - rules.stop;
  const int has_stop = rules.stop > 0;
  double cash = rules.capital, quantity = 0, level = 0, paid = 0, last = 0, previous = cash, peak = cash;
  Tally tally = {0, 0, 1, 0, 0, 0, 0};
  for (int t = 0; t < market.length; t++) {
    int held = quantity > 0;
    double exit_price = 0;
    if (t > 0 && target[t - 1] != last) {
      last = target[t - 1];
      if (held) exit_price = open[t];
      else if (last > 0) {
        double fill = open[t] * buy;
        paid = cash;
        quantity = cash / (fill * (1 + fee));
        cash -= quantity * fill * (1 + fee);
        level = fill * keep_stop;
        if (has_stop && low[t] <= level) exit_price = level;
      }
    } else if (held && has_stop && low[t] <= level) {
      exit_price = open[t] <= level ? open[t] : level;
    }
    if (exit_price > 0) {
      cash += quantity * exit_price * sell * (1 - fee);
      quantity = 0;
      double profit = cash - paid;
      tally.trades++;
      if (profit > 0) {
        tally.wins++;
        tally.gains += profit;
      } else tally.losses -= profit;
    }
    double equity = cash + quantity * close[t], change = equity / previous - 1;
    tally.sum += change;
    tally.squares += change * change;
    previous = equity;
    if (equity > peak) peak = equity;
    else if (equity < peak * tally.keep) tally.keep = equity / peak;
  }
  return conclude(tally, rules, previous, market.length);
}

/* The same split by position state: flat bars only look at the target, because nothing else can change there. */
static Result run_split(const double *target) {
  const double *open = market.open, *low = market.low, *close = market.close;
  const double buy = 1 + rules.slippage, sell = 1 - rules.slippage, fee = rules.fee, keep_stop = 1 - rules.stop;
  const int length = market.length, has_stop = rules.stop > 0;
  double cash = rules.capital, last = 0, peak = cash, equity = cash, floor_equity = cash;
  Tally tally = {0, 0, 1, 0, 0, 0, 0};
  int t = 1;
  while (t < length) {
    while (t < length && target[t - 1] == last) t++;
    if (t >= length) break;
    last = target[t - 1];
    if (!(last > 0)) {
      t++;
      continue;
    }
    double fill = open[t] * buy, paid = cash, quantity = cash / (fill * (1 + fee)), previous = cash, exit_price = 0;
    cash -= quantity * fill * (1 + fee);
    const double level = has_stop ? fill * keep_stop : -1;
    if (low[t] <= level) exit_price = level;
    else {
      for (;;) {
        equity = cash + quantity * close[t];
        double change = equity / previous - 1;
        tally.sum += change;
        tally.squares += change * change;
        previous = equity;
        if (equity > peak) {
          peak = equity;
          floor_equity = peak * tally.keep;
        } else if (equity < floor_equity) {
          tally.keep = equity / peak;
          floor_equity = equity;
        }
        t++;
        if (t >= length) break;
        if (target[t - 1] != last) {
          last = target[t - 1];
          exit_price = open[t];
          break;
        }
        if (low[t] <= level) {
          exit_price = open[t] <= level ? open[t] : level;
          break;
        }
      }
    }
    if (t >= length) break;
    cash += quantity * exit_price * sell * (1 - fee);
    equity = cash;
    double change = cash / previous - 1, profit = cash - paid;
    tally.sum += change;
    tally.squares += change * change;
    tally.trades++;
    if (profit > 0) {
      tally.wins++;
      tally.gains += profit;
    } else tally.losses -= profit;
    if (cash > peak) {
      peak = cash;
      floor_equity = peak * tally.keep;
    } else if (cash < floor_equity) {
      tally.keep = cash / peak;
      floor_equity = cash;
    }
    t++;
  }
  return conclude(tally, rules, equity, length);
}

/* vectorbt's order within a bar, to compare with its own result: the stop is looked at first and only for a position that
 * was open before the bar, so it beats an exit signal at the open and never acts on the entry bar. */
static Result run_peer(const double *target) {
  const double *open = market.open, *low = market.low, *close = market.close;
  const double buy = 1 + rules.slippage, sell = 1 - rules.slippage, fee = rules.fee;
  double cash = rules.capital, quantity = 0, level = 0, paid = 0, last = 0, previous = cash, peak = cash;
  Tally tally = {0, 0, 1, 0, 0, 0, 0};
  for (int t = 0; t < market.length; t++) {
    double exit_price = 0;
    int changed = t > 0 && target[t - 1] != last;
    if (changed) last = target[t - 1];
    if (quantity > 0) {
      if (rules.stop > 0 && low[t] <= level) exit_price = open[t] <= level ? open[t] : level;
      else if (changed) exit_price = open[t];
      if (exit_price > 0) {
        cash += quantity * exit_price * sell * (1 - fee);
        quantity = 0;
        tally.trades++;
        double profit = cash - paid;
        if (profit > 0) {
          tally.wins++;
          tally.gains += profit;
        } else tally.losses -= profit;
      }
    } else if (changed && last > 0) {
      double fill = open[t] * buy;
      paid = cash;
      quantity = cash / (fill * (1 + fee));
      cash -= quantity * fill * (1 + fee);
      level = fill * (1 - rules.stop);
    }
    double equity = cash + quantity * close[t], change = equity / previous - 1;
    tally.sum += change;
    tally.squares += change * change;
    previous = equity;
    if (equity > peak) peak = equity;
    else if (equity < peak * tally.keep) tally.keep = equity / peak;
  }
  return conclude(tally, rules, previous, market.length);
}

/* Both moving averages and the comparison, by running sums. */
static void decide(void) {
  const double *close = market.close;
  const double fast_scale = 1.0 / fast_period, slow_scale = 1.0 / slow_period;
  double fast = 0, slow = 0;
  for (int t = 0; t < slow_period && t < market.length; t++) {
    slow += close[t];
    fast += close[t] - (t >= fast_period ? close[t - fast_period] : 0);
    averages_target[t] = t == slow_period - 1 ? fast * fast_scale > slow * slow_scale : 0;
  }
  for (int t = slow_period; t < market.length; t++) {
    fast += close[t] - close[t - fast_period];
    slow += close[t] - close[t - slow_period];
    averages_target[t] = fast * fast_scale > slow * slow_scale;
  }
}

static void plain(void) { last_result = run_plain(market.target); }
static void split(void) { last_result = run_split(market.target); }
static void peer(void) { last_result = run_peer(market.target); }
static void whole(void) {
  decide();
  last_result = run_split(averages_target);
}
static void print(void) { print_result(last_result); }

int main(int argc, char **argv) {
  if (argc < 8) {
    fprintf(stderr, "usage: %s MARKET FEE SLIPPAGE STOP BARS_PER_YEAR FAST SLOW [ROUNDS]\n", argv[0]);
    return 1;
  }
  market = read_market(argv[1]);
  rules = (Rules){10000, atof(argv[2]), atof(argv[3]), atof(argv[4]), atof(argv[5])};
  fast_period = atoi(argv[6]);
  slow_period = atoi(argv[7]);
  averages_target = doubles((size_t)market.length);
  const Form forms[] = {{"plain", plain, print}, {"split", split, print}, {"whole", whole, print}, {"peer", peer, print}};
  return answer(forms, 4, argc > 8 ? atoi(argv[8]) : 0);
}
