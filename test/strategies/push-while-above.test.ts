import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ColumnCache } from '../../src/strategies/column-cache.ts'
import { pushWhileAbove } from '../../src/strategies/push-while-above.ts'
import { TargetChanges } from '../../src/strategies/target-changes.ts'

const list = (changes: TargetChanges) => Array.from({ length: changes.length }, (_, k) => [changes.index[k], changes.target[k]])

it('is the comparison of every bar', () => {
  // Slow walks, so that whole blocks lie on one side; now and then an unknown value.
  const walk = fc.array(
    fc.oneof({ weight: 30, arbitrary: fc.integer({ min: -3, max: 3 }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) }),
    {
      minLength: 20,
      maxLength: 400,
    },
  )
  const column = (steps: number[]) => {
    let level = 0
    return Float64Array.from(steps, step => {
      if (Number.isNaN(step)) return step
      level += step
      return level
    })
  }
  fc.assert(
    fc.property(walk, walk, fc.nat({ max: 50 }), (first, second, from) => {
      const to = Math.min(first.length, second.length)
      const a = column(first).subarray(0, to)
      const b = column(second).subarray(0, to)
      const targets = Float64Array.from(a, (value, i) => (i >= from && value > b[i] ? 1 : 0))
      const changes = new TargetChanges()
      pushWhileAbove({ a, b, from, to, columns: new ColumnCache() }, changes)
      expect(list(changes)).toEqual(list(new TargetChanges().read(targets)))
    }),
    { numRuns: 400 },
  )
})
