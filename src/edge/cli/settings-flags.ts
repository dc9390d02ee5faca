import { type Command, InvalidArgumentError, Option } from 'commander'
import { ConfigError } from '../../base/errors.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../engine/settings.ts'

/** A flag and the setting that it fills: `costs.feeBps` is the `feeBps` of the `costs`. */
interface SettingsFlag {
  readonly setting: string
  readonly flag: string
  readonly about: string
  readonly choices?: readonly string[]
  /** Default: a number. */
  readonly parse?: (text: string) => unknown
}

const groups: Readonly<Record<string, readonly SettingsFlag[]>> = {
  'Money and size:': [
    { setting: 'capital', flag: '--capital <money>', about: 'cash at the start (default: 10000)' },
    {
      setting: 'sizing',
      flag: '--sizing <kind=value,…>',
      about:
        'size of a full position: fraction=1 of equity (default), units=10, notional=1000, risk=0.01, volatility=0.15,period=20 or kelly=0.5,trades=20,minimum=0.02',
      parse: sizing,
    },
    { setting: 'maxLeverage', flag: '--max-leverage <factor>', about: 'largest position value as a multiple of equity' },
    {
      setting: 'rebalance',
      flag: '--rebalance <rule>',
      about: 'back to size on change (of the target, default), when off by band=0.05 of equity, or every=20 bars',
      parse: rebalance,
    },
    {
      setting: 'fillAt',
      flag: '--fill-at <when>',
      about: 'trade at the next open (default) or at the same close, which is optimistic',
      choices: ['open', 'close'],
    },
  ],
  'Costs:': [
    { setting: 'costs.feeBps', flag: '--fee-bps <bps>', about: 'fee on every fill in basis points' },
    { setting: 'costs.makerFeeBps', flag: '--maker-fee-bps <bps>', about: 'fee of limit fills (default: the same)' },
    { setting: 'costs.minimumFee', flag: '--minimum-fee <money>', about: 'smallest fee of a fill' },
    { setting: 'costs.slippageBps', flag: '--slippage-bps <bps>', about: 'slippage of every market fill in basis points' },
    { setting: 'costs.halfSpreadBps', flag: '--half-spread-bps <bps>', about: 'half the distance between bid and ask' },
    { setting: 'costs.impactBps', flag: '--impact-bps <bps>', about: 'what a fill of the whole volume of its bar moves the price' },
    {
      setting: 'costs.impact',
      flag: '--impact <shape>',
      about: 'how impact grows with the share of the volume (default: sqrt)',
      choices: ['sqrt', 'linear'],
    },
    {
      setting: 'costs.participation',
      flag: '--participation <fraction>',
      about: 'largest share of the volume of a bar that may be traded',
    },
    { setting: 'costs.borrowRate', flag: '--borrow-rate <fraction>', about: 'interest per year on what is borrowed, for example 0.05' },
    { setting: 'costs.fundingRate', flag: '--funding-rate <fraction>', about: 'funding per year that longs pay and shorts receive' },
  ],
  'Exits:': [
    { setting: 'exits.stopLoss', flag: '--stop-loss <fraction>', about: 'for example 0.02' },
    { setting: 'exits.takeProfit', flag: '--take-profit <fraction>', about: 'for example 0.05' },
    { setting: 'exits.trailingStop', flag: '--trailing-stop <fraction>', about: 'for example 0.03' },
    { setting: 'exits.stopAtr', flag: '--stop-atr <multiple>', about: 'stop loss in average true ranges' },
    { setting: 'exits.targetAtr', flag: '--target-atr <multiple>', about: 'profit target in average true ranges' },
    { setting: 'exits.trailingAtr', flag: '--trailing-atr <multiple>', about: 'trailing stop in average true ranges' },
    { setting: 'exits.atrPeriod', flag: '--atr-period <bars>', about: 'bars of the average true range (default: 14)' },
    {
      setting: 'exits.breakEven',
      flag: '--break-even <fraction>',
      about: 'move the stop to the entry price once the price was this far in favor',
    },
    { setting: 'exits.maxBars', flag: '--max-bars <count>', about: 'leave after this many bars' },
    {
      setting: 'exits.targetFill',
      flag: '--target-fill <kind>',
      about: 'profit targets fill with slippage (market, default) or at their price (limit)',
      choices: ['market', 'limit'],
    },
    {
      setting: 'exits.sameBar',
      flag: '--same-bar <which>',
      about: 'stop and target in one bar: the stop counts (default), or the target, which is optimistic',
      choices: ['stop', 'target'],
    },
  ],
  'Instrument:': [
    { setting: 'instrument.tick', flag: '--tick <step>', about: 'step of prices' },
    { setting: 'instrument.lot', flag: '--lot <step>', about: 'step of quantities' },
    { setting: 'instrument.minNotional', flag: '--min-notional <money>', about: 'smallest value of an order' },
  ],
}

/** Flags that a command has no use for, or has in another form. */
export interface LeftOut {
  /** Settings such as `rebalance`. */
  readonly without?: readonly string[]
}

/** Gives a command a flag for every setting of a backtest, in groups of its help. */
export function addSettingsFlags(command: Command, { without = [] }: LeftOut = {}): Command {
  for (const [group, flags] of Object.entries(groups))
    for (const flag of flags) if (!without.includes(flag.setting)) command.addOption(optionOf(flag).helpGroup(group))
  return command
}

/**
 * The settings that the flags of {@link addSettingsFlags} ask for.
 *
 * @param options - What commander has read.
 * @param leftOut - What {@link addSettingsFlags} was told to leave out.
 * @throws {@link ConfigError} `backtest/settings` naming the flag.
 */
export function settingsFrom(options: object, { without = [] }: LeftOut = {}): BacktestSettingsInput {
  const values: Readonly<Record<string, unknown>> = { ...options }
  const input: Record<string, unknown> = {}
  const flags = Object.values(groups)
    .flat()
    .filter(({ setting }) => !without.includes(setting))
  for (const flag of flags) {
    const value = values[optionOf(flag).attributeName()]
    if (value === undefined) continue
    const [part, name] = flag.setting.split('.')
    input[part] = name === undefined ? value : { ...(input[part] as object), [name]: value }
  }
  try {
    resolveSettings(input)
    return input
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const { setting = '' } = error.details
    const named =
      flags.find(({ setting: own }) => own === setting || `${setting}`.startsWith(`${own}.`)) ??
      flags.find(({ setting: own }) => own.startsWith(`${setting}.`) && error.message.includes(own.split('.')[1]))
    if (named === undefined) throw error
    throw new ConfigError(error.code, `${named.flag.split(' ')[0]}: ${error.message}`, error.details, error)
  }
}

/** A number from the command line. */
export function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('It must be a number.')
  return value
}

function optionOf({ flag, about, choices, parse = number }: SettingsFlag): Option {
  const option = new Option(flag, about)
  return choices === undefined ? option.argParser(parse) : option.choices(choices)
}

function sizing(text: string): Record<string, number> {
  return numbers(text, 'risk=0.01 or volatility=0.15,period=30')
}

function rebalance(text: string): string | Record<string, number> {
  return text === 'change' ? text : numbers(text, 'change, band=0.05 or every=20')
}

/** `volatility=0.15,period=30` as an object. */
function numbers(text: string, example: string): Record<string, number> {
  const parts: Record<string, number> = {}
  for (const part of text.split(',')) {
    const [name, value = '', ...more] = part.split('=').map(piece => piece.trim())
    const isPair = name !== '' && value !== '' && more.length === 0 && !Number.isNaN(Number(value))
    if (!isPair) throw new InvalidArgumentError(`"${part}" is not name=number; write for example ${example}.`)
    if (Object.hasOwn(parts, name)) throw new InvalidArgumentError(`"${name}" is given twice.`)
    parts[name] = Number(value)
  }
  return parts
}
