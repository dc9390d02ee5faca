/**
 * Which label a bar's result is put down to. `before` (default): the label known when the bar began, that of the bar before, on
 * which one could have acted. `same`: the label of the bar itself, which already knows how the bar went; it describes, and
 * flatters.
 */
export type RegimeTiming = 'before' | 'same'

/** The words of {@link RegimeTiming}. */
export const timings: readonly RegimeTiming[] = ['before', 'same']
