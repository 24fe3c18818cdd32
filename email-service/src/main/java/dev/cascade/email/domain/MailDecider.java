package dev.cascade.email.domain;

import dev.cascade.email.domain.AddressCheck.Deliverable;
import dev.cascade.email.domain.AddressCheck.Undeliverable;
import dev.cascade.email.domain.DeliveryAnswer.Accepted;
import dev.cascade.email.domain.DeliveryAnswer.Deferred;
import dev.cascade.email.domain.DeliveryAnswer.Rejected;
import dev.cascade.email.domain.DeliveryAnswer.Unreachable;
import dev.cascade.email.domain.MailDecision.Closed;
import dev.cascade.email.domain.MailDecision.Ignored;
import dev.cascade.email.domain.MailDecision.Queued;
import dev.cascade.email.domain.MailState.Settled;
import dev.cascade.email.domain.MailState.UnderWay;
import dev.cascade.email.domain.Outcome.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of an order's mail.
 *
 * @param retry when a failed attempt is repeated
 * @param keepRequest how long a settled mail can be sent again
 * @param messageIdDomain right of the @ in a Message-ID
 */
public record MailDecider(RetryPolicy retry, Duration keepRequest, String messageIdDomain) {

  /** More wishes for one order are possible; the ids of the oldest are forgotten. */
  static final int MAX_RESENDS = 20;

  /**
   * A request has come.
   *
   * @param recorded whether an outcome for the order was recorded before
   * @param origin offset of the request
   */
  public MailDecision requested(
      @Nullable MailState state, boolean recorded, EmailRequest request, long origin, Instant now) {
    if (state != null || recorded) {
      return new Ignored();
    }
    MessageId id = MessageId.ofOrder(request.orderId(), messageIdDomain);
    return queued(new UnderWay(request, id.value(), 0, now, now, origin, null, List.of()), now);
  }

  /** An operator wants it sent again; without a request to repeat, nothing can be done. */
  public MailDecision resend(@Nullable MailState state, ResendWish wish, Instant now) {
    return switch (state) {
      case null -> new Ignored();
      case UnderWay mail -> new Ignored();
      case Settled settled when settled.resends().contains(wish.resendId()) -> new Ignored();
      case Settled settled -> again(settled, wish, now);
    };
  }

  private MailDecision again(Settled settled, ResendWish wish, Instant now) {
    EmailRequest request =
        wish.email() == null ? settled.request() : settled.request().to(wish.email());
    List<String> resends = new ArrayList<>(settled.resends());
    resends.add(wish.resendId());
    List<String> latest =
        resends.subList(Math.max(0, resends.size() - MAX_RESENDS), resends.size());
    MessageId id = MessageId.ofResend(request.orderId(), wish.resendId(), messageIdDomain);
    return queued(
        new UnderWay(request, id.value(), 0, now, now, settled.origin(), wish.resendId(), latest),
        now);
  }

  private MailDecision queued(UnderWay mail, Instant now) {
    return switch (AddressCheck.of(mail.request().email())) {
      case Deliverable deliverable -> new Queued(mail);
      case Undeliverable undeliverable -> refused(mail, 0, undeliverable.reason(), now);
    };
  }

  /**
   * An attempt has ended.
   *
   * @param jitter 0 to 1, spreads the next attempt
   */
  public MailDecision answered(UnderWay mail, DeliveryAnswer answer, Instant now, double jitter) {
    int attempts = mail.attempts() + 1;
    return switch (answer) {
      case Accepted accepted -> closed(mail, Verdict.SENT, attempts, "", now);
      case Rejected rejected -> refused(mail, attempts, rejected.detail(), now);
      case Deferred deferred -> retried(mail, attempts, deferred.detail(), now, jitter);
      case Unreachable unreachable -> retried(mail, attempts, unreachable.detail(), now, jitter);
    };
  }

  private MailDecision retried(
      UnderWay mail, int attempts, String detail, Instant now, double jitter) {
    Optional<Instant> next = retry.next(attempts, mail.since(), now, jitter);
    return next.<MailDecision>map(at -> new Queued(laterTry(mail, attempts, at)))
        .orElseGet(() ->
            refused(mail, attempts, "gave up after " + attempts + " attempts: " + detail, now));
  }

  private static UnderWay laterTry(UnderWay mail, int attempts, Instant at) {
    return new UnderWay(
        mail.request(),
        mail.messageId(),
        attempts,
        mail.since(),
        at,
        mail.origin(),
        mail.resendId(),
        mail.resends());
  }

  private Closed refused(UnderWay mail, int attempts, String detail, Instant now) {
    return closed(mail, Verdict.REFUSED, attempts, detail, now);
  }

  private Closed closed(UnderWay mail, Verdict verdict, int attempts, String detail, Instant now) {
    EmailRequest request = mail.request();
    Outcome outcome =
        new Outcome(
            request.orderId(),
            mail.messageId(),
            verdict,
            attempts,
            request.level(),
            detail,
            now,
            mail.resendId());
    Settled settled = new Settled(request, now.plus(keepRequest), mail.origin(), mail.resends());
    return new Closed(settled, outcome);
  }
}
