import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** What every server appends to the client's key (RFC 6455, section 1.3). */
const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

const opcodes = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const

/** One client's connection: text messages, pings, closing. No extensions, no binary messages. */
export class WebSocketConnection {
  private readonly socket: Duplex
  private readonly messageListeners: ((text: string) => void)[] = []
  private readonly closeListeners: (() => void)[] = []
  private buffer = Buffer.alloc(0)
  private parts: Buffer[] = []
  private isOpen = true

  /** Answers the handshake; the caller has seen that it is one. */
  constructor(request: IncomingMessage, socket: Duplex, head: Buffer) {
    this.socket = socket
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${magic}`).digest('base64')
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
    socket.on('data', chunk => this.onData(chunk))
    socket.on('error', () => this.cut())
    socket.on('close', () => this.onClose())
    if (head.length > 0) this.onData(head)
  }

  onMessage(listener: (text: string) => void): void {
    this.messageListeners.push(listener)
  }

  onEnd(listener: () => void): void {
    this.closeListeners.push(listener)
  }

  send(text: string): void {
    this.sendFrame(opcodes.text, Buffer.from(text))
  }

  /** The polite end. */
  close(code = 1000): void {
    const reason = Buffer.alloc(2)
    reason.writeUInt16BE(code)
    this.sendFrame(opcodes.close, reason)
    this.socket.end()
    this.onClose()
  }

  /** The end as of a pulled plug. */
  cut(): void {
    this.socket.destroy()
    this.onClose()
  }

  private sendFrame(opcode: number, payload: Buffer): void {
    if (!this.isOpen) return
    const { length } = payload
    const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10)
    header[0] = 0x80 | opcode
    header[1] = length < 126 ? length : length < 65_536 ? 126 : 127
    if (header.length === 4) header.writeUInt16BE(length, 2)
    if (header.length === 10) header.writeBigUInt64BE(BigInt(length), 2)
    this.socket.write(Buffer.concat([header, payload]))
  }

  private onData(chunk: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, chunk])
    for (let frame = this.takeFrame(); frame !== undefined; frame = this.takeFrame()) this.onFrame(frame)
  }

  private takeFrame(): { readonly opcode: number; readonly isLast: boolean; readonly payload: Buffer } | undefined {
    const { buffer } = this
    if (buffer.length < 2) return undefined
    const short = buffer[1] & 0x7f
    const headerLength = short < 126 ? 2 : short === 126 ? 4 : 10
    if (buffer.length < headerLength + 4) return undefined
    const length = short < 126 ? short : short === 126 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2))
    const start = headerLength + 4
    if (buffer.length < start + length) return undefined
    // Clients mask, always (section 5.1).
    const mask = buffer.subarray(headerLength, start)
    const payload = Buffer.from(buffer.subarray(start, start + length))
    for (let i = 0; i < length; i++) payload[i] ^= mask[i % 4]
    this.buffer = buffer.subarray(start + length)
    return { opcode: buffer[0] & 0x0f, isLast: (buffer[0] & 0x80) !== 0, payload }
  }

  private onFrame({ opcode, isLast, payload }: { readonly opcode: number; readonly isLast: boolean; readonly payload: Buffer }): void {
    if (opcode === opcodes.ping) this.sendFrame(opcodes.pong, payload)
    else if (opcode === opcodes.close) this.close()
    else if (opcode === opcodes.text || opcode === opcodes.continuation) {
      this.parts.push(payload)
      if (!isLast) return
      const text = Buffer.concat(this.parts).toString()
      this.parts = []
      for (const listener of this.messageListeners) listener(text)
    }
  }

  private onClose(): void {
    if (!this.isOpen) return
    this.isOpen = false
    for (const listener of this.closeListeners) listener()
  }
}
