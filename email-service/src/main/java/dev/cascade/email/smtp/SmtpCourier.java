package dev.cascade.email.smtp;

import dev.cascade.email.config.EmailSettings;
import dev.cascade.email.domain.DeliveryAnswer;
import dev.cascade.email.domain.DeliveryAnswer.Accepted;
import dev.cascade.email.domain.Letter;
import dev.cascade.email.topology.Courier;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Sends over SMTP without blocking, a few mails at a time. Half of the places are for first
 * attempts alone: however many mails fail, or take all the time there is, others pass them.
 */
@ApplicationScoped
public class SmtpCourier implements Courier {

  private static final Logger LOG = Logger.getLogger(SmtpCourier.class);

  private static final int FIRST = 1;
  private static final long DRAIN_SECONDS = 5;

  /** A conversation in which the server does speak may take that many times the silence. */
  private static final int LONGEST_TALK = 2;

  /** Many more than are accepted between two commits. */
  private static final int REMEMBERED = 10_000;

  /** Enough for the stream thread to take the last answers in and commit. */
  private static final long RECORDING_MILLIS = 250;

  private final ReactiveMailer mailer;
  private final LetterWriter writer;
  private final Context eventLoop;
  private final Duration longestAttempt;
  private final Semaphore places;
  private final Semaphore placesForRetries;
  private final int maxConcurrent;
  private final Deliveries deliveries = new Deliveries(REMEMBERED);
  private volatile boolean stopping;

  SmtpCourier(ReactiveMailer mailer, LetterWriter writer, Vertx vertx, EmailSettings settings) {
    this.eventLoop = vertx.getOrCreateContext();
    this.mailer = mailer;
    this.writer = writer;
    this.longestAttempt = settings.attemptTimeout().multipliedBy(LONGEST_TALK);
    this.maxConcurrent = settings.maxConcurrent();
    this.places = new Semaphore(settings.maxConcurrent());
    this.placesForRetries = new Semaphore(Math.max(1, settings.maxConcurrent() / 2));
  }

  @Override
  public boolean tryDispatch(Letter letter, boolean retry, Consumer<DeliveryAnswer> answered) {
    if (stopping) {
      return false;
    }
    if (deliveries.include(letter.messageId(), answered)) {
      return true;
    }
    if (retry && !placesForRetries.tryAcquire()) {
      return false;
    }
    if (!places.tryAcquire()) {
      release(retry, 0);
      return false;
    }
    deliveries.begin(letter.messageId(), answered);
    attempt(letter)
        .subscribe()
        .with(
            accepted -> answer(letter, retry, new Accepted()),
            failure -> answer(letter, retry, SmtpAnswers.of(failure)));
    return true;
  }

  /**
   * On one event loop for all: were the connection's loop another than the caller's, the server's
   * greeting could arrive before the client listens, and the attempt would wait for it in vain.
   *
   * <p>An attempt ends when its connection is closed for silence; the time limit is for servers
   * that drip, and for those that do not even greet, of which the client does not tell.
   */
  private Uni<Void> attempt(Letter letter) {
    return Uni.createFrom()
        .deferred(() -> mailer.send(writer.write(letter)))
        .runSubscriptionOn(task -> eventLoop.runOnContext(ignored -> task.run()))
        .ifNoItem()
        .after(longestAttempt)
        .fail();
  }

  private void answer(Letter letter, boolean retry, DeliveryAnswer answer) {
    release(retry, 1);
    if (!(answer instanceof Accepted)) {
      // Not the detail: the server's words may hold the address.
      LOG.infof("Mail %s, order=%s", answer.getClass().getSimpleName(), letter.request().orderId());
    }
    deliveries.end(letter.messageId(), answer);
  }

  /**
   * Before the applications close: begins no more attempts, and lets those under way end and be
   * recorded, so that a stop in order causes no duplicate.
   */
  void drain(@Observes @Priority(FIRST) ShutdownEvent event) throws InterruptedException {
    stopping = true;
    if (places.tryAcquire(maxConcurrent, DRAIN_SECONDS, TimeUnit.SECONDS)) {
      Thread.sleep(RECORDING_MILLIS);
    }
  }

  private void release(boolean retry, int place) {
    places.release(place);
    if (retry) {
      placesForRetries.release();
    }
  }
}
