/**
 * Ehlers' Laguerre line of four elements: each passes on what it knew, later and more smoothly, so that four numbers
 * remember more than four bars. Starts as if the first value had always been there. Source: Ehlers, Time Warp - Without
 * Space Travel, 2002.
 *
 * Written around distances, so that values that do not move give exactly that value.
 */
export class LaguerreLine {
  l0 = Number.NaN
  l1 = Number.NaN
  l2 = Number.NaN
  l3 = Number.NaN
  private readonly gamma: number

  constructor(gamma: number) {
    this.gamma = gamma
  }

  /** Takes the next value in. */
  advance(value: number): void {
    const { gamma } = this
    let { l0, l1, l2, l3 } = this
    if (l0 !== l0) {
      l0 = value
      l1 = value
      l2 = value
      l3 = value
    }
    this.l0 = value - gamma * (value - l0)
    this.l1 = l0 + gamma * (l1 - this.l0)
    this.l2 = l1 + gamma * (l2 - this.l1)
    this.l3 = l2 + gamma * (l3 - this.l2)
  }
}
