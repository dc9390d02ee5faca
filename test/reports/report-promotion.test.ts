import { describe, expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { toHtml } from '../../src/reports/html.ts'
import { toMarkdown } from '../../src/reports/markdown.ts'
import { reportPromotion } from '../../src/reports/report-promotion.ts'
import type { Evidence } from '../../src/research/promotion/evidence.ts'
import { gatherEvidence } from '../../src/research/promotion/gather-evidence.ts'
import { promote } from '../../src/research/promotion/promote.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { goodEvidence, summaryOf } from '../research/promotion/evidence-fixture.ts'

describe('reportPromotion', () => {
  it('says go, with the scorecard and what could have been seen', () => {
    const text = toMarkdown(reportPromotion(promote(goodEvidence)))
    expect(text).toContain('# Go: Moving-average crossover on BTC/EUR')
    expect(text).toContain('Go: 15 of 15 required criteria of policy moderate are met. 200 trials counted, 200 of them in this sweep.')
    expect(text).toMatch(/Sharpe ratio, in sample \| +2\.00 \| +at least 1\.50 \| pass +\| yes/)
    expect(text).toContain(
      'On 4.0 years with 200 trials, which amount to about 60 independent ones, a strategy with a true Sharpe ratio of 1.30',
    )
    expect(text).toMatch(/single.{0,2}crash.{0,2}bar \| +0\.2 \| +30\.00% \| +20\.00%/)
    expect(text).not.toContain('Speaks against it')
  })

  it('says no-go with all reasons, and what only advises beside them', () => {
    const bad: Evidence = { ...goodEvidence, inSample: summaryOf({ sharpe: 1, trades: 12 }), superiority: undefined }
    const text = toMarkdown(reportPromotion(promote(bad)))
    expect(text).toContain('No-go: 2 reasons against it; 13 of 15 required criteria of policy moderate are met.')
    expect(text).toContain('Sharpe ratio, in sample: 1, must be at least 1.5')
    expect(text).toContain('Closed trades, in sample: 12, should be at least 50')
    expect(text).toContain('fail: not shown')
    expect(text).toContain('it is not known what could have been seen')
  })

  it('draws what was gathered', () => {
    const bars = syntheticBars({ seed: 1, length: 400, timeframe: '1d' })
    const evidence = gatherEvidence(MaCrossover, bars, {
      grid: { fast: [5, 10] },
      costs: { feeBps: 5 },
      seed: 1,
      superiority: { resamples: 50 },
      monteCarlo: { paths: 50 },
    })
    const report = reportPromotion(promote(evidence))
    expect(toHtml(report)).toContain('Equity of the walk forward')
    expect(toMarkdown(report)).toContain('Of 2 trials in the sweep')
    expect(toMarkdown(report)).toContain(evidence.data)
  })

  it('makes do with nothing but a name', () => {
    const { inSample, walkForward, luck, overfitting, superiority, stress, monteCarlo, costs, plateau, ...bare } = goodEvidence
    expect(toMarkdown(reportPromotion(promote(bare)))).toContain('No-go')
  })
})
