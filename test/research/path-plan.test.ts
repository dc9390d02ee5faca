import { describe, expect, it } from 'vitest'
import { DataError } from '../../src/base/errors.ts'
import { optimalBlockLength } from '../../src/research/block-length.ts'
import { type MonteCarloOptions, planPaths } from '../../src/research/path-plan.ts'
import { noiseColumns } from './lcg.ts'

const [returns] = noiseColumns(1, 100, 1)
const base = { seed: 1, barsPerYear: 252 }

describe('planPaths', () => {
  it('fills in what was left out', () => {
    const plan = planPaths(returns, base)
    expect(plan).toMatchObject({ method: 'stationary', paths: 1000, length: 100, capital: 1, ruin: { drawdown: 0.5 } })
    expect(plan.blockLength).toBe(Math.max(1, optimalBlockLength(returns).stationary))
    expect(plan.times).toHaveLength(100)
    expect(structuredClone(plan)).toEqual(plan)
  })

  it('block lengths are whole for blocks and unknown without', () => {
    expect(planPaths(returns, { ...base, method: 'block', blockLength: 4.4 }).blockLength).toBe(4)
    expect(planPaths(returns, { ...base, method: 'iid' }).blockLength).toBeNaN()
    expect(planPaths(Float64Array.of(0.1, 0.2), base).blockLength).toBe(1)
  })

  it.each<[Partial<MonteCarloOptions>, string]>([
    [{ paths: 0 }, 'monte-carlo/paths'],
    [{ paths: 1.5 }, 'monte-carlo/paths'],
    [{ length: 0 }, 'monte-carlo/length'],
    [{ method: 'shuffle', length: 50 }, 'monte-carlo/length'],
    [{ percentiles: [0.9, 0.1] }, 'monte-carlo/percentiles'],
    [{ times: -1 }, 'monte-carlo/times'],
    [{ ruin: { equity: 2 } }, 'monte-carlo/ruin'],
    [{ capital: 0 }, 'metrics/capital'],
    [{ barsPerYear: 0 }, 'metrics/bars-per-year'],
    [{ seed: undefined as unknown as number }, 'monte-carlo/seed'],
  ])('refuses %j', (options, code) => {
    expect(() => planPaths(returns, { ...base, ...options })).toThrowError(expect.objectContaining({ code }))
  })

  it('refuses no returns and unknown ones', () => {
    expect(() => planPaths(new Float64Array(0), base)).toThrowError(DataError)
    expect(() => planPaths(Float64Array.of(0.1, Number.NaN), base)).toThrowError(/return 1/)
  })
})
