package dev.cascade.email.component;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A real SMTP server (GreenMail) that tests can stop and start again on the same port. */
public final class MailServerResource implements QuarkusTestResourceLifecycleManager {

  private final Mailbox mailbox = new Mailbox();

  @Override
  public Map<String, String> start() {
    mailbox.start();
    return Map.of(
        "quarkus.mailer.host",
        "127.0.0.1",
        "quarkus.mailer.port",
        Integer.toString(mailbox.port()));
  }

  @Override
  public void stop() {
    mailbox.stop();
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(mailbox, new TestInjector.MatchesType(Mailbox.class));
  }
}
