import { openClock } from './clock.ts'
import { readConfig } from './config.ts'
import { firstLink, openHouse } from './house.ts'
import { sayLastWords } from './last-words.ts'

/** Opens the house, says where it is, and closes it cleanly when told to. */
async function serve() {
  const config = readConfig(process.env)
  const house = await openHouse(config)
  console.log(`Sổ cam kết: http://${config.host}:${house.port}${config.basePath}/`)
  const first = await firstLink(house.db, { ...config, port: house.port }, openClock(config.clock)())
  if (first) console.log(`Thiết lập lần đầu (first set-up): ${first}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      house.close().then(() => process.exit(0), sayLastWords)
    })
  }
}

serve().catch(sayLastWords)
