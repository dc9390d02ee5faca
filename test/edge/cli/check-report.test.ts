import { describe, expect, it } from 'vitest'
import { checkMatrix, checkTable, refusalLines, reportCheck } from '../../../src/edge/cli/check-report.ts'
import { OrderStrategy } from '../../../src/engine/orders/order-strategy.ts'
import { defineIndicator } from '../../../src/indicators/indicator.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { Strategy } from '../../../src/strategies/strategy.ts'

const options = { histories: 4, seed: '1' }

const tomorrow = defineIndicator({
  id: 'tomorrow',
  inputs: ['close'],
  outputs: ['value'],
  params: {},
  warmup: () => 0,
  start: () => close => close,
  fill: (_params, [out], close) => {
    for (let i = 0; i < out.length; i++) out[i] = close[i + 1] ?? close[i]
  },
})

class Cheat extends Strategy {
  static override readonly id = 'cheat'
  protected readonly crystal = this.use(tomorrow)
  protected override decide() {
    return this.crystal.value > this.close.value ? 1 : 0
  }
}

class Careless extends Strategy {
  static override readonly id = 'careless'
  protected override decide(): number {
    throw new TypeError('no such thing')
  }
}

class Orders extends OrderStrategy {
  static override readonly id = 'orders'
  protected override onBar() {
    if (this.index % 10 === 0) this.buy({ quantity: 1, timeInForce: { bars: 5 }, limit: 0.5 * this.close.value })
  }
}

class Idle extends OrderStrategy {
  static override readonly id = 'idle'
  protected override onBar() {}
}

const row = (table: string, part: string) => table.split('\n').find(line => line.startsWith(part)) ?? ''

describe('an honest strategy', () => {
  const report = reportCheck(MaCrossover, { ...options, params: { fast: 5, slow: 20 } })

  it('passes every part', () => {
    expect(report).toMatchObject({ strategy: 'ma_crossover', ok: true, warmup: 19, refusals: [] })
    expect(Object.values(report.parts)).toEqual(Array(7).fill(true))
    expect(refusalLines(report)).toEqual([])
  })

  it('has a table with every part, the warm-up and the bars to settle', () => {
    const table = checkTable(report)
    expect(
      table
        .split('\n')
        .slice(2)
        .map(line => line.split(' ')[0]),
    ).toEqual(['run', 'warm-up', 'range', 'repeat', 'chop', 'grow', 'poison', 'settle'])
    expect(row(table, 'warm-up')).toMatch(/ok .*after 19 bars/)
    expect(row(table, 'settle')).toMatch(new RegExp(`settle +${report.settleBars} `))
    expect(row(checkTable({ ...report, settleBars: Number.NaN }), 'settle')).toMatch(/settle +all/)
  })
})

describe('a cheat', () => {
  const report = reportCheck(Cheat, options)

  it('is refused with the bar and the feature that peeked', () => {
    expect(report.ok).toBe(false)
    expect(row(checkTable(report), 'poison')).toMatch(/REFUSED +broken on \d of 4 histories/)
    expect(refusalLines(report).at(-2)).toMatch(
      /cheat, history \d of seed 1: bars from (\d+) on were changed.*feature "crystal" at bar \d+/,
    )
    expect(refusalLines(report).at(-1)).toMatch(/^and \d+ more/)
  })

  it('does not hide among others', () => {
    const lines = checkMatrix([reportCheck(MaCrossover, options), report]).split('\n')
    expect(lines[2]).toMatch(/^ma_crossover +ok +ok/)
    expect(lines[3]).toMatch(/^cheat +REFUSED +ok/)
  })
})

describe('a strategy that throws', () => {
  it('is refused, and what was not reached says so', () => {
    const report = reportCheck(Careless, options)
    expect(report).toMatchObject({ ok: false, parts: { run: false, poison: null } })
    expect(refusalLines(report)).toEqual([expect.stringContaining('careless threw TypeError: no such thing')])
    expect(row(checkTable(report), 'poison')).toMatch(/– +not reached/)
    expect(checkMatrix([report]).split('\n')[2]).toMatch(/^careless +REFUSED +REFUSED +–/)
  })

  it('but wrong parameters are an error', () => {
    expect(() => reportCheck(MaCrossover, { ...options, params: { fsat: 1 } })).toThrow('did you mean "fast"?')
  })
})

describe('a strategy that places orders', () => {
  it('is checked by its own suite', () => {
    const report = reportCheck(Orders, options)
    expect(report.ok).toBe(true)
    expect(report.parts).not.toHaveProperty('range')
    // Every tenth of 200 bars, on 4 histories.
    expect(row(checkTable(report), 'orders')).toMatch(/orders +80 /)
  })

  it('that places none has proved nothing', () => {
    expect(row(checkTable(reportCheck(Idle, options)), 'orders')).toContain('nothing is proved')
  })
})
