"""TA-Lib and Tulip (newtulipy) over NumPy arrays: their C loops with next to nothing around them.

  python run_indicators.py MARKET [ROUNDS]

The last of the five columns of the market is the volume here. Forms are LIBRARY:INDICATOR; "forms" lists them. Whatever is not installed is left out."""

import sys

import numpy as np

from bench import answer, read_market


def main():
    path, *rest = sys.argv[1:]
    o, h, l, c, v = (np.ascontiguousarray(column) for column in read_market(path))
    works = {}
    try:
        import talib as ta

        works["TA-Lib"] = {
            "sma": lambda: ta.SMA(c, 20),
            "ema": lambda: ta.EMA(c, 20),
            "wma": lambda: ta.WMA(c, 20),
            "dema": lambda: ta.DEMA(c, 30),
            "tema": lambda: ta.TEMA(c, 30),
            "kama": lambda: ta.KAMA(c, 30),
            "rsi": lambda: ta.RSI(c, 14),
            "atr": lambda: ta.ATR(h, l, c, 14),
            "natr": lambda: ta.NATR(h, l, c, 14),
            "adx": lambda: ta.ADX(h, l, c, 14),
            "bollinger": lambda: ta.BBANDS(c, 20),
            "macd": lambda: ta.MACD(c),
            "stochastic": lambda: ta.STOCH(h, l, c, 14, 3, 0, 3, 0),
            "cci": lambda: ta.CCI(h, l, c, 14),
            "mfi": lambda: ta.MFI(h, l, c, v, 14),
            "obv": lambda: ta.OBV(c, v),
            "williams_r": lambda: ta.WILLR(h, l, c, 14),
            "psar": lambda: ta.SAR(h, l, 0.02, 0.2),
            "highest": lambda: ta.MAX(c, 20),
            "lowest": lambda: ta.MIN(c, 20),
            "aroon": lambda: ta.AROON(h, l, 14),
            "linear_regression": lambda: ta.LINEARREG(c, 14),
            "mama": lambda: ta.MAMA(c, 0.5, 0.05),
            "dominant_cycle": lambda: ta.HT_DCPERIOD(c),
            "hilbert_phasor": lambda: ta.HT_PHASOR(c),
            "hilbert_trendline": lambda: ta.HT_TRENDLINE(c),
            "sine_wave": lambda: ta.HT_SINE(c),
            "trend_mode": lambda: ta.HT_TRENDMODE(c),
            "candle_doji": lambda: ta.CDLDOJI(o, h, l, c),
            "candle_hammer": lambda: ta.CDLHAMMER(o, h, l, c),
            "candle_engulfing": lambda: ta.CDLENGULFING(o, h, l, c),
            "candle_harami": lambda: ta.CDLHARAMI(o, h, l, c),
            "candle_morning_star": lambda: ta.CDLMORNINGSTAR(o, h, l, c),
            "candle_three_white_soldiers": lambda: ta.CDL3WHITESOLDIERS(o, h, l, c),
            "candle_marubozu": lambda: ta.CDLMARUBOZU(o, h, l, c),
        }
    except ImportError:
        pass
    try:
        import tulipy as ti

        works["Tulip"] = {
            "sma": lambda: ti.sma(c, 20),
            "ema": lambda: ti.ema(c, 20),
            "wma": lambda: ti.wma(c, 20),
            "dema": lambda: ti.dema(c, 30),
            "tema": lambda: ti.tema(c, 30),
            "hma": lambda: ti.hma(c, 16),
            "kama": lambda: ti.kama(c, 30),
            "rsi": lambda: ti.rsi(c, 14),
            "atr": lambda: ti.atr(h, l, c, 14),
            "natr": lambda: ti.natr(h, l, c, 14),
            "bollinger": lambda: ti.bbands(c, 20, 2),
            "macd": lambda: ti.macd(c, 12, 26, 9),
            "stochastic": lambda: ti.stoch(h, l, c, 14, 3, 3),
            "cci": lambda: ti.cci(h, l, c, 14),
            "mfi": lambda: ti.mfi(h, l, c, v, 14),
            "obv": lambda: ti.obv(c, v),
            "williams_r": lambda: ti.willr(h, l, c, 14),
            "psar": lambda: ti.psar(h, l, 0.02, 0.2),
            "highest": lambda: ti.max(c, 20),
            "lowest": lambda: ti.min(c, 20),
            "aroon": lambda: ti.aroon(h, l, 14),
            "linear_regression": lambda: ti.linreg(c, 14),
            "fisher_transform": lambda: ti.fisher(h, l, 10),
        }
    except ImportError:
        pass
    lists = {library: sorted(found) for library, found in works.items()}
    forms = {} if rest else {"forms": (lambda: lists, lambda found: {"forms": found})}
    for library, found in works.items():
        for name, work in found.items():
            forms[f"{library}:{name}"] = (work, sign_of_last if name.startswith("candle_") else last_of)
    answer(forms, int(rest[0]) if rest else 0)


def last_of(result):
    first = result[0] if isinstance(result, tuple) else result
    return {"last": float(first[-1])}


def sign_of_last(result):
    """100 and 80 mean the same in our patterns."""
    return {"last": float(np.sign(result[-1]))}


if __name__ == "__main__":
    main()
