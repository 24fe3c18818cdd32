package dev.cascade.local.run;

import dev.cascade.local.platform.ServerFailedException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a start decides about its home. Everything that was asked for is looked at before
 * anything of it is kept, so a command that is refused leaves the home as it was.
 */
public final class HomeDecisions {

  private final Installation installation;
  private final HomePlatform platform;
  private final HomeBrokers brokers;
  private final HomeExtras extras;
  private final HomeSecurity security;
  private final HomeServices services;

  /**
   * What was asked for.
   *
   * @param theirs about what others run
   * @param secure whether the home is to be secured
   * @param brokers how many of its own; null for as many as there are
   * @param with the extras to have from now on
   * @param without those to have no more
   * @param asNative whether the services are to be executables
   * @param onJvm whether they are to run on a JVM
   */
  public record Wish(
      HomePlatform.Wish theirs,
      boolean secure,
      @Nullable Integer brokers,
      List<String> with,
      List<String> without,
      boolean asNative,
      boolean onJvm) {

    private List<String> aboutOwnBrokers() {
      return Stream.of(secure ? "--secure" : "", brokers == null ? "" : "--brokers")
          .filter(option -> !option.isEmpty())
          .toList();
    }
  }

  /** Of that installation; says what it finds. */
  public HomeDecisions(Installation installation, Progress progress) {
    this.installation = installation;
    this.platform = new HomePlatform(installation, progress);
    this.brokers = new HomeBrokers(installation, progress);
    this.extras = new HomeExtras(installation, progress);
    this.security = new HomeSecurity(installation, progress);
    this.services = new HomeServices(installation, progress);
  }

  /**
   * Decides, and stops what is not wanted any more.
   *
   * @param parts those that are to be started; none for all
   * @throws ServerFailedException when this home cannot have what was asked for, or others' brokers
   *     cannot be used; nothing is kept then
   * @throws IllegalArgumentException when what was asked for cannot be, or there is no such part;
   *     nothing is kept then
   */
  public void settle(Wish wish, List<String> parts) {
    refuseWhatCannotBe(wish, parts);
    platform.settle(wish.theirs(), wish.aboutOwnBrokers());
    brokers.settle(wish.brokers());
    extras.settle(wish.with(), wish.without(), isSecured(wish));
    security.settle(wish.secure());
    services.settle(wish.asNative(), wish.onJvm());
  }

  private void refuseWhatCannotBe(Wish wish, List<String> parts) {
    HomeSettings wished = HomeSettings.of(installation.home());
    wished = platform.wished(wished, wish.theirs(), wish.aboutOwnBrokers());
    wished = brokers.wished(wished, wish.brokers());
    wished = HomeExtras.wished(wished, wish.with(), wish.without(), isSecured(wish));
    security.refuseOverData(wish.secure());
    wished = HomeServices.wished(wished, wish.asNative(), wish.onJvm());
    parts.forEach(Ecosystem.of(installation, wished)::server);
  }

  private boolean isSecured(Wish wish) {
    return wish.secure() || installation.secrets().exist();
  }
}
