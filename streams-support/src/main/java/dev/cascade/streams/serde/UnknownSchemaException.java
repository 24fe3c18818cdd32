package dev.cascade.streams.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The registry answered, and has no such schema: the record is poison. */
public final class UnknownSchemaException extends SerializationException {

  private static final long serialVersionUID = 1L;

  UnknownSchemaException(String message) {
    super(message);
  }
}
