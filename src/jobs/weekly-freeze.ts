import { hostname } from 'node:os'
import { restAfter } from '../domain/retry.ts'
import type { Week } from '../domain/week.ts'
import { errandsOf } from '../press/errands.ts'
import { freezePress } from '../press/weekly.ts'
import { type Campaign, listCampaigns } from '../storage/campaigns.ts'
import { rootOf } from '../storage/client.ts'
import { attemptsOf, endRun, failRun, takeRun } from '../storage/job-runs.ts'
import { freezeWeek } from '../storage/summaries/freeze.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import { countTargets, lastDeed } from '../storage/summaries/size.ts'
import { type Asked, listWeeksToFreeze } from '../storage/summaries.ts'
import type { Office } from './office.ts'

/** Longer than the largest week takes; who died in one is taken over from afterwards. */
const LEASE_MS = 15 * 60_000

/** Freezes every week whose cut-off has come, in each campaign that freezes by itself; makes up for weeks it slept through. */
export async function freezeWeeks(office: Office, closing?: AbortSignal): Promise<void> {
  const { db, config, now } = office
  const { tenant, zone } = config
  const all = await listCampaigns(db.read, tenant)
  for (const campaign of all.filter(({ state, freezesItself }) => state === 'active' && freezesItself)) {
    const asked = { tenant, campaign, now: now(), zone }
    for (const week of await listWeeksToFreeze(db.read, asked)) {
      // Weeks are chained, so none begins before the one ahead of it is done.
      if (closing?.aborted || !(await freezeLeased(office, asked, week))) break
    }
  }
}

/** True once the week is frozen; false when another process has it, or it failed and rests. */
async function freezeLeased(office: Office, asked: Asked, week: Week): Promise<boolean> {
  const { db, log, now } = office
  const { tenant, campaign } = asked
  const run = { tenant, job: jobOf(campaign), period: week.code, owner: `${hostname()} ${process.pid}` }
  if (!(await takeRun(db, { ...run, now: now(), leaseMs: LEASE_MS }))) return false
  try {
    const hash = await freeze(office, { ...asked, now: now() }, week)
    await endRun(db, run, { at: now() })
    if (hash) log.info({ campaign: campaign.code, week: week.code, hash }, 'a week was frozen')
    return true
  } catch (error) {
    const again = now() + restAfter(await attemptsOf(db.read, run))
    // Whoever schedules reads it, and a statement of the database would be told with all its values.
    await failRun(db, run, { failure: (rootOf(error) as Error).message, again })
    log.error({ error, campaign: campaign.code, week: week.code, again }, 'a week could not be frozen')
    return false
  }
}

/** A large week takes long, so it is frozen in a process of its own. */
async function freeze({ db, config }: Office, asked: Asked, week: Week): Promise<string | null | undefined> {
  const { tenant, campaign, now } = asked
  const freezer = { actorId: null, actor: 'calendar', post: null }
  if ((await countTargets(db.read, asked)) >= config.apartFrom) {
    const what = { kind: 'freeze', campaign: campaign.code, week: week.code, now, freezer } as const
    const basis = String(await lastDeed(db.read, tenant))
    const errand = errandsOf(config).start(what, { basis, by: freezer.actor })
    await errandsOf(config).end(errand)
    if (errand.state !== 'done') throw new Error(errand.failure)
    return errand.hash
  }
  const letterhead = await loadLetterhead(db.read, tenant, campaign.ownerUnitId)
  return (await freezeWeek(db, asked, week, freezer, freezePress(config, letterhead)))?.hash
}

const jobOf = ({ code }: Pick<Campaign, 'code'>) => `freeze:${code}`
