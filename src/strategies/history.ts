import type { Bars, Field } from '../market/bars.ts'

/**
 * What a strategy follows: the columns of a history, and, for a strategy that looks at a longer timeframe or at other symbols, what they
 * are bars of. `Bars` and a growing `BarBuffer` both are one.
 */
export interface History extends Pick<Bars, Field | 'time' | 'length'>, Partial<Pick<Bars, 'symbol' | 'timeframe' | 'others'>> {}
