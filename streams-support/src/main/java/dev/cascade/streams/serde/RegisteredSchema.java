package dev.cascade.streams.serde;

import org.apache.avro.Schema;

/**
 * A schema as the registry has it.
 *
 * @param id under which values name it
 * @param schema itself
 */
public record RegisteredSchema(int id, Schema schema) {}
