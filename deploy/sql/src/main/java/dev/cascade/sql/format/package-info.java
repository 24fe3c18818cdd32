/** The format {@code cascade-avro}: records in the registry's frame as rows of Flink, and back. */
@org.jspecify.annotations.NullMarked
package dev.cascade.sql.format;
