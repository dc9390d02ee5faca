import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ccxt } from '../exchange-server/ccxt-client.ts'
import { startExchangeServer } from '../exchange-server/exchange-server.ts'
import { type SeenRequest, startRecordingProxy } from './recording-proxy.ts'
import { OPENING, PRICE, SYMBOL } from './trader.ts'

/*
 * A key is planted, a program trades with it, everything goes wrong, and the program prints and writes down whatever it gets hold of. On the way sits a proxy that knows
 * every signature and throws some of it back at the program. Nothing secret may be left anywhere.
 */

const script = fileURLToPath(new URL('indiscreet-trader.ts', import.meta.url))
const key = 'PLANTEDkEy/7Qm+Zr4vXw9LsT2bNc8YdHf5Gj3PaKe6UiOo1RtB0WnMxqI'
const secret = Buffer.from('PLANTED secret: ÄÖ ÿþ 0123456789 of sixty-four bytes or so, never to be seen').toString('base64')

/** Answers of a proxy that says everything back. */
const babblings: readonly ((request: SeenRequest) => { readonly status: number; readonly body: string })[] = [
  ({ path, headers, body }) => ({ status: 502, body: JSON.stringify({ path, headers, body }) }),
  ({ headers }) => ({
    status: 200,
    body: JSON.stringify({ error: [`EGeneral:Internal error: API-Key ${headers['api-key']}, API-Sign: ${headers['api-sign']}`] }),
  }),
  ({ headers }) => ({ status: 200, body: JSON.stringify({ error: [`EGeneral:Internal error ${JSON.stringify(headers)}`] }) }),
  ({ headers, body }) => ({ status: 500, body: `<html><pre>API-Sign: ${headers['api-sign']} ${body} ${secret}</pre></html>` }),
  ({ headers }) => ({ status: 200, body: JSON.stringify({ error: [`EOrder:Rejected by ${headers['api-key']} ${headers['api-sign']}`] }) }),
  ({ headers }) => ({
    status: 403,
    body: `${headers['api-sign']} ${encodeURIComponent(headers['api-sign'] ?? '')} ${encodeURIComponent(secret)}`,
  }),
  () => ({ status: 200, body: JSON.stringify({ error: [], result: { secret, key } }) }),
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peak-trade-secrets-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The forms in which a text may be written, and its larger parts. */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text)
  const forms = [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), bytes.toString('base64'), bytes.toString('hex')]
  // Whatever was cut off: a third of it is as bad as all.
  const third = Math.floor(text.length / 3)
  return [...new Set([...forms, text.slice(0, third), text.slice(third, 2 * third), text.slice(2 * third)])]
}

function run(home: string, url: string): Promise<{ code: number | null; output: string }> {
  const options = { url, home, session: 'secrets', seed: 'secrets', timeoutMs: 1000 }
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, KRAKEN_API_KEY: key, KRAKEN_API_SECRET: secret },
  })
  let output = ''
  child.stdout.on('data', text => {
    output += text
  })
  child.stderr.on('data', text => {
    output += text
  })
  return new Promise(resolve => child.once('close', code => resolve({ code, output })))
}

describe.skipIf(ccxt === undefined)('a program with a key', () => {
  it('leaves neither the key nor the secret nor a signature anywhere, whatever goes wrong', { timeout: 120_000 }, async () => {
    const home = join(folder, 'home')
    const server = await startExchangeServer({
      ...{ prices: { [SYMBOL]: PRICE }, balances: { USD: 1e8, BTC: OPENING } },
      keys: [{ key, secret, permissions: ['query', 'trade'] }],
    })
    server.faults.add({ on: '*', fault: { kind: 'reset', when: 'after' }, probability: 0.05 })
    server.faults.add({ on: '*', fault: { kind: 'error', error: 'EService:Unavailable', when: 'after' }, probability: 0.05 })
    let said = 0
    const proxy = await startRecordingProxy(server.url, (request, number) =>
      number % 3 === 0 && request.headers['api-sign'] !== undefined ? babblings[said++ % babblings.length](request) : undefined,
    )
    try {
      const { code, output } = await run(home, proxy.url)
      const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).map(name => join(home, name))
      const written = files.map(name => readFileSync(name))
      const signatures = [...new Set(proxy.seen.map(({ headers }) => headers['api-sign']).filter(sign => sign !== undefined))]

      // It got as far as it should, and everything was tried.
      expect([code, output.includes('the end is an error that nobody catches')], output.slice(-1000)).toEqual([1, true])
      expect(files.some(name => name.endsWith('journal.sqlite'))).toBe(true)
      expect(written.every(bytes => bytes.length > 0)).toBe(true)
      expect(signatures.length).toBeGreaterThan(100)
      expect(said).toBeGreaterThan(3 * babblings.length)
      expect(server.orders.list().length).toBeGreaterThan(10)
      for (const what of ['account failed', 'another key failed', 'nobody there failed', '"unknown"'])
        expect([what, output.includes(what)]).toEqual([what, true])

      const everything = [['what was printed', Buffer.from(output)] as const, ...files.map((name, k) => [name, written[k]] as const)]
      const found = everything.flatMap(([where, bytes]) =>
        [...formsOf(key), ...formsOf(secret), ...signatures.flatMap(formsOf)]
          .filter(form => bytes.includes(form))
          .map(form => `${form} in ${where}: …${around(bytes, form)}…`),
      )
      expect(found).toEqual([])
    } finally {
      await proxy.close()
      await server.close()
    }
  })
})

function around(bytes: Buffer, form: string): string {
  const at = bytes.indexOf(form)
  return bytes.subarray(Math.max(0, at - 120), at + form.length + 20).toString()
}
