// Limits inside a bot that knows nothing of this library: they stand between its decision and its exchange, here one like a ccxt exchange.
import { afterMark, afterOrder, checkOrder, checkPortfolio, LimitBreaker, RiskBook, RiskLimits, startOfDay } from 'peak-trade'

const symbol = 'BTC/EUR'
let price = 50_000
/** What of an exchange the bot uses; `new ccxt.kraken({ … })` fits as well. This one falls by a percent a minute. */
const exchange = {
  async fetchTicker(_symbol: string) {
    price *= 0.99
    return { last: price }
  },
  async createOrder(_symbol: string, _type: string, _side: string, amount: number) {
    return { filled: amount, average: price }
  },
}

const limits = { ...RiskLimits.moderate, maxDailyLoss: 60 }
const book = new RiskBook({ cash: 10_000, positions: {} }, {})
const breaker = new LimitBreaker({ flatten: true })
let at = Date.UTC(2025, 0, 15, 9)
let state = startOfDay(undefined, { at, equity: book.equity })

async function send(side: 'buy' | 'sell', quantity: number) {
  const { filled, average } = await exchange.createOrder(symbol, 'market', side, quantity)
  book.fill({ symbol, side, quantity: filled, price: average })
}

for (let minute = 0; minute < 30 && !breaker.tripped; minute++, at += 60_000) {
  book.setPrice(symbol, (await exchange.fetchTicker(symbol)).last)
  state = afterMark(state, { at, equity: book.equity })

  const order = { id: `${minute}`, symbol, side: 'buy', quantity: 0.015 } as const // this bot always wants more
  const verdict = checkOrder(limits, order, book, { at, state })
  if (verdict.ok && breaker.admit(order).ok) {
    await send(order.side, order.quantity)
    state = afterOrder(state, { at, notional: verdict.notional })
    console.log(`minute ${minute}: bought for ${verdict.notional.toFixed(2)}`)
  } else console.log(`minute ${minute}: ${verdict.refusals.map(({ message }) => message).join(' | ')}`)

  const stop = breaker.watch(checkPortfolio(limits, book, { at, state }), { at, account: book })
  for (const { side, quantity } of stop?.close ?? []) await send(side, quantity)
}
console.log(`stopped: ${breaker.cause?.reason}`)
console.log(
  `cash ${book.cash.toFixed(2)}, positions ${JSON.stringify(book.positions)}; breaker.reset({ actor, reason, at }) starts it again`,
)
