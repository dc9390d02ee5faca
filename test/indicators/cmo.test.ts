import { describe, expect, it } from 'vitest'
import { cmo } from '../../src/indicators/cmo.ts'

const flat = new Float64Array(80).fill(0.1)

describe('cmo', () => {
  it('is worked by hand', () => {
    // gains 3, 0, 0; losses 0, 1, 4
    expect([...cmo(Float64Array.of(10, 13, 12, 8), { period: 2 })]).toEqual([Number.NaN, Number.NaN, 50, -100])
  })

  it('is 100 in a rise, -100 in a fall and 0 where values do not move', () => {
    const rise = Float64Array.from({ length: 40 }, (_, i) => 0.1 * i)
    expect(cmo(rise)[39]).toBe(100)
    expect(cmo(rise.map(value => -value))[39]).toBe(-100)
    expect(cmo(flat)[39]).toBe(0)
  })
})
