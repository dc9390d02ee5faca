import { StrategyBase } from './strategy-base.ts'

/** Beside the strategies and not in them: a sweep makes thousands, and few include others. */
const included = new WeakMap<StrategyBase, StrategyBase[]>()

/** Remembers that a strategy follows another one. */
export function noteIncluded(owner: StrategyBase, member: StrategyBase): void {
  const members = included.get(owner)
  if (members === undefined) included.set(owner, [member])
  else members.push(member)
}

/** A strategy, those that it includes or keeps in a field, and theirs. */
export function withIncluded(strategy: StrategyBase, found: Set<StrategyBase> = new Set()): ReadonlySet<StrategyBase> {
  if (found.has(strategy)) return found
  found.add(strategy)
  for (const member of included.get(strategy) ?? []) withIncluded(member, found)
  for (const value of Object.values(strategy)) {
    for (const inner of Array.isArray(value) ? value : [value]) if (inner instanceof StrategyBase) withIncluded(inner, found)
  }
  return found
}
