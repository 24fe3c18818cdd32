package dev.cascade.local.platform;

import dev.cascade.local.secrets.BrokerSecrets;
import dev.cascade.schemas.access.AccessRules;
import dev.cascade.schemas.access.Principal;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A secured broker for all tests of this module, which knows the principals and a newcomer, and
 * permits them nothing yet; it ends with the JVM.
 */
public final class SecuredPlatform {

  /** A user to whom no rule grants anything. */
  public static final String NEWCOMER = "newcomer";

  private static final BrokerSecrets SECRETS;
  private static final KafkaBroker BROKER;

  static {
    Path folder = PlatformStart.folder("secured platform");
    SECRETS = new BrokerSecrets(folder.resolve("secrets"));
    List<String> users =
        Stream.concat(
                AccessRules.of(TopicCatalogue.load()).principals().stream().map(Principal::name),
                Stream.of(NEWCOMER))
            .toList();
    SECRETS.make(users);
    List<Integer> ports = Ports.free(2);
    BROKER =
        KafkaBroker.builder()
            .port(ports.getFirst())
            .controllerPort(ports.getLast())
            .dataDirectory(folder.resolve("kafka"))
            .secured(SECRETS)
            .build();
    BROKER.start();
    BROKER.awaitReady(PlatformStart.BOUND);
    new ScramUsers(BROKER.client(BrokerSecrets.OWNER), SECRETS).install(users);
  }

  private SecuredPlatform() {}

  /** The broker. */
  public static KafkaBroker broker() {
    return BROKER;
  }

  /** What it and its users prove who they are with. */
  public static BrokerSecrets secrets() {
    return SECRETS;
  }
}
