// Ehlers' filters as his papers print them, over whole arrays: slow twins for tests. All start as if the first value had always been there.

const at = (values: Float64Array, i: number) => values[Math.max(i, 0)]

/** Two-pole super smoother, Cycle Analytics for Traders, 2013; 1.414 written out. */
export function paperSuperSmoother(x: Float64Array, period: number): Float64Array {
  const a1 = Math.exp((-Math.SQRT2 * Math.PI) / period)
  const b1 = 2 * a1 * Math.cos((Math.SQRT2 * Math.PI) / period)
  const c2 = b1
  const c3 = -a1 * a1
  const c1 = 1 - c2 - c3
  const y = new Float64Array(x.length)
  for (let i = 0; i < x.length; i++)
    y[i] = (c1 * (x[i] + at(x, i - 1))) / 2 + c2 * (i < 1 ? x[0] : y[i - 1]) + c3 * (i < 2 ? x[0] : y[i - 2])
  return y
}

/** Two-pole high-pass filter, Cycle Analytics for Traders, 2013; 0.707 written out. */
export function paperHighPass(x: Float64Array, period: number): Float64Array {
  const angle = (Math.SQRT1_2 * 2 * Math.PI) / period
  const alpha = (Math.cos(angle) + Math.sin(angle) - 1) / Math.cos(angle)
  const y = new Float64Array(x.length)
  for (let i = 1; i < x.length; i++)
    y[i] =
      (1 - alpha / 2) * (1 - alpha / 2) * (x[i] - 2 * x[i - 1] + at(x, i - 2)) +
      2 * (1 - alpha) * y[i - 1] -
      (1 - alpha) * (1 - alpha) * (i < 2 ? 0 : y[i - 2])
  return y
}

/** One-pole high-pass filter, Cycle Analytics for Traders, 2013. */
export function paperSimpleHighPass(x: Float64Array, period: number): Float64Array {
  const angle = (2 * Math.PI) / period
  const alpha = (Math.cos(angle) + Math.sin(angle) - 1) / Math.cos(angle)
  const y = new Float64Array(x.length)
  for (let i = 1; i < x.length; i++) y[i] = (1 - alpha / 2) * (x[i] - x[i - 1]) + (1 - alpha) * y[i - 1]
  return y
}

/** The four elements of the Laguerre line, Time Warp - Without Space Travel, 2002. */
export function paperLaguerre(x: Float64Array, gamma: number): readonly (readonly number[])[] {
  let [l0, l1, l2, l3] = [x[0], x[0], x[0], x[0]]
  return Array.from(x, price => {
    const [b0, b1, b2, b3] = [l0, l1, l2, l3]
    l0 = (1 - gamma) * price + gamma * b0
    l1 = -gamma * l0 + b0 + gamma * b1
    l2 = -gamma * l1 + b1 + gamma * b2
    l3 = -gamma * l2 + b2 + gamma * b3
    return [l0, l1, l2, l3]
  })
}

/** The largest distance from bar `first` on, in parts of `size`. */
export function worstDistance(got: Float64Array, want: ArrayLike<number>, first: number, size = 1): number {
  let worst = 0
  for (let i = first; i < got.length; i++) {
    const distance = Math.abs(got[i] - want[i]) / size
    if (!(distance <= worst)) worst = distance
  }
  return worst
}
