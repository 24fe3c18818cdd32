#!/usr/bin/env python3
"""Prints the committed records of a Cascade topic as lines of JSON, each decoded by its own schema.

It shares no code with Cascade, only the contract: the key is UTF-8, the value is Avro behind a
header of five bytes (0, then the schema's id as a big-endian int), and the registry tells the schema
of an id by the API that Confluent's registry has, too.
"""

import argparse
import datetime
import decimal
import io
import json
import struct
import sys
import urllib.error
import urllib.request

try:
    import avro.errors
    import avro.io
    import avro.schema
    import confluent_kafka
except ImportError as missing:
    sys.exit(f"{missing}. Install python3-confluent-kafka and python3-avro (Debian), "
             "or confluent-kafka and avro (pip).")

HEADER = struct.Struct(">bI")
WAIT_SECONDS = 1.0
PATIENCE_SECONDS = 30.0


class Unreadable(Exception):
    """A record that is not what the contract says; the next one may be."""


class Registry:
    """Schemas by their ids; each is asked for once."""

    def __init__(self, url):
        self._url = url.rstrip("/") + "/apis/ccompat/v7/schemas/ids/"
        self._schemas = {}

    def schema(self, schema_id):
        """The schema, or Unreadable when the registry knows no such id; else what went wrong."""
        if schema_id not in self._schemas:
            try:
                with urllib.request.urlopen(f"{self._url}{schema_id}", timeout=10) as answer:
                    self._schemas[schema_id] = avro.schema.parse(json.load(answer)["schema"])
            except urllib.error.HTTPError as refused:
                if refused.code == 404:
                    raise Unreadable(f"no schema has the id {schema_id}") from refused
                raise
        return self._schemas[schema_id]


def decoded(value, registry):
    """The value as Python has it; None for a tombstone."""
    if value is None:
        return None
    if len(value) < HEADER.size or value[0] != 0:
        raise Unreadable("no value framed for a registry")
    schema = registry.schema(HEADER.unpack_from(value)[1])
    body = io.BytesIO(value[HEADER.size:])
    try:
        record = avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(body))
    except Exception as broken:  # the decoder throws whatever it stumbles over
        raise Unreadable(f"no {schema.name}: {broken}") from broken
    if body.read(1):
        raise Unreadable(f"bytes are left over after a {schema.name}")
    return record


def as_json(value):
    """What JSON has no word for."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    if isinstance(value, decimal.Decimal):
        return str(value)
    raise TypeError(f"{type(value)} is not in any of Cascade's schemas")


def printed(message, registry):
    """Prints one record, or says on stderr why it cannot be read."""
    try:
        key = None if message.key() is None else message.key().decode("utf-8")
        record = {
            "partition": message.partition(),
            "offset": message.offset(),
            "key": key,
            "value": decoded(message.value(), registry),
        }
        print(json.dumps(record, default=as_json, ensure_ascii=False), flush=True)
    except (Unreadable, UnicodeDecodeError) as why:
        print(f"unreadable, topic={message.topic()} partition={message.partition()} "
              f"offset={message.offset()}: {why}", file=sys.stderr, flush=True)


def configuration(arguments):
    """librdkafka's, which sees committed records only unless it is told otherwise."""
    settings = {}
    if arguments.config:
        with open(arguments.config, encoding="utf-8") as lines:
            for line in lines:
                if "=" in line and not line.lstrip().startswith("#"):
                    name, _, text = line.strip().partition("=")
                    settings[name.strip()] = text.strip()
    settings.update({
        "bootstrap.servers": arguments.bootstrap,
        "group.id": "python-topic-reader",  # must be set; no offset is ever committed
        "enable.auto.commit": False,
        "enable.partition.eof": True,
        "isolation.level": "read_committed",
    })
    return settings


def partitions_of(consumer, topic):
    """All partitions, from their beginning."""
    known = consumer.list_topics(topic, timeout=PATIENCE_SECONDS).topics[topic]
    if known.error is not None:
        sys.exit(f"Topic {topic}: {known.error.str()}")
    return [
        confluent_kafka.TopicPartition(topic, partition, confluent_kafka.OFFSET_BEGINNING)
        for partition in known.partitions
    ]


def read(arguments):
    """Reads on until somebody ends it, or to the end that is there now."""
    registry = Registry(arguments.registry)
    consumer = confluent_kafka.Consumer(configuration(arguments))
    try:
        partitions = partitions_of(consumer, arguments.topic)
        behind = {it.partition for it in partitions}
        consumer.assign(partitions)
        while behind or not arguments.until_end:
            message = consumer.poll(WAIT_SECONDS)
            if message is None:
                continue
            if message.error() is None:
                printed(message, registry)
            elif message.error().code() == confluent_kafka.KafkaError._PARTITION_EOF:
                behind.discard(message.partition())
            elif not message.error().retriable():
                sys.exit(f"Kafka: {message.error().str()}")
    finally:
        consumer.close()


def main():
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("topic", help="such as orders; docs/TOPICS.md lists them")
    parser.add_argument("--bootstrap", default="localhost:9092", help="(%(default)s)")
    parser.add_argument("--registry", default="http://localhost:8090", help="(%(default)s)")
    parser.add_argument("--config", help="file of librdkafka's properties, for TLS and SASL")
    parser.add_argument("--until-end", action="store_true", help="ends where the topic ends now")
    try:
        read(parser.parse_args())
    except KeyboardInterrupt:
        pass
    except confluent_kafka.KafkaException as failure:
        sys.exit(f"Kafka: {failure.args[0].str()}")
    except OSError as failure:
        sys.exit(f"The registry or the file cannot be read: {failure}")


if __name__ == "__main__":
    main()
