import { describe, expect, it } from 'vitest'
import { contributionBlocks, correlationBlocks, drawdownsTable } from '../../src/reports/attribution-blocks.ts'
import type { Chart } from '../../src/reports/chart.ts'
import type { Block } from '../../src/reports/document.ts'
import { fixturePortfolio } from './portfolio-fixture.ts'

const result = fixturePortfolio()
const { attribution, sleeves } = result
const chartsOf = (blocks: readonly Block[]): Chart[] =>
  blocks.flatMap(block => (block.kind === 'chart' ? [block.chart] : block.kind === 'columns' ? chartsOf(block.columns.flat()) : []))

describe('contributionBlocks', () => {
  it('has a bar for the return and the risk of each sleeve, in their order, and the profits of all', () => {
    const [returns, risk, profits] = chartsOf(contributionBlocks(result))
    if (returns.kind !== 'bar' || risk.kind !== 'bar' || profits.kind !== 'stack') throw new Error('other charts')
    expect(returns.bars.map(({ value }) => value)).toEqual(attribution.contribution)
    expect(risk.bars.map(({ value }) => value)).toEqual(attribution.risk)
    expect(returns.bars.map(({ name }) => name)).toEqual(risk.bars.map(({ name }) => name))
    expect(returns.bars[1].name).toBe('2 rsi_reversion ETH/EUR')
    expect([returns.signed, risk.signed]).toEqual([true, undefined])
    expect(profits.series.map(({ values }) => values)).toEqual(sleeves.map(({ profit }) => profit))
    expect(returns.summary).toMatch(/Most: 1 ma_crossover BTC\/EUR with .*%; least: 2 rsi_reversion ETH\/EUR with −/)
  })

  it('says nothing of most and least where there is nothing to compare', () => {
    const risk = sleeves.map(() => Number.NaN)
    const [, shares] = chartsOf(contributionBlocks({ ...result, attribution: { ...attribution, risk } }))
    expect(shares.summary).not.toContain('Most')
    expect(chartsOf(contributionBlocks(fixturePortfolio({ sleeves: 1 })))[0].summary).not.toContain('least')
  })
})

describe('correlationBlocks', () => {
  it('leaves the diagonal empty and names the most and the least alike', () => {
    const correlation = [
      [1, 0.2, 0.7],
      [0.2, 1, -0.4],
      [0.7, -0.4, 1],
    ]
    const three = { ...fixturePortfolio({ sleeves: 3 }), attribution: { ...attribution, correlation } }
    const [text, map] = correlationBlocks(three)
    expect(text).toMatchObject({
      text:
        'Correlation of what the sleeves earned each day. Most alike are 1 ma_crossover BTC/EUR and 3 breakout SOL/EUR with 0.70, ' +
        'least alike 2 rsi_reversion ETH/EUR and 3 breakout SOL/EUR with −0.40.',
    })
    if (map.kind !== 'chart' || map.chart.kind !== 'heat-map') throw new Error('no heat map')
    expect([...map.chart.values]).toEqual([Number.NaN, 0.2, 0.7, 0.2, Number.NaN, -0.4, 0.7, -0.4, Number.NaN])
    // Alike is worse.
    expect(map.chart.better).toBe('less')
  })

  it('has nothing to say of one sleeve, and little of sleeves that never moved', () => {
    expect(correlationBlocks(fixturePortfolio({ sleeves: 1 }))).toEqual([])
    const correlation = sleeves.map(() => sleeves.map(() => Number.NaN))
    expect(correlationBlocks({ ...result, attribution: { ...attribution, correlation } })[0]).toMatchObject({
      text: expect.stringContaining('No two sleeves have moved enough to say.'),
    })
  })
})

describe('drawdownsTable', () => {
  it('names who lost and who gained, the most first, and counts the rest', () => {
    const bySleeve = [-0.01, 0.02, -0.05, -0.02]
    const five = fixturePortfolio({ sleeves: 5 })
    const drawdowns = [
      { start: -1, trough: 70, end: 160, depth: 0.06, bySleeve },
      { start: 500, trough: 560, end: Number.NaN, depth: 0.07, bySleeve: [-0.01, -0.02, -0.03, -0.04, 0] },
    ]
    const { rows } = drawdownsTable({ ...five, attribution: { ...five.attribution, drawdowns } })
    const { time } = five
    expect(rows).toEqual([
      [
        time[0],
        time[70],
        time[160],
        0.06,
        '3 breakout SOL/EUR −5.00%; 4 ma_crossover ADA/EUR −2.00%; 1 ma_crossover BTC/EUR −1.00%',
        '2 rsi_reversion ETH/EUR 2.00%',
      ],
      [
        time[500],
        time[560],
        'not yet',
        0.07,
        '4 ma_crossover ADA/EUR −4.00%; 3 breakout SOL/EUR −3.00%; 2 rsi_reversion ETH/EUR −2.00%; 1 more',
        '–',
      ],
    ])
  })
})
