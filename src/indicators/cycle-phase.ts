const LONGEST = 50
const DEGREES = 180 / Math.PI

/**
 * Measures at which angle of the dominant cycle a series stands: the phase of its last whole cycle in a discrete Fourier
 * transform of that one period. Source: Ehlers, Rocket Science for Traders, 2001; details as in TA-Lib.
 */
export class CyclePhase {
  /** Degrees, from -45 to 315. */
  degrees = 0
  private readonly values = new Float64Array(LONGEST)
  private readonly sines = wave(Math.sin)
  private readonly cosines = wave(Math.cos)
  private at = LONGEST - 1

  /** Takes the next smoothed value and the length of the cycle in, at most 50 bars. */
  advance(smooth: number, period: number): void {
    const { values, sines, cosines } = this
    this.at++
    if (this.at === LONGEST) this.at = 0
    values[this.at] = smooth
    const bars = Math.floor(period + 0.5)
    const table = (bars * (bars - 1)) / 2
    let real = 0
    let imaginary = 0
    let k = this.at
    for (let j = table; j < table + bars; j++) {
      real += sines[j] * values[k]
      imaginary += cosines[j] * values[k]
      k = k === 0 ? LONGEST - 1 : k - 1
    }
    let phase = this.degrees
    if (imaginary !== 0) phase = Math.atan(real / imaginary) * DEGREES
    else phase += 90 * Math.sign(real)
    phase += 90 + 360 / period
    if (imaginary < 0) phase += 180
    if (phase > 315) phase -= 360
    this.degrees = phase
  }
}

/** The sine of an angle in degrees. */
export function sineOf(degrees: number): number {
  return Math.sin(degrees / DEGREES)
}

/** One whole wave for every number of bars up to the longest, one behind the other. */
function wave(shape: (angle: number) => number): Float64Array {
  const table = new Float64Array((LONGEST * (LONGEST + 1)) / 2)
  for (let bars = 1, j = 0; bars <= LONGEST; bars++) for (let i = 0; i < bars; i++, j++) table[j] = shape((2 * Math.PI * i) / bars)
  return table
}
