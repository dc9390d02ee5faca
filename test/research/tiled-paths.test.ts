import { describe, expect, it } from 'vitest'
import { joinPaths, monteCarlo } from '../../src/research/monte-carlo.ts'
import { planPaths } from '../../src/research/path-plan.ts'
import { Quantiles } from '../../src/research/quantiles.ts'
import { runPaths } from '../../src/research/run-paths.ts'
import { paysToTile, runTiled } from '../../src/research/tiled-paths.ts'
import { noiseColumns } from './lcg.ts'

const [returns] = noiseColumns(12, 131, 1)
const base = { seed: 3, barsPerYear: 252, blockLength: 6, paths: 300 }

describe('runTiled', () => {
  it.each(['iid', 'block', 'stationary', 'shuffle', 'skip'] as const)('%s: the bits of the plain way', method => {
    const plan = planPaths(returns, { ...base, method })
    expect(paysToTile(plan)).toBe(true)
    const part = runPaths(plan, { from: 0, to: 300 })
    expect(runTiled(plan, new Quantiles(300, plan.percentiles)).values).toEqual(part.values)
    expect(monteCarlo(returns, { ...base, method })).toEqual(joinPaths(plan, [part]))
  })

  it.each([1, 70, 100, 131])('with %d times', times => {
    const plan = planPaths(returns, { ...base, method: 'iid', times })
    const { bands } = runTiled(plan, new Quantiles(300, plan.percentiles))
    expect(bands).toEqual(joinPaths(plan, [runPaths(plan, { from: 0, to: 300 })]).fan.bands)
  })

  it('with more returns than small indices can count', () => {
    const many = Float64Array.from({ length: 70_000 }, (_, i) => Math.sin(i) / 100)
    const plan = planPaths(many, { ...base, method: 'iid', length: 90, paths: 20 })
    expect(runTiled(plan, new Quantiles(20, plan.percentiles)).values).toEqual(runPaths(plan, { from: 0, to: 20 }).values)
  })

  it('tells how far it is, and stops', () => {
    const told: number[] = []
    const plan = planPaths(returns, base)
    runTiled(plan, new Quantiles(300, plan.percentiles), { onProgress: ({ done, total }) => told.push(done / total) })
    expect(told.at(-1)).toBe(1)
    const signal = AbortSignal.abort()
    expect(() => runTiled(plan, new Quantiles(300, plan.percentiles), { signal })).toThrowError(/abort/i)
  })
})

describe('paysToTile', () => {
  it('only for many paths at many times', () => {
    expect(paysToTile(planPaths(returns, { ...base, times: 20 }))).toBe(false)
    expect(paysToTile(planPaths(returns, { ...base, paths: 100 }))).toBe(false)
  })
})
