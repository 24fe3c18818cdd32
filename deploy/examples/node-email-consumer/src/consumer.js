// Reads EmailRequested records with public npm clients: no code of Cascade's, only its contract.

import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import { Kafka, logLevel } from 'kafkajs';
import { mailOf } from './mail.js';

/** Where the registry keeps its Confluent-compatible API. */
const COMPATIBLE_API = '/apis/ccompat/v7';

/**
 * Calls `onMail` for each request that is committed, and `onUnreadable` for each record that is
 * none. An order's request is written once; after a crash of this consumer it may be read again.
 */
export class EmailConsumer {
  #consumer;
  #registry;
  #topic;

  constructor({ brokers, registryUrl, topic = 'platinum-emails', groupId = 'node-email-consumer' }) {
    const kafka = new Kafka({ clientId: groupId, brokers, logLevel: logLevel.ERROR });
    // readUncommitted stays false: what a transaction aborts is never seen.
    this.#consumer = kafka.consumer({ groupId, readUncommitted: false });
    this.#registry = new SchemaRegistry({ host: registryUrl.replace(/\/+$/, '') + COMPATIBLE_API });
    this.#topic = topic;
  }

  async start({ onMail, onUnreadable }) {
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topic: this.#topic, fromBeginning: true });
    await this.#consumer.run({
      eachMessage: async ({ topic, partition, message }) => {
        const request = await this.#decoded(message, (why) =>
          onUnreadable({ topic, partition, offset: message.offset, why }),
        );
        if (request) {
          onMail({ orderId: request.orderId, level: request.level, mail: mailOf(request) });
        }
      },
    });
  }

  async #decoded(message, unreadable) {
    if (message.value === null) {
      return null;
    }
    try {
      return await this.#registry.decode(message.value);
    } catch (failure) {
      if (isOutage(failure)) {
        throw failure; // nothing is known about the record: kafkajs reads it again
      }
      unreadable(failure.message);
      return null;
    }
  }

  async stop() {
    await this.#consumer.disconnect();
  }
}

/** The registry did not answer, which says nothing about the record. */
function isOutage(failure) {
  const status = failure.status ?? failure.cause?.status;
  return failure.name === 'ResponseError' && (status === undefined || status >= 500 || status === 0);
}
