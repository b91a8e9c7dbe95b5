import { Command, InvalidArgumentError } from 'commander'
import { type Day, dayOf, daysBetween, isDay } from '../domain/day.ts'
import { ladderSteps } from '../domain/follow-up.ts'
import { weekOf } from '../domain/week.ts'
import { listCampaigns } from '../storage/campaigns.ts'
import { type ForetoldDay, foretellLadder } from '../storage/ladder-preview.ts'
import { fail, withHouse } from './open.ts'

const LONGEST_RANGE_DAYS = 400

export const ladderCommand = new Command('ladder')
  .description('what the automatic reminders of a campaign would say, day by day; nothing is sent or written')
  .argument('<campaign>', 'its code, such as HH-2022')
  .option('--from <day>', 'such as 2022-09-05; without it, the Monday of this week', dayArgument)
  .option('--to <day>', 'without it, the Sunday of that week', dayArgument)
  .action((code: string, options: { from?: Day; to?: Day }) =>
    withHouse(async ({ db, config, now }) => {
      const { tenant, zone } = config
      const campaign = (await listCampaigns(db.read, tenant)).find((one) => one.code === code)
      if (!campaign) return fail(`there is no campaign ${code}`)
      const from = options.from ?? weekOf(options.to ?? dayOf(now(), zone)).from
      const to = options.to ?? weekOf(from).to
      if (to < from) return fail('the range ends before it begins')
      if (daysBetween(from, to) > LONGEST_RANGE_DAYS) return fail('the range is longer than a year')
      const days = await foretellLadder(db.read, { tenant, campaign, from, to, zone })
      console.log(tableOf(days))
    }),
  )

function dayArgument(text: string): Day {
  if (!isDay(text)) throw new InvalidArgumentError('It must be a day such as 2022-09-05.')
  return text
}

/** A line for each step of a day, and one for the people who are told: in the app, and by mail as well. */
function tableOf(days: ForetoldDay[]): string {
  const rows = days.flatMap(({ day, said, app, mail }) => [
    ...ladderSteps
      .filter((step) => said[step])
      .map((step) => [day, step, said[step], app[step] ?? 0, mail[step] ?? 0]),
    [day, 'people', '', app.people, mail.people],
  ])
  return [['day', 'step', 'said', 'app', 'mail'], ...rows]
    .map(([day, step, ...counts]) =>
      [String(day).padEnd(10), String(step).padEnd(9), ...counts.map((n) => String(n).padStart(5))].join(' '),
    )
    .join('\n')
}
