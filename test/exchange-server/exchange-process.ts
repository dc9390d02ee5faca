import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Controls } from './controls.ts'
import type { ExchangeServerOptions } from './exchange-server.ts'

/** The same controls, over HTTP: every function gives a promise. */
export type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : Remote<T[K]>
}

/** The controls of a server that runs elsewhere: `await controlExchange(url).market.setPrice('BTC/USD', 50_000)`. */
export function controlExchange(url: string): Remote<Controls> {
  const call = async (path: string, args: readonly unknown[]) => {
    const response = await fetch(`${url}/_control`, { method: 'POST', body: JSON.stringify({ path, args }) })
    const { value, error } = (await response.json()) as { readonly value?: unknown; readonly error?: string }
    if (error !== undefined) throw new Error(error)
    return value
  }
  const at = (path: string): unknown =>
    new Proxy(() => undefined, {
      // `then` must be missing, or awaiting the controls themselves would call it.
      get: (_, name) => (typeof name === 'symbol' || name === 'then' ? undefined : at(path === '' ? name : `${path}.${name}`)),
      apply: (_, __, args: readonly unknown[]) => call(path, args),
    })
  return at('') as Remote<Controls>
}

/** An exchange in a process of its own. */
export interface ExchangeProcess {
  readonly url: string
  readonly pid: number
  readonly controls: Remote<Controls>
  /** Kills the process. */
  close(): Promise<void>
}

/** @throws Error when the process ends before it is ready. */
export async function spawnExchange(options: ExchangeServerOptions = {}): Promise<ExchangeProcess> {
  const { port = 0, ...rest } = options
  const script = fileURLToPath(new URL('serve.ts', import.meta.url))
  const child = spawn(process.execPath, [script, '--port', String(port), '--options', JSON.stringify(rest)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', text => {
    complaint += text
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  // A test that dies must not leave an exchange behind.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  const line = await Promise.race([new Promise<string>(resolve => createInterface(child.stdout).once('line', resolve)), ended])
  if (line === undefined) throw new Error(`the exchange ended before it was ready: ${complaint}`)
  const { url, pid } = JSON.parse(line) as { readonly url: string; readonly pid: number }
  const close = () => {
    kill()
    return ended
  }
  return { url, pid, controls: controlExchange(url), close }
}
