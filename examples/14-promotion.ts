// Is it luck? The same rule on a market with a memory and on one without: everything is tried, counted, and judged by one policy.
import { type Bars, formatValue, gatherEvidence, Momentum, normalizeBars, promote, seededRandom } from 'peak-trade'

/** Five years of days. With a memory of 0.25, a quarter of every move comes again on the next day. */
function makeMarket(symbol: string, memory: number): Bars {
  const random = seededRandom(symbol)
  let close = 100
  let move = 0
  const rows = Array.from({ length: 1_825 }, (_, day) => {
    const open = close
    move = memory * move + 0.01 * random.normal()
    close = open * Math.exp(move)
    return { time: Date.UTC(2020, 0, 1 + day), open, high: Math.max(open, close), low: Math.min(open, close), close, volume: 1_000 }
  })
  return normalizeBars(rows, { symbol, timeframe: '1d' }).bars
}

for (const bars of [makeMarket('MEMORY', 0.25), makeMarket('NOISE', 0)]) {
  const evidence = gatherEvidence(Momentum, bars, {
    grid: { lookback: [1, 2, 3, 5, 8, 13, 21], entry: [0.001, 0.005, 0.01], exit: [-0.001, -0.005, -0.01], shorts: [false, true] },
    sizing: { fraction: 0.5 },
    costs: { feeBps: 2, slippageBps: 1 },
    trials: 500, // with what was tried before this sweep
    seed: 1,
  })
  const { go, scorecard, recognizable, refusals } = promote(evidence)
  console.log(`${bars.symbol}: ${go ? 'GO' : 'NO-GO'} for ${JSON.stringify(evidence.strategy.params)}`)
  for (const { title, value, bound, threshold, unit, pass, required } of scorecard) {
    const show = (number: number) => formatValue(number, unit === 'count' ? 'integer' : unit)
    const verdict = pass ? 'pass' : required ? 'FAIL' : 'look at it'
    console.log(`  ${title.padEnd(52)} ${show(value).padStart(8)}  ${bound} ${show(threshold).padEnd(7)} ${verdict}`)
  }
  console.log(`  A true Sharpe ratio below ${formatValue(recognizable.half, 'ratio')} would rather not have been seen.`)
  if (!go) console.log(`  ${refusals.length} reasons against it, first: ${refusals[0].message}`)
}
// With `import { writePromotion } from 'peak-trade/node'`, a go is written down: if (promotion.go) await writePromotion('promotion.json', promotion)
