import type { Bars } from '../src/market/bars.ts'
import { plainSma } from './plain.ts'

// Twins of the C kernels in native/indicators.c: plain loops over typed arrays, results in new memory as any function would.

const from = (length: number, known: number): Float64Array => new Float64Array(length).fill(Number.NaN, 0, known)

function sma(bars: Bars): Float64Array[] {
  return [plainSma(bars.close as Float64Array, 50)]
}

function ema(bars: Bars): Float64Array[] {
  const period = 50
  const x = bars.close as Float64Array
  const y = from(x.length, period - 1)
  const alpha = 2 / (period + 1)
  let value = 0
  for (let t = 0; t < period; t++) value += x[t]
  value /= period
  y[period - 1] = value
  for (let t = period; t < x.length; t++) {
    value += alpha * (x[t] - value)
    y[t] = value
  }
  return [y]
}

function rsi(bars: Bars): Float64Array[] {
  const period = 14
  const x = bars.close as Float64Array
  const y = from(x.length, period)
  const keep = (period - 1) / period
  const share = 1 / period
  let gain = 0
  let loss = 0
  for (let t = 1; t <= period; t++) {
    const change = x[t] - x[t - 1]
    if (change > 0) gain += change
    else loss -= change
  }
  gain /= period
  loss /= period
  y[period] = gain + loss > 0 ? (100 * gain) / (gain + loss) : 0
  for (let t = period + 1; t < x.length; t++) {
    const change = x[t] - x[t - 1]
    gain = gain * keep + (change > 0 ? change : 0) * share
    loss = loss * keep + (change < 0 ? -change : 0) * share
    y[t] = gain + loss > 0 ? (100 * gain) / (gain + loss) : 0
  }
  return [y]
}

function atr(bars: Bars): Float64Array[] {
  const period = 14
  const high = bars.high as Float64Array
  const low = bars.low as Float64Array
  const close = bars.close as Float64Array
  const y = from(close.length, period)
  const keep = (period - 1) / period
  const share = 1 / period
  let value = 0
  for (let t = 1; t < close.length; t++) {
    const before = close[t - 1]
    const range = (high[t] > before ? high[t] : before) - (low[t] < before ? low[t] : before)
    if (t <= period) {
      value += range / period
      if (t === period) y[t] = value
    } else {
      value = value * keep + range * share
      y[t] = value
    }
  }
  return [y]
}

function bollinger(bars: Bars): Float64Array[] {
  const period = 20
  const x = bars.close as Float64Array
  const length = x.length
  const [upper, middle, lower, share, bandwidth] = [0, 1, 2, 3, 4].map(() => from(length, period - 1))
  const scale = 1 / period
  let mean = 0
  let spread = 0
  for (let t = 0; t < period; t++) mean += x[t] * scale
  for (let t = 0; t < period; t++) spread += (x[t] - mean) ** 2
  for (let t = period - 1; t < length; t++) {
    if (t >= period) {
      const before = mean
      mean += (x[t] - x[t - period]) * scale
      spread += (x[t] - x[t - period]) * (x[t] - mean + x[t - period] - before)
    }
    const width = 2 * Math.sqrt(spread > 0 ? spread * scale : 0)
    upper[t] = mean + width
    middle[t] = mean
    lower[t] = mean - width
    share[t] = width > 0 ? (x[t] - mean + width) / (2 * width) : Number.NaN
    bandwidth[t] = (2 * width) / mean
  }
  return [upper, middle, lower, share, bandwidth]
}

function macd(bars: Bars): Float64Array[] {
  const [quick, slow, smooth] = [12, 26, 9]
  const x = bars.close as Float64Array
  const length = x.length
  const whole = slow + smooth - 2
  const line = from(length, slow - 1)
  const signal = from(length, whole)
  const histogram = from(length, whole)
  const quickAlpha = 2 / (quick + 1)
  const slowAlpha = 2 / (slow + 1)
  const smoothAlpha = 2 / (smooth + 1)
  let a = 0
  let b = 0
  let s = 0
  for (let t = 0; t <= whole; t++) {
    a = t < quick ? a + x[t] / quick : a + quickAlpha * (x[t] - a)
    b = t < slow ? b + x[t] / slow : b + slowAlpha * (x[t] - b)
    if (t < slow - 1) continue
    line[t] = a - b
    s += line[t] / smooth
  }
  signal[whole] = s
  histogram[whole] = line[whole] - s
  for (let t = whole + 1; t < length; t++) {
    a += quickAlpha * (x[t] - a)
    b += slowAlpha * (x[t] - b)
    const value = a - b
    s += smoothAlpha * (value - s)
    line[t] = value
    signal[t] = s
    histogram[t] = value - s
  }
  return [line, signal, histogram]
}

/** By the names that the C program uses too. */
export const plainIndicators = { sma, ema, rsi, atr, bollinger, macd }
