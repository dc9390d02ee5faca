const RING = 16
const MASK = RING - 1

/** Shortest and longest cycle that is looked for, in bars. */
const SHORTEST = 6
const LONGEST = 50

/** Index of the first bar on which {@link HilbertCycle} measures; the ones before fill its average, as many as in TA-Lib. */
export const CYCLE_START = 12

/** The same for indicators that need the phase of the cycle. */
export const PHASE_START = 37

/** Index of the first bar on which indicators made from {@link HilbertCycle} are known. */
export const CYCLE_WARMUP = 32

/** The same for those that need the phase of the cycle. */
export const PHASE_WARMUP = 63

/**
 * Measures the dominant cycle of a series, one value at a time: an average over 4 bars takes away noise, a Hilbert
 * transformer splits what is left into a part in phase and one in quadrature, and the angle between this bar's pair and the
 * last one (homodyne discriminator) is the part of a cycle that a bar takes. Source: Ehlers, Rocket Science for Traders,
 * 2001.
 *
 * All state starts from zero on bar `start`, as in TA-Lib, so that numbers agree from the first one on.
 */
export class HilbertCycle {
  /** The input, averaged over 4 bars with weights 4, 3, 2, 1. */
  smooth = 0
  inPhase = 0
  quadrature = 0
  /** Length of the dominant cycle in bars, smoothed twice. */
  smoothPeriod = 0
  private readonly start: number
  private readonly smooths = new Float64Array(RING)
  private readonly detrended = new Float64Array(RING)
  private readonly quadratures = new Float64Array(RING)
  private bar = -1
  private before1 = 0
  private before2 = 0
  private before3 = 0
  private period = 0
  private in2 = 0
  private quadrature2 = 0
  private real = 0
  private imaginary = 0

  constructor(start: number) {
    this.start = start
  }

  /** Takes the next value in; false on the bars before `start`, where nothing is measured. */
  advance(value: number): boolean {
    const at = ++this.bar
    this.smooth = (4 * value + 3 * this.before1 + 2 * this.before2 + this.before3) / 10
    this.before3 = this.before2
    this.before2 = this.before1
    this.before1 = value
    if (at < this.start) return false

    const { smooths, detrended, quadratures } = this
    const gain = 0.075 * this.period + 0.54
    smooths[at & MASK] = this.smooth
    const detrend = gain * transform(smooths, at)
    detrended[at & MASK] = detrend
    const quadrature = gain * transform(detrended, at)
    quadratures[at & MASK] = quadrature
    // The filter of the quadrature is 3 bars late, so the part in phase waits for it.
    const inPhase = detrended[(at - 3) & MASK]
    const inAhead = gain * transform(detrended, at - 3)
    const quadratureAhead = gain * transform(quadratures, at)
    const in2 = 0.2 * (inPhase - quadratureAhead) + 0.8 * this.in2
    const quadrature2 = 0.2 * (quadrature + inAhead) + 0.8 * this.quadrature2
    this.real = 0.2 * (in2 * this.in2 + quadrature2 * this.quadrature2) + 0.8 * this.real
    this.imaginary = 0.2 * (in2 * this.quadrature2 - quadrature2 * this.in2) + 0.8 * this.imaginary
    this.in2 = in2
    this.quadrature2 = quadrature2
    this.inPhase = inPhase
    this.quadrature = quadrature

    const last = this.period
    const measured = this.real !== 0 && this.imaginary !== 0 ? (2 * Math.PI) / Math.atan(this.imaginary / this.real) : last
    this.period = 0.2 * bounded(measured, last) + 0.8 * last
    this.smoothPeriod = 0.33 * this.period + 0.67 * this.smoothPeriod
    return true
  }
}

/** The Hilbert transformer of 7 taps that Ehlers gives. */
function transform(ring: Float64Array, at: number): number {
  return 0.0962 * (ring[at & MASK] - ring[(at - 6) & MASK]) + 0.5769 * (ring[(at - 2) & MASK] - ring[(at - 4) & MASK])
}

/** A period changes by half at most in a bar and stays within what is looked for. */
function bounded(period: number, last: number): number {
  const near = Math.max(Math.min(period, 1.5 * last), 0.67 * last)
  return Math.min(Math.max(near, SHORTEST), LONGEST)
}
