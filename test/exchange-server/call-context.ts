import type { Exchange } from './exchange.ts'
import type { FaultPlan, RequestFault } from './faults.ts'
import type { Slices } from './matching.ts'

/** Parameters of a call, as they came: texts of a form, or values of JSON. */
export type Params = Readonly<Record<string, unknown>>

/** What an endpoint works with: the call, and the faults that change what it does or shows. */
export interface CallContext {
  readonly exchange: Exchange
  readonly endpoint: string
  readonly params: Params
  readonly plan: FaultPlan
  /** The time of the call, with the error of a wrong clock. */
  readonly at: number
  readonly slices: Slices | undefined
  /** How many reads do not see what the call creates. */
  readonly hiddenReads: number
  /** How many rows of the page before are repeated. */
  readonly repeatedRows: number
  readonly isShuffled: boolean
}

/** Gives the `result` of the answer, or throws a KrakenError. */
export type Endpoint = (context: CallContext) => unknown

/** Reads the faults of a call. */
export function contextOf(exchange: Exchange, endpoint: string, params: Params, faults: readonly RequestFault[]): CallContext {
  const find = <K extends RequestFault['kind']>(kind: K) =>
    faults.find((fault): fault is Extract<RequestFault, { kind: K }> => fault.kind === kind)
  const partial = find('partial')
  return {
    exchange,
    endpoint,
    params,
    plan: exchange.faults,
    at: exchange.now() + (find('clock')?.offsetMs ?? 0),
    slices: partial === undefined ? undefined : { fractions: partial.fractions, after: partial.after },
    hiddenReads: find('hidden')?.reads ?? 0,
    repeatedRows: find('duplicate')?.rows ?? 0,
    isShuffled: find('out-of-order') !== undefined,
  }
}
