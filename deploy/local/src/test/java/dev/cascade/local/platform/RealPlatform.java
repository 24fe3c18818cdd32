package dev.cascade.local.platform;

import java.nio.file.Path;
import java.util.List;

/** A broker, a registry and a mail server for all tests of this module; they end with the JVM. */
public final class RealPlatform {

  private static final KafkaBroker BROKER;
  private static final SchemaRegistry REGISTRY;
  private static final MailServer MAIL;

  static {
    Path directory = PlatformStart.folder("real platform");
    List<Integer> ports = Ports.free(6);
    BROKER =
        KafkaBroker.builder()
            .port(ports.get(0))
            .controllerPort(ports.get(1))
            .dataDirectory(directory.resolve("kafka"))
            .build();
    REGISTRY =
        SchemaRegistry.builder()
            .port(ports.get(2))
            .managementPort(ports.get(3))
            .dataDirectory(directory.resolve("registry"))
            .build();
    MAIL =
        MailServer.builder()
            .smtpPort(ports.get(4))
            .apiPort(ports.get(5))
            .dataDirectory(directory.resolve("mail"))
            .build();
    List<PlatformServer> all = List.of(BROKER, REGISTRY, MAIL);
    all.forEach(PlatformServer::start);
    all.forEach(server -> server.awaitReady(PlatformStart.BOUND));
  }

  private RealPlatform() {}

  /** The broker. */
  public static KafkaBroker broker() {
    return BROKER;
  }

  /** The registry. */
  public static SchemaRegistry registry() {
    return REGISTRY;
  }

  /** The mail server. */
  public static MailServer mail() {
    return MAIL;
  }
}
