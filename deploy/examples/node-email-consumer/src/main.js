// Prints, as one line of JSON each, the mails that it would send.

import { EmailConsumer } from './consumer.js';

const consumer = new EmailConsumer({
  brokers: (process.env.KAFKA_BOOTSTRAP_SERVERS ?? 'localhost:9092').split(','),
  registryUrl: process.env.CASCADE_REGISTRY_URL ?? 'http://localhost:8090',
  topic: process.env.TOPIC ?? 'platinum-emails',
  groupId: process.env.GROUP_ID ?? 'node-email-consumer',
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await consumer.stop();
    process.exit(0);
  });
}

await consumer.start({
  onMail: (wouldSend) => console.log(JSON.stringify(wouldSend)),
  onUnreadable: ({ topic, partition, offset, why }) =>
    console.error(`unreadable, topic=${topic} partition=${partition} offset=${offset}: ${why}`),
});
