import { Command } from 'commander'
import { cutOffInstantOf, type Week } from '../domain/week.ts'
import { freezePress } from '../press/weekly.ts'
import { listCampaigns } from '../storage/campaigns.ts'
import { freezeWeek } from '../storage/summaries/freeze.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import { fail, weekArgument, withHouse } from './open.ts'

export const freezeCommand = new Command('freeze')
  .description('freeze a week of a campaign; a week that is frozen stays as it is')
  .argument('<campaign>', 'its code, such as HH-2022')
  .argument('<week>', 'such as 2022-W36', weekArgument)
  .option('--early', 'before the cut-off; what comes afterwards belongs to the next summary')
  .action((code: string, week: Week, options: { early?: boolean }) =>
    withHouse(async ({ db, config, now }) => {
      const { tenant, zone } = config
      const campaign = (await listCampaigns(db.read, tenant)).find((one) => one.code === code)
      if (!campaign) return fail(`there is no campaign ${code}`)
      const asked = { tenant, campaign, now: now(), zone }
      if (asked.now < cutOffInstantOf(week, campaign, zone) && !options.early) {
        return fail(`${week.code} is not at its cut-off yet; --early freezes it all the same`)
      }
      const freezer = { actorId: null, actor: 'cli', post: null }
      const letterhead = await loadLetterhead(db.read, tenant, campaign.ownerUnitId)
      const frozen = await freezeWeek(db, asked, week, freezer, freezePress(config, letterhead))
      if (!frozen)
        return fail(`${week.code} cannot be frozen: it has not begun, or a later week is frozen already`)
      console.log(`${code} ${week.code} ${frozen.hash}`)
    }),
  )
