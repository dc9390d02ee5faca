import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Child, startChild } from './child.ts'

/**
 * Lets the C library keep memory instead of handing it back after every large array. Otherwise peers spend a
 * large part of their time on the first touch of new pages, which is slow on virtual machines; with it they show what their code can do.
 */
const KEEP_MEMORY = { MALLOC_MMAP_MAX_: '0', MALLOC_TRIM_THRESHOLD_: '100000000000', MALLOC_TOP_PAD_: '67108864' }

/** The Python that has the peers installed, from the environment variable `PEERS_PYTHON`. */
export function peersPython(): string | undefined {
  const python = process.env.PEERS_PYTHON
  return python === undefined || python === '' ? undefined : python
}

/** Starts `peers/SCRIPT`; undefined, with a printed reason, when `PEERS_PYTHON` is not set. */
export function startPeer(script: string, args: readonly (string | number)[]): Child | undefined {
  const python = peersPython()
  if (python === undefined) {
    console.log(`${script} is skipped: set PEERS_PYTHON to a Python with peers/requirements.txt installed`)
    return undefined
  }
  return startChild(python, [fileURLToPath(new URL(`./peers/${script}`, import.meta.url)), ...args.map(String)], KEEP_MEMORY)
}

/** Versions of the peers, for the report. */
export function peerVersions(): string | undefined {
  const python = peersPython()
  if (python === undefined) return undefined
  const names = ['vectorbt', 'vectorbt-rust', 'backtesting', 'numpy', 'numba', 'pandas']
  const program = `import sys, importlib.metadata as m; print('Python', sys.version.split()[0], *[f'{n} {m.version(n)}' for n in ${JSON.stringify(names)}], sep=' · ')`
  return execFileSync(python, ['-c', program], { encoding: 'utf8' }).trim()
}
