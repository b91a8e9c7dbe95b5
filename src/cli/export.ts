import { writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import type { Week } from '../domain/week.ts'
import { type WeeklyFormat, weeklyFileName, weeklyFormats } from '../exports/weekly-files.ts'
import { pressFile } from '../press/weekly.ts'
import { listCampaigns } from '../storage/campaigns.ts'
import { findFile } from '../storage/summaries/stored.ts'
import { findToldWeek } from '../storage/summaries/told.ts'
import { fail, type Opened, weekArgument, withHouse } from './open.ts'

interface ExportOptions {
  format: WeeklyFormat
  campaign?: string
  output?: string
}

export const exportCommand = new Command('export')
  .description('write a file of a week; of a frozen week, byte for byte the file that was kept')
  .argument('<week>', 'such as 2022-W36', weekArgument)
  .addOption(new Option('--format <format>').choices(Object.keys(weeklyFormats)).makeOptionMandatory())
  .option('--campaign <code>', 'its code; by itself the newest active one')
  .option('--output <file>', 'by itself the usual name in this folder')
  .action((week: Week, options: ExportOptions) => withHouse((house) => exportWeek(house, week, options)))

async function exportWeek({ db, config, now }: Opened, week: Week, options: ExportOptions) {
  const { format } = options
  const { tenant, zone } = config
  const campaigns = await listCampaigns(db.read, tenant)
  const campaign = options.campaign
    ? campaigns.find((one) => one.code === options.campaign)
    : campaigns.find((one) => one.state === 'active')
  if (!campaign)
    return fail(options.campaign ? `there is no campaign ${options.campaign}` : 'there is no active campaign')

  const told = await findToldWeek(db.read, { tenant, campaign, now: now(), zone }, week)
  if (!told) return fail(`${week.code} has not begun`)
  const { snapshot, letterhead, stored } = told
  const kept = stored && (await findFile(db.read, tenant, stored.id, format))
  const bytes = kept ?? (await pressFile(format, snapshot, letterhead, config))
  const file = options.output ?? weeklyFileName(snapshot, format)
  writeFileSync(file, bytes)
  console.log(file)
}
