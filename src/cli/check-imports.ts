import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

/**
 * Part of `npm run lint`: sees that imports run one way. The rule is the table of rooms in `docs/architecture.md` and stands
 * nowhere else: a room may import from those that stand above it there and that its last column names. Prints each import
 * that breaks the rule, and ends with 1 if there is one.
 *
 * Biome has a rule of its own for this, but it wants every room that is forbidden named again for every room: a thousand lines
 * for what the table says in thirty-five.
 */
const table = 'docs/architecture.md';

/** A row of the table. */
interface Room {
  /** Its folder, or its one file, from `src`: `cards`, `domain/gate`. */
  readonly path: string;
  /** How far down the table it stands. */
  readonly place: number;
  /** The rooms that it may import; `domain` stands for every room of the domain. */
  readonly mayImport: readonly string[];
}

/** What only the library may import, and what is said to anybody else. */
const forTheLibrary: Readonly<Record<string, string>> = {
  'domain/gate/publish.ts': 'Only the library publishes: take a Published value from it.',
  'astro:content': 'The library is the one door to content.',
};
/** Tells Astro where content lies, which takes Astro’s own module. */
const contentConfig = 'content.config.ts';

const root = process.argv[2] ?? process.cwd();
const rooms = readTable(readFileSync(join(root, table), 'utf8'));
const wrongRows = rooms.flatMap(wrongInTable);
// If the table itself is wrong, its files would only repeat the same complaint.
const complaints = wrongRows.length > 0 ? wrongRows : sourceFiles().flatMap(wrongInFile);
for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;

function readTable(text: string): Room[] {
  const rows = text.split('\n').filter((line) => line.startsWith('| `src/'));
  return rows.map((row, place) => {
    const cells = row.split('|');
    const [path = ''] = codeIn(cells[1]);
    return { path: path.replace(/^src\/|\/$/g, ''), place, mayImport: codeIn(cells.at(-2)) };
  });
}

/** The words in a cell that are marked as code. */
function codeIn(cell = ''): string[] {
  return Array.from(cell.matchAll(/`([^`]+)`/g), ([, words = '']) => words);
}

/** Rooms that a row names although they do not stand above it: with them, imports would not run one way. */
function wrongInTable({ path, place, mayImport }: Room): string[] {
  return mayImport
    .filter((name) => !rooms.some((room) => room.place < place && isIn(room.path, name)))
    .map((name) => `${table}: ${path} may import ${name}, which has to be a room that stands above it.`);
}

/** The paths of all files with code, from `src`, with forward slashes. */
function sourceFiles(): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|tsx|mjs|astro)$/.test(path))
    .map((path) => path.replaceAll(sep, '/'))
    .sort();
}

function wrongInFile(file: string): string[] {
  const code = readFileSync(join(root, 'src', file), 'utf8');
  const imports = code.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g);
  return [...imports].flatMap(({ 1: name = '', index }) => {
    const wrong = wrongInImport(file, name);
    const line = code.slice(0, index).split('\n').length;
    return wrong === undefined ? [] : `src/${file}:${line} imports ${name}. ${wrong}`;
  });
}

/** What is wrong with an import, if anything is. */
function wrongInImport(file: string, name: string): string | undefined {
  const from = roomOf(file);
  if (!from) return `There is no room for this file in the table of ${table}.`;
  const target = targetOf(file, name);
  if (target === undefined) return undefined;
  const reserved = forTheLibrary[target];
  if (reserved !== undefined && from.path !== 'library' && file !== contentConfig) return reserved;
  const to = roomOf(target);
  if (!to || to === from) return undefined;
  const isNamed = from.mayImport.some((each) => isIn(to.path, each));
  if (to.place < from.place && isNamed) return undefined;
  const allowed = from.mayImport.length > 0 ? from.mayImport.join(', ') : 'nothing of ours';
  return `Imports run one way: ${from.path} may import only ${allowed} (${table}).`;
}

/** What is imported, from `src`: a path, or a module that is reserved; undefined if it is neither. */
function targetOf(file: string, name: string): string | undefined {
  if (name in forTheLibrary) return name;
  // package.json gives every room its own name: #cards/draw.ts is src/cards/draw.ts.
  if (name.startsWith('#')) return name.slice(1);
  return name.startsWith('.') ? posix.join(posix.dirname(file), name) : undefined;
}

/** The innermost room that a file is in. */
function roomOf(path: string): Room | undefined {
  return rooms.filter((room) => isIn(path, room.path)).sort((a, b) => b.path.length - a.path.length)[0];
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
