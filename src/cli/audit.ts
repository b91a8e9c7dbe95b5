import { Command } from 'commander'
import { verifyChain } from '../storage/audit.ts'
import { verifyWeeks } from '../storage/summaries/verify.ts'
import { fail, withHouse } from './open.ts'

export const auditCommand = new Command('audit').description('the record of every change').addCommand(
  new Command('verify')
    .description('recompute the chain of changes, the chain of frozen weeks, and every file kept with them')
    .action(() =>
      withHouse(async ({ db, config }) => {
        const check = await verifyChain(db.read, config.tenant)
        if (check.brokenAt === undefined) console.log(`${check.events} events, the chain holds`)
        else fail(`the chain is broken at event ${check.brokenAt}`)
        const { weeks, files, faults } = await verifyWeeks(db.read, config.tenant)
        if (faults.length === 0) console.log(`${weeks} frozen weeks, ${files} files, all as they were kept`)
        for (const fault of faults) fail(fault)
      }),
    ),
)
