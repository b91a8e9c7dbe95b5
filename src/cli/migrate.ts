import { Command } from 'commander'
import { withHouse } from './open.ts'

export const migrateCommand = new Command('migrate')
  .description('bring the database up to date; the server does it by itself when it starts')
  .action(() => withHouse(async () => console.log('the database is up to date')))
