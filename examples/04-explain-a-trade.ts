// Why did it buy, why that much, and why did it leave? The worst trade of a backtest, told bar by bar.
import { Breakout, backtest, describeTrade, explainTrade, syntheticBars } from 'peak-trade'

const bars = syntheticBars({ seed: 3, length: 5000, kind: 'jumps', timeframe: '1h' })
const result = backtest(Breakout, bars, {
  params: { lookback: 50, side: 'long' },
  costs: { feeBps: 10, slippageBps: 5 },
  exits: { stopLoss: 0.03, trailingStop: 0.05, takeProfit: 0.08 },
})

const { trades } = result
const worst = trades.reduce((least, trade, i) => (trade.pnl < trades[least].pnl ? i : least), 0)
const explanation = explainTrade(result, worst)
console.log(describeTrade(explanation).join('\n'))

// The same as data: what did slippage cost in this trade, and did anything have to be assumed?
const slippage = explanation.steps.flatMap(step => step.fills).reduce((sum, fill) => sum + fill.slippage, 0)
const assumed = explanation.steps.flatMap(step => step.assumptions)
console.log(`slippage ${slippage.toFixed(2)}, assumed: ${assumed.join(', ') || 'nothing'}`)

// Which trades left at an open that had jumped over their level?
const gaps = trades.filter((_, i) => explainTrade(result, i).steps.some(step => step.assumptions.includes('gap')))
console.log(`${gaps.length} of ${trades.length} trades left through a gap; the engine counted ${result.assumptions.gapExits}`)
