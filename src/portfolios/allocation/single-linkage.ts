/**
 * The order of the leaves of a single-linkage tree: the two closest groups are joined until one is left, the older group on the left.
 * Of equally close pairs the one with the oldest groups is joined first.
 */
export function orderBySimilarity(distances: readonly ArrayLike<number>[]): number[] {
  const groups = distances.map((row, i) => ({ leaves: [i], far: Array.from(row) }))
  const alive = groups.map((_, i) => i)
  while (alive.length > 1) {
    let [left, right] = [alive[0], alive[1]]
    for (let p = 0; p < alive.length; p++)
      for (let q = p + 1; q < alive.length; q++)
        if (groups[alive[p]].far[alive[q]] < groups[left].far[right]) [left, right] = [alive[p], alive[q]]
    const joined = groups.length
    const far = groups.map((_, k) => Math.min(groups[left].far[k], groups[right].far[k]))
    for (const [k, group] of groups.entries()) group.far.push(far[k])
    groups.push({ leaves: [...groups[left].leaves, ...groups[right].leaves], far: [...far, 0] })
    for (const gone of [right, left]) alive.splice(alive.indexOf(gone), 1)
    alive.push(joined)
  }
  return groups.at(-1)?.leaves ?? []
}
