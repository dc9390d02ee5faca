import { describe, expect, it } from 'vitest'
import { createBootstrap } from '../../src/research/bootstrap.ts'
import { pathMetrics } from '../../src/research/path-metrics.ts'
import { planPaths } from '../../src/research/path-plan.ts'
import { runObserved, runPaths } from '../../src/research/run-paths.ts'
import { noiseColumns } from './lcg.ts'

const [returns] = noiseColumns(3, 40, 1)
const base = { seed: 5, barsPerYear: 252 }

describe('runPaths', () => {
  it('is the product of the drawn returns', () => {
    const plan = planPaths(returns, { ...base, method: 'block', blockLength: 3, paths: 37, times: 7, capital: 10 })
    const { equity, values } = runPaths(plan, { from: 0, to: 37 })
    const bootstrap = createBootstrap({ method: 'block', observations: 40, blockLength: 3, seed: 5 })
    for (let path = 0; path < 37; path++) {
      const indices = bootstrap.fill(path, new Uint32Array(40))
      let value = 10
      for (let t = 0, p = 0; t < 40; t++) {
        value *= 1 + returns[indices[t]]
        if (plan.times[p] === t + 1) expect(equity[p++ * 37 + path]).toBe(value)
      }
      expect(values[path]).toBe(value)
    }
  })

  it.each(['iid', 'block', 'stationary', 'shuffle', 'skip'] as const)('%s: parts have the bits of the whole', method => {
    const plan = planPaths(returns, { ...base, method, blockLength: 4, paths: 50 })
    const whole = runPaths(plan, { from: 0, to: 50 })
    for (const [from, to] of [
      [0, 1],
      [13, 29],
      [29, 50],
    ]) {
      const part = runPaths(plan, { from, to })
      for (let m = 0; m < pathMetrics.length; m++)
        expect(part.values.slice(m * (to - from), (m + 1) * (to - from))).toEqual(whole.values.slice(m * 50 + from, m * 50 + to))
      for (let p = 0; p < 40; p++)
        expect(part.equity.slice(p * (to - from), (p + 1) * (to - from))).toEqual(whole.equity.slice(p * 50 + from, p * 50 + to))
    }
  })

  it('long paths are the same as in groups', () => {
    // More returns than fit into a group: paths are written one by one.
    const plan = planPaths(returns, { ...base, method: 'iid', paths: 3, length: 2 ** 17 + 1, times: 2 })
    expect(runPaths(plan, { from: 2, to: 3 }).values).toEqual(runPaths(plan, { from: 0, to: 3 }).values.filter((_, k) => k % 3 === 2))
  })

  it('stops when it was aborted', () => {
    const controller = new AbortController()
    const plan = planPaths(returns, { ...base, paths: 2000 })
    let told = 0
    const onProgress = () => {
      told++
      if (told === 3) controller.abort()
    }
    expect(() => runPaths(plan, { from: 0, to: 2000 }, { onProgress, signal: controller.signal })).toThrowError(/abort/i)
    expect(told).toBe(3)
  })
})

describe('runObserved', () => {
  it('is the series itself', () => {
    const { equity, values } = runObserved(planPaths(returns, { ...base, method: 'iid' }))
    let value = 1
    for (const [t, r] of returns.entries()) {
      value *= 1 + r
      expect(equity[t]).toBe(value)
    }
    expect(values[0]).toBe(value)
  })
})
