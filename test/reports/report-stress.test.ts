import { describe, expect, it } from 'vitest'
import type { Note, Table } from '../../src/reports/document.ts'
import { toHtml } from '../../src/reports/html.ts'
import { toMarkdown } from '../../src/reports/markdown.ts'
import { reportStress } from '../../src/reports/report-stress.ts'
import { concludeRow, concludeTable, type StressMetrics } from '../../src/research/stress/stress-row.ts'
import { stressTest } from '../../src/research/stress/stress-test.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { appleBars } from './fixture.ts'

const metrics = (totalReturn: number, maxDrawdown: number): StressMetrics => ({
  totalReturn,
  maxDrawdown,
  cagr: totalReturn,
  volatility: 0.2,
  sharpe: totalReturn * 5,
  worstReturn: -0.05,
  trades: 7,
})
const baseline = metrics(0.5, 0.1)
const row = (title: string, severity: number, stressed: StressMetrics) =>
  concludeRow({ scenario: title.toLowerCase(), title, severity, index: 3, places: 5, baseline, metrics: stressed, limit: 0.5 })
const mild = row('Gap', 0.1, metrics(0.3, 0.2))
const hard = row('Gap', 0.4, metrics(-0.2, 0.55))
const harder = row('Gap', 0.6, metrics(-0.3, 0.7))
const blocksOf = (rows: Parameters<typeof concludeTable>[1]) =>
  reportStress(concludeTable(baseline, rows, 0.5), { subject: 'x on Y' }).blocks
const tableOf = (rows: Parameters<typeof concludeTable>[1]): Table =>
  blocksOf(rows).flatMap(block => (block.kind === 'section' ? block.blocks : []))[0] as Table

describe('reportStress', () => {
  it('says that everything was survived, and what was worst', () => {
    const [lead] = blocksOf([mild])
    expect(lead).toMatchObject({
      text: 'All 1 stressed run were survived: no drawdown reached 50.00%. The worst was Gap at 0.1: a return of 30.00% and a drawdown of 20.00%.',
    })
    expect(blocksOf([mild]).filter(block => block.kind === 'note')).toEqual([])
  })

  it('warns of the mildest shock of each scenario that was not survived', () => {
    const blocks = blocksOf([mild, harder, hard])
    const notes = blocks.filter((block): block is Note => block.kind === 'note')
    expect(notes).toEqual([{ kind: 'note', tone: 'warning', title: 'Not survived: Gap at 0.4.', text: 'Return −20.00%, drawdown 55.00%.' }])
    expect(blocks[0]).toMatchObject({ text: expect.stringContaining('2 stressed runs of 3 were not survived') })
    expect(blocks[1]).toMatchObject({
      items: [{ value: -0.3, detail: '50.00% without stress' }, { value: -1.5 }, { value: 0.7 }, { value: -0.05 }],
    })
  })

  it('lists every run with its difference', () => {
    const table = tableOf([mild, hard])
    expect(table.rows).toHaveLength(2)
    const [title, severity, total, change, , , drawdown, deeper, survived] = table.rows[1]
    expect([title, severity, total, drawdown, survived]).toEqual(['Gap', 0.4, -0.2, 0.55, 'no'])
    expect(change).toBeCloseTo(-0.7, 12)
    expect(deeper).toBeCloseTo(0.45, 12)
    expect(table.rows[0].at(-1)).toBe('yes')
  })

  it('names a strategy and renders', () => {
    const report = reportStress(stressTest(MaCrossover, appleBars(), { seed: 1, severities: [0.2] }))
    expect(report.subtitle).toBe('ma_crossover on AAPL, 11 stressed runs')
    for (const text of [toHtml(report), toMarkdown(report)]) expect(text).not.toMatch(/NaN|undefined/)
  })
})
