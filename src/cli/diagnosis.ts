import { unfitPathInWords } from './project-path.ts';
import { runsTheProject, tooOldInWords } from './which-node.mjs';

/** The commands that a machine is asked about, in the order in which people meet them. */
export const examined = [
  'start',
  'build',
  'check',
  'edit',
  'test',
  'test:all',
  'desk',
  'intake',
  'bench',
  'soak',
] as const;
/** A command as `npm run` knows it. */
export type Command = (typeof examined)[number];

/** The packages with a part that is made for each kind of machine: without it they are there and do not work. */
export const nativePackages = [
  'satteri',
  'astro',
  'vite',
  'sharp',
  '@takumi-rs/core',
  '@myriaddreamin/typst-ts-node-compiler',
  'pagefind',
  '@biomejs/biome',
] as const;
export type NativePackage = (typeof nativePackages)[number];

/** What was found out about a machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** The version of the Node that runs the commands. */
  readonly node: string;
  /** The project’s folder. */
  readonly root: string;
  /** Whether everything that package-lock.json names is installed. */
  readonly hasPackages: boolean;
  /** Packages that do not load, with what was said. */
  readonly broken: Readonly<Partial<Record<NativePackage, string>>>;
  /** Folders, each with what its disk has free in bytes; undefined where that could not be told. */
  readonly freeSpace: { readonly project: number | undefined; readonly temporary: number | undefined };
  /** Folders in which something has to be written, and nothing can be. */
  readonly unwritable: {
    readonly project: readonly string[];
    readonly temporary: boolean;
    readonly home: boolean;
    /** The intake’s folder. */
    readonly spool: string | undefined;
  };
  /** The port of `npm start`, and whether another program has it. */
  readonly port: { readonly number: number; readonly isTaken: boolean };
  /** The browser that the tests would use. */
  readonly browser: string | undefined;
  /** What `CHROMIUM_PATH` names, if that is no program. */
  readonly noSuchBrowser: string | undefined;
  readonly hasJava: boolean;
  /** Whether Java’s XML libraries are where the tests look for them. */
  readonly hasJaxb: boolean;
  /** Whether there are public keys, without which the form and the intake are closed. */
  readonly hasKeys: boolean;
  /** Other programs that were found. */
  readonly programs: Readonly<
    Record<'git' | 'hugo' | 'soffice' | 'age' | 'caddy' | 'nginx' | 'wrk' | 'nats', boolean>
  >;
}

/** One thing that a machine has not. */
export interface Lack {
  /** What was found. */
  readonly what: string;
  /** What to do about it. */
  readonly todo: string;
}

/** What one command can do on a machine. */
export interface Diagnosis {
  readonly command: Command;
  /** Why it does not work; empty if it does. */
  readonly lacks: readonly Lack[];
  /** What it does without. */
  readonly without: readonly Lack[];
}

/** Whether a number can be a port. */
export function isPort(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= 65_535;
}

type Need = (machine: Machine) => readonly Lack[];

const megabyte = 1_000_000;

const aNode: Need = ({ node }) =>
  runsTheProject(node) ? [] : [{ what: `Node ${node} does not run the project.`, todo: tooOldInWords(node) }];

const thePackages: Need = ({ hasPackages }) =>
  hasPackages
    ? []
    : [
        {
          what: 'The packages are not installed, or not those of this version.',
          todo: 'Go online and run npm run check: it installs them, or says why it cannot.',
        },
      ];

const packagesThatWork =
  (...names: readonly NativePackage[]): Need =>
  ({ hasPackages, broken, platform, arch }) =>
    hasPackages
      ? names.flatMap((name) => {
          const said = broken[name];
          if (said === undefined) return [];
          return {
            what: `The package ${name} does not work on ${platform} ${arch}: ${said}`,
            todo: 'Delete the folder node_modules and run npm install: the packages may come from another machine, or the part for this one was not to be had.',
          };
        })
      : [];

const aFitFolder: Need = ({ root, platform }) => {
  const words = unfitPathInWords(root, platform);
  return words === undefined
    ? []
    : [{ what: words, todo: 'Move the project to a folder with a plainer name.' }];
};

const aWritableProject: Need = ({ unwritable }) =>
  unwritable.project.map((folder) => ({
    what: `Nothing can be written in ${folder}.`,
    todo: 'Make the folder your own, or move the project to one that is.',
  }));

const aTemporaryFolder: Need = ({ unwritable }) =>
  unwritable.temporary
    ? [
        {
          what: 'Nothing can be written in the folder for temporary files.',
          todo: 'Name another with TMPDIR (on Windows, TEMP).',
        },
      ]
    : [];

const space =
  (where: 'project' | 'temporary', megabytes: number): Need =>
  ({ freeSpace }) => {
    const free = freeSpace[where];
    if (free === undefined || free >= megabytes * megabyte) return [];
    const place = where === 'project' ? 'The disk of the project' : 'The disk for temporary files';
    return [
      {
        what: `${place} has ${Math.floor(free / megabyte)} MB free, and about ${megabytes} MB are wanted.`,
        todo: 'Make room on it. The folders dist and .cache can always be made again.',
      },
    ];
  };

const aFreePort: Need = ({ port, platform }) => {
  if (!isPort(port.number))
    return [{ what: 'PORT is set to something that is no port.', todo: 'Write a number from 0 to 65535.' }];
  return port.isTaken
    ? [
        {
          what: `Another program listens at port ${port.number}.`,
          todo: `Stop it, or choose another port: ${platform === 'win32' ? 'set PORT=4322, then npm start' : 'PORT=4322 npm start'}`,
        },
      ]
    : [];
};

const aBrowser: Need = ({ browser, noSuchBrowser }) => {
  if (noSuchBrowser !== undefined)
    return [
      {
        what: `CHROMIUM_PATH names ${noSuchBrowser}, where there is no program.`,
        todo: 'Name the program of a Chromium or Chrome, or take the setting away.',
      },
    ];
  return browser === undefined
    ? [
        {
          what: 'No Chromium or Chrome was found.',
          todo: 'npm test gets one by itself where it may. Otherwise install one, or name its program with CHROMIUM_PATH.',
        },
      ]
    : [];
};

const java: Need = ({ hasJava, hasJaxb, platform }) => {
  if (hasJava && hasJaxb) return [];
  const missing = hasJava ? 'Java’s XML libraries' : hasJaxb ? 'Java' : 'Java and its XML libraries';
  return [
    {
      what: `${missing} ${missing === 'Java' ? 'is' : 'are'} not here, so the PDF files are not judged.`,
      todo:
        platform === 'linux'
          ? 'npm test gets them by itself where it may: apt-get install default-jre-headless libjaxb-java. Elsewhere install Java, and name the folder of the libraries with JAXB_FOLDER.'
          : 'Install Java 11 or newer; put jaxb-api.jar, jaxb-core.jar, jaxb-impl.jar and jaxb-runtime.jar (those of Debian’s libjaxb-java, 2.3) in one folder and name it with JAXB_FOLDER.',
    },
  ];
};

const aHome: Need = ({ unwritable }) =>
  unwritable.home
    ? [
        {
          what: 'Nothing can be written in your home folder, where the desk and the keys lie.',
          todo: 'Name other folders, on an encrypted disk, with ANOTHER_STORY_DESK and ANOTHER_STORY_KEYS.',
        },
      ]
    : [];

const aSpool: Need = ({ unwritable }) =>
  unwritable.spool === undefined
    ? []
    : [
        {
          what: `Nothing can be written in ${unwritable.spool}, where sealed messages would wait.`,
          todo: 'Make the folder your own, or name another with INTAKE_SPOOL.',
        },
      ];

const program =
  (name: keyof Machine['programs'], what: string, todo: string): Need =>
  ({ programs }) =>
    programs[name] ? [] : [{ what, todo }];

const keys: Need = ({ hasKeys }) =>
  hasKeys
    ? []
    : [
        {
          what: 'There are no public keys in public/keys.json, so the form and the intake are closed.',
          todo: 'Keys to try things out: npm run desk -- keys demo. Real ones: docs/before-going-live.md.',
        },
      ];

const caddy = program(
  'caddy',
  'There is no Caddy, so the site is not tried on it.',
  'Install it from your system’s packages.',
);
const nginx = program(
  'nginx',
  'There is no nginx, so the site is not tried on it.',
  'Install it from your system’s packages.',
);

const office = program(
  'soffice',
  'There is no LibreOffice, so no second program opens the Office files.',
  'Install it, if you change those files.',
);

const nats = program(
  'nats',
  'There is no NATS server, so the spool of several machines is not tried.',
  'Install nats-server (Debian has it) if you change src/intake.',
);

/** Reads content: everything does. */
const reading: readonly Need[] = [aNode, thePackages, packagesThatWork('satteri', 'astro')];
const drawing: readonly Need[] = [
  packagesThatWork('vite', 'sharp', '@takumi-rs/core', '@myriaddreamin/typst-ts-node-compiler'),
  aFitFolder,
  aWritableProject,
];
const building: readonly Need[] = [
  ...reading,
  ...drawing,
  packagesThatWork('pagefind'),
  space('project', 300),
];
const testing: readonly Need[] = [
  ...building,
  packagesThatWork('@biomejs/biome'),
  aTemporaryFolder,
  space('temporary', 1000),
];

/** What each command cannot do without, and what it can. */
const needs: Readonly<Record<Command, { readonly all: readonly Need[]; readonly some?: readonly Need[] }>> = {
  start: { all: [...building, aSpool, aFreePort] },
  build: { all: building },
  check: { all: reading },
  edit: { all: [...reading, ...drawing] },
  test: { all: [...testing, aBrowser], some: [java, office] },
  'test:all': { all: testing, some: [aBrowser, java, caddy, nginx, nats] },
  desk: { all: [...reading, aHome] },
  intake: { all: [...reading, aSpool], some: [keys] },
  bench: {
    all: [...building, aTemporaryFolder, space('temporary', 2000), aBrowser],
    some: [
      program(
        'hugo',
        'There is no Hugo, so nothing is compared with it.',
        'Install it from your system’s packages.',
      ),
      program(
        'wrk',
        'There is no wrk, so the site’s server is not measured beside nginx.',
        'Install it from your system’s packages, and nginx.',
      ),
    ],
  },
  soak: {
    all: [aNode, thePackages, packagesThatWork('vite'), aTemporaryFolder, space('temporary', 1000)],
    some: [
      program(
        'age',
        'There is no age program, so nothing is opened with it.',
        'Install age 1.3 or newer, or name it with AGE_PROGRAM.',
      ),
      nats,
    ],
  },
};

/** What each command can do on a machine. */
export function diagnose(machine: Machine): readonly Diagnosis[] {
  return examined.map((command) => {
    const { all, some = [] } = needs[command];
    return {
      command,
      lacks: all.flatMap((need) => need(machine)),
      without: some.flatMap((need) => need(machine)),
    };
  });
}

/** The diagnosis as a person reads it: one line for each command, then each thing that is missing, once. */
export function diagnosisInWords(diagnoses: readonly Diagnosis[], machine: Machine): string {
  const { node, platform, arch, root, programs } = machine;
  const widest = Math.max(...examined.map(({ length }) => length));
  const lines = diagnoses.map(({ command, lacks, without }) => {
    const state = lacks.length > 0 ? 'does not work yet' : without.length > 0 ? 'works, with less' : 'works';
    return `  ${command.padEnd(widest)}  ${state}`;
  });
  const missing = byLack(diagnoses, ({ lacks }) => lacks);
  const less = byLack(diagnoses, ({ without }) => without);
  const git = programs.git
    ? []
    : ['There is no git, which is only needed to fetch changes and to hand some in.'];
  return [
    `Node ${node} on ${platform} ${arch}, in ${root}`,
    lines.join('\n'),
    ...missing.map((each) => entryInWords('Missing', each)),
    ...less.map((each) => entryInWords('Done without', each)),
    ...git,
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

interface LackOf {
  readonly lack: Lack;
  readonly commands: readonly Command[];
}

/** Each lack once, with the commands that have it. */
function byLack(
  diagnoses: readonly Diagnosis[],
  lacksOf: (diagnosis: Diagnosis) => readonly Lack[],
): readonly LackOf[] {
  const found = new Map<string, { lack: Lack; commands: Command[] }>();
  for (const diagnosis of diagnoses)
    for (const lack of lacksOf(diagnosis)) {
      const known = found.get(lack.what) ?? { lack, commands: [] };
      known.commands.push(diagnosis.command);
      found.set(lack.what, known);
    }
  return [...found.values()];
}

function entryInWords(kind: string, { lack: { what, todo }, commands }: LackOf): string {
  const whom = commands.length === examined.length ? 'every command' : commands.join(', ');
  return `${kind} for ${whom}: ${what}\n  ${todo}`;
}
