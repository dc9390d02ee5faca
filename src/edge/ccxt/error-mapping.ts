import { EdgeError } from '../../base/errors.ts'
import { redact } from './redact.ts'

/** What was being done: asking, placing an order, taking one back. */
export type ExchangeOperation = 'query' | 'place' | 'cancel'

/**
 * What an error means. `retryable`: nothing has happened, and the same call may succeed later. `fatal`: nothing has happened, and it will not succeed as
 * it is. `unknown-outcome`: it may have happened; ask, and never send it again.
 */
export type FaultOutcome = 'retryable' | 'fatal' | 'unknown-outcome'

/** An error of an exchange in the words of this library. */
export interface ExchangeFault {
  readonly outcome: FaultOutcome
  /** What kind of error, for programs. */
  readonly kind: FaultKind
  /** ccxt's class, or that of whatever was thrown. */
  readonly name: string
  /** One line without secrets. */
  readonly message: string
}

/** Kinds of errors, as far as they need different treatment. */
export type FaultKind = keyof typeof outcomes

const lost = ['retryable', 'unknown-outcome', 'unknown-outcome'] as const
const no = ['fatal', 'fatal', 'fatal'] as const
const doubtful = ['fatal', 'unknown-outcome', 'unknown-outcome'] as const
const later = ['retryable', 'retryable', 'retryable'] as const

/** For each kind the outcome of a query, of placing and of canceling. */
const outcomes = {
  // The way there or back broke. The request may have arrived.
  network: lost,
  timeout: lost,
  unavailable: lost,
  maintenance: lost,
  unreadable: lost,
  'rate-limit': lost,
  nonce: lost,
  // The exchange itself said that it did nothing.
  'refused-for-now': later,
  authentication: no,
  permission: no,
  locked: no,
  request: no,
  symbol: no,
  funds: no,
  order: no,
  market: no,
  unsupported: no,
  // There is an order of this id already: perhaps this very one.
  duplicate: doubtful,
  'not-found': ['fatal', 'unknown-outcome', 'fatal'],
  pending: doubtful,
  // Classes that are used for everything.
  refused: doubtful,
  other: doubtful,
} as const satisfies Readonly<Record<string, readonly [FaultOutcome, FaultOutcome, FaultOutcome]>>

/** Every class of ccxt; the classes of a table of names survive a minifier, and need no import of ccxt. */
export const kindsOfClasses: Readonly<Record<string, FaultKind>> = {
  BaseError: 'other',
  ExchangeError: 'refused',
  AuthenticationError: 'authentication',
  PermissionDenied: 'permission',
  AccountNotEnabled: 'permission',
  AccountSuspended: 'permission',
  ArgumentsRequired: 'request',
  BadRequest: 'request',
  BadSymbol: 'symbol',
  OperationRejected: 'order',
  NoChange: 'order',
  MarginModeAlreadySet: 'order',
  MarketClosed: 'market',
  ManualInteractionNeeded: 'permission',
  RestrictedLocation: 'permission',
  InsufficientFunds: 'funds',
  InvalidAddress: 'request',
  AddressPending: 'request',
  InvalidOrder: 'order',
  OrderNotFound: 'not-found',
  OrderNotCached: 'not-found',
  OrderImmediatelyFillable: 'order',
  OrderNotFillable: 'order',
  DuplicateOrderId: 'duplicate',
  ContractUnavailable: 'market',
  NotSupported: 'unsupported',
  InvalidProxySettings: 'request',
  ExchangeClosedByUser: 'network',
  OperationFailed: 'unavailable',
  NetworkError: 'network',
  DDoSProtection: 'rate-limit',
  RateLimitExceeded: 'rate-limit',
  ExchangeNotAvailable: 'unavailable',
  OnMaintenance: 'maintenance',
  InvalidNonce: 'nonce',
  ChecksumError: 'unreadable',
  RequestTimeout: 'timeout',
  BadResponse: 'unreadable',
  NullResponse: 'unreadable',
  CancelPending: 'pending',
  UnsubscribeError: 'other',
  // Not ccxt's.
  UnreadableAnswer: 'unreadable',
  NoAnswer: 'timeout',
  SocketError: 'network',
}

/** What Kraken says, whatever ccxt makes of it; the first that fits counts. */
const krakenTexts: readonly (readonly [RegExp, FaultKind])[] = [
  // Measured: these come with and without the order.
  [/^EService:(Unavailable|Busy)|^EGeneral:(Internal|Unknown) error/, 'unavailable'],
  [/^EService:Market in/, 'market'],
  [/^EService:(Deadline elapsed|Throttled)/, 'refused-for-now'],
  [/^E(API|Order|Trade):.*[Rr]ate limit|^EGeneral:Too many requests|^EAPI:Invalid nonce/, 'refused-for-now'],
  [/^EGeneral:Temporary lockout/, 'locked'],
  [/^EAPI:|^ESession:/, 'authentication'],
  [/^EGeneral:Permission denied/, 'permission'],
  [/cl_ord_id not unique/, 'duplicate'],
  [/^EOrder:(Unknown|Invalid) order\b/, 'not-found'],
  [/^EOrder:.*[Ii]nsufficient/, 'funds'],
  [/^EQuery:Unknown asset/, 'symbol'],
  [/^EGeneral:(Invalid arguments|Unknown method)/, 'request'],
  [/^EOrder:|^ETrade:/, 'order'],
]

/**
 * Says what an error of an exchange means for what was being done. Whatever is not known to have done nothing is unknown for orders.
 *
 * @param secrets - Are taken out of the message.
 */
export function mapExchangeError(error: unknown, operation: ExchangeOperation, secrets: readonly string[] = []): ExchangeFault {
  const raw = error instanceof Error ? error.message : String(error)
  const name = error instanceof Error ? error.name : typeof error
  const kind = kindOf(error, raw, name)
  const outcome = outcomes[kind][operation === 'query' ? 0 : operation === 'place' ? 1 : 2]
  return { outcome, kind, name, message: redact(raw, secrets) }
}

function kindOf(error: unknown, raw: string, name: string): FaultKind {
  const said = raw.startsWith('kraken ') ? /"(E[A-Z][A-Za-z]*:[^"]*)"/.exec(raw)?.[1] : undefined
  const known = said === undefined ? undefined : krakenTexts.find(([text]) => text.test(said))
  if (known !== undefined) return known[1]
  if (Object.hasOwn(kindsOfClasses, name)) return kindsOfClasses[name]
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return /^(UND_ERR|E[A-Z]+$|CERT_|DEPTH_ZERO)/.test(code) ? 'network' : 'other'
}

/** The fault as an error of this library. The error of ccxt is not attached: it may hold an address with a signature. */
export function exchangeError(fault: ExchangeFault, { exchange, what }: { readonly exchange: string; readonly what: string }): EdgeError {
  const remedy = remedies[fault.kind]
  return new EdgeError(
    `exchange/${fault.kind}`,
    `${exchange} could not ${what}: ${fault.message === '' ? fault.name : fault.message}${remedy === undefined ? '' : `; ${remedy}`}`,
    { exchange, class: fault.name, outcome: fault.outcome, retryable: fault.outcome === 'retryable' },
  )
}

const remedies: Readonly<Partial<Record<FaultKind, string>>> = {
  network: 'check the connection and try again',
  timeout: 'try again',
  unavailable: 'try again later',
  maintenance: 'try again when it is over',
  unreadable: 'try again later',
  'rate-limit': 'wait, and ask less often',
  'refused-for-now': 'wait, and ask less often',
  nonce: 'use a key of its own for every program',
  locked: 'wait 15 minutes and check the key',
  authentication: 'check the key in the environment',
  permission: 'give the key the permission that it needs, and no more',
  symbol: 'check the symbol',
}
