import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Controls, callControl, controlsOf } from './controls.ts'
import { deliver } from './delivery.ts'
import { Exchange, type ExchangeOptions } from './exchange.ts'
import type { RequestFault } from './faults.ts'
import { Feed } from './feed.ts'
import { RequestLog } from './request-log.ts'
import { answerCall, readCall } from './rest-api.ts'
import { WebSocketConnection } from './web-socket.ts'

export interface ExchangeServerOptions extends ExchangeOptions {
  /** Default: any that is free. */
  readonly port?: number | undefined
}

/** A running exchange. */
export interface ExchangeServer extends Controls {
  /** 'http://127.0.0.1:12345', for `urls.api.public` and `urls.api.private` of ccxt. */
  readonly url: string
  readonly port: number
  /** Ends every connection, those that wait for an answer too. */
  close(): Promise<void>
}

/**
 * An exchange on 127.0.0.1 that speaks Kraken's REST and websocket v2, and fails on demand.
 *
 * @throws Error when the port is taken.
 */
export async function startExchangeServer(options: ExchangeServerOptions = {}): Promise<ExchangeServer> {
  const exchange = new Exchange(options)
  const feed = new Feed(exchange)
  const log = new RequestLog()
  const controls = controlsOf({ exchange, feed, log })
  const server = createServer((request, response) => {
    readBody(request).then(
      body =>
        request.url?.startsWith('/_control') ? answerControl(controls, body, response) : answer({ exchange, log, request, response, body }),
      // The client has gone while it was still sending.
      () => response.destroy(),
    )
  })
  // Clients that keep connections alive must not be the reason for a reset that no rule asked for.
  server.keepAliveTimeout = 0
  server.on('upgrade', (request, socket, head) => feed.add(new WebSocketConnection(request, socket, head)))
  await listen(server, options.port ?? 0)
  const { port } = server.address() as AddressInfo
  return {
    ...controls,
    url: `http://127.0.0.1:${port}`,
    port,
    close: () => {
      feed.disconnect()
      return new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

async function answer({
  exchange,
  log,
  request,
  response,
  body,
}: {
  readonly exchange: Exchange
  readonly log: RequestLog
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body: string
}): Promise<void> {
  const rest = { method: request.method ?? 'GET', url: request.url ?? '/', headers: request.headers, body }
  const call = readCall(rest)
  const faults = exchange.faults.next(call.endpoint) as RequestFault[]
  const key = request.headers['api-key']
  const entry = log.add({
    at: exchange.now(),
    endpoint: call.endpoint,
    isPrivate: call.isPrivate,
    params: call.params,
    key: typeof key === 'string' ? key : undefined,
    faults: faults.map(({ kind }) => kind),
  })
  const early = faults.find(fault => 'when' in fault && fault.when === 'before')
  if (early !== undefined) return deliver(response, '', early)
  const given = answerCall(exchange, { call, request: rest, faults })
  entry.reached = true
  entry.error = given.error[0]
  deliver(
    response,
    JSON.stringify(given),
    faults.find(({ kind }) => !['hidden', 'partial', 'clock', 'duplicate', 'out-of-order'].includes(kind)),
  )
}

function answerControl(controls: Controls, body: string, response: ServerResponse): void {
  const reply = (value: object) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  try {
    const { path, args = [] } = JSON.parse(body) as { readonly path: string; readonly args?: readonly unknown[] }
    reply({ value: callControl(controls, path, args) })
  } catch (error) {
    reply({ error: error instanceof Error ? error.message : String(error) })
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
