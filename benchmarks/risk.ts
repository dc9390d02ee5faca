// What a check of one order costs, with 20 limits and 100 positions: on a book, on plain data, and what keeping a book costs.
// node benchmarks/risk.ts
import { checkOrder } from '../src/risk/check-order.ts'
import { checkPortfolio } from '../src/risk/check-portfolio.ts'
import { defineLimits } from '../src/risk/define-limits.ts'
import type { RiskAccount, RiskPrices } from '../src/risk/risk-account.ts'
import { RiskBook } from '../src/risk/risk-book.ts'
import { afterOrder, startOfDay } from '../src/risk/risk-state.ts'
import { type Contender, inProcess, race } from './timing.ts'

const at = Date.UTC(2025, 0, 15, 15)
const symbols = Array.from({ length: 100 }, (_, k) => `COIN${k}/EUR`)

/** Twenty limits that all have to be looked at and none of which is near. */
const limits = defineLimits({
  maxOrderNotional: 10_000,
  maxOrderQuantity: 1_000,
  maxSymbolExposure: 50_000,
  maxSymbolNetExposure: 50_000,
  maxTotalExposure: 1_000_000,
  maxOpenPositions: 200,
  maxLeverage: 3,
  maxSymbolConcentration: 0.25,
  minFreeCash: 1_000,
  maxValueAtRisk: { limit: 500_000, confidence: 0.99, correlation: 0.5 },
  maxDailyLoss: 50_000,
  maxDailyLossShare: 0.1,
  maxDrawdown: 0.3,
  maxConsecutiveLosses: 5,
  maxOrdersPerSecond: 50,
  maxOrdersPerMinute: 500,
  priceCollar: 0.05,
  fatFinger: { multiple: 10, first: 10_000 },
  maxPriceAgeMs: 5_000,
  allowedSymbols: symbols,
})

/** As programs often have it: read from JSON. */
const { account, prices, volatility } = JSON.parse(
  JSON.stringify({
    account: {
      cash: 500_000,
      positions: Object.fromEntries(symbols.map((symbol, k) => [symbol, { quantity: k % 4 === 3 ? -(k + 1) : k + 1, averagePrice: 10 }])),
    },
    prices: Object.fromEntries(symbols.map((symbol, k) => [symbol, 10 + k / 8])),
    volatility: Object.fromEntries(symbols.map((symbol, k) => [symbol, 0.03 + k / 5_000])),
  }),
) as { readonly account: RiskAccount; readonly prices: RiskPrices; readonly volatility: Readonly<Record<string, number>> }
const book = new RiskBook(account, prices, { volatility })
let state = startOfDay(undefined, { at, equity: book.equity })
for (let k = 0; k < 20; k++) state = afterOrder(state, { at: at - 30_000 + 1_000 * k, notional: 500 })
const given = { at, state, priceTimes: Object.fromEntries(symbols.map(symbol => [symbol, at - 100])), volatility }
const orders = symbols.map(
  (symbol, k) => ({ id: `${k}`, symbol, side: k % 2 === 0 ? 'buy' : 'sell', quantity: 10, price: 10 + k / 8 }) as const,
)

const verdict = checkOrder(limits, orders[7], book, given)
if (!verdict.ok || verdict.checks.length !== 20) throw new Error(`expected 20 checks that pass, got ${JSON.stringify(verdict)}`)
if (JSON.stringify(checkOrder(limits, orders[7], account, prices, given)) !== JSON.stringify(verdict))
  throw new Error('book and plain data disagree')

// Short rounds: a thousand of them in a row would hold the pauses that other processes make.
const REPEAT = 50
/** Time of one call. */
function contender(name: string, work: (k: number) => unknown): Contender {
  let k = 0
  return inProcess(name, () => work(k++ % orders.length), REPEAT)
}

const timings = await race(
  [
    contender('checkOrder on a book', k => checkOrder(limits, orders[k], book, given)),
    contender('checkOrder on plain data', k => checkOrder(limits, orders[k], account, prices, given)),
    contender('a book: one price', k => book.setPrice(symbols[k], 10 + k / 8)),
    contender('a book: one order placed and canceled', k => {
      book.addOrder(orders[k])
      book.removeOrder(orders[k].id)
    }),
    contender('checkPortfolio on a book', () => checkPortfolio(limits, book, given)),
    contender('making a book of plain data', () => new RiskBook(account, prices, { volatility })),
  ],
  { rounds: 1_001, warmup: 200 },
)
console.log('| 20 limits, 100 positions | median µs | best µs |\n|---|--:|--:|')
for (const { name, medianMs, minMs } of timings) console.log(`| ${name} | ${(1000 * medianMs).toFixed(2)} | ${(1000 * minMs).toFixed(2)} |`)
