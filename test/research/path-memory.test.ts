import { describe, expect, it } from 'vitest'
import { monteCarlo } from '../../src/research/monte-carlo.ts'
import { createPathMemory, reservePaths } from '../../src/research/path-memory.ts'
import { noiseColumns } from './lcg.ts'

describe('path memory', () => {
  it('grows, and is used again', () => {
    const memory = createPathMemory()
    const first = reservePaths(memory, 10)
    expect(first).toHaveLength(10)
    expect(reservePaths(memory, 10)).toBe(first)
    expect(reservePaths(memory, 4).buffer).toBe(first.buffer)
    expect(reservePaths(memory, 4)).toHaveLength(4)
    expect(reservePaths(memory, 11)).toHaveLength(11)
    expect(reservePaths(undefined, 3)).toEqual(new Float64Array(3))
  })

  it('changes no result, and no earlier one', () => {
    const [returns] = noiseColumns(2, 60, 1)
    const memory = createPathMemory()
    const options = { barsPerYear: 252, paths: 700 }
    const one = monteCarlo(returns, { ...options, seed: 1, memory })
    const two = monteCarlo(returns, { ...options, seed: 2, paths: 100, memory })
    expect(one).toEqual(monteCarlo(returns, { ...options, seed: 1 }))
    expect(two).toEqual(monteCarlo(returns, { ...options, seed: 2, paths: 100 }))
  })
})
