import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a request looks like to a machine on the way. */
export interface SeenRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A proxy between a client and an exchange. */
export interface RecordingProxy {
  readonly url: string
  readonly seen: readonly SeenRequest[]
  close(): Promise<void>
}

/**
 * Passes everything on and keeps it. Some requests get another answer: a page or an error that says everything back to the client, its key and its
 * signature too, as debugging pages of real proxies do.
 *
 * @param babble - The answer to a request instead of the exchange's; undefined passes it on.
 */
export async function startRecordingProxy(
  target: string,
  babble: (request: SeenRequest, number: number) => { readonly status: number; readonly body: string } | undefined,
): Promise<RecordingProxy> {
  const seen: SeenRequest[] = []
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const path = incoming.url ?? '/'
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
    const request = { path, headers, body: Buffer.concat(chunks).toString() }
    const isControl = path.startsWith('/_control')
    if (!isControl) seen.push(request)
    const answer = isControl ? undefined : babble(request, seen.length)
    if (answer !== undefined) {
      outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
      return
    }
    const forward = send(new URL(path, target), { method: incoming.method ?? 'GET', headers: incoming.headers }, response => {
      outgoing.writeHead(response.statusCode ?? 500, response.headers)
      response.pipe(outgoing)
    })
    forward.on('error', () => outgoing.destroy())
    forward.end(request.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
