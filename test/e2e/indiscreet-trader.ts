/**
 * A trading program that prints and writes down whatever it gets hold of, as people do who look for an error:
 * `node test/e2e/indiscreet-trader.ts '{"url":…,"home":…,"session":…,"seed":…}'` with the key in the environment.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { ccxtExecutor } from '../../src/edge/ccxt/ccxt-executor.ts'
import { readCredentials } from '../../src/edge/ccxt/read-credentials.ts'
import { openJournal } from '../../src/edge/sqlite/journal.ts'
import { defaultEnvironment } from '../../src/execution/environment.ts'
import { describePlan } from '../../src/execution/reconcile.ts'
import { recover } from '../../src/execution/recover.ts'
import type { CrashTraderOptions } from './crash-trader.ts'
import { connectTrader, SYMBOL, Trader } from './trader.ts'

const { url, home, session, seed, timeoutMs } = JSON.parse(process.argv[2]) as CrashTraderOptions

/** Every way to print a value. */
function show(what: string, value: unknown): void {
  console.log(what, value, String(value), jsonOf(value))
  console.error(what, inspect(value, { depth: 12, showHidden: true, getters: false }))
  if (value instanceof Error) console.error(value.stack, show.length, inspect(value.cause, { depth: 12 }), jsonOf({ ...value }))
}

function jsonOf(value: unknown): string {
  try {
    return String(JSON.stringify(value))
  } catch (error) {
    return String(error)
  }
}

async function attempt(what: string, act: () => unknown): Promise<void> {
  try {
    show(what, await act())
  } catch (error) {
    show(`${what} failed`, error)
  }
}

const credentials = readCredentials('kraken')
show('credentials', credentials)
await attempt('no credentials', () => readCredentials('kraken', { KRAKEN_API_KEY: credentials.apiKey }))
const connection = await connectTrader(url, credentials, timeoutMs)
const environment = { ...defaultEnvironment, mode: 'testnet', testnetDryRun: false } as const
const executor = ccxtExecutor({ connection, environment, symbols: [SYMBOL] })
const journal = openJournal(home)
const trader = new Trader({ connection, url, journal, session, seed, tell: what => show('told', what) })
for (const [what, value] of Object.entries({ connection, executor, journal, trader, desk: trader.desk })) show(what, value)
for (let k = 0; k < 40; k++) {
  await attempt('step', () => trader.step())
  await attempt('account', () => executor.account())
  await attempt('fills', () => executor.fillsSince(0))
  await attempt('find', () => executor.find('00000000-0000-8000-8000-000000000000'))
  await attempt('skew', () => connection.clockSkew())
}
await attempt('symbol', () => connection.checkSymbol('XYZ/USD'))
await attempt('another key', async () => {
  const stranger = await connectTrader(url, { apiKey: credentials.apiKey, secret: `${credentials.secret.slice(0, -4)}AAAA` }, timeoutMs)
  return ccxtExecutor({ connection: stranger, environment, symbols: [SYMBOL] }).account()
})
await attempt('nobody there', async () => {
  const nowhere = await connectTrader('http://127.0.0.1:9', credentials, timeoutMs)
  return ccxtExecutor({ connection: nowhere, environment, symbols: [SYMBOL] }).account()
})
const { report, plan } = await recover(trader.desk, await trader.now())
const text = plan === undefined ? 'no answer' : describePlan(plan)
writeFileSync(join(home, 'report.txt'), `${text}\n${inspect({ report, plan, orders: trader.desk.orders() }, { depth: 12 })}`)
writeFileSync(join(home, 'journal.json'), JSON.stringify(journal.read(session)))
journal.close()
console.log('the end is an error that nobody catches')
await ccxtExecutor({
  connection: await connectTrader('http://127.0.0.1:9', credentials, timeoutMs),
  environment,
  symbols: [SYMBOL],
}).account()
