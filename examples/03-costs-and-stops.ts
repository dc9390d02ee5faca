// What costs and stops do to the same strategy on the same prices.
import { Breakout, backtest, formatValue, syntheticBars } from 'peak-trade'

const bars = syntheticBars({ seed: 11, length: 10_000, kind: 'regimes', timeframe: '1h' })
const params = { lookback: 50, side: 'long' } as const

for (const feeBps of [0, 5, 10, 20]) {
  const { summary } = backtest(Breakout, bars, { params, costs: { feeBps, slippageBps: feeBps / 2 } })
  console.log(
    `fee ${feeBps} bps: return ${formatValue(summary.totalReturn, 'percent')}, costs ${formatValue(summary.fees + summary.slippage, 'money')}`,
  )
}

for (const exits of [{}, { stopLoss: 0.02 }, { trailingStop: 0.05 }, { takeProfit: 0.1, stopLoss: 0.05 }, { maxBars: 48 }]) {
  const { summary, trades, assumptions } = backtest(Breakout, bars, { params, exits, costs: { feeBps: 10 } })
  const reasons = new Set(trades.map(trade => trade.exitReason))
  console.log(JSON.stringify(exits), formatValue(summary.totalReturn, 'percent'), [...reasons].join(' '), `${assumptions.gapExits} gaps`)
}
