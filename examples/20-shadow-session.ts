// A shadow session: a strategy follows bars one at a time, every order passes the gates and is in the journal before it fills. Then: what the journal knows.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  backtest,
  defaultEnvironment,
  eachBar,
  Gatekeeper,
  LimitBreaker,
  MaCrossover,
  OrderDesk,
  shadowExecutor,
  startOfDay,
  syntheticBars,
  tradeSession,
} from 'peak-trade'
import { openJournal } from 'peak-trade/node'

// A feed would give bars as they close; here they come from a history.
const bars = syntheticBars({ seed: 7, length: 1_000, symbol: 'BTC/EUR', timeframe: '1h' })
const settings = { capital: 10_000, sizing: { fraction: 0.5 }, costs: { feeBps: 10, slippageBps: 5 }, exits: { stopLoss: 0.02 } }

const breaker = new LimitBreaker()
// What nothing is said about has careful defaults, such as at most a tenth of the equity for the first orders.
const gates = () =>
  new Gatekeeper({
    limits: { maxOrderNotional: 8_000, maxDrawdown: 0.5, fatFinger: { multiple: 10, first: { equity: 1 } } },
    ...{ environment: defaultEnvironment, breaker, instruments: {} },
    state: startOfDay(undefined, { at: bars.time[0], equity: settings.capital }),
  })
// Leave the folder out, and the journal is in .peak-trade here, or where PEAK_TRADE_HOME says.
const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const journal = openJournal(home)
const executor = shadowExecutor({ symbol: bars.symbol, settings })
const desk = new OrderDesk({ session: 'shadow-2025-01', journal, executor, gates: gates() })

const { fills, equity, orders, refusals } = await tradeSession({ strategy: MaCrossover, timeframe: '1h', desk, source: eachBar(bars) })
console.log(`${orders.length} orders, ${fills.length} fills, ${refusals.length} refused, equity ${equity[equity.length - 1].toFixed(2)}`)
const expected = backtest(MaCrossover, bars, settings)
console.log(`a backtest over the same bars: ${expected.fills.length} fills, equity ${expected.equity[bars.length - 1].toFixed(2)}`)

console.log('\nthe first order, as the journal has it')
const [{ intent }] = orders
for (const { sequence, type, data } of journal.read('shadow-2025-01').filter(({ clientId }) => clientId === intent.clientId))
  console.log(String(sequence).padStart(3), type.padEnd(9), JSON.stringify(data).slice(0, 110))

// Trading is stopped by hand: exits still go out, entries do not.
breaker.trip({ reason: 'prices look wrong', actor: 'Ada', at: bars.time[bars.length - 1], account: { positions: {} } })
const again = new OrderDesk({
  session: 'shadow-2025-02',
  journal,
  executor: shadowExecutor({ symbol: bars.symbol, settings }),
  gates: gates(),
})
const stopped = await tradeSession({ strategy: MaCrossover, timeframe: '1h', desk: again, source: eachBar(bars) })
console.log(`\nwith the breaker off: ${stopped.fills.length} fills, ${stopped.refusals.length} entries refused; the first because`)
console.log(stopped.refusals[0].detail)
journal.close()
rmSync(home, { recursive: true })
