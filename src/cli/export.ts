import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { officePapers } from '../../views/papers/office.ts'
import { parseWeek } from '../domain/week.ts'
import { printWeek, type WeeklyFormat, weeklyFileName, weeklyFormats } from '../exports/weekly-files.ts'
import { listCampaigns } from '../storage/campaigns.ts'
import { findWeek, findWeekFile } from '../storage/summaries.ts'
import { fail, type Opened, withHouse } from './open.ts'

interface ExportOptions {
  format: string
  campaign?: string
  output?: string
}

export const exportCommand = new Command('export')
  .description('write a file of a week; of a frozen week, byte for byte the file that was frozen')
  .argument('<week>', 'such as 2022-W36')
  .requiredOption('--format <format>', Object.keys(weeklyFormats).join(', '))
  .option('--campaign <code>', 'its code; by itself the newest active one')
  .option('--output <file>', 'by itself the usual name in this folder')
  .action((week: string, options: ExportOptions) => withHouse((house) => exportWeek(house, week, options)))

async function exportWeek({ db, config, now }: Opened, name: string, options: ExportOptions) {
  const week = parseWeek(name)
  const format = options.format as WeeklyFormat
  if (!week) return fail(`${name} is not a week such as 2022-W36`)
  if (!(format in weeklyFormats)) return fail(`a format is one of ${Object.keys(weeklyFormats).join(', ')}`)
  const campaigns = await listCampaigns(db.read, config.tenant)
  const campaign = options.campaign
    ? campaigns.find((one) => one.code === options.campaign)
    : campaigns.find((one) => one.state === 'active')
  if (!campaign)
    return fail(options.campaign ? `there is no campaign ${options.campaign}` : 'there is no active campaign')

  const asked = { tenant: config.tenant, campaign, now: now(), zone: config.zone }
  const snapshot = await findWeek(db.read, asked, week)
  if (!snapshot) return fail(`${name} has not begun`)
  const stored = snapshot.frozen ? await findWeekFile(db.read, asked, week, format) : undefined
  const bytes =
    stored ?? (await printWeek(format, snapshot, officePapers(snapshot, config.zone), config.zone))
  const file = options.output ?? weeklyFileName(snapshot, format)
  writeFileSync(file, bytes)
  console.log(file)
}
