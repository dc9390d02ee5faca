import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Random, seededRandom } from '../../src/base/random.ts'
import { openJournal } from '../../src/edge/sqlite/journal.ts'
import { ccxt } from '../exchange-server/ccxt-client.ts'
import { defaultKey } from '../exchange-server/exchange.ts'
import { type ExchangeProcess, spawnExchange } from '../exchange-server/exchange-process.ts'
import { type Comparison, compareWithExchange } from './compare-with-exchange.ts'
import type { CrashTraderOptions } from './crash-trader.ts'
import { OPENING, PRICE, SYMBOL } from './trader.ts'

/*
 * A program that trades is killed at any instant and started again; the exchange is a process of its own and lives on, and its prices move meanwhile. Whatever
 * happens: no order is sent twice, no fill is lost, and in the end both sides hold the same.
 */

const deep = process.env.PEAK_TRADE_DEEP === '1'
const kills = Number(process.env.PEAK_TRADE_KILLS ?? (deep ? 300 : 30))
const perWorld = 30
const script = fileURLToPath(new URL('crash-trader.ts', import.meta.url))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peak-trade-crash-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One life of the program. */
class Life {
  private readonly child: ChildProcess
  private readonly ended: Promise<void>
  private complaint = ''
  private readonly heard = new Map<string, () => void>()
  private readonly said = new Set<string>()
  private lines = 0

  constructor(options: CrashTraderOptions) {
    this.child = spawn(process.execPath, [script, JSON.stringify(options)], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // The same modules are compiled again and again.
      env: {
        ...process.env,
        ...{ KRAKEN_API_KEY: defaultKey.key, KRAKEN_API_SECRET: defaultKey.secret, NODE_COMPILE_CACHE: join(folder, 'compiled') },
      },
    })
    this.child.stderr?.on('data', text => {
      this.complaint += text
    })
    this.ended = new Promise(resolve => this.child.once('exit', () => resolve()))
    // Writing to one that is dead already is not the test's business.
    this.child.stdin?.on('error', () => undefined)
    createInterface({ input: this.child.stdout as NonNullable<ChildProcess['stdout']> }).on('line', line => {
      this.lines++
      this.heard.get('lines')?.()
      const word = /^\{"(\w+)":true/.exec(line)?.[1]
      if (word === undefined) return
      this.said.add(word)
      this.heard.get(word)?.()
    })
  }

  /** @throws Error when the program ends before it says so. */
  async until(word: string): Promise<void> {
    if (!this.said.has(word)) await Promise.race([new Promise<void>(resolve => this.heard.set(word, resolve)), this.ended])
    if (!this.said.has(word)) throw new Error(`the program ended by itself: ${this.complaint}`)
  }

  /** Waits until it has said so many things more: busy machines are slow. */
  async work(lines: number): Promise<void> {
    const enough = this.lines + lines
    while (this.lines < enough && this.child.exitCode === null)
      await Promise.race([new Promise<void>(resolve => this.heard.set('lines', resolve)), this.ended])
  }

  order(word: 'trade' | 'settle'): void {
    this.child.stdin?.write(`${word}\n`)
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.ended
    if (this.child.signalCode !== 'SIGKILL') throw new Error(`the program ended by itself: ${this.complaint}`)
  }
}

/** Prices move, orders fill in parts, and time passes, whether anybody trades or not. */
async function moveMarket({ controls }: ExchangeProcess, random: Random, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await controls.market.setPrice(SYMBOL, PRICE * (0.99 + 0.02 * random.uniform()))
    await controls.advance(500)
    if (random.integer(3) === 0) {
      const open = await controls.orders.open()
      const { id, quantity, filled } = open[random.integer(open.length)] ?? { id: '' }
      const part = ((Number(quantity) - Number(filled)) * random.uniform()).toFixed(8)
      // It may have filled meanwhile.
      if (id !== '' && Number(part) > 0) await controls.orders.fill(id, { quantity: part }).catch(() => undefined)
    }
    await pause(30)
  }
}

async function addFaults({ controls }: ExchangeProcess): Promise<void> {
  const { faults } = controls
  await faults.add({ on: 'AddOrder', fault: { kind: 'reset', when: 'before' }, probability: 0.03 })
  await faults.add({ on: 'AddOrder', fault: { kind: 'reset', when: 'after' }, probability: 0.05 })
  await faults.add({ on: 'AddOrder', fault: { kind: 'delay', ms: 60 }, probability: 0.2 })
  await faults.add({ on: 'AddOrder', fault: { kind: 'hidden', reads: 2 }, probability: 0.05 })
  await faults.add({ on: 'AddOrder', fault: { kind: 'partial', fractions: [0.3, 0.2], after: 'rests' }, probability: 0.2 })
  await faults.add({ on: 'CancelOrder', fault: { kind: 'reset', when: 'after' }, probability: 0.1 })
  await faults.add({ on: 'TradesHistory', fault: { kind: 'duplicate', rows: 3 }, probability: 0.1 })
}

async function runWorld(world: number, count: number): Promise<Comparison> {
  const random = seededRandom(`crash/${world}`)
  const home = join(folder, `world-${world}`)
  const exchange = await spawnExchange({ prices: { [SYMBOL]: PRICE }, balances: { USD: 1e8, BTC: OPENING }, seed: world })
  const options = { url: exchange.url, home, session: `crash-${world}`, seed: `crash/${world}`, timeoutMs: 1000 }
  let isOver = false
  let moving: Promise<void> | undefined
  let waiting = new Life(options)
  try {
    await waiting.until('ready')
    await addFaults(exchange)
    moving = moveMarket(exchange, random.fork('market'), () => isOver)
    // An error of it is thrown below, when it is waited for.
    moving.catch(() => undefined)
    for (let k = 0; k < count; k++) {
      const life = waiting
      await life.until('ready')
      // The next one gets ready meanwhile.
      waiting = new Life(options)
      life.order('trade')
      // One of four dies while it finds its bearings.
      if (random.integer(4) > 0) {
        await life.until('recovered')
        await life.work(random.integer(24))
        await pause(random.integer(40))
      } else await pause(random.integer(400))
      await life.kill()
    }
    isOver = true
    await moving
    await exchange.controls.faults.clear()
    await waiting.until('ready')
    waiting.order('settle')
    await waiting.until('settled')
    const journal = openJournal(home, { readOnly: true })
    const entries = journal.read(options.session)
    journal.close()
    return await compareWithExchange(entries, exchange.controls)
  } finally {
    isOver = true
    await waiting.kill().catch(() => undefined)
    await moving?.catch(() => undefined)
    await exchange.close()
  }
}

describe.skipIf(ccxt === undefined)('a program that is killed', () => {
  it(`loses nothing and sends nothing twice, in ${kills} lives`, { timeout: 1_200_000 }, async () => {
    const started = performance.now()
    const total = { orders: 0, fills: 0, entries: 0, doubts: 0, absent: 0, canceled: 0 }
    for (let world = 1, left = kills; left > 0; world++, left -= perWorld) {
      const compared = await runWorld(world, Math.min(left, perWorld))
      const { duplicates, losses, problems } = compared
      expect({ world, duplicates, losses, problems }).toEqual({ world, duplicates: [], losses: [], problems: [] })
      for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += compared[name]
    }
    if (deep) console.log({ kills, ...total, seconds: Math.round((performance.now() - started) / 1000) })
    // Otherwise nothing was tried.
    expect(total.orders).toBeGreaterThan(kills * 2)
    expect(total.fills).toBeGreaterThan(kills)
    expect(total.doubts).toBeGreaterThan(kills / 10)
  })
})
