"""vectorbt on the markets that the TypeScript side writes.

  python run_vectorbt.py single MARKET FEE SLIPPAGE STOP FAST SLOW [ROUNDS]
  python run_vectorbt.py sweep MARKET COMBINATIONS FEE SLIPPAGE OUT [ROUNDS]

Targets change at a close and are traded at the next open: entries and exits are shifted by one bar and filled at `open`.
Forms of `single`: `signals` (averages, signals, simulation, three metrics), `stopless` (the same without a stop), `split`
(not timed for its own sake: every bar as two rows, its open and the rest, which makes vectorbt see the stop on the entry bar and
the exit signal at the open before the stop). Form of `sweep`: `sweep`. Behind a form may stand the engine: `signals numba` or
`signals rust`; without it vectorbt chooses, and takes Rust where `vectorbt-rust` is installed."""

import sys

import numpy as np
import pandas as pd
import vectorbt as vbt
from vectorbt.portfolio.enums import StopEntryPrice, StopExitPrice

from bench import answer, read_market

vbt.settings.returns["year_freq"] = "365 days"


def frames(market):
    index = pd.date_range("2000-01-01", periods=market.shape[1], freq="h") if market.shape[1] < 2_000_000 else None
    return [pd.Series(column, index=index) for column in market]


def with_engines(forms):
    """Every form under its own name and once per engine"""

    def on(engine, work):
        def run():
            vbt.settings["engine"] = engine
            return work()

        return run

    named = {}
    for name, (work, describe) in forms.items():
        named[name] = (on("auto", work), describe)
        named[f"{name} numba"] = (on("numba", work), describe)
        named[f"{name} rust"] = (on("rust", work), describe)
    return named


def own_sharpe(value):
    """Sharpe without the leading zero return that vectorbt counts for the first bar"""
    returns = value[1:] / value[:-1] - 1
    return returns.mean() / returns.std(ddof=1) * np.sqrt(8760)


def describe_single(outcome):
    portfolio, total, sharpe, drawdown = outcome
    trades = portfolio.trades.closed
    value = portfolio.value().to_numpy()
    return {
        "finalEquity": value[-1],
        "totalReturn": total,
        "sharpe": own_sharpe(value),
        "sharpeByVectorbt": sharpe,
        "maxDrawdown": -drawdown,
        "trades": trades.count(),
        "winRate": trades.win_rate(),
        "profitFactor": trades.profit_factor(),
    }


def single(path, fee, slippage, stop, fast, slow):
    market = read_market(path)
    opened, high, low, close, target = frames(market)
    costs = dict(init_cash=10_000, fees=fee, slippage=slippage, freq="1h")
    stops = dict(
        open=opened, high=high, low=low, sl_stop=stop,
        stop_entry_price=StopEntryPrice.FillPrice, stop_exit_price=StopExitPrice.StopMarket,
    )

    def measured(portfolio):
        return portfolio, portfolio.total_return(), portfolio.sharpe_ratio(), portfolio.max_drawdown()

    def signals(stops):
        def work():
            above = (vbt.MA.run(close, fast).ma > vbt.MA.run(close, slow).ma).to_numpy()
            changed = np.empty(len(above), dtype=bool)
            changed[0] = False
            changed[1:] = above[:-1]
            before = np.empty(len(above), dtype=bool)
            before[:2] = False
            before[2:] = above[:-2]
            entries = pd.Series(changed & ~before, index=close.index)
            exits = pd.Series(~changed & before, index=close.index)
            return measured(vbt.Portfolio.from_signals(close, entries, exits, price=opened, **stops, **costs))

        return work

    def split():
        n = len(close)
        row_open, row_high, row_low, row_close = (np.empty(2 * n) for _ in range(4))
        for column in (row_open, row_high, row_low, row_close):
            column[0::2] = market[0]
        row_open[1::2], row_high[1::2], row_low[1::2], row_close[1::2] = market[0], market[1], market[2], market[3]
        decided = np.concatenate([[0.0], market[4][:-1]])
        change = np.diff(decided, prepend=0.0)
        entries = np.zeros(2 * n, dtype=bool)
        exits = np.zeros(2 * n, dtype=bool)
        entries[0::2] = change > 0
        exits[0::2] = change < 0
        portfolio = vbt.Portfolio.from_signals(
            pd.Series(row_close), pd.Series(entries), pd.Series(exits), price=pd.Series(row_open),
            open=pd.Series(row_open), high=pd.Series(row_high), low=pd.Series(row_low), sl_stop=stop,
            stop_entry_price=StopEntryPrice.FillPrice, stop_exit_price=StopExitPrice.StopMarket, **costs,
        )
        return portfolio

    def describe_split(portfolio):
        value = portfolio.value().to_numpy()[1::2]
        trades = portfolio.trades.closed
        return {
            "finalEquity": value[-1],
            "totalReturn": value[-1] / 10_000 - 1,
            "sharpe": own_sharpe(value),
            "maxDrawdown": (1 - value / np.maximum.accumulate(value)).max(),
            "trades": trades.count(),
            "winRate": trades.win_rate(),
            "profitFactor": trades.profit_factor(),
        }

    return {
        "signals": (signals(stops), describe_single),
        "stopless": (signals({}), describe_single),
        "split": (split, describe_split),
    }


def sweep(path, combinations, fee, slippage, out):
    opened, high, low, close, target = frames(read_market(path))
    pairs = np.fromfile(combinations, dtype="<f8").reshape(-1, 2).astype(int)
    periods = np.unique(pairs)
    fast = np.searchsorted(periods, pairs[:, 0])
    slow = np.searchsorted(periods, pairs[:, 1])

    def work():
        averages = vbt.MA.run(close, periods).ma.to_numpy()
        above = averages[:, fast] > averages[:, slow]
        decided = np.zeros_like(above)
        decided[1:] = above[:-1]
        before = np.zeros_like(above)
        before[1:] = decided[:-1]
        entries = pd.DataFrame(decided & ~before, index=close.index)
        exits = pd.DataFrame(~decided & before, index=close.index)
        portfolio = vbt.Portfolio.from_signals(
            close, entries, exits, price=opened, init_cash=10_000, fees=fee, slippage=slippage, freq="1h"
        )
        return portfolio, portfolio.total_return(), portfolio.sharpe_ratio(), portfolio.max_drawdown()

    def describe(outcome):
        portfolio, total, sharpe, drawdown = outcome
        value = portfolio.value().to_numpy()
        trades = portfolio.trades.closed
        counts = trades.count().to_numpy()
        sharpes = np.array([own_sharpe(value[:, k]) for k in range(value.shape[1])])
        rows = np.column_stack([value[-1], total, sharpes, -drawdown, counts, trades.win_rate(), trades.profit_factor()])
        rows.astype("<f8").tofile(out)
        return {
            "sumFinalEquity": value[-1].sum(),
            "sumSharpe": sharpes.sum(),
            "sumMaxDrawdown": -drawdown.sum(),
            "sumTrades": counts.sum(),
            "combinations": len(pairs),
        }

    return {"sweep": (work, describe)}


def main():
    kind, *rest = sys.argv[1:]
    if kind == "single":
        path, fee, slippage, stop, fast, slow = rest[:6]
        forms, rounds = single(path, float(fee), float(slippage), float(stop), int(fast), int(slow)), rest[6:]
    else:
        path, combinations, fee, slippage, out = rest[:5]
        forms, rounds = sweep(path, combinations, float(fee), float(slippage), out), rest[5:]
    answer(with_engines(forms), int(rounds[0]) if rounds else 0)


main()
