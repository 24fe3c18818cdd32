package dev.cascade.email.smtp;

import dev.cascade.email.config.EmailSettings;
import io.quarkus.arc.Unremovable;
import io.quarkus.mailer.SentMail;
import io.quarkus.mailer.runtime.MailerSupport;
import io.quarkus.mailer.runtime.Mailers;
import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Quarkus' mailers, but a connection on which nothing was said for an attempt's time is closed.
 * Quarkus has no property for that, and without it a server that falls silent keeps the connection
 * for ever. Everything under {@code quarkus.mailer} has its effect as documented there.
 */
@Singleton
@Unremovable
@Alternative
@Priority(1)
class TimedMailers extends Mailers {

  TimedMailers(
      Vertx vertx,
      io.vertx.mutiny.core.Vertx mutinyVertx,
      MailersRuntimeConfig config,
      LaunchMode launchMode,
      MailerSupport support,
      TlsConfigurationRegistry tls,
      Event<SentMail> sent,
      EmailSettings settings) {
    super(
        new ClosesSilentConnections((VertxInternal) vertx, settings.attemptTimeout()),
        mutinyVertx,
        config,
        launchMode,
        support,
        tls,
        sent);
  }

  /** Vert.x as the mail client sees it: the clients that it opens do not wait for ever. */
  private static final class ClosesSilentConnections extends VertxWrapper {

    private final Duration silence;

    ClosesSilentConnections(VertxInternal vertx, Duration silence) {
      super(vertx);
      this.silence = silence;
    }

    @Override
    public NetClient createNetClient(NetClientOptions options) {
      int millis = Math.toIntExact(silence.toMillis());
      return super.createNetClient(
          options.setIdleTimeout(millis).setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
    }
  }
}
