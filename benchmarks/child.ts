import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Contender } from './timing.ts'

/** What a program in another language answers: the milliseconds of one run and its results. */
export type Answer = Readonly<Record<string, unknown>> & { readonly ms: number }

/** A running program that is asked by lines and answers each with one line of JSON. */
export interface Child {
  /** Runs the named form once. */
  ask(form: string): Promise<Answer>
  /** The named form as a contender; keeps the last answer for {@link Child.last}. */
  contender(name: string, form: string): Contender
  /** The last answer to `form`. */
  last(form: string): Answer | undefined
  close(): void
}

/** Starts a program, with `env` on top of this process's environment; it lives until `close`. */
export function startChild(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } })
  const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = []
  const answers = new Map<string, Answer>()
  let failure: Error | undefined
  const fail = (error: Error): void => {
    failure ??= error
    for (const { reject } of waiting.splice(0)) reject(failure)
  }
  child.on('error', fail)
  child.stdin.on('error', fail)
  child.on('exit', code => fail(new Error(`${command} ended with code ${code}`)))
  createInterface({ input: child.stdout }).on('line', line => {
    const next = waiting.shift()
    try {
      const answer = JSON.parse(line) as Answer & { error?: string }
      if (answer.error === undefined) next?.resolve(answer)
      else next?.reject(new Error(`${command}: ${answer.error}`))
    } catch {
      next?.reject(new Error(`${command} answered ${line.slice(0, 200)}`))
    }
  })
  const ask = (form: string): Promise<Answer> =>
    new Promise<Answer>((resolve, reject) => {
      if (failure !== undefined) return reject(failure)
      waiting.push({ resolve, reject })
      child.stdin.write(`${form}\n`)
    }).then(answer => {
      answers.set(form, answer)
      return answer
    })
  return {
    ask,
    contender: (name, form) => ({ name, round: async () => (await ask(form)).ms }),
    last: form => answers.get(form),
    close: () => child.stdin.end(),
  }
}
