import { and, eq } from 'drizzle-orm'
import { amendments, commitments } from '../../src/storage/schema.ts'
import { type House, openHouse } from './house.ts'
import { page } from './page.ts'
import { words } from './words.ts'

export const ANNEXES = '/commitments/CK-H-A/amendments'

export const signed = { document: '01-PL/HU', signed_on: '5/9/2022', effective_from: '1/9/2022' }

export const annexId = (n: number) => `0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f1${String(n).padStart(2, '0')}`

/** A draft with the next number; its address. */
export async function draft(house: House, n = 1): Promise<string> {
  const fields = { id: annexId(n), reason: 'Tỉnh giao bổ sung dự toán', effective_from: '1/9/2022' }
  const sent = await house.as('supervisor').post(`${ANNEXES}/new`, fields)
  if (sent.status !== 303) throw new Error(`${sent.status}: ${await sent.text()}`)
  return sent.headers.get('location')!
}

export async function storedAnnex(house: House, number: number) {
  const [row] = await house.db.read
    .select({ annex: amendments, version: commitments.version, state: commitments.state })
    .from(amendments)
    .innerJoin(
      commitments,
      and(eq(commitments.tenant, amendments.tenant), eq(commitments.id, amendments.commitmentId)),
    )
    .where(eq(amendments.number, number))
  return row!
}

/** What a page says. */
export const told = async (answer: Response | Promise<Response>) =>
  words(await page(answer)).replaceAll('\u00a0', ' ')

/** A signed commitment with two targets, and the draft of an annex to it. */
export async function openAnnex(now?: string) {
  const house = await openHouse(now ? { now } : {})
  const first = await house.target({ code: 'CK-H-A-01', plan: '100', title: 'Thu ngân sách', weight: 60 })
  const second = await house.target({
    code: 'CK-H-A-02',
    plan: '8',
    title: 'Xây dựng nhà văn hóa',
    weight: 30,
  })
  const path = await draft(house)
  return { house, first, second, path, office: house.as('supervisor') }
}

export const changed = {
  title: 'Thu ngân sách nhà nước',
  plan: '120',
  due_on: '31/3/2023',
  weight: '70',
  curve: 'step',
  product: 'Thu ngân sách đạt kế hoạch',
}

export const pdf = () =>
  new File(['%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'], 'phu-luc.pdf')
