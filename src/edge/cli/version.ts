import { readFileSync } from 'node:fs'

/** The version of this package; its package.json stands three folders up, from the source and from the build. */
export const version: string = readVersion()

function readVersion(): string {
  const data = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }
  return data.version
}
