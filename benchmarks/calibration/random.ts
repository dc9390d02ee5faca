/** Random numbers for markets: fast (sfc32 by Chris Doty-Humphrey, public domain), and the same for the same name everywhere. */
export interface MarketRandom {
  readonly uniform: () => number
  readonly normal: () => number
  /** Student's t with 5 degrees of freedom, scaled to variance 1. */
  readonly heavy: () => number
}

/** A stream for a name. */
export function marketRandom(name: string): MarketRandom {
  // FNV-1a spreads the name over four words.
  const words = [2166136261, 3084996963, 1779033703, 3144134277].map(start => {
    let hash = start | 0
    for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16777619)
    return hash
  })
  let [a, b, c, d] = words
  const uniform = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let i = 0; i < 20; i++) uniform()
  let spare = Number.NaN
  const normal = () => {
    if (spare === spare) {
      const value = spare
      spare = Number.NaN
      return value
    }
    for (;;) {
      const x = 2 * uniform() - 1
      const y = 2 * uniform() - 1
      const s = x * x + y * y
      if (s >= 1 || s === 0) continue
      const scale = Math.sqrt((-2 * Math.log(s)) / s)
      spare = y * scale
      return x * scale
    }
  }
  const heavy = () => {
    let squares = 0
    for (let k = 0; k < 5; k++) squares += normal() ** 2
    // t5 has variance 5 / 3.
    return normal() / Math.sqrt(squares / 5) / Math.sqrt(5 / 3)
  }
  return { uniform, normal, heavy }
}
