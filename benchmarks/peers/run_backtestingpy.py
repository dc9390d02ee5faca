"""backtesting.py on the market that the TypeScript side writes: the first BARS bars of it, because it works bar by bar.

  python run_backtestingpy.py MARKET FEE SLIPPAGE STOP FAST SLOW BARS [ROUNDS]

Only the time is comparable. It differs from the other engines by design: the stop hangs on the decision's close instead of the fill, slippage
is its `spread`, units are whole (the account is large to make up for that) and Sharpe is computed from daily returns."""

import sys

import numpy as np
import pandas as pd
from backtesting import Backtest, Strategy

from bench import answer, read_market


def average(values, period):
    return pd.Series(values).rolling(period).mean().to_numpy()


def main():
    path, fee, slippage, stop, fast_period, slow_period, bars, *rest = sys.argv[1:]
    market = read_market(path)[:, : int(bars)]
    stop_loss = float(stop)

    class Crossover(Strategy):
        def init(self):
            self.fast = self.I(average, self.data.Close, int(fast_period))
            self.slow = self.I(average, self.data.Close, int(slow_period))

        def next(self):
            above = self.fast[-1] > self.slow[-1]
            before = self.fast[-2] > self.slow[-2]
            if above and not before:
                self.buy(size=0.99, sl=self.data.Close[-1] * (1 - stop_loss) if stop_loss > 0 else None)
            elif before and not above:
                self.position.close()

    frame = pd.DataFrame(
        dict(zip(("Open", "High", "Low", "Close"), market[:4])),
        index=pd.date_range("2000-01-01", periods=market.shape[1], freq="h"),
    )

    def work():
        run = Backtest(frame, Crossover, cash=1e9, commission=float(fee), spread=float(slippage), finalize_trades=False)
        return run.run()

    def describe(stats):
        return {
            "totalReturn": stats["Return [%]"] / 100,
            "maxDrawdown": -stats["Max. Drawdown [%]"] / 100,
            "trades": stats["# Trades"],
            "bars": market.shape[1],
        }

    np.seterr(all="ignore")
    answer({"run": (work, describe)}, int(rest[0]) if rest else 0)


main()
