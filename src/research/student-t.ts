/**
 * Probability that Student's t with so many degrees of freedom lies beyond `t` to the right. By the incomplete beta function.
 */
export function studentTail(t: number, freedom: number): number {
  if (Number.isNaN(t) || !(freedom > 0)) return Number.NaN
  const tail = 0.5 * betaTail(freedom, t)
  return t >= 0 ? tail : 1 - tail
}

/** The positive t that is exceeded with a probability of at most one half. 0 for one half; NaN outside (0, 0.5]. */
export function studentQuantile(tail: number, freedom: number): number {
  if (!(tail > 0 && tail <= 0.5)) return Number.NaN
  let low = 0
  let high = 1
  while (studentTail(high, freedom) > tail) {
    low = high
    high *= 2
  }
  // Bisection to the last bit: it is asked a few times per report, never in a loop.
  for (let round = 0; round < 200; round++) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if (studentTail(middle, freedom) > tail) low = middle
    else high = middle
  }
  return high <= Number.MIN_VALUE ? 0 : high
}

/** The regularized incomplete beta function I(x; freedom/2, 1/2) at x = freedom / (freedom + t²). */
function betaTail(freedom: number, t: number): number {
  const square = t * t
  if (!(square > 0)) return 1
  const x = freedom / (freedom + square)
  const y = square / (freedom + square)
  const a = freedom / 2
  const b = 0.5
  const front = Math.exp(a * Math.log(x) + b * Math.log(y) - logBeta(a))
  // The fraction converges fast below the mean of the distribution; beyond it the mirrored one does.
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, y)) / b
}

/** Continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method. */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300
  let c = 1
  let d = 1 - ((a + b) * x) / (a + 1)
  d = 1 / (Math.abs(d) < tiny ? tiny : d)
  let value = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / keep(1 + even * d, tiny)
    c = keep(1 + even / c, tiny)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / keep(1 + odd * d, tiny)
    c = keep(1 + odd / c, tiny)
    const change = d * c
    value *= change
    if (Math.abs(change - 1) < 1e-16) break
  }
  return value
}

function keep(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}

/** ln B(a, 1/2). */
function logBeta(a: number): number {
  return logGamma(a) + 0.5 * Math.log(Math.PI) - logGamma(a + 0.5)
}

/** ln Γ(x) for positive x: Stirling's series (DLMF 5.11.1) after moving x beyond 15. */
function logGamma(x: number): number {
  let shift = 0
  let z = x
  while (z < 15) {
    shift += Math.log(z)
    z++
  }
  const i = 1 / z
  const s = i * i
  const series = i * (1 / 12 + s * (-1 / 360 + s * (1 / 1260 + s * (-1 / 1680 + s * (1 / 1188 + s * (-691 / 360360 + s / 156))))))
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift
}
