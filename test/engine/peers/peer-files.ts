import { existsSync, readFileSync } from 'node:fs'

const shared = new URL('../../../../shared/', import.meta.url)

/** The results of other systems are not part of the repository; without them their tests skip. */
export const hasPeers = existsSync(new URL('golden/peers/', shared)) && existsSync(new URL('data/goog-daily.csv', shared))

/** The parsed content of a file in the folder of peers. */
export function readPeer(name: string) {
  return JSON.parse(readShared(`golden/peers/${name}`))
}

/** The text of a file in the shared folder. */
export function readShared(path: string): string {
  return readFileSync(new URL(path, shared), 'utf8')
}

/** Equal to 1e-9, or to the tolerance that is given. */
export function isNear(got: number, want: number, tolerance = 1e-9): boolean {
  return Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want))
}
