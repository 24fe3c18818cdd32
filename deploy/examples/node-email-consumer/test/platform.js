// Starts Cascade's embedded broker and registry for a test. Needs a JDK 25 and `./cascade build`.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const LOCAL = resolve(HERE, '../../../local/target');

const USUAL_FOLDERS = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines', join(homedir(), '.sdkman/candidates/java')];

/** A JDK 25 or newer: JAVA_HOME's, or one in the usual folders. */
function java() {
  const installed = USUAL_FOLDERS.filter(existsSync).flatMap((folder) =>
    readdirSync(folder).flatMap((name) => [join(folder, name), join(folder, name, 'Contents/Home')]),
  );
  const home = [process.env.JAVA_HOME ?? '', ...installed].find((folder) => version(folder) >= 25);
  if (!home) {
    throw new Error('No JDK 25 found: set JAVA_HOME to one');
  }
  return join(home, 'bin', 'java');
}

function version(home) {
  const release = join(home, 'release');
  const found = existsSync(release) && /JAVA_VERSION="(\d+)/.exec(readFileSync(release, 'utf8'));
  return found ? Number(found[1]) : 0;
}

export async function startPlatform() {
  if (!existsSync(join(LOCAL, 'platform', 'kafka'))) {
    throw new Error('The platform is not built: run ./cascade build first');
  }
  const data = mkdtempSync(join(tmpdir(), 'node-email-consumer-'));
  const child = spawn(
    java(),
    [
      `-Dcascade.platform=${join(LOCAL, 'platform')}`,
      '-cp',
      [join(LOCAL, 'classes'), join(LOCAL, 'lib', '*')].join(delimiter),
      join(HERE, 'EmbeddedPlatform.java'),
      data,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [, broker, registryUrl] = await ready(child);
  return {
    broker,
    registryUrl,
    say: (command) => child.stdin.write(`${command}\n`),
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.stdin.end();
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function ready(child) {
  return new Promise((resolveReady, reject) => {
    child.once('exit', (code) => reject(new Error(`The platform ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('READY ')) {
        resolveReady(line.split(' '));
      }
    });
  });
}
