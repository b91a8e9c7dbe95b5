import { and, asc, eq } from 'drizzle-orm'
import { commitments, targets } from '../../src/storage/schema.ts'
import { go } from './commitments.ts'
import type { House } from './house.ts'
import { smallWorld } from './world.ts'

/** The term 2021–2025 of H, in which H-A has a draft. */
export async function addTerm(house: House): Promise<string> {
  const { campaigns, commitments: signed } = smallWorld()
  const campaign = campaigns.find(({ code }) => code === 'H-2022')!
  const like = signed.find(({ code }) => code === 'CK-H-A')!
  await house.add({
    campaigns: [
      {
        ...campaign,
        ...{ code: 'H-NK', name: 'Nhiệm kỳ 2021–2025', plan_year: 2021 },
        ...{ start_on: '2021-01-01', end_on: '2025-12-31', weekly_from: '2022-07-04' },
      },
    ],
    task_groups: [1, 2].map((number) => ({ campaign: 'H-NK', number, name: `Nhóm việc ${number}` })),
    commitments: [
      {
        ...like,
        ...{ code: 'NK-A', campaign: 'H-NK', number: null, signed_on: null },
        ...{ effective_from: '2021-01-01', effective_to: '2025-12-31' },
      },
    ],
  })
  return '/commitments/NK-A'
}

/** A target of the whole term, as it is typed. */
const ofTerm = {
  group: '1',
  title: 'Trồng rừng mới',
  kind: 'number',
  measure: 'ha',
  decimals: '1',
  value_kind: 'cumulative',
  direction: 'up',
  plan: '1.000,3',
  start_on: '1/1/2021',
  due_on: '31/12/2025',
  curve: 'linear',
}

/** Puts a target into the draft of the term; its address. */
export async function promise(house: House, id: string, fields: Record<string, string> = {}) {
  const sent = await house
    .as('supervisor')
    .post('/commitments/NK-A/targets/new', { ...ofTerm, ...fields, id })
  if (sent.status !== 303) throw new Error(`${sent.status}: ${await sent.text()}`)
  const [row] = await house.db.read
    .select({ code: targets.code })
    .from(targets)
    .where(and(eq(targets.tenant, house.tenant), eq(targets.id, id)))
  return `/commitments/NK-A/targets/${row!.code}/years`
}

/** The targets of the draft, in its order. */
export const promisesOf = (house: House) =>
  house.db.read
    .select({ row: targets })
    .from(targets)
    .innerJoin(
      commitments,
      and(eq(commitments.tenant, targets.tenant), eq(commitments.id, targets.commitmentId)),
    )
    .where(and(eq(targets.tenant, house.tenant), eq(commitments.code, 'NK-A')))
    .orderBy(asc(targets.sortOrder))
    .then((rows) => rows.map(({ row }) => row))

/** Brings the draft into force by its steps. */
export const sign = (house: House) => go(house, 'NK-A', 'hand', 'propose', 'agree', 'sign')
