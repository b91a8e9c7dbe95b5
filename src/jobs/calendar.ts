import { Cron } from 'croner'
import { clearImports } from './imports.ts'
import { climb } from './ladder.ts'
import { sendMails } from './mail.ts'
import type { Office } from './office.ts'
import { freezeWeeks } from './weekly-freeze.ts'

interface Job {
  name: string
  /** When it looks whether there is something to do; what is due it asks the house's clock. */
  every: string
  /** Ends early, with whole deeds, when `closing` is given. */
  run: (office: Office, closing: AbortSignal) => Promise<void>
}

/** Everything that happens by itself, in the order in which it begins when the house opens. */
const jobs: Job[] = [
  { name: 'weekly-freeze', every: '* * * * *', run: freezeWeeks },
  { name: 'ladder', every: '* * * * *', run: climb },
  { name: 'imports', every: '23 * * * *', run: clearImports },
  { name: 'mail', every: '* * * * *', run: sendMails },
]

export interface RunningJobs {
  /** Begins nothing more, and waits for what is running. */
  stop(): Promise<void>
}

/** Looks at every job at once, which makes up for what was missed, and then whenever its time comes. */
export function startJobs(office: Office): RunningJobs {
  const closing = new AbortController()
  const running = new Map<string, Promise<void>>()
  const begin = (job: Job) => {
    // A job that takes longer than its interval is not begun twice.
    if (closing.signal.aborted || running.has(job.name)) return
    const run = perform(job, office, closing.signal).finally(() => running.delete(job.name))
    running.set(job.name, run)
    return run
  }
  const crons = jobs.map(
    (job) => new Cron(job.every, { timezone: office.config.zone, unref: true }, () => void begin(job)),
  )
  void inTurn(jobs, begin)
  return {
    async stop() {
      closing.abort()
      for (const cron of crons) cron.stop()
      await Promise.all(running.values())
    },
  }
}

async function inTurn(all: Job[], begin: (job: Job) => Promise<void> | undefined) {
  for (const job of all) await begin(job)
}

/** An error ends this run alone: it is noted, and the job is tried again at its next time. */
async function perform(job: Job, office: Office, closing: AbortSignal): Promise<void> {
  try {
    await job.run(office, closing)
  } catch (error) {
    office.log.error({ error, job: job.name }, 'a job failed')
  }
}
