package dev.cascade.streams.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a store.
 *
 * @param key the key
 * @param windowStart where the window starts, absent for a store without windows
 * @param value as the service shows it, what is about a person masked; absent where only keys are
 *     asked for
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StateItem(String key, @Nullable Instant windowStart, @Nullable Object value) {}
