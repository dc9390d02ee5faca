import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { RequestFault } from './faults.ts'

const json = { 'content-type': 'application/json; charset=utf-8' }
const page = { 'content-type': 'text/html; charset=UTF-8' }

/** Sends an answer, or does to it what the fault says. */
export function deliver(response: ServerResponse, text: string, fault: RequestFault | undefined): void {
  switch (fault?.kind) {
    case 'timeout':
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'status':
      response.writeHead(fault.status, page).end(htmlPage(`${fault.status} ${STATUS_CODES[fault.status] ?? ''}`))
      return
    case 'error':
      response.writeHead(200, json).end(JSON.stringify({ error: [fault.error] }))
      return
    case 'delay':
      setTimeout(() => send(response, text), fault.ms).unref()
      return
    case 'slow-body':
      sendSlowly(response, text, fault.msPerByte)
      return
    case 'truncated':
      sendHalf(response, text, fault.sealed)
      return
    case 'html':
      response.writeHead(200, page).end(htmlPage('Just a moment...'))
      return
    case 'garbage':
      send(response, fault.body)
      return
    default:
      send(response, text)
  }
}

function send(response: ServerResponse, text: string): void {
  response.writeHead(200, { ...json, 'content-length': Buffer.byteLength(text) }).end(text)
}

function sendSlowly(response: ServerResponse, text: string, msPerByte: number): void {
  const bytes = Buffer.from(text)
  response.writeHead(200, { ...json, 'content-length': bytes.length }).flushHeaders()
  let sent = 0
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + 1))
    sent++
    if (sent < bytes.length) return
    clearInterval(timer)
    response.end()
  }, msPerByte).unref()
  response.on('close', () => clearInterval(timer))
}

function sendHalf(response: ServerResponse, text: string, sealed: boolean): void {
  const bytes = Buffer.from(text)
  const half = bytes.subarray(0, bytes.length / 2)
  response.writeHead(200, { ...json, 'content-length': sealed ? half.length : bytes.length })
  if (sealed) response.end(half)
  else response.write(half, () => response.socket?.destroy())
}

function htmlPage(title: string): string {
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>cloudflare</p></body></html>`
}
