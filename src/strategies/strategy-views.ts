import type { MarketView } from './market-view.ts'

/** Beside the strategies and not in them: a sweep makes thousands, and few look at another market. */
const views = new WeakMap<object, MarketView[]>()

const NONE: readonly MarketView[] = []

/** The views that a strategy has asked for. */
export function viewsOf(strategy: object): readonly MarketView[] {
  return views.get(strategy) ?? NONE
}

/** Remembers that a strategy has a view. */
export function noteView(strategy: object, view: MarketView): void {
  const own = views.get(strategy)
  if (own === undefined) views.set(strategy, [view])
  else own.push(view)
}
