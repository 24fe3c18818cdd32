package dev.cascade.streams.lineage;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What one application or client of a service reads and writes.
 *
 * @param name its name within the service
 * @param kind what it is
 * @param reads topics of other applications, and global ones
 * @param writes topics for other applications, dead letters included
 * @param stores its state stores
 * @param internal its repartition and changelog topics, as they are called at the broker
 */
@RegisterForReflection
@Schema(name = "ApplicationLineage")
public record AppLineage(
    String name,
    @Schema(enumeration = {"decider", "views", "producer", "consumer"}) String kind,
    Set<String> reads,
    Set<String> writes,
    Set<String> stores,
    Set<String> internal) {}
