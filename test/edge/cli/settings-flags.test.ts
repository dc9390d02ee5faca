import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { addSettingsFlags, settingsFrom } from '../../../src/edge/cli/settings-flags.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../../src/engine/settings.ts'

function read(...argv: string[]): BacktestSettingsInput {
  const command = addSettingsFlags(new Command('x'))
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
  return settingsFrom(command.parse(argv, { from: 'user' }).opts())
}

/** Every setting with a value of its own, and the flags that say the same. */
const all: [input: BacktestSettingsInput, argv: string][] = [
  [{ capital: 5000 }, '--capital 5000'],
  [{ fillAt: 'close' }, '--fill-at close'],
  [{ sizing: { fraction: 0.5 } }, '--sizing fraction=0.5'],
  [{ sizing: { units: 3 } }, '--sizing units=3'],
  [{ sizing: { notional: 1e3 } }, '--sizing notional=1e3'],
  [{ sizing: { risk: 0.01 }, exits: { stopLoss: 0.02 } }, '--sizing risk=0.01 --stop-loss 0.02'],
  [{ sizing: { volatility: 0.15, period: 30 } }, '--sizing volatility=0.15,period=30'],
  [{ sizing: { kelly: 0.5, trades: 30, minimum: 0.01 } }, '--sizing kelly=0.5,trades=30,minimum=0.01'],
  [{ maxLeverage: 2 }, '--max-leverage 2'],
  [{ rebalance: 'change' }, '--rebalance change'],
  [{ rebalance: { band: 0.05 } }, '--rebalance band=0.05'],
  [{ rebalance: { every: 20 } }, '--rebalance every=20'],
  [
    {
      costs: {
        feeBps: 1,
        makerFeeBps: 2,
        minimumFee: 3,
        slippageBps: 4,
        halfSpreadBps: 5,
        impactBps: 6,
        impact: 'linear',
        participation: 0.7,
        borrowRate: 0.8,
        fundingRate: -0.9,
      },
    },
    '--fee-bps 1 --maker-fee-bps 2 --minimum-fee 3 --slippage-bps 4 --half-spread-bps 5 --impact-bps 6 --impact linear --participation 0.7 --borrow-rate 0.8 --funding-rate -0.9',
  ],
  [
    {
      exits: { stopLoss: 0.01, takeProfit: 0.02, trailingStop: 0.03, breakEven: 0.04, maxBars: 5, targetFill: 'limit', sameBar: 'target' },
    },
    '--stop-loss 0.01 --take-profit 0.02 --trailing-stop 0.03 --break-even 0.04 --max-bars 5 --target-fill limit --same-bar target',
  ],
  [{ exits: { stopAtr: 1, targetAtr: 2, trailingAtr: 3, atrPeriod: 4 } }, '--stop-atr 1 --target-atr 2 --trailing-atr 3 --atr-period 4'],
  [{ instrument: { tick: 0.01, lot: 0.1, minNotional: 10 } }, '--tick 0.01 --lot 0.1 --min-notional 10'],
]

describe('flags', () => {
  it.each(all)('%j is %s', (input, argv) => {
    expect(read(...argv.split(' '))).toEqual(input)
  })

  it('there is one for every setting', () => {
    const tested = new Set(all.flatMap(([input]) => pathsOf(input)))
    // An unknown name makes the settings list the known ones.
    const known = (input: object) =>
      String(catchMessage(() => resolveSettings(input)))
        .match(/Known: (.*)$/)?.[1]
        .split(', ') ?? []
    for (const name of known({ x: 1 })) {
      const parts = ['costs', 'exits', 'instrument'].includes(name) ? known({ [name]: { x: 1 } }).map(part => `${name}.${part}`) : [name]
      expect(parts.length).toBeGreaterThan(0)
      for (const part of parts) expect(tested).toContain(part)
    }
  })

  it('none is nothing', () => {
    expect(read()).toEqual({})
  })
})

describe('what is refused names the flag', () => {
  it.each([
    ['--fee-bps -3', '--fee-bps: costs.feeBps is -3: must not be negative'],
    ['--sizing share=1', '--sizing: sizing is {"share":1}'],
    ['--sizing risk=0.01', '--sizing: sizing.risk is 0.01, but there is no stop'],
    ['--sizing volatility=0.1,perod=3', '--sizing: backtest has no setting "sizing.perod"; did you mean "period"?'],
    ['--stop-loss 0.02 --stop-atr 2', '--stop-atr: exits.stopLoss is 0.02 and exits.stopAtr is 2: give one of them'],
    ['--slippage-bps 3000 --impact-bps 3000', '--slippage-bps: slippageBps, halfSpreadBps and impactBps come to 6000'],
    ['--rebalance band=-1', '--rebalance: rebalance.band is -1'],
    ['--atr-period 1.5', '--atr-period: exits.atrPeriod is 1.5'],
    ['--sizing risk', "option '--sizing <kind=value,…>' argument 'risk' is invalid. \"risk\" is not name=number"],
    ['--sizing risk=', '"risk=" is not name=number'],
    ['--sizing risk=a', '"risk=a" is not name=number'],
    ['--sizing risk=1=2', '"risk=1=2" is not name=number'],
    ['--sizing risk=1,risk=2', '"risk" is given twice'],
    ['--rebalance often', "option '--rebalance <rule>' argument 'often' is invalid"],
    ['--tick fine', "option '--tick <step>' argument 'fine' is invalid. It must be a number."],
    ['--same-bar both', "option '--same-bar <which>' argument 'both' is invalid"],
  ])('%s', (argv, message) => {
    expect(() => read(...argv.split(' '))).toThrow(message)
  })
})

function pathsOf(input: object, prefix = ''): string[] {
  return Object.entries(input).flatMap(([name, value]) =>
    ['costs', 'exits', 'instrument'].includes(name) ? pathsOf(value, `${name}.`) : [`${prefix}${name}`],
  )
}

function catchMessage(run: () => unknown): string {
  try {
    run()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}
