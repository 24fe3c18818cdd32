package dev.cascade.local.run;

import dev.cascade.local.data.SampleDataLoader;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import java.util.List;
import java.util.TreeSet;

/** Which parts a home has that not every home needs. Once chosen they stay until they are not. */
public final class HomeExtras {

  /** The customers in a database, and reports there. */
  static final String CONNECT = "connect";

  private static final List<String> KNOWN = List.of(CONNECT);

  private final Installation installation;
  private final Progress progress;

  /** Of that installation; says what it finds. */
  public HomeExtras(Installation installation, Progress progress) {
    this.installation = installation;
    this.progress = progress;
  }

  /**
   * Decides, and stops what is not wanted any more; its data stays.
   *
   * @param wanted the extras to have from now on
   * @param unwanted those to have no more
   * @param secured whether the home is, or is about to be
   * @throws IllegalArgumentException when there is no such extra, or it is named in both
   * @throws ServerFailedException when this home cannot have it
   */
  public void settle(List<String> wanted, List<String> unwanted, boolean secured) {
    HomeSettings kept = HomeSettings.of(installation.home());
    HomeSettings changed = wished(kept, wanted, unwanted, secured);
    if (changed.wantsConnect()) {
      progress.line(
          "Its customers are in a database of its own, which Kafka Connect follows"
              + " (deploy/connect)");
    }
    if (kept.wantsConnect() && !changed.wantsConnect()) {
      stop(kept);
    }
    if (!kept.wantsConnect() && changed.wantsConnect()) {
      SampleDataLoader.forget(installation);
    }
    if (!changed.equals(kept)) {
      changed.keep(installation.home());
    }
  }

  /**
   * The settings with what was asked for; nothing is kept.
   *
   * @param wanted the extras to have from now on
   * @param unwanted those to have no more
   * @param secured whether the home is, or is about to be
   * @throws IllegalArgumentException when there is no such extra, or it is named in both
   * @throws ServerFailedException when a home with these settings cannot have it
   */
  static HomeSettings wished(
      HomeSettings kept, List<String> wanted, List<String> unwanted, boolean secured) {
    refuseUnknown("--with", wanted);
    refuseUnknown("--without", unwanted);
    if (wanted.stream().anyMatch(unwanted::contains)) {
      throw new IllegalArgumentException("--with and --without name the same part");
    }
    TreeSet<String> extras = new TreeSet<>(kept.extras());
    extras.addAll(wanted);
    unwanted.forEach(extras::remove);
    HomeSettings changed = kept.withExtras(extras);
    if (changed.wantsConnect()) {
      refuseWhereItCannotBe(changed, secured);
    }
    return changed;
  }

  private void stop(HomeSettings kept) {
    Ecosystem ecosystem = Ecosystem.of(installation, kept);
    Shutdown shutdown = new Shutdown(ecosystem, progress);
    ecosystem
        .connect()
        .ifPresent(parts ->
            List.<PlatformServer>of(parts.worker(), parts.postgres()).forEach(shutdown::stop));
  }

  private static void refuseWhereItCannotBe(HomeSettings settings, boolean secured) {
    if (settings.kafka().isPresent()) {
      throw new ServerFailedException(
          "--with connect needs a Kafka of the home's own: on others', its topics and rights are"
              + " theirs to give. Leave out --kafka, or --without connect.");
    }
    if (secured) {
      throw new ServerFailedException(
          "--with connect is for homes that are not secured: the database asks nobody who comes."
              + " Leave out --secure, or take another CASCADE_HOME, or --without connect.");
    }
  }

  private static void refuseUnknown(String option, List<String> named) {
    named.stream()
        .filter(name -> !KNOWN.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              "%s must be %s, not '%s'".formatted(option, String.join(" or ", KNOWN), name));
        });
  }
}
