import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import type { Instant } from '../../domain/day.ts'
import { template } from './template.ts'

const require = createRequire(import.meta.url)
const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']
/** Results of so many prints before this one are kept: a paper's other language shares little with it. */
const KEPT_PRINTS = 2
/** Accessible: every part is named for what it is, in the order in which it is read. */
const STANDARD = 'ua-1'

let compiler: Promise<NodeCompiler> | undefined

/** One for the process, made when the first paper is printed, with the fonts that come with the program. */
const theCompiler = () => {
  compiler ??= import('@myriaddreamin/typst-ts-node-compiler').then(({ NodeCompiler }) => {
    const fontPaths = faces.map((face) =>
      require.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`),
    )
    return NodeCompiler.create({ workspace: dirname(fontPaths[0]!), fontArgs: [{ fontPaths }] })
  })
  return compiler
}

/** A told paper as PDF; the same words at the same moment give the same bytes. */
export async function typeset(paper: string, at: Instant): Promise<Uint8Array> {
  const typesetter = await theCompiler()
  try {
    const compiled = typesetter.compile({ mainFileContent: template, inputs: { paper } })
    if (!compiled.result) {
      const faults = compiled.takeDiagnostics()
      throw new Error(`Typst: ${JSON.stringify(faults && typesetter.fetchDiagnostics(faults))}`)
    }
    return exported(typesetter, compiled.result, Math.floor(at / 1000))
  } finally {
    typesetter.evictCache(KEPT_PRINTS)
    // Others have their turn before the next print, and what this one held beside the heap is given back.
    await setImmediate()
  }
}

/** The standard refuses letters that the font does not have; such a paper is printed all the same, an empty box in their place. */
function exported(
  typesetter: NodeCompiler,
  document: NodeTypstDocument,
  creationTimestamp: number,
): Uint8Array {
  try {
    return typesetter.pdf(document, { pdfStandard: STANDARD, creationTimestamp })
  } catch {
    return typesetter.pdf(document, { creationTimestamp })
  }
}
