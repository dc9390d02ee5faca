import { describe, expect, it } from 'vitest'
import { toJson } from '../../../src/base/to-json.ts'
import { backtest } from '../../../src/engine/backtest.ts'
import { sliceBars } from '../../../src/market/bars.ts'
import { fingerprintBars } from '../../../src/market/fingerprint-bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { type EvidenceOptions, gatherEvidence } from '../../../src/research/promotion/gather-evidence.ts'
import { promote } from '../../../src/research/promotion/promote.ts'
import { sweep } from '../../../src/research/sweep.ts'
import { ArmstrongCycle } from '../../../src/strategies/experimental/armstrong-cycle.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 11, length: 504, timeframe: '1d', calendar: 'stocks' })
const options: EvidenceOptions<typeof MaCrossover> = {
  grid: { fast: [2, 4, 8], slow: [12, 20, 28] },
  costs: { feeBps: 5 },
  seed: 1,
  superiority: { resamples: 100 },
  monteCarlo: { paths: 100 },
}
const evidence = gatherEvidence(MaCrossover, bars, options)
const nothing = {
  walkForward: false,
  luck: false,
  overfitting: false,
  superiority: false,
  stress: false,
  monteCarlo: false,
  plateau: false,
  costSensitivity: false,
} as const

describe('gatherEvidence', () => {
  it('chooses what a sweep ranks first, and shows its backtest', () => {
    const { best, combinations, settings } = sweep(MaCrossover, bars, { grid: options.grid ?? {}, costs: { feeBps: 5 } })
    expect(evidence.strategy).toEqual({ id: 'ma_crossover', title: 'Moving-average crossover', tier: 'core', params: best[0].params })
    expect(evidence.inSample).toEqual(backtest(MaCrossover, bars, { params: best[0].params, costs: { feeBps: 5 } }).summary)
    expect(evidence).toMatchObject({ combinations, trials: combinations, settings, bars: 504, barsPerYear: 252, symbol: 'SYNTH' })
    expect(evidence.data).toBe(fingerprintBars(bars))
  })

  it('shows all parts', () => {
    expect(promote(evidence, 'conservative').scorecard.filter(({ reason }) => reason === 'not shown')).toEqual([])
    expect(evidence.walkForward).toMatchObject({ windows: 4, bars: 252 })
    expect(evidence.stress?.rows).toHaveLength(11)
    expect(evidence.plateau).toMatchObject({ from: 'sweep' })
    expect(evidence.pictures?.equity).toHaveLength(252)
    expect(evidence.pictures?.trialSharpes).toHaveLength(9)
  })

  it('is the same for the same seed, and plain data', () => {
    expect(gatherEvidence(MaCrossover, bars, options)).toEqual(evidence)
    expect(structuredClone(evidence)).toEqual(evidence)
    expect(() => toJson(evidence)).not.toThrow()
    expect(gatherEvidence(MaCrossover, bars, { ...options, seed: 2 }).monteCarlo).not.toEqual(evidence.monteCarlo)
  })

  it('leaves out what it is told to, and policies refuse that', () => {
    const bare = gatherEvidence(MaCrossover, bars, { ...options, ...nothing })
    expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(['walkForward']))
    expect(bare.pictures).toBeUndefined()
    const shown = promote(bare, 'conservative').scorecard.filter(({ reason }) => reason !== 'not shown')
    expect(shown.map(({ criterion }) => criterion)).toEqual(['sharpe', 'drawdown', 'profitFactor', 'trades', 'years'])
  })

  it('counts trials from elsewhere, and never fewer than its own', () => {
    const more = gatherEvidence(MaCrossover, bars, { ...options, trials: 900 })
    expect(more.trials).toBe(900)
    expect(more.superiority?.sweepPValue).toBe(evidence.superiority?.sweepPValue)
    expect(more.superiority?.pValue).toBeGreaterThan(evidence.superiority?.pValue ?? 1)
    expect(more.luck?.deflated).toBeLessThan(evidence.luck?.deflated ?? 0)
    expect(gatherEvidence(MaCrossover, bars, { ...options, ...nothing, trials: 2 }).trials).toBe(9)
    expect(() => gatherEvidence(MaCrossover, bars, { ...options, trials: 0 })).toThrow(
      expect.objectContaining({ code: 'promotion/trials' }),
    )
  })

  it('takes a rule without parameters, of which nothing was chosen', () => {
    const hold = gatherEvidence(BuyAndHold, bars, { candidates: [{}], costs: { feeBps: 5 }, seed: 1, superiority: { resamples: 50 } })
    expect(hold).toMatchObject({ combinations: 1, plateau: { neighbors: 0 } })
    expect(hold.overfitting).toBeUndefined()
    expect(hold.luck).toMatchObject({ effectiveTrials: 1, hurdle: 0 })
  })

  it('gathers for research, which is not promoted', () => {
    const research = gatherEvidence(ArmstrongCycle, bars, { candidates: [{}], seed: 1, ...nothing, costs: { feeBps: 5 } })
    expect(promote(research).refusals[0].code).toBe('promotion/research')
  })

  it('says when nothing can be chosen', () => {
    expect(() => gatherEvidence(MaCrossover, bars, { ...options, minTrades: 1000 })).toThrow(
      expect.objectContaining({ code: 'promotion/no-choice', message: expect.stringContaining('1000 times') }),
    )
    expect(() => gatherEvidence(MaCrossover, sliceBars(bars, 0, 0), options)).toThrow(expect.objectContaining({ code: 'backtest/no-bars' }))
    expect(() => gatherEvidence(MaCrossover, bars, { seed: 1 })).toThrow(expect.objectContaining({ code: 'research/candidates' }))
  })

  it('tells where it is, stage by stage, and stops', () => {
    const stages = new Set<string>()
    gatherEvidence(MaCrossover, bars, { ...options, onProgress: ({ stage, done, total }) => done === total && stages.add(stage) })
    expect([...stages]).toEqual(['sweep', 'walkForward', 'luck', 'overfitting', 'superiority', 'stress', 'monteCarlo'])
    const controller = new AbortController()
    const stopping = { ...options, signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) }
    expect(() => gatherEvidence(MaCrossover, bars, stopping)).toThrow('enough')
  })
})
