import { existsSync, readFileSync } from 'node:fs'
import { Command } from 'commander'
import type { Actor } from '../domain/access.ts'
import { amountText } from '../domain/amount.ts'
import type { Balance, Conservation, Sums } from '../domain/conservation.ts'
import { dayOf } from '../domain/day.ts'
import {
  type FileProblem,
  readFates,
  readSuccession,
  type SuccessionFile,
} from '../imports/succession-file.ts'
import { newId } from '../storage/ids.ts'
import { findAdministrator } from '../storage/unit-changes/administrator.ts'
import { applySuccession } from '../storage/unit-changes/apply.ts'
import { findChange } from '../storage/unit-changes/list.ts'
import type { SuccessionOrder } from '../storage/unit-changes/order.ts'
import { isSound, type Plan, planSuccession } from '../storage/unit-changes/plan.ts'
import { undoChange } from '../storage/unit-changes/undo.ts'
import { fail, type Opened, withHouse } from './open.ts'

interface Options {
  dryRun?: boolean
  fates?: string
  as?: string
  undo?: boolean
}

const NOTHING = 'nothing was changed'

export const successionCommand = new Command('succession')
  .description(
    'merge or split units by a decision, with everything they promised; or take such a change back',
  )
  .argument(
    '<file>',
    'CSV or JSON: decision, date, and each new unit with its predecessors; with --undo, the id of a change',
  )
  .option('--dry-run', 'work everything out, print it and change nothing')
  .option('--fates <file>', 'CSV of single targets: target, successor, fate, share, with, reason')
  .option('--as <username>', 'the administrator who does it; by itself the first')
  .option('--undo', 'take back the change of this id, as long as nothing was reported on what it made')
  .action((file: string, options: Options) =>
    withHouse((house) => (options.undo ? takeBack(house, file, options) : succeed(house, file, options))),
  )

async function succeed(house: Opened, path: string, options: Options): Promise<void> {
  const order = await readOrder(path, options, house.now())
  if (!order) return
  const { db, config, now } = house
  const today = dayOf(now(), config.zone)
  if (options.dryRun) {
    const plan = await planSuccession(db.read, config.tenant, order)
    console.log(told(plan).join('\n'))
    if (!isSound(plan)) fail(NOTHING)
    return
  }
  const actor = await actorOf(house, options)
  if (!actor) return fail('there is no such administrator: name one with --as')
  const at = { now: now(), zone: config.zone, today, fingerprint: null }
  const done = await db.tx((tx) => applySuccession(tx, actor, order, at))
  if (done.plan) console.log(told(done.plan).join('\n'))
  if (done.kind === 'too_early') return fail(`it takes effect on ${order.effectiveOn}: ${NOTHING}`)
  if (done.kind !== 'done') return fail(NOTHING)
  console.log(`done; to take it back: camket succession --undo ${order.id}`)
}

async function readOrder(
  path: string,
  { fates }: Options,
  now: number,
): Promise<SuccessionOrder | undefined> {
  for (const name of [path, fates]) if (name && !existsSync(name)) return void fail(`${name} is not there`)
  const { file, problems } = readSuccession(readFileSync(path, 'utf8'))
  const more = fates ? readFates(readFileSync(fates, 'utf8')) : { fates: [], problems: [] }
  const all = [...problems, ...more.problems]
  if (!file || all.length) return void fail([...all.map(words), NOTHING].join('\n'))
  return orderOf({ ...file, fates: [...file.fates, ...more.fates] }, newId(now))
}

const words = ({ row, column, read }: FileProblem) =>
  `row ${row} ${column}: ${JSON.stringify(read)} cannot be read`

function orderOf({ date, fates, ...file }: SuccessionFile, id: string): SuccessionOrder {
  return { id, ...file, effectiveOn: date, overrides: fates, reason: '' }
}

async function takeBack(house: Opened, id: string, options: Options): Promise<void> {
  const { db, config, now } = house
  const actor = await actorOf(house, options)
  if (!actor) return fail('there is no such administrator: name one with --as')
  const change = await findChange(db.read, config.tenant, id)
  if (!change) return fail(`there is no change ${id}`)
  const version = change.row.version
  const undone = await db.tx((tx) =>
    undoChange(tx, actor, { id, version }, { now: now(), zone: config.zone }),
  )
  if (undone.kind === 'barred')
    return fail(
      `it cannot be taken back (${undone.bar.why.replaceAll('_', ' ')}: ${undone.bar.fill}): ${NOTHING}`,
    )
  if (undone.kind === 'stale') return fail(NOTHING)
  console.log('taken back')
}

async function actorOf({ db, config, now }: Opened, { as }: Options): Promise<Actor | undefined> {
  return await findAdministrator(db.read, config.tenant, dayOf(now(), config.zone), as)
}

/** The figures before and after, line by line. */
function told(plan: Plan): string[] {
  const { order, successors, conservation, moves, drafts } = plan
  return [
    `${order.decision}, ${order.effectiveOn}`,
    ...successors.map(({ code, name }) => {
      const from = order.links.filter(({ to }) => to === code).map((link) => link.from)
      return `${code} ${name} <- ${from.join(' ')}`
    }),
    `drafts: ${drafts.map(({ code }) => code).join(' ')}`,
    `people: ${moves.filter(({ to }) => to).length} go along, ${moves.filter(({ to }) => to?.role === 'head').length} as heads`,
    ...countsOf(conservation),
    ...conservation.balances.filter(isWorthTelling).map(balanceLine),
    ...totalsOf(conservation.balances),
    ratesLine(conservation.balances),
    ...plan.problems.map(
      ({ why, fill, day }) =>
        `problem: ${why.replaceAll('_', ' ')} ${fill}${day ? `, not before ${day}` : ''}`,
    ),
    ...plan.estate.waiting.map(
      ({ code, receipt, asOf }) =>
        `${order.leaveWaiting ? 'left with the old target' : 'problem'}: report ${receipt ?? ''} of ${code}, ${asOf}, waits for a decision`,
    ),
    ...plan.fateProblems.map(
      ({ why, target, fill }) => `problem: ${target} ${why.replaceAll('_', ' ')} ${fill}`,
    ),
    conservation.isKept ? 'conserved: every sum before is the sum after' : 'problem: a sum is not conserved',
  ]
}

function countsOf({ open, continued, combined, ended, made }: Conservation): string[] {
  return [
    `open ${open} = continued ${continued} + combined ${combined} + ended ${ended}; new targets ${made}`,
  ]
}

const isWorthTelling = ({ targets, isKept }: Balance) => targets.before !== targets.after || !isKept

function balanceLine(balance: Balance): string {
  const { title, measure, targets, lost, isKept } = balance
  const counts = `${targets.before} -> ${targets.after}`
  const sums = lost === targets.before ? 'rates, to be counted anew' : sumsLine(balance)
  return `${isKept ? '' : 'NOT KEPT '}${title} (${measure ?? '-'}): ${counts}; ${sums}`
}

function sumsLine({ before, after, decimals }: Pick<Balance, 'before' | 'after' | 'decimals'>): string {
  const line = (name: keyof Sums) =>
    `${amountText(before[name], decimals)} = ${amountText(after[name], decimals)}`
  return `plan ${line('plan')}, actual ${line('actual')}, base ${line('base')}, same period ${line('references')}`
}

/** What does not add up, and goes on whole or is counted anew. */
function ratesLine(balances: readonly Balance[]): string {
  const others = balances.filter(({ isAdditive }) => !isAdditive)
  const lost = others.reduce((sum, balance) => sum + balance.lost, 0)
  const all = others.reduce((sum, { targets }) => sum + targets.before, 0)
  return `rates and tasks: ${all - lost} go on with plan, actual and base as they were, ${lost} are counted anew`
}

/** All amounts of one measure together: what adds up, added up. */
function totalsOf(balances: readonly Balance[]): string[] {
  const measures = new Set(balances.filter(({ isAdditive }) => isAdditive).map(({ measure }) => measure))
  return [...measures].map((measure) => {
    const own = balances.filter((balance) => balance.isAdditive && balance.measure === measure)
    const decimals = Math.max(...own.map((balance) => balance.decimals))
    const sum = (when: 'before' | 'after'): Sums => {
      const total = { plan: 0, actual: 0, actualHigh: 0, base: 0, references: 0 }
      for (const balance of own)
        for (const name of Object.keys(total) as (keyof Sums)[])
          total[name] += balance[when][name] * 10 ** (decimals - balance.decimals)
      return total
    }
    return `total ${measure ?? '-'}: ${sumsLine({ before: sum('before'), after: sum('after'), decimals })}`
  })
}
