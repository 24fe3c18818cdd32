package dev.cascade.email.smtp;

import dev.cascade.email.config.EmailSettings;
import dev.cascade.email.domain.DeliveryAnswer;
import dev.cascade.email.domain.DeliveryAnswer.Accepted;
import dev.cascade.email.domain.Letter;
import dev.cascade.email.topology.Courier;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Sends over SMTP without blocking, a few mails at a time. Half of the places are for first
 * attempts alone: however many mails fail, or take all the time there is, others pass them.
 */
@ApplicationScoped
public class SmtpCourier implements Courier {

  private static final Logger LOG = Logger.getLogger(SmtpCourier.class);

  private final ReactiveMailer mailer;
  private final LetterWriter writer;
  private final Duration attemptTimeout;
  private final Semaphore places;
  private final Semaphore placesForRetries;

  SmtpCourier(ReactiveMailer mailer, LetterWriter writer, EmailSettings settings) {
    this.mailer = mailer;
    this.writer = writer;
    this.attemptTimeout = settings.attemptTimeout();
    this.places = new Semaphore(settings.maxConcurrent());
    this.placesForRetries = new Semaphore(Math.max(1, settings.maxConcurrent() / 2));
  }

  @Override
  public boolean tryDispatch(Letter letter, boolean retry, Consumer<DeliveryAnswer> answered) {
    if (retry && !placesForRetries.tryAcquire()) {
      return false;
    }
    if (!places.tryAcquire()) {
      release(retry, 0);
      return false;
    }
    attempt(letter)
        .subscribe()
        .with(
            accepted -> answer(letter, retry, new Accepted(), answered),
            failure -> answer(letter, retry, SmtpAnswers.of(failure), answered));
    return true;
  }

  private Uni<Void> attempt(Letter letter) {
    return Uni.createFrom()
        .deferred(() -> mailer.send(writer.write(letter)))
        .ifNoItem()
        .after(attemptTimeout)
        .fail();
  }

  private void answer(
      Letter letter, boolean retry, DeliveryAnswer answer, Consumer<DeliveryAnswer> answered) {
    release(retry, 1);
    if (!(answer instanceof Accepted)) {
      LOG.warnf("Mail not accepted, order=%s: %s", letter.request().orderId(), answer);
    }
    answered.accept(answer);
  }

  private void release(boolean retry, int place) {
    places.release(place);
    if (retry) {
      placesForRetries.release();
    }
  }
}
