import { createHash, randomBytes } from 'node:crypto'
import type Database from 'better-sqlite3'
import type { Asked, Done, Row } from './raw-queries.ts'

interface Sent {
  body: string
  code: string
  who: Row
}

interface Waiting extends Sent {
  answer: (status: number, location: string) => void
}

interface Statements {
  ask: Asked
  deed: Done
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What came in one turn of the event loop is one transaction, synced once; a lone request is one by itself. */
export function groupedSubmit(db: Database.Database, statements: Statements): (one: Waiting) => void {
  let waiting: Waiting[] = []
  const drain = () => {
    const group = waiting
    waiting = []
    db.exec('begin immediate')
    const answers = group.map((one) => [one, submit(statements, one)] as const)
    db.exec('commit')
    for (const [one, receipt] of answers)
      one.answer(receipt ? 303 : 422, receipt ? `/updates/${receipt}` : '')
  }
  return (one) => {
    waiting.push(one)
    if (waiting.length === 1) setImmediate(drain)
  }
}

/** The same rows as a submission of ours: the update, its event in the hash chain, the target's derived columns. */
function submit({ ask, deed }: Statements, { body, code, who }: Sent): string | undefined {
  const form = new URLSearchParams(body)
  const target = ask.target(code)[0]!
  ask.coordinators(target.id)
  ask.campaigns()
  readFacts(ask, String(target.id))
  const id = form.get('id')!
  const value = Number(form.get('value'))
  if (ask.update(id).length || !Number.isSafeInteger(value)) return undefined

  const receipt = `Z${randomBytes(6).toString('hex')}`
  const hash = sha256(JSON.stringify([...form].filter(([name]) => name !== 'id')))
  const now = Date.now()
  deed.addUpdate({
    ...{
      id,
      target: target.id,
      unit: target.unit_id,
      campaign: target.campaign_id,
      receipt,
      value,
      hash,
      now,
    },
    ...{ asOf: isoDay(form.get('as_of')!), assessment: form.get('assessment'), results: form.get('results') },
    ...{ reason: form.get('correction_reason'), typed: form.get('value'), user: who.id, week: '2022-09-05' },
  })
  const detail = JSON.stringify({ target: code, receipt, content: hash })
  record({ ask, deed }, { at: now, actorId: who.id, actor: who.username, subject: id, detail })
  deed.settle({ ...target, last_reported_on: '2022-09-07' })
  return receipt
}

function record(
  { ask, deed }: Statements,
  of: Record<'at' | 'actorId' | 'actor' | 'subject' | 'detail', unknown>,
) {
  const head = ask.auditHead()[0] ?? { seq: 0, hash: '0'.repeat(64) }
  const seq = Number(head.seq) + 1
  const event = { ...of, seq, deed: 'update.submitted', subjectKind: 'update', previousHash: head.hash }
  const hash = sha256(JSON.stringify(event))
  deed.addEvent({ ...event, hash })
  deed.setHead({ seq, hash })
}

/** The whole history of a target, on which its standing is worked out. */
export function readFacts(ask: Asked, targetId: string): Row[] {
  ask.plans(targetId)
  ask.extensions(targetId)
  ask.references(targetId)
  return ask.history(targetId)
}

function isoDay(typed: string): string {
  const [day, month, year] = typed.split('/')
  return `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
}
