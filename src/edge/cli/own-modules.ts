import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

const entry = new URL(`../../index${extname(fileURLToPath(import.meta.url))}`, import.meta.url).href

let installed = false

/**
 * Makes a user's file that imports 'peak-trade' get the very modules that run here, wherever the file lies and whether or not the
 * package is installed next to it: two copies of the library would not know each other's strategies. 'zod' comes from here when the
 * file has none of its own.
 */
export function shareOwnModules(): void {
  if (installed) return
  installed = true
  if (typeof nodeModule.registerHooks === 'function') {
    nodeModule.registerHooks({
      resolve(specifier, context, next) {
        const own = ownModule(specifier)
        if (own !== undefined) return { url: own, shortCircuit: true }
        try {
          return next(specifier, context)
        } catch (error) {
          // Not `next` with another parent: a `require` would not heed it.
          if (isZod(specifier)) return { url: import.meta.resolve(specifier), shortCircuit: true }
          throw error
        }
      },
    })
    return
  }
  // Node before 22.15 has hooks on a thread of their own only.
  const names = ['peak-trade', 'peak-trade/node', 'peak-trade/testing', 'peak-trade/bullmq']
  const own = Object.fromEntries(names.map(name => [name, ownModule(name)]))
  nodeModule.register(`data:text/javascript,${encodeURIComponent(threadHook)}`, { data: { own, entry } })
}

/** The address of an entry of this package; undefined for other modules. */
export function ownModule(specifier: string): string | undefined {
  if (specifier === 'peak-trade') return entry
  const [, name] = /^peak-trade\/([a-z-]+)$/.exec(specifier) ?? []
  if (name === undefined) return undefined
  const url = new URL(`${name}${extname(entry)}`, entry)
  return existsSync(url) ? url.href : undefined
}

function isZod(specifier: string): boolean {
  return specifier === 'zod' || specifier.startsWith('zod/')
}

const threadHook = `let own, entry
export function initialize(data) { ({ own, entry } = data) }
export async function resolve(specifier, context, next) {
  if (Object.hasOwn(own, specifier)) return { url: own[specifier], shortCircuit: true }
  try {
    return await next(specifier, context)
  } catch (error) {
    if (specifier === 'zod' || specifier.startsWith('zod/')) return next(specifier, { ...context, parentURL: entry })
    throw error
  }
}`
