package dev.cascade.local.run;

import dev.cascade.local.platform.ServerFailedException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** How many brokers an ecosystem has, which is decided with its first start and stays so. */
public final class HomeBrokers {

  private final Installation installation;
  private final Progress progress;

  /** Of that installation; says what it finds. */
  public HomeBrokers(Installation installation, Progress progress) {
    this.installation = installation;
    this.progress = progress;
  }

  /**
   * Decides.
   *
   * @param wanted how many were asked for; null for as many as there are
   * @throws ServerFailedException when others were asked for than the home has data of
   * @throws IllegalArgumentException when it is not 1 or 3
   */
  public void settle(@Nullable Integer wanted) {
    HomeSettings settled = wished(HomeSettings.of(installation.home()), wanted);
    settled.keep(installation.home());
    int brokers = settled.brokers();
    if (brokers > 1 && settled.kafka().isEmpty()) {
      progress.line(
          "It has %d brokers; each record has %d copies, %d of them before it is acknowledged"
              .formatted(brokers, brokers, brokers / 2 + 1));
    }
  }

  /**
   * The settings with what was asked for; nothing is kept.
   *
   * @param wanted how many were asked for; null for as many as there are
   * @throws ServerFailedException when others were asked for than the home has data of
   * @throws IllegalArgumentException when it is not 1 or 3
   */
  HomeSettings wished(HomeSettings kept, @Nullable Integer wanted) {
    if (wanted != null && wanted != 1 && wanted != 3) {
      throw new IllegalArgumentException("--brokers must be 1 or 3, not " + wanted);
    }
    if (wanted == null || wanted == kept.brokers()) {
      return kept;
    }
    if (Files.exists(installation.data("kafka"))) {
      throw new ServerFailedException(
          """
          %s holds an ecosystem with %d broker(s), and its topics have as many copies.
          CASCADE_HOME=another-folder ./cascade up --brokers %d starts another beside it; \
          ./cascade reset deletes this one.\
          """
              .formatted(installation.home(), kept.brokers(), wanted));
    }
    return kept.withBrokers(wanted);
  }
}
