const SHORTEST_LAG = 3

/**
 * The power of cycles of `short` to `long` bars in how a series correlates with its own past: autocorrelations over
 * `average` values at lags of 3 to `long` bars, their Fourier transform, and its center of gravity. Source: Ehlers, Cycle
 * Analytics for Traders, 2013.
 */
export class AutocorrelationSpectrum {
  private readonly short: number
  private readonly long: number
  private readonly average: number
  /** The newest values twice, so that a window is always in one piece; the same of their distances from window means. */
  private readonly values: Float64Array
  private readonly means: Float64Array
  private readonly sizes: Float64Array
  private readonly length: number
  private readonly lags: number
  private readonly correlations: Float64Array
  private readonly powers: Float64Array
  private readonly sines: Float64Array
  private readonly cosines: Float64Array
  private at = 0
  private largest = 0
  private last = Number.NaN

  constructor({ short, long, average }: { short: number; long: number; average: number }) {
    this.short = short
    this.long = long
    this.average = average
    this.length = long + average
    this.values = new Float64Array(2 * this.length)
    this.means = new Float64Array(2 * this.length)
    this.sizes = new Float64Array(2 * this.length)
    this.lags = long - SHORTEST_LAG + 1
    // An even number, so that they can be taken in pairs; the one too many stays 0.
    this.correlations = new Float64Array(this.lags + (this.lags % 2))
    this.powers = new Float64Array(long - short + 1)
    this.sines = this.waves(Math.sin)
    this.cosines = this.waves(Math.cos)
  }

  /** Takes the next value in; needs `long + average` of them. */
  take(value: number): void {
    this.at++
    if (this.at === this.length) this.at = 0
    this.remember(this.values, value)
    const newest = this.at + this.length
    let mean = 0
    for (let k = 0; k < this.average; k++) mean += this.values[newest - k]
    mean /= this.average
    let squares = 0
    for (let k = 0; k < this.average; k++) {
      const distance = this.values[newest - k] - mean
      squares += distance * distance
    }
    this.remember(this.means, mean)
    this.remember(this.sizes, Math.sqrt(squares))
  }

  /** The mean cycle at the value that was taken last, weighted with the powers that matter. */
  cycle(): number {
    this.correlate()
    const { correlations, powers, sines, cosines, short } = this
    const lags = correlations.length
    this.largest *= 0.995
    for (let k = 0, j = 0; k < powers.length; k++) {
      // Two sums of each kind, so that additions do not wait for each other.
      let real = 0
      let realOdd = 0
      let imaginary = 0
      let imaginaryOdd = 0
      for (let lag = 0; lag < lags; lag += 2, j += 2) {
        real += correlations[lag] * cosines[j]
        realOdd += correlations[lag + 1] * cosines[j + 1]
        imaginary += correlations[lag] * sines[j]
        imaginaryOdd += correlations[lag + 1] * sines[j + 1]
      }
      real += realOdd
      imaginary += imaginaryOdd
      const power = real * real + imaginary * imaginary
      powers[k] = 0.2 * power * power + 0.8 * powers[k]
      if (powers[k] > this.largest) this.largest = powers[k]
    }
    let total = 0
    let weighted = 0
    for (let k = 0; k < powers.length; k++) {
      if (powers[k] === 0 || powers[k] < 0.5 * this.largest) continue
      total += powers[k]
      weighted += k * powers[k]
    }
    if (total > 0) this.last = short + weighted / total
    return this.last
  }

  private correlate(): void {
    const { correlations, values, means, sizes, average, lags } = this
    const newest = this.at + this.length
    const mean = means[newest]
    const size = sizes[newest]
    for (let k = 0; k < lags; k++) {
      const then = newest - k - SHORTEST_LAG
      let product = 0
      for (let j = 0; j < average; j++) product += (values[newest - j] - mean) * (values[then - j] - means[then])
      const scale = size * sizes[then]
      correlations[k] = scale > 0 ? product / scale : 0
    }
  }

  private remember(ring: Float64Array, value: number): void {
    ring[this.at] = value
    ring[this.at + this.length] = value
  }

  /** The wave of every cycle at every lag, one cycle behind the other. */
  private waves(shape: (angle: number) => number): Float64Array {
    const width = this.correlations.length
    const table = new Float64Array((this.long - this.short + 1) * width)
    for (let cycle = this.short, j = 0; cycle <= this.long; cycle++)
      for (let k = 0; k < width; k++, j++) table[j] = shape((2 * Math.PI * (k + SHORTEST_LAG)) / cycle)
    return table
  }
}
