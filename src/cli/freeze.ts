import { Command } from 'commander'
import { officePapers } from '../../views/papers/office.ts'
import { parseWeek } from '../domain/week.ts'
import { printWeekFiles } from '../exports/weekly-files.ts'
import { listCampaigns } from '../storage/campaigns.ts'
import { freezeWeek } from '../storage/summaries/freeze.ts'
import { fail, withHouse } from './open.ts'

export const freezeCommand = new Command('freeze')
  .description('freeze a week of a campaign; a week that is frozen stays as it is')
  .argument('<campaign>', 'its code, such as HH-2022')
  .argument('<week>', 'such as 2022-W36')
  .action((code: string, name: string) =>
    withHouse(async ({ db, config, now }) => {
      const week = parseWeek(name)
      if (!week) return fail(`${name} is not a week such as 2022-W36`)
      const campaign = (await listCampaigns(db.read, config.tenant)).find((one) => one.code === code)
      if (!campaign) return fail(`there is no campaign ${code}`)
      const asked = { tenant: config.tenant, campaign, now: now(), zone: config.zone }
      const freezer = { actorId: null, actor: 'cli', post: null }
      const frozen = await freezeWeek(db, asked, week, freezer, (snapshot) =>
        printWeekFiles(snapshot, officePapers(snapshot, config.zone), config.zone),
      )
      if (!frozen)
        return fail(`${name} cannot be frozen: it has not begun, or a later week is frozen already`)
      console.log(`${code} ${name} ${frozen.hash}`)
    }),
  )
