"""The Monte Carlo of benchmarks/monte-carlo.ts, vectorized in NumPy: all paths at once, one array operation per step.

Forms: `full` computes every metric, `lean` only the equity bands, total return, Sharpe ratio and deepest drawdown. `check` takes the
indices that the library drew, so that the results can be compared; the timed forms draw their own."""

import sys

import numpy as np
from bench import answer

CAPITAL = 1.0
YEAR = 252.0
SHARES = [5, 25, 50, 75, 95]


def bands(values):
    return np.nanpercentile(values, SHARES) if np.isnan(values).any() else np.percentile(values, SHARES)


def draw(returns, paths, rng):
    return rng.integers(0, len(returns), size=(paths, len(returns)), dtype=np.int32)


def lean(returns, index):
    taken = returns[index]
    equity = np.cumprod(1.0 + taken, axis=1)
    fan = np.percentile(equity, SHARES, axis=0)
    high = np.maximum(np.maximum.accumulate(equity, axis=1), CAPITAL)
    depth = (1.0 - equity / high).max(axis=1)
    mean = taken.mean(axis=1)
    deviation = taken.std(axis=1, ddof=1)
    sharpe = mean / deviation * np.sqrt(YEAR)
    return fan, {"totalReturn": bands(equity[:, -1] - 1.0), "sharpe": bands(sharpe), "maxDrawdown": bands(depth)}


def full(returns, index):
    paths, length = index.shape
    taken = returns[index]
    equity = np.cumprod(1.0 + taken, axis=1)
    fan = np.percentile(equity, SHARES, axis=0)
    high = np.maximum(np.maximum.accumulate(equity, axis=1), CAPITAL)
    depths = 1.0 - equity / high
    depth = depths.max(axis=1)
    trough = depths.argmax(axis=1)
    mean = taken.mean(axis=1)
    deviation = taken.std(axis=1, ddof=1)
    downside = np.sqrt(np.square(np.minimum(taken, 0.0)).mean(axis=1))
    total = equity[:, -1] / CAPITAL - 1.0
    cagr = (1.0 + total) ** (YEAR / length) - 1.0
    # Bars since the last high; a recovery bar ends a drawdown and counts in it, bars at a high directly after a high do not.
    step = np.arange(length, dtype=np.int32)
    at_high = equity >= high
    last = np.maximum.accumulate(np.where(at_high, step, np.int32(-1)), axis=1)
    before = np.concatenate([np.full((paths, 1), -1, dtype=np.int32), last[:, :-1]], axis=1)
    length_now = step - before
    longest = np.where(at_high & (length_now == 1), 0, length_now).max(axis=1)
    # The first high after the deepest bar.
    following = at_high & (step > trough[:, None])
    back = following.argmax(axis=1)
    recovery = np.where(following.any(axis=1), back - trough, np.nan).astype(float)
    recovery[depth == 0] = 0
    lowest = np.minimum(equity.min(axis=1), CAPITAL)
    metrics = {
        "finalEquity": equity[:, -1],
        "totalReturn": total,
        "cagr": cagr,
        "volatility": deviation * np.sqrt(YEAR),
        "sharpe": mean / deviation * np.sqrt(YEAR),
        "sortino": mean / downside * np.sqrt(YEAR),
        "calmar": cagr / depth,
        "maxDrawdown": depth,
        "longestDrawdownBars": longest,
        "recoveryBars": recovery,
        "lowestEquity": lowest,
    }
    ruin = float((depth >= 0.5).mean())
    return fan, {name: bands(values) for name, values in metrics.items()} | {"ruin": [ruin]}


def describe(outcome):
    fan, metrics = outcome
    return {"fan": float(fan.sum())} | {f"{name}{k}": value for name, row in metrics.items() for k, value in enumerate(row)}


def main():
    path, paths = sys.argv[1], int(sys.argv[2])
    returns = np.fromfile(path, dtype="<f8")
    rng = np.random.default_rng(1)
    forms = {
        "full": (lambda: full(returns, draw(returns, paths, rng)), describe),
        "lean": (lambda: lean(returns, draw(returns, paths, rng)), describe),
    }
    if len(sys.argv) > 3 and not sys.argv[3].isdigit():
        index = np.fromfile(sys.argv[3], dtype="<i4").reshape(paths, len(returns))
        forms["check"] = (lambda: full(returns, index), describe)
    answer(forms, int(sys.argv[-1]) if len(sys.argv) > 3 and sys.argv[-1].isdigit() else 0)


if __name__ == "__main__":
    main()
