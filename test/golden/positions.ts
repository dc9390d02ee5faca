/** What a list of events (1 enters, -1 leaves) of a long-only strategy means as [bar, target] changes. */
export function positions(events: readonly (readonly [bar: number, event: number])[]): [number, number][] {
  const list: [number, number][] = [[0, 0]]
  for (const [bar, event] of events) {
    const target = event > 0 ? 1 : 0
    if (target !== list[list.length - 1][1]) list.push([bar, target])
  }
  return list
}
