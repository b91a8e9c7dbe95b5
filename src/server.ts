import { readConfig } from './config.ts'
import { openHouse } from './house.ts'
import { sayLastWords } from './last-words.ts'

/** Opens the house, says where it is, and closes it cleanly when told to. */
async function serve() {
  const config = readConfig(process.env)
  const house = await openHouse(config)
  console.log(`Sổ cam kết: http://${config.host}:${house.port}${config.basePath}/`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      house.close().then(() => process.exit(0), sayLastWords)
    })
  }
}

serve().catch(sayLastWords)
