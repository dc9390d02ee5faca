/**
 * A trading program to be killed: `node test/e2e/crash-trader.ts '{"url":…,"home":…,"session":…,"seed":…}'` with the key in the environment. It gets ready, says
 * `{"ready":true}`, and waits for a line: `trade` trades until it is killed, `settle` closes everything and ends.
 */
import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../../src/base/random.ts'
import { readCredentials } from '../../src/edge/ccxt/read-credentials.ts'
import { openJournal } from '../../src/edge/sqlite/journal.ts'
import { describePlan } from '../../src/execution/reconcile.ts'
import { connectTrader, Trader } from './trader.ts'

/** What the program is told. */
export interface CrashTraderOptions {
  readonly url: string
  readonly home: string
  readonly session: string
  readonly seed: string
  readonly timeoutMs: number
}

const { url, home, session, seed, timeoutMs } = JSON.parse(process.argv[2]) as CrashTraderOptions
const tell = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`)
const connection = await connectTrader(url, readCredentials('kraken'), timeoutMs)
// What was compiled is kept, although the end will be sudden.
flushCompileCache()
const lines = createInterface(process.stdin)
const heard = once(lines, 'line')
tell({ ready: true })
const [order] = (await heard) as [string]
lines.close()
const journal = openJournal(home)
const trader = new Trader({ connection, url, journal, session, seed, tell })
const { plan } = await trader.recover()
tell({ recovered: true, plan: plan === undefined ? '' : describePlan(plan) })
if (order === 'settle') {
  await trader.settle()
  journal.close()
  tell({ settled: true })
} else {
  const random = seededRandom(`${seed}/pace/${trader.desk.ledger.next}`)
  for (;;) {
    await trader.step()
    await pause(random.integer(8))
  }
}
