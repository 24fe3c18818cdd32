package dev.cascade.email.component;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * A mail server to which the service may speak encrypted only, by STARTTLS; at first it has none.
 */
public final class StartTlsServerResource implements QuarkusTestResourceLifecycleManager {

  private final StartTlsServer server =
      new StartTlsServer(
          new ScriptedSmtpServer(), TestCertificate.create(), TestCertificate.create());

  /**
   * The server, as tests see it.
   *
   * @param trusted by the service
   * @param stranger not trusted by it
   */
  record StartTlsServer(
      ScriptedSmtpServer smtp, TestCertificate trusted, TestCertificate stranger) {}

  @Override
  public Map<String, String> start() {
    return Map.of(
        "quarkus.mailer.host",
        "localhost",
        "quarkus.mailer.port",
        Integer.toString(server.smtp().port()),
        "quarkus.mailer.tls",
        "false",
        "quarkus.mailer.start-tls",
        "REQUIRED",
        "quarkus.mailer.tls-configuration-name",
        "mail",
        "quarkus.tls.mail.trust-store.pem.certs",
        server.trusted().certificate().toString());
  }

  @Override
  public void stop() {
    server.smtp().close();
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(server, new TestInjector.MatchesType(StartTlsServer.class));
  }
}
