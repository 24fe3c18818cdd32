import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startPlatform } from './platform.js';

const MAIN = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'main.js');
const PATIENCE_MS = 60_000;

let platform;

before(async () => {
  platform = await startPlatform();
}, { timeout: 300_000 });

after(async () => {
  await platform?.stop();
});

test('it prints what a JVM committed, passes over poison, and never sees what was aborted', async () => {
  platform.say('commit order-1 Zoë Łukasiewicz');
  platform.say('poison order-2');
  platform.say('abort order-3 Nobody');
  platform.say('commit order-4 山田 太郎');

  const { printed, complaints } = await consumed(2, 1);

  assert.deepEqual(printed.map((line) => line.orderId).sort(), ['order-1', 'order-4']);
  const first = printed.find((line) => line.orderId === 'order-1');
  assert.equal(first.level, 'PLATINUM');
  assert.deepEqual(first.mail, {
    to: 'ada@example.org',
    subject: 'Your order order-1 is confirmed',
    text: 'Dear Zoë Łukasiewicz,\n1. 1 x ipad at 499.00 EUR\nTotal: 499.00 EUR\nPayment: order-order-1',
  });
  assert.match(printed.find((line) => line.orderId === 'order-4').mail.text, /Dear 山田 太郎,/);
  assert.match(complaints[0], /^unreadable, topic=platinum-emails partition=\d offset=\d+: /);
  assert.equal(complaints.length, 1);
});

test('started again, it goes on where it stopped', async () => {
  platform.say('commit order-5 Ada');

  const { printed } = await consumed(1, 0);

  assert.deepEqual(printed.map((line) => line.orderId), ['order-5']);
});

/** Runs the consumer until it has printed and complained so often, then stops it in order. */
async function consumed(prints, complains) {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      KAFKAJS_NO_PARTITIONER_WARNING: '1',
      KAFKA_BOOTSTRAP_SERVERS: platform.broker,
      CASCADE_REGISTRY_URL: platform.registryUrl,
    },
  });
  const ended = new Promise((done) => child.once('exit', done));
  const printed = [];
  const complaints = [];
  try {
    await new Promise((enough, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`printed ${JSON.stringify(printed)}; ${complaints.join('\n')}`)),
        PATIENCE_MS,
      );
      const check = () => {
        if (printed.length >= prints && complaints.length >= complains) {
          clearTimeout(timer);
          enough();
        }
      };
      createInterface({ input: child.stderr }).on('line', (line) => {
        if (line.startsWith('unreadable')) {
          complaints.push(line);
          check();
        } // else kafkajs's own log, such as a coordinator that is not there yet
      });
      createInterface({ input: child.stdout }).on('line', (line) => {
        printed.push(JSON.parse(line));
        check();
      });
    });
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
  return { printed, complaints };
}
