package dev.cascade.streams.history;

import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * How the records of one topic are told.
 *
 * @param topic which topic
 * @param owner who writes it
 * @param values reads its values
 * @param words what a value says
 */
public record Teller<V>(
    String topic, String owner, Deserializer<V> values, Function<V, Told> words) {}
