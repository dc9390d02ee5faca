/**
 * The exchange as a process of its own: `node test/exchange-server/serve.ts [--port 0] [--options '{"prices":{"BTC/USD":50000}}']`.
 * Prints one line of JSON, `{"url":…,"port":…,"pid":…}`, when it is ready, and runs until it is killed.
 */
import { parseArgs } from 'node:util'
import { type ExchangeServerOptions, startExchangeServer } from './exchange-server.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, options: { type: 'string', default: '{}' } } })
const { url, port } = await startExchangeServer({ ...(JSON.parse(values.options) as ExchangeServerOptions), port: Number(values.port) })
console.log(JSON.stringify({ url, port, pid: process.pid }))
