// The viewer page's modules for Node, which takes a .js file for a module only beside a package.json that says so.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const source = process.env.VIEWER_PAGE
  ?? fileURLToPath(new URL('../src/main/resources/dev/sloconsole/grafana/page', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'viewer-page-'));
cpSync(source, copy, { recursive: true });
writeFileSync(join(copy, 'package.json'), '{"type":"module"}');
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));

/** One of the page's modules. */
export const page = module => import(pathToFileURL(join(copy, module)));
