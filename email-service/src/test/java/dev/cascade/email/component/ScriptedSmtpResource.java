package dev.cascade.email.component;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The mail server that defers, rejects and falls silent. */
public final class ScriptedSmtpResource implements QuarkusTestResourceLifecycleManager {

  private final ScriptedSmtpServer server = new ScriptedSmtpServer();

  @Override
  public Map<String, String> start() {
    return Map.of(
        "quarkus.mailer.host", "127.0.0.1", "quarkus.mailer.port", Integer.toString(server.port()));
  }

  @Override
  public void stop() {
    server.close();
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(server, new TestInjector.MatchesType(ScriptedSmtpServer.class));
  }
}
