// A process of its own that writes a journal: node journal-writer.ts HOME SESSION. It says each entry that was taken, and never ends.
import { openJournal } from '../../../src/edge/sqlite/journal.ts'

const [home, session] = process.argv.slice(2)
const journal = openJournal(home)
const next = journal.read(session).length
const data = { text: 'x'.repeat(3000) }
for (let k = next; ; k += 3) {
  const one = (sequence: number) => ({ session, sequence, at: sequence, type: 'note', data }) as const
  journal.append(one(k), one(k + 1), one(k + 2))
  process.stdout.write(`${k + 2}\n`)
}
