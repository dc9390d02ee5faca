import { describe, expect, it } from 'vitest'
import { backtestPortfolio } from '../../../src/portfolios/backtest-portfolio.ts'
import { combinatorialSplits } from '../../../src/research/combinatorial-splits.ts'
import { crossValidatePortfolio } from '../../../src/research/portfolio/cross-validate-portfolio.ts'
import { estimateWeights } from '../../../src/research/portfolio/estimate-weights.ts'
import { allocationCandidates } from '../../../src/research/portfolio/portfolio-candidates.ts'
import { SleeveRecords } from '../../../src/research/portfolio/sleeve-records.ts'
import { tradeStretch } from '../../../src/research/portfolio/trade-stretch.ts'
import { costs, market, Never, resolved, three, tradeable } from './planted.ts'

const panel = market(600)
const candidates = allocationCandidates({ sleeves: three }, ['given', { method: 'inverse_volatility' }])
const result = crossValidatePortfolio(candidates, panel, { groups: 5, testGroups: 2, purge: 10, embargo: 5, costs })
const plan = combinatorialSplits({ length: 600, groups: 5, testGroups: 2, purge: 10, embargo: 5 })

describe('crossValidatePortfolio', () => {
  it('has all splits and all paths', () => {
    expect(result.splits.map(({ testGroups, train, test }) => ({ testGroups, train, test }))).toEqual(plan.splits)
    expect(result.paths.map(({ splits }) => splits)).toEqual(plan.paths)
    expect(result.sharpe.count).toBe(4)
    expect(result.candidates).toEqual(['given', 'inverse_volatility'])
  })

  it('estimates on the train rows of each split', () => {
    const records = new SleeveRecords(panel, tradeable)
    const sleeves = resolved(three)
    for (const split of result.splits) {
      const { allocation } = candidates[split.candidate].portfolio
      const { weights } = estimateWeights(records, { sleeves, allocation, ranges: split.train })
      expect(split.weights.map(({ weight }) => weight)).toEqual([...weights])
    }
  })

  it('chooses what did best on the train rows', () => {
    const each = candidates.map(candidate =>
      crossValidatePortfolio(candidate, panel, { groups: 5, testGroups: 2, purge: 10, embargo: 5, costs }),
    )
    for (const [s, split] of result.splits.entries()) {
      const scores = each.map(({ splits }) => splits[s].score)
      expect(split.candidate).toBe(scores.indexOf(Math.max(...scores)))
      expect(split.inSample).toEqual(each[split.candidate].splits[s].inSample)
    }
  })

  it('measures a whole history on the train rows, by hand', () => {
    const { equity } = backtestPortfolio({ sleeves: three }, panel, tradeable)
    const only = crossValidatePortfolio({ sleeves: three }, panel, {
      groups: 5,
      testGroups: 2,
      purge: 10,
      embargo: 5,
      costs,
      objective: 'totalReturn',
    })
    for (const { train, score } of only.splits) {
      const growth = train.reduce((product, [from, to]) => product * (equity[to - 1] / (from === 0 ? 10_000 : equity[from - 1])), 1)
      expect(score).toBeCloseTo(growth - 1, 10)
    }
  })

  it('makes each path of the groups, traded one after the other', () => {
    const records = new SleeveRecords(panel, tradeable)
    const sleeves = resolved(three)
    for (const path of result.paths) {
      let capital = 10_000
      const equity = path.splits.flatMap((s, g) => {
        const { candidate, weights } = result.splits[s]
        const { equity } = tradeStretch(records, {
          portfolio: candidates[candidate].portfolio,
          sleeves,
          weights: weights.map(({ weight }) => weight),
          settings: tradeable,
          capital,
          range: plan.groups[g],
          leave: true,
        })
        capital = equity[equity.length - 1]
        return [...equity]
      })
      expect(Array.from(path.equity)).toEqual(equity)
      expect(path.summary.totalReturn).toBeCloseTo(capital / 10_000 - 1, 12)
    }
  })

  it('is plain k-fold with one test group: one path, tests of all splits', () => {
    const { paths, splits } = crossValidatePortfolio(candidates, panel, { groups: 4, testGroups: 1, costs })
    expect(paths).toHaveLength(1)
    const growth = splits.reduce((product, { outOfSample }) => product * (1 + outOfSample.totalReturn), 1)
    expect(paths[0].summary.totalReturn).toBeCloseTo(growth - 1, 10)
  })

  it('does not fall over what never trades', () => {
    const idle = { sleeves: [{ strategy: Never, symbol: 'A' }] }
    const alone = crossValidatePortfolio(idle, panel, {})
    expect(alone.splits[0].portfolio).toBe('given')
    expect(alone.totalReturn.max).toBe(0)
    const two = crossValidatePortfolio([idle, idle], panel, {})
    expect(two.splits[0]).toMatchObject({ portfolio: null, candidate: -1, inSample: null })
  })

  it('refuses what makes no sense', () => {
    const refuses = (code: string, options: object, choices: Parameters<typeof crossValidatePortfolio>[0] = candidates) =>
      expect(() => crossValidatePortfolio(choices, panel, options)).toThrow(expect.objectContaining({ code }))
    refuses('cross-validation/groups', { groups: Number.NaN })
    refuses('cross-validation/groups', { groups: 601 })
    refuses('cross-validation/purge', { purge: -1 })
    refuses('research/objective', { objective: 'sharp' })
    refuses('panel/sleeves', {}, { sleeves: [] })
  })

  it('tells how far it is, and stops', () => {
    const seen: number[] = []
    crossValidatePortfolio(candidates, panel, { groups: 4, testGroups: 1, onProgress: ({ done, total }) => seen.push(total - done) })
    expect(seen).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0])
    expect(() => crossValidatePortfolio(candidates, panel, { signal: AbortSignal.abort(new Error('no')) })).toThrow('no')
  })
})
