import { timeframeMs } from '../base/timeframe.ts'
import { countOf, formatValue } from './format.ts'
import { unitsOf } from './sizing-text.ts'
import type {
  ExplainedFill,
  ExplainedOrder,
  ExplainedRefusal,
  StepAssumption,
  TradeDecision,
  TradeExplanation,
  TradeLevel,
  TradeLevels,
  TradeStep,
} from './trade-explanation.ts'

const ASSUMPTIONS: Readonly<Record<StepAssumption, string>> = {
  gap: 'the open had already jumped over the level, so it left at the open',
  'stop-and-target': 'stop and profit target in one bar: bars cannot tell which came first, the stop counts unless the open decides',
  'target-first': 'stop and profit target in one bar: bars cannot tell which came first, the settings let the target count',
  'target-before-stop': 'it opened beyond the profit target and touched the stop later, so the target came first',
  'no-volume': 'the volume of the bar allows nothing more: it is tried again at the next open',
  'no-next-bar': 'no bar follows, so what is due is never traded',
}

const FILLED: Readonly<Record<ExplainedFill['reason'], string>> = {
  signal: '',
  stop: 'stop loss: ',
  target: 'profit target: ',
  trailing: 'trailing stop: ',
  time: 'holding time: ',
  liquidation: 'liquidation: ',
  'break-even': 'break-even stop: ',
}

/** When (date and bar), at which moment of the bar, and what. */
type Row = readonly [when: string, bar: string, moment: string, text: string]

/**
 * An explained trade as lines of text for people, its columns aligned.
 *
 * @example
 * ```ts
 * import { backtest, describeTrade, explainTrade, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const result = backtest(MaCrossover, syntheticBars({ seed: 1, length: 1000 }), { exits: { stopLoss: 0.02 } })
 * describeTrade(explainTrade(result, 0)).join('\n')
 * ```
 */
export function describeTrade(explanation: TradeExplanation): string[] {
  const { number, symbol, timeframe, trade, steps, ending, carry } = explanation
  const format = timeframeMs(timeframe) < timeframeMs('1d') ? 'time' : 'date'
  const rows = steps.flatMap((step): Row[] => {
    const [first, ...more] = momentsOf(step)
    const when = formatValue(step.time, format)
    const told: Row[] = [[when, `bar ${step.index}`, ...first], ...more.map(([moment, text]): Row => ['', '', moment, text])]
    return step.leftOut === 0 ? told : [['…', '', '', `${countOf(step.leftOut, 'bar')} without news`], ...told]
  })
  const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column].length)))
  const lines = rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const came = `${money(trade.pnl)} (${formatValue(trade.return, 'percent')}) after ${money(trade.fees)} of fees`
  return [
    `Trade ${number}: ${trade.side} ${symbol} ${timeframe}, ${countOf(trade.bars, 'bar')} from ${formatValue(trade.entryTime, format)}`,
    ...lines,
    `Why it ended: ${ending}.`.replace('Why it ended: still', 'It is still'),
    ...(carry === 0
      ? []
      : [`What holding it ${carry > 0 ? 'cost' : 'brought'} besides: ${money(Math.abs(carry))} of interest and funding.`]),
    `What it came to: ${unitsOf(trade.quantity)}, in at ${price(trade.entryPrice)}, ${trade.exitReason === 'open' ? 'valued' : 'out'} at ${price(trade.exitPrice)}: ${came}.`,
  ]
}

type Moment = readonly [moment: string, text: string]

function momentsOf(step: TradeStep): Moment[] {
  const { fills, refusals, orders = [], levels, decision, assumptions, carry = 0 } = step
  const filled = (when: ExplainedFill['when']) => [
    ...fills.filter(fill => fill.when === when).flatMap(fillTexts),
    ...refusals.filter(refusal => refusal.when === when).flatMap(refusalTexts),
    // That an order filled is told by its last fill.
    ...orders.filter(order => order.when === when && order.event !== 'filled').map(eventText),
  ]
  const held = carry === 0 ? [] : [`holding it ${carry > 0 ? 'cost' : 'brought'} ${money(Math.abs(carry))}`]
  const inside = filled('inside')
  const close = [`${price(step.close)}${positionText(step)}`, ...filled('close')]
  if (decision !== undefined) close.push(decisionText(decision))
  const at = (moment: string, texts: readonly string[]) => texts.map((text, k): Moment => [k === 0 ? moment : '', text])
  return [
    ...at('open', [...held, ...filled('open')]),
    ...(levels === undefined && inside.length === 0 ? [] : at('range', [levelsText(step, levels ?? {}), ...inside])),
    ...at('close', close),
    ...at(
      'note',
      [...new Set(assumptions)].map(assumption => ASSUMPTIONS[assumption]),
    ),
  ]
}

function fillTexts(fill: ExplainedFill): string[] {
  const { reason, quantity: signed, ordered, rawPrice, slippage, fee } = fill
  const costs = slippage === 0 ? `, rounded to ${price(fill.price)}` : `, with slippage ${price(fill.price)} (costs ${money(slippage)})`
  const slipped = fill.price === rawPrice ? '' : costs
  const paid = fee === 0 ? '' : `, fee ${money(fee)}`
  const cut = `${quantity(Math.abs(signed))} of ${unitsOf(Math.abs(ordered ?? 0))}: the volume allowed no more, the rest follows`
  return [
    `${FILLED[reason]}${signed > 0 ? 'buy' : 'sell'} ${quantity(Math.abs(signed))} at ${price(rawPrice)}${slipped}${paid}`,
    ...(ordered === undefined ? [] : [`  ${cut}`]),
    `  ${fill.why}`,
  ]
}

function refusalTexts({ quantity: signed, price: at, why }: ExplainedRefusal): string[] {
  const order = signed === 0 ? '' : ` (${signed > 0 ? 'buy' : 'sell'} ${quantity(Math.abs(signed))} at ${price(at)})`
  return [`order not sent${order}, the position stays`, `  ${why}`]
}

function eventText({ id, event, order, why }: ExplainedOrder): string {
  if (event === 'placed') return `order ${id} placed: ${order}`
  return `order ${id} ${event} (${order})${why === '' ? '' : `: ${why}`}`
}

function levelsText({ low, high }: TradeStep, levels: TradeLevels): string {
  const { stop, 'break-even': breakEven, trailing, liquidation, target, nearest } = levels
  const parts: string[] = []
  if (stop !== undefined) parts.push(levelText('stop', stop))
  if (breakEven !== undefined) parts.push(levelText('break-even stop', breakEven))
  if (trailing !== undefined) parts.push(`${levelText('trailing stop', trailing)} (best before ${price(trailing.best)})`)
  // Far away as a rule; it is worth a word only where nothing nearer protects the account.
  if (liquidation !== undefined && (nearest === 'liquidation' || liquidation.reached)) parts.push(levelText('liquidation', liquidation))
  if (target !== undefined) parts.push(levelText('target', target))
  const range = `low ${price(low)}, high ${price(high)}`
  return parts.length === 0 ? range : `${range}: ${parts.join(', ')}`
}

function levelText(name: string, level: TradeLevel): string {
  return `${name} ${price(level.price)} ${level.reached ? 'reached' : 'not reached'}`
}

function positionText({ quantity: held, value, profit, fills }: TradeStep): string {
  if (held !== 0) return `, position ${unitsOf(held)} worth ${money(value)}, profit so far ${money(profit)}`
  return fills.length === 0 ? '' : `, flat, profit ${money(profit)}`
}

function decisionText({ kind, before, after }: TradeDecision): string {
  if (kind === 'time') return 'decided: the holding time is over'
  if (kind === 'rebalance') return `decided: back to the size for target ${quantity(after)}`
  return `decided: target from ${quantity(before)} to ${quantity(after)}`
}

function price(value: number): string {
  return formatValue(value, 'price')
}

function money(value: number): string {
  return formatValue(value, 'money')
}

function quantity(value: number): string {
  return formatValue(value, 'quantity')
}
