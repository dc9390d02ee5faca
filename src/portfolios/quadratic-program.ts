import { factorPositive, solveLower, solveUpper } from './cholesky.ts'

/** All x with `normal · x ≥ bound`. */
export interface HalfSpace {
  readonly normal: Float64Array
  readonly bound: number
  /** What people call it. */
  readonly label: string
}

/** `½ xᵀ H x - cᵀ x` to be made small within half spaces. */
export interface QuadraticProgram {
  /** Symmetric and positive definite, flat. */
  readonly hessian: Float64Array
  readonly linear: ArrayLike<number>
  /** `normal · x = bound` for these. */
  readonly equalities: readonly HalfSpace[]
  readonly inequalities: readonly HalfSpace[]
  /** More half spaces than can be listed: one that x lies outside of, or undefined. */
  readonly cut?: (x: Float64Array) => HalfSpace | undefined
}

/** The one best point, or the half spaces that have no point in common. */
export type QuadraticSolution =
  | { readonly x: Float64Array; readonly active: readonly HalfSpace[]; readonly multipliers: Float64Array }
  | { readonly x: undefined; readonly contradiction: readonly HalfSpace[] }

const TOLERANCE = 1e-12

/**
 * Solves a strictly convex quadratic program by the dual active-set method: from the free minimum, one violated half space after the
 * other is added, and those that stop pushing are let go. Ends after finitely many steps, exact up to rounding; undefined when the
 * Hessian has no inverse, or one so near to it that rounding keeps the steps from ending.
 * Source: Goldfarb and Idnani, Mathematical Programming 27, 1983.
 */
export function solveQuadratic(program: QuadraticProgram): QuadraticSolution | undefined {
  const { hessian, linear, equalities, inequalities, cut } = program
  const size = linear.length
  const factor = factorPositive(hessian, size)
  if (factor === undefined) return undefined
  const start = solveLower(factor, linear)
  const basis = new ActiveBasis(size)
  let x = solveUpper(factor, start)
  // Each step adds or drops one half space; degenerate corners take a few more.
  let steps = 20 * (size + inequalities.length + equalities.length + 10)

  /** Adds one half space; the half spaces that contradict it when there is no way. */
  const enter = (half: HalfSpace, equality: boolean): readonly HalfSpace[] | undefined => {
    const image = solveLower(factor, half.normal)
    let pushed = 0
    for (;;) {
      if (steps-- < 0) return undefined
      const { rates, rest } = basis.project(image)
      const room = dot(rest, rest) > 1e-22 * dot(image, image) ? dot(rest, rest) : 0
      const missing = half.bound - dot(half.normal, x)
      const drop = equality ? -1 : basis.firstToLeave(rates)
      const untilDrop = drop < 0 ? Number.POSITIVE_INFINITY : basis.multipliers[drop] / rates[drop]
      const untilMet = room > 0 ? missing / room : Number.POSITIVE_INFINITY
      if (untilDrop === Number.POSITIVE_INFINITY && untilMet === Number.POSITIVE_INFINITY) {
        if (equality && Math.abs(missing) <= slackOf(half, x)) return undefined
        return [half, ...basis.halves.filter((_, k) => Math.abs(rates[k]) > 1e-9)]
      }
      const step = Math.min(untilMet, untilDrop)
      if (room > 0) {
        const move = solveUpper(factor, rest)
        for (let i = 0; i < size; i++) x[i] += step * move[i]
      }
      for (let k = 0; k < rates.length; k++) basis.multipliers[k] -= step * rates[k]
      pushed += step
      if (step === untilMet) {
        basis.add({ half, image, equality, multiplier: pushed })
        return undefined
      }
      basis.drop(drop)
    }
  }

  for (const half of equalities) {
    const contradiction = enter(half, true)
    if (contradiction !== undefined) return { x: undefined, contradiction }
  }
  for (;;) {
    if (steps < 0) return undefined
    // Many small steps gather rounding; the corner itself has none.
    x = solveUpper(factor, basis.settle(start))
    // A free minimum that lies very far away leaves its rounding behind; what the borders lack is added.
    for (let pass = 0; pass < 2; pass++) {
      const move = solveUpper(factor, basis.fill(Float64Array.from(basis.halves, ({ normal, bound }) => bound - dot(normal, x))))
      for (let i = 0; i < size; i++) x[i] += move[i]
    }
    let worst: HalfSpace | undefined
    let worstBy = 0
    const look = (half: HalfSpace): void => {
      const by = half.bound - dot(half.normal, x) - slackOf(half, x)
      if (by > worstBy && !basis.holds(half)) {
        worst = half
        worstBy = by
      }
    }
    for (const half of inequalities) look(half)
    const extra = cut?.(x)
    if (extra !== undefined) look(extra)
    if (worst === undefined) return { x, active: basis.halves, multipliers: Float64Array.from(basis.multipliers) }
    const contradiction = enter(worst, false)
    if (contradiction !== undefined) return { x: undefined, contradiction }
  }
}

/** The half spaces that hold with equality, with an orthonormal basis of their normals. */
class ActiveBasis {
  readonly halves: HalfSpace[] = []
  readonly multipliers: number[] = []
  private readonly size: number
  private readonly images: Float64Array[] = []
  private readonly fixed: boolean[] = []
  private readonly axes: Float64Array[] = []
  /** `upper[k][i]`: part of image k along axis i. */
  private readonly upper: Float64Array[] = []

  constructor(size: number) {
    this.size = size
  }

  /** `image` as a combination of the active ones, and what is left of it. */
  project(image: Float64Array): { readonly rates: Float64Array; readonly rest: Float64Array } {
    const { along, rest } = this.split(image)
    return { rates: this.backward(along), rest }
  }

  /** The inequality whose multiplier reaches 0 first, or -1. */
  firstToLeave(rates: Float64Array): number {
    let first = -1
    for (let k = 0; k < rates.length; k++) {
      if (this.fixed[k] || rates[k] <= TOLERANCE) continue
      if (first < 0 || this.multipliers[k] / rates[k] < this.multipliers[first] / rates[first]) first = k
    }
    return first
  }

  add(entry: { readonly half: HalfSpace; readonly image: Float64Array; readonly equality: boolean; readonly multiplier: number }): void {
    this.halves.push(entry.half)
    this.images.push(entry.image)
    this.fixed.push(entry.equality)
    this.multipliers.push(entry.multiplier)
    this.extend(entry.image)
  }

  drop(at: number): void {
    for (const list of [this.halves, this.images, this.fixed, this.multipliers]) list.splice(at, 1)
    this.axes.length = at
    this.upper.length = at
    for (const image of this.images.slice(at)) this.extend(image)
  }

  /** True when a half space is one of the active ones, also when it was made anew. */
  holds(half: HalfSpace): boolean {
    return this.halves.some(
      other => other === half || (other.bound === half.bound && other.normal.every((value, i) => value === half.normal[i])),
    )
  }

  /** The point on all active borders that is nearest to `start`; also brings the multipliers up to date. */
  settle(start: Float64Array): Float64Array {
    const { along, rest } = this.split(start)
    const border = this.forward(Float64Array.from(this.halves, ({ bound }) => bound))
    const multipliers = this.backward(border.map((value, k) => value - along[k]))
    for (let k = 0; k < along.length; k++) this.multipliers[k] = this.fixed[k] ? multipliers[k] : Math.max(0, multipliers[k])
    return this.combine(border, rest)
  }

  /** The shortest move that crosses the active borders by these distances. */
  fill(distances: Float64Array): Float64Array {
    return this.combine(this.forward(distances), new Float64Array(this.size))
  }

  private combine(parts: Float64Array, onto: Float64Array): Float64Array {
    for (const [k, axis] of this.axes.entries()) for (let i = 0; i < this.size; i++) onto[i] += parts[k] * axis[i]
    return onto
  }

  private forward(bounds: Float64Array): Float64Array {
    const parts = new Float64Array(bounds.length)
    for (let k = 0; k < parts.length; k++) {
      let sum = bounds[k]
      for (let i = 0; i < k; i++) sum -= this.upper[k][i] * parts[i]
      parts[k] = sum / this.upper[k][k]
    }
    return parts
  }

  private extend(image: Float64Array): void {
    const { along, rest } = this.split(image)
    const length = Math.sqrt(dot(rest, rest))
    this.axes.push(rest.map(value => value / length))
    this.upper.push(Float64Array.of(...along, length))
  }

  /** Gram–Schmidt, twice: once is not enough for normals that nearly agree. */
  private split(vector: Float64Array): { readonly along: Float64Array; readonly rest: Float64Array } {
    const along = new Float64Array(this.axes.length)
    const rest = Float64Array.from(vector)
    for (let pass = 0; pass < 2; pass++) {
      for (const [k, axis] of this.axes.entries()) {
        const part = dot(axis, rest)
        along[k] += part
        for (let i = 0; i < rest.length; i++) rest[i] -= part * axis[i]
      }
    }
    return { along, rest }
  }

  private backward(along: Float64Array): Float64Array {
    const rates = Float64Array.from(along)
    for (let k = rates.length - 1; k >= 0; k--) {
      for (let j = k + 1; j < rates.length; j++) rates[k] -= this.upper[j][k] * rates[j]
      rates[k] /= this.upper[k][k]
    }
    return rates
  }
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

/** What rounding may do to `normal · x`. */
function slackOf(half: HalfSpace, x: Float64Array): number {
  let scale = Math.abs(half.bound)
  for (let i = 0; i < x.length; i++) scale += Math.abs(half.normal[i] * x[i])
  return TOLERANCE * Math.max(scale, 1e-3)
}
