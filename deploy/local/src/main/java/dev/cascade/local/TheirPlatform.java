package dev.cascade.local;

import dev.cascade.local.run.HomePlatform;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code up} about what others run. */
final class TheirPlatform {

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT,...",
      description = "In a fresh home: use this Kafka, and start none.")
  private @Nullable String kafka;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Properties for it: security.*, sasl.*, ssl.*; the file stays where it is.")
  private @Nullable Path kafkaConfig;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "In a fresh home: use this registry, and start none.")
  private @Nullable String registry;

  @Option(
      names = "--registry-credentials",
      paramLabel = "FILE",
      description = "One line, NAME:PASSWORD, of who may register schemas there.")
  private @Nullable Path registryCredentials;

  HomePlatform.Wish wish() {
    return new HomePlatform.Wish(kafka, kafkaConfig, registry, registryCredentials);
  }
}
