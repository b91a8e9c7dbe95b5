import { eq } from 'drizzle-orm'
import { newId } from '../../src/storage/ids.ts'
import { auditHeads, campaigns } from '../../src/storage/schema.ts'
import { type House, openHouse } from './house.ts'
import type { Person } from './world.ts'

/** Words that only stand in what never left the unit, in a file's name and in what a reviewer wrote. */
export const SECRETS = {
  draft: 'bí mật của bản nháp',
  awaiting: 'bí mật chờ xác nhận',
  takenBack: 'bí mật đã rút trước khi xác nhận',
  file: 'bi-mat-thi-tran.pdf',
  comment: 'bí mật của người duyệt',
  results: 'bí mật trong kết quả',
} as const

export const pdf = (name: string) =>
  new File(['%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'], name, { type: 'application/pdf' })

type Fields = Record<string, string>

/** Sends a report as a unit's form does; the answer's address, which is the receipt once it was sent. */
export async function report(
  house: House,
  who: Person,
  code: string,
  fields: Fields = {},
  files: File[] = [],
) {
  const values = { id: newId(house.clock.now()), value: '50', as_of: '31/8/2022', do: 'submit', ...fields }
  const more = files.length ? { files: { evidence: files } } : {}
  const sent = await house.as(who).post(`/targets/${code}/updates`, values, more)
  if (sent.status !== 303) throw new Error(`${sent.status} for ${code}: ${await sent.text()}`)
  return { id: values.id, path: sent.headers.get('location')! }
}

/** The small world with a report in every state, at both communes and at the district. */
export async function openFurnished() {
  const house = await openHouse()
  await house.db.tx(async (tx) => {
    await tx.update(campaigns).set({ clerkMaySubmit: false })
  })
  const own = await house.target({ evidence_required: false })
  const drafted = await house.target()
  const other = await house.target({ unit: 'H-B', coordinating_units: [] })
  const helped = await house.target({ unit: 'H-B', coordinating_units: ['H-A'] })
  const district = await house.target({ unit: 'H' })

  const submitted = await report(house, 'head', own.code, {}, [pdf('biên bản.pdf')])
  const awaiting = await report(house, 'clerk', own.code, { as_of: '1/9/2022', results: SECRETS.awaiting })
  const taken = { value: '51', as_of: '2/9/2022', results: SECRETS.takenBack }
  const takenBack = await report(house, 'clerk', own.code, taken)
  await house.as('head').post(`${takenBack.path}/recall`, {})
  await report(house, 'clerk', drafted.code, { results: SECRETS.draft, do: 'draft' })

  const accepted = await report(house, 'otherHead', helped.code, { results: SECRETS.results }, [
    pdf(SECRETS.file),
  ])
  await house
    .as('supervisor')
    .post(`${accepted.path}/review`, { decision: 'accept', comment: SECRETS.comment })
  const elsewhere = await report(house, 'otherHead', other.code, {}, [pdf('biên bản.pdf')])
  const above = await report(house, 'districtHead', district.code, {}, [pdf('biên bản.pdf')])
  return {
    house,
    targets: { own, drafted, other, helped, district },
    reports: { submitted, awaiting, takenBack, accepted, elsewhere, above },
  }
}

export type Furnished = Awaited<ReturnType<typeof openFurnished>>

/** The last deed that was recorded: a refused one moves nothing. */
export async function lastDeed({ db, tenant }: Pick<House, 'db' | 'tenant'>): Promise<number> {
  const [head] = await db.read.select().from(auditHeads).where(eq(auditHeads.tenant, tenant))
  return head?.seq ?? 0
}
