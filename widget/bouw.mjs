// Builds dist/kindreflex-assistent.js and prints its size. With --controleer it writes
// nothing and fails when the committed file differs from the source.
import { build, transform } from 'esbuild';
import { minify } from 'terser';
import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const HOOGSTENS = 20_000;
const map = new URL('.', import.meta.url);
const doel = new URL('dist/kindreflex-assistent.js', map);

const klein = {
  name: 'klein',
  setup(b) {
    b.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target: ['chrome111', 'firefox115', 'safari16.4'] });
      return { contents: code, loader: 'text' };
    });
    // Indents, also those in templates, where one line break is as good.
    b.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/\n\s+/g, '\n'),
      loader: 'ts',
    }));
  },
};

const uit = await build({
  absWorkingDir: fileURLToPath(map),
  entryPoints: ['src/kindreflex-assistent.ts'],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2021',
  charset: 'utf8',
  legalComments: 'none',
  write: false,
  plugins: [klein],
});
const kort = await minify(uit.outputFiles[0].text, { compress: { passes: 2, ecma: 2020 }, format: { comments: false } });
const nieuw = Buffer.from(`/* kindreflex-assistent; contains lit, (c) Google LLC, BSD-3-Clause. Built from widget/src. */\n${kort.code}\n`);
const gz = gzipSync(nieuw, { level: 9 }).length;
console.log(`kindreflex-assistent.js: ${nieuw.length} bytes, ${gz} gz (hoogstens ${HOOGSTENS})`);
if (gz > HOOGSTENS) {
  console.error('te groot');
  process.exitCode = 1;
}
if (process.argv.includes('--controleer')) {
  const oud = await readFile(doel).catch(() => Buffer.alloc(0));
  if (!oud.equals(nieuw)) {
    console.error('dist/kindreflex-assistent.js verschilt van de bron: npm run build');
    process.exitCode = 1;
  }
} else await writeFile(doel, nieuw);
