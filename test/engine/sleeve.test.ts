import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/base/errors.ts'
import { backtestPanel } from '../../src/engine/backtest-panel.ts'
import { resolveSleeves } from '../../src/engine/sleeve.ts'
import { alignBars } from '../../src/market/panel.ts'
import { BuyAndHold } from '../../src/strategies/library/buy-and-hold.ts'
import { flat, named } from './listed.ts'

describe('resolveSleeves', () => {
  it('shares the account and names who has no name', () => {
    const sleeves = [
      { strategy: BuyAndHold, symbol: 'A' },
      { strategy: BuyAndHold, symbol: 'A' },
      { strategy: BuyAndHold, symbol: 'B', weight: 2, name: 'mine' },
      { strategy: BuyAndHold, symbol: 'C' },
    ]
    expect(resolveSleeves(sleeves, {}).map(({ name, weight }) => [name, weight])).toEqual([
      ['buy_and_hold A', 0.25],
      ['buy_and_hold A (2)', 0.25],
      ['mine', 2],
      ['buy_and_hold C', 0.25],
    ])
  })
})

describe('what makes no sense', () => {
  const panel = alignBars([named('BTC/EUR', flat(10), flat(10)), named('ETH/EUR', flat(20), flat(20))])
  const hold = { strategy: BuyAndHold, symbol: 'BTC/EUR' }
  it.each([
    ['no sleeves', () => backtestPanel([], panel), /no sleeves/, 'panel/sleeves', {}],
    [
      'an unknown symbol',
      () => backtestPanel([{ ...hold, symbol: 'BTC/EURO' }], panel),
      /no symbol "BTC\/EURO"; did you mean "BTC\/EUR"/,
      'panel/unknown-symbol',
      { symbol: 'BTC/EURO' },
    ],
    [
      'a weight of 0',
      () => backtestPanel([{ ...hold, weight: 0 }], panel),
      /weight of sleeve "buy_and_hold BTC\/EUR" is 0/,
      'panel/weight',
      { name: 'buy_and_hold BTC/EUR' },
    ],
    ['a weight above 10', () => backtestPanel([{ ...hold, weight: 10.1 }], panel), /is 10.1/, 'panel/weight', {}],
    ['a weight that is not a number', () => backtestPanel([{ ...hold, weight: Number.NaN }], panel), /is NaN/, 'panel/weight', {}],
    [
      'one name twice',
      () =>
        backtestPanel(
          [
            { ...hold, name: 'x' },
            { ...hold, name: 'x' },
          ],
          panel,
        ),
      /two sleeves are called "x"/,
      'panel/sleeve-name',
      { name: 'x' },
    ],
    [
      'a limit for nobody',
      () => backtestPanel([{ ...hold, group: 'crypto' }], panel, { groups: { crypt: 1 } }),
      /group "crypt", but no sleeve is in it; did you mean "crypto"/,
      'panel/group',
      { group: 'crypt' },
    ],
    [
      'a limit of 0',
      () => backtestPanel([{ ...hold, group: 'a' }], panel, { groups: { a: 0 } }),
      /limit of group "a" is 0/,
      'panel/group',
      { group: 'a' },
    ],
    ['a limit above 100', () => backtestPanel([{ ...hold, group: 'a' }], panel, { groups: { a: 101 } }), /is 101/, 'panel/group', {}],
    [
      'a limit where no sleeve has a group',
      () => backtestPanel([hold], panel, { groups: { a: 1 } }),
      /no sleeve is in it$/,
      'panel/group',
      {},
    ],
    ['bad settings', () => backtestPanel([hold], panel, { capital: 0 }), /capital is 0/, 'backtest/settings', {}],
    ['bad exits of a sleeve', () => backtestPanel([{ ...hold, exits: { stopLoss: 1 } }], panel), /stopLoss is 1/, 'backtest/settings', {}],
  ])('%s', (_, act, message, code, details) => {
    expect(act).toThrow(ConfigError)
    expect(act).toThrow(message)
    expect(act).toThrow(expect.objectContaining({ code, details: expect.objectContaining(details) }))
  })

  it('takes weights and limits up to the largest', () => {
    const { sleeves } = backtestPanel([{ ...hold, weight: 10, group: 'a' }], panel, { groups: { a: 100 }, maxLeverage: 100 })
    expect(sleeves[0].weight).toBe(10)
  })

  it('symbols that do not overlap have no panel', () => {
    const late = { ...named('B', flat(1)), time: Float64Array.of(1e12) }
    expect(() => alignBars([named('A', flat(1)), late])).toThrow(/no time at which all symbols have a bar/)
  })
})
