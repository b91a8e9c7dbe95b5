import { Command } from 'commander'
import { sayLastWords } from '../last-words.ts'
import { auditCommand } from './audit.ts'
import { demoCommand } from './demo.ts'
import { dumpCommand } from './dump.ts'
import { exportCommand } from './export.ts'
import { freezeCommand } from './freeze.ts'
import { importCommand, loadCommand } from './import.ts'
import { ladderCommand } from './ladder.ts'
import { migrateCommand } from './migrate.ts'
import { successionCommand } from './succession.ts'
import { userCommand } from './user.ts'

/** The commands of the house. Exit code 0: done, 1: failed, 2: wrongly called. */
const program = new Command('camket')
  .description('Sổ cam kết: commands for whoever looks after the house')
  .addCommand(importCommand)
  .addCommand(dumpCommand)
  .addCommand(loadCommand)
  .addCommand(userCommand)
  .addCommand(freezeCommand)
  .addCommand(exportCommand)
  .addCommand(ladderCommand)
  .addCommand(successionCommand)
  .addCommand(auditCommand)
  .addCommand(migrateCommand)
  .addCommand(demoCommand, { hidden: true })

for (const command of [
  program,
  ...program.commands,
  ...program.commands.flatMap((group) => group.commands),
]) {
  command.exitOverride((stop) => process.exit(stop.exitCode === 0 ? 0 : 2))
}

program.parseAsync().catch(sayLastWords)
