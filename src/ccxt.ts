// Exchanges, through ccxt: needs the package ccxt.

export { type CcxtExecutor, type CcxtExecutorOptions, ccxtExecutor } from './edge/ccxt/ccxt-executor.ts'
export type { CircuitBreakerOptions } from './edge/ccxt/circuit-breaker.ts'
export type { ClockSkew } from './edge/ccxt/clock-skew.ts'
export { type DownloadOptions, downloadBars } from './edge/ccxt/download-bars.ts'
export { type ConnectionWorld, type ConnectOptions, connectExchange, type ExchangeConnection } from './edge/ccxt/exchange-connection.ts'
export type { FetchedHistory, HistoryGap, HistoryProgress, HistoryRequest } from './edge/ccxt/fetch-history.ts'
export { type ExchangeFeedOptions, pollBars, streamBars } from './edge/ccxt/follow-exchange.ts'
export { type Credentials, readCredentials } from './edge/ccxt/read-credentials.ts'
export type { PageFaults } from './edge/ccxt/read-page.ts'
export type { RetryOptions } from './edge/ccxt/retry.ts'
