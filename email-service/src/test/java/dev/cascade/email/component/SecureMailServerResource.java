package dev.cascade.email.component;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;

/**
 * A real SMTP server (GreenMail) that speaks TLS only, with a certificate made for this run, and
 * knows one user. At first the service's password is not the user's.
 */
public final class SecureMailServerResource implements QuarkusTestResourceLifecycleManager {

  private static final String USER = "cascade";
  private static final String PASSWORD = "right";

  private final SecureMailbox mailbox = new SecureMailbox();

  /** The server, as tests see it. */
  public static final class SecureMailbox {

    @SuppressWarnings("NullAway.Init")
    private GreenMail server;

    @SuppressWarnings("NullAway.Init")
    private GreenMailUser user;

    void acceptThePassword() {
      user.setPassword(PASSWORD);
    }

    long mailsAbout(String marker) {
      return List.of(server.getReceivedMessages()).stream()
          .filter(mail -> Mailbox.subjectOf(mail).contains(marker))
          .count();
    }
  }

  @Override
  public Map<String, String> start() {
    TestCertificate certificate = TestCertificate.create();
    System.setProperty(
        DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY,
        certificate.store().toString());
    System.setProperty(
        DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, TestCertificate.PASSWORD);
    mailbox.server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    mailbox.server.start();
    mailbox.user = mailbox.server.setUser("cascade@example.org", USER, "another");
    mailbox.server.getUserManager().setAuthRequired(true);
    return Map.of(
        "quarkus.mailer.host",
        "localhost",
        "quarkus.mailer.port",
        Integer.toString(mailbox.server.getSmtps().getPort()),
        "quarkus.mailer.tls",
        "true",
        "quarkus.mailer.tls-configuration-name",
        "mail",
        "quarkus.tls.mail.trust-store.pem.certs",
        certificate.certificate().toString(),
        "quarkus.mailer.login",
        "REQUIRED",
        "quarkus.mailer.username",
        USER,
        "quarkus.mailer.password",
        PASSWORD);
  }

  @Override
  public void stop() {
    mailbox.server.stop();
    System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY);
    System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(mailbox, new TestInjector.MatchesType(SecureMailbox.class));
  }
}
