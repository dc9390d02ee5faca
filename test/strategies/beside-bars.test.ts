import { expect, it } from 'vitest'
import { grownRows } from '../../src/strategies/beside-bars.ts'

it('grows rarely, keeps what is known and never touches the old memory', () => {
  const small = Int32Array.of(-1, 0, 0)
  const larger = grownRows(small, 3, 4)
  expect([...larger.subarray(0, 3)]).toEqual([-1, 0, 0])
  expect(larger.length).toBe(6)
  larger[0] = 7
  expect(small[0]).toBe(-1)
  expect(grownRows(larger, 4, 6)).toBe(larger)
  expect(grownRows(new Int32Array(0), 0, 100).length).toBe(100)
})
