import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/base/errors.ts'
import { resolveSettings } from '../../src/engine/settings.ts'

const refused = (input: unknown): ConfigError => {
  try {
    resolveSettings(input as never)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('was accepted')
}
const refusal = (input: unknown) => refused(input).message

it('fills in defaults', () => {
  expect(resolveSettings()).toEqual({
    capital: 10_000,
    fillAt: 'open',
    sizing: { fraction: 1 },
    costs: { feeBps: 0, slippageBps: 0 },
    exits: { targetFill: 'market' },
    instrument: {},
    rebalance: 'change',
  })
})

describe('one clear sentence for', () => {
  it.each([
    [{ capital: 0 }, 'capital is 0: must be greater than 0'],
    [{ capital: -5 }, 'capital is -5: must be greater than 0'],
    [{ capital: Number.NaN }, 'capital is NaN: must be a number'],
    [{ costs: { feeBps: -1 } }, 'costs.feeBps is -1: must not be negative'],
    [{ costs: { feeBpz: 1 } }, 'no setting "costs.feeBpz"; did you mean "feeBps"?'],
    [{ cost: {} }, 'no setting "cost"; did you mean "costs"?'],
    [{ exits: { stopLoss: 0 } }, 'exits.stopLoss is 0: must be greater than 0'],
    [{ exits: { stopLoss: 1 } }, 'exits.stopLoss is 1: must be smaller than 1'],
    [{ exits: { maxBars: 1.5 } }, 'exits.maxBars is 1.5: must be a whole number'],
    [{ sizing: { fraction: 0 } }, 'sizing.fraction is 0: must be greater than 0'],
    [{ sizing: { share: 1 } }, 'sizing is {"share":1}: must be'],
    [{ fillAt: 'high' }, 'fillAt is "high": must be open or close'],
    [{ maxLeverage: 0 }, 'maxLeverage is 0: must be greater than 0'],
    [{ sizing: { risk: 1 } }, 'sizing.risk is 1: must be smaller than 1'],
    [{ sizing: { volatility: 0.1, period: 1 } }, 'sizing.period is 1: must be at least 2'],
    [{ sizing: { kelly: 2 } }, 'sizing.kelly is 2: must not exceed 1'],
    [{ sizing: { kelly: 1, trade: 5 } }, 'no setting "sizing.trade"; did you mean "trades"?'],
    [{ costs: { participation: 1.1 } }, 'costs.participation is 1.1: must not exceed 1'],
    [{ costs: { impact: 'cubic' } }, 'costs.impact is "cubic": must be sqrt or linear'],
    [{ costs: { borrowRate: -0.1 } }, 'costs.borrowRate is -0.1: must not be negative'],
    [{ costs: { slippageBps: 3000, impactBps: 3000 } }, 'slippageBps, halfSpreadBps and impactBps come to 6000 together'],
    [{ exits: { sameBar: 'both' } }, 'exits.sameBar is "both": must be stop or target'],
    [{ exits: { stopLoss: 0.1, stopAtr: 2 } }, 'exits.stopLoss is 0.1 and exits.stopAtr is 2: give one of them'],
    [{ exits: { takeProfit: 0.1, targetAtr: 2 } }, 'exits.takeProfit is 0.1 and exits.targetAtr is 2: give one of them'],
    [{ exits: { trailingStop: 0.1, trailingAtr: 2 } }, 'exits.trailingStop is 0.1 and exits.trailingAtr is 2: give one of them'],
    [{ sizing: { risk: 0.01 } }, 'there is no stop to lose it at'],
    [{ sizing: { risk: 0.01 }, exits: { takeProfit: 0.1, breakEven: 0.1 } }, 'there is no stop to lose it at'],
    [{ instrument: { lot: 0 } }, 'instrument.lot is 0: must be greater than 0'],
    [{ instrument: { ticks: 1 } }, 'no setting "instrument.ticks"; did you mean "tick"?'],
    [{ rebalance: { every: 0 } }, 'rebalance.every is 0: must be at least 1'],
    [{ rebalance: 'always' }, 'rebalance is "always": must be "change", { band } or { every }'],
  ])('%j', (input, sentence) => {
    expect(refusal(input)).toContain(sentence)
  })
})

it('accepts what belongs together', () => {
  const exits = { stopAtr: 2, targetAtr: 4, trailingStop: 0.1, atrPeriod: 5, breakEven: 0.01, sameBar: 'target' as const }
  const costs = { makerFeeBps: 1, minimumFee: 2, impactBps: 5, impact: 'linear' as const, participation: 0.1, fundingRate: -0.1 }
  const settings = resolveSettings({ sizing: { risk: 0.01 }, exits, costs, maxLeverage: 3, rebalance: { band: 0.1 } })
  expect(settings).toMatchObject({ exits, costs, maxLeverage: 3, sizing: { risk: 0.01 }, rebalance: { band: 0.1 } })
})

it.each([
  [{ capital: 0 }, 'capital'],
  [{ cost: {} }, 'cost'],
  [{ exits: { stopLoss: 0 } }, 'exits.stopLoss'],
  [{ costs: { feeBpz: 1 } }, 'costs.feeBpz'],
  [{ sizing: { volatility: 0.1, period: 1 } }, 'sizing.period'],
  [{ exits: { stopLoss: 0.1, stopAtr: 2 } }, 'exits.stopAtr'],
  [{ exits: { trailingStop: 0.1, trailingAtr: 2 } }, 'exits.trailingAtr'],
  [{ sizing: { risk: 0.01 } }, 'sizing.risk'],
  [{ costs: { slippageBps: 3000, halfSpreadBps: 3000 } }, 'costs'],
  ['everything', ''],
])('a program finds the setting of %j in the details', (input, setting) => {
  expect(refused(input)).toMatchObject({ code: 'backtest/settings', details: { setting } })
})

describe('names that there are not', () => {
  it('are answered with those that there are', () => {
    expect(refusal({ exits: { stop: 1 } })).toMatch(/Known: stopLoss, takeProfit, .*sameBar/)
    expect(refusal({ instrument: { x: 1 } })).toMatch(/Known: tick, lot, minNotional$/)
    expect(refusal({ x: 1 })).toMatch(/^backtest has no setting "x".* Known: capital, fillAt, /)
    expect(refusal({ sizing: { kelly: 0.5, y: 1 } })).toMatch(/Known: kelly, trades, minimum$/)
    expect(refusal({ sizing: { units: 5, y: 1 } })).toMatch(/Known: units$/)
    expect(refusal({ rebalance: { band: 0.1, x: 1 } })).toMatch(/no setting "rebalance.x".* Known: band$/)
    expect(refusal({ rebalance: { every: 5, x: 1 } })).toMatch(/Known: every$/)
  })
})

it('what is no object at all is refused as a whole', () => {
  expect(refusal('everything')).toBe('settings is "everything": must be an object')
  expect(refusal(null)).toBe('settings is null: must be an object')
  expect(refusal({ costs: 5 })).toBe('costs is 5: must be an object')
  expect(refusal({ exits: [] })).toBe('exits is []: must be an object')
  expect(refusal({ instrument: null })).toBe('instrument is null: must be an object')
})

it('the halves of a spread count among the costs that come together', () => {
  expect(refusal({ costs: { slippageBps: 3000, halfSpreadBps: 2001 } })).toContain('come to 5001 together')
  expect(resolveSettings({ costs: { slippageBps: 3000, halfSpreadBps: 2000 } }).costs.halfSpreadBps).toBe(2000)
})

it('of several ways to size, the one that was meant is answered', () => {
  expect(refusal({ sizing: { kelly: 0.5, trades: 0 } })).toMatch(/^sizing.trades is 0: /)
  expect(refusal({ sizing: { kelly: 'much' } })).toBe('sizing.kelly is "much": must be a number')
  expect(refusal({ sizing: { volatility: 0.1, period: 2.5 } })).toBe('sizing.period is 2.5: must be a whole number')
  expect(refusal({ sizing: { volatility: 'much', period: 0.5 } })).toMatch(/^sizing.volatility is "much": /)
  expect(refusal({ rebalance: { band: 0 } })).toMatch(/^rebalance.band is 0: /)
  expect(refused({ rebalance: { every: 0.5 } })).toMatchObject({
    message: 'rebalance.every is 0.5: must be a whole number',
    details: { setting: 'rebalance.every' },
  })
})

it('what could mean several ways to size is refused as a whole', () => {
  for (const sizing of [{ fraction: 1, kelly: 1 }, { fraction: 0, kelly: 2 }, {}, { period: 5 }, { kelly: undefined }, [], 'all', null])
    expect(refused({ sizing })).toMatchObject({
      message: `sizing is ${JSON.stringify(sizing)}: must be { fraction }, { units }, { notional }, { risk }, { volatility } or { kelly }`,
      details: { setting: 'sizing' },
    })
  expect(refusal({ rebalance: { band: 0.1, every: 5 } })).toMatch(/^rebalance is \{"band":0.1,"every":5\}: must be "change"/)
})

it('values that JSON does not know are shown, too', () => {
  expect(refusal({ capital: 10n })).toBe('capital is 10: must be a number')
  expect(refusal({ capital: Number.POSITIVE_INFINITY })).toMatch(/^capital is Infinity: /)
})
