/**
 * A step of Ehlers' Butterworth low-pass filter with two or three poles: takes away what swings faster than `period` bars. Starts as if the
 * first value had always been there. More poles cut more sharply and lag more. Source: Ehlers, Cybernetic Analysis for Stocks and
 * Futures, 2004.
 */
export function butterworth({ period, poles }: { readonly period: number; readonly poles: 2 | 3 }): (value: number) => number {
  const decay = Math.exp(-(poles === 2 ? Math.SQRT2 * Math.PI : Math.PI) / period)
  const turn = 2 * decay * Math.cos(((poles === 2 ? Math.SQRT2 : Math.sqrt(3)) * Math.PI) / period)
  const square = decay * decay
  const last1 = poles === 2 ? turn : turn + square
  const last2 = poles === 2 ? -square : -(square + turn * square)
  const last3 = poles === 2 ? 0 : square * square
  let isFirst = true
  let [x1, x2, x3, y1, y2, y3] = [0, 0, 0, 0, 0, 0]
  return value => {
    if (isFirst) {
      isFirst = false
      x1 = x2 = x3 = y1 = y2 = y3 = value
    }
    const middle = poles === 2 ? (value + 2 * x1 + x2) / 4 : (value + 3 * x1 + 3 * x2 + x3) / 8
    // Around the middle, so that a value that does not move stays exactly.
    const smooth = middle + last1 * (y1 - middle) + last2 * (y2 - middle) + last3 * (y3 - middle)
    x3 = x2
    x2 = x1
    x1 = value
    y3 = y2
    y2 = y1
    y1 = smooth
    return smooth
  }
}
