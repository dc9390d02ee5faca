import { mkdirSync, writeFileSync } from 'node:fs'
import { drawStrategies } from './strategy-pictures.ts'

/** Writes the pictures of docs/strategies.md and docs/research-strategies.md. A test fails when they are stale. */
const folder = new URL('../docs/pictures/strategies/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [id, svg] of await drawStrategies()) {
  writeFileSync(new URL(`${id}.svg`, folder), svg)
  console.log(`${(svg.length / 1000).toFixed(1).padStart(6)} kB  ${id}.svg`)
}
