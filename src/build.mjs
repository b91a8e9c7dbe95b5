/** Bundles the server and the commands, into dist/ or the folder given; what is native or large stays in node_modules. */
import { build } from 'esbuild'

await build({
  entryPoints: {
    server: 'src/server.ts',
    cli: 'src/cli/main.ts',
    apart: 'src/apart.ts',
    printer: 'src/printer.ts',
  },
  outdir: process.argv[2] ?? 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  chunkNames: 'chunk-[hash]',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  external: ['better-sqlite3', '@node-rs/argon2', '@myriaddreamin/typst-ts-node-compiler'],
  // Packages of the older kind ask for node's own modules by require.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  sourcemap: true,
  logLevel: 'warning',
  absWorkingDir: new URL('..', import.meta.url).pathname,
})
