package dev.cascade.testing.fuzz;

import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;

/**
 * A Streams application of the service under test.
 *
 * @param name its name
 * @param topology builds a fresh one
 * @param configuration as the service runs it
 * @param deadLetterTopic where it puts what it cannot process
 * @param skippedTopics topics whose letters another application of the service sends
 */
public record FuzzedApplication(
    String name,
    Supplier<Topology> topology,
    Properties configuration,
    String deadLetterTopic,
    Set<String> skippedTopics) {}
