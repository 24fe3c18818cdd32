package dev.cascade.email.topology;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.domain.DeliveryAnswer;
import dev.cascade.email.domain.DeliveryAnswer.Rejected;
import dev.cascade.email.domain.EmailRequest;
import dev.cascade.email.domain.Letter;
import dev.cascade.email.domain.MailDecider;
import dev.cascade.email.domain.MailDecision;
import dev.cascade.email.domain.MailDecision.Closed;
import dev.cascade.email.domain.MailDecision.Ignored;
import dev.cascade.email.domain.MailDecision.Queued;
import dev.cascade.email.domain.MailEvent;
import dev.cascade.email.domain.MailState;
import dev.cascade.email.domain.MailState.UnderWay;
import dev.cascade.email.domain.ResendWish;
import dev.cascade.email.topology.MailStore.Lane;
import dev.cascade.streams.tracing.Attempt;
import dev.cascade.streams.tracing.KeptTraces;
import dev.cascade.streams.tracing.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes in requests, gives due mails to the courier, and takes in the courier's answers: all on the
 * stream thread. Mails are given away by the clock only, not when their request comes, so that the
 * request is usually committed before the server hears of it. None is given away until outcomes can
 * be written: a mail that is accepted and cannot be recorded is sent again after each restart.
 */
final class MailProcessor implements Processor<String, MailEvent, Object, Object> {

  private static final Duration BUSY_PERIOD = Duration.ofMillis(50);
  private static final Duration REHEARSE_EVERY = Duration.ofSeconds(5);
  private static final int DISPATCH_BATCH = 64;
  private static final int FORGET_BATCH = 100;

  private final SendingTopics topics;
  private final EmailSerdes serdes;
  private final MailDecider decider;
  private final Courier courier;
  private final DoubleSupplier jitter;
  private final SendingObserver observer;

  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Set<String> dispatched = new HashSet<>();
  private final Map<String, Attempt> attempts = new HashMap<>();

  private ProcessorContext<Object, Object> context;
  private MailStore mails;
  private KeyValueStore<String, byte[]> recorded;
  private KeptTraces traces;
  private Outbox outbox;
  private Alarm alarm;
  private boolean rehearsed;
  private Instant nextRehearsal = Instant.EPOCH;

  /** What came of one attempt. */
  private record Answer(String orderId, String messageId, DeliveryAnswer content) {}

  @SuppressWarnings("NullAway.Init") // init() comes first
  MailProcessor(
      SendingTopics topics,
      EmailSerdes serdes,
      MailDecider decider,
      Courier courier,
      DoubleSupplier jitter,
      SendingObserver observer) {
    this.topics = topics;
    this.serdes = serdes;
    this.decider = decider;
    this.courier = courier;
    this.jitter = jitter;
    this.observer = observer;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    mails =
        new MailStore(
            context.getStateStore(SendingTopology.MAILS),
            context.getStateStore(SendingTopology.MAIL_TIMES));
    recorded = context.getStateStore(SendingTopology.RECORDED);
    traces = new KeptTraces(context, SendingTopology.TRACES);
    outbox = new Outbox(context, topics, serdes);
    alarm = new Alarm(context, this::tick);
    alarm.ringIn(BUSY_PERIOD);
  }

  @Override
  public void process(Record<String, MailEvent> record) {
    String id = record.key();
    MailState state = mails.get(id);
    MailDecision decision =
        switch (record.value()) {
          case EmailRequest request ->
              decider.requested(state, recorded.get(id) != null, request, origin(), now());
          case ResendWish wish -> decider.resend(state, wish, now());
        };
    carryOut(id, state, decision, TraceContext.following(record.headers()));
  }

  private long origin() {
    return context.recordMetadata().map(RecordMetadata::offset).orElse(-1L);
  }

  private void carryOut(
      String id, @Nullable MailState before, MailDecision decision, Headers trace) {
    switch (decision) {
      case Ignored ignored -> {}
      case Queued queued -> {
        mails.replace(id, before, queued.state());
        traces.keep(id, trace);
        alarm.ringIn(BUSY_PERIOD);
      }
      case Closed closed -> {
        mails.replace(id, before, closed.state());
        traces.forget(id);
        outbox.write(id, closed, trace);
        observer.settled(closed.outcome());
      }
    }
  }

  private void tick() {
    takeAnswers();
    dispatch(Lane.FIRST_ATTEMPT);
    dispatch(Lane.RETRY);
    forget();
    observer.underWay(context.taskId().partition(), mails.underWay());
    if (!dispatched.isEmpty()) {
      alarm.ringIn(BUSY_PERIOD);
    }
    Duration least = atLeast(BUSY_PERIOD, until(nextRehearsal));
    mails.nextDue().ifPresent(due -> alarm.ringIn(atLeast(least, until(due))));
  }

  private void takeAnswers() {
    for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
      dispatched.remove(answer.orderId());
      endAttempt(answer);
      if (mails.get(answer.orderId()) instanceof UnderWay mail
          && mail.messageId().equals(answer.messageId())) {
        takeAnswer(mail, answer);
      }
    }
  }

  private void endAttempt(Answer answer) {
    Attempt attempt = attempts.remove(answer.orderId());
    if (attempt != null) {
      attempt.end(answer.content() instanceof DeliveryAnswer.Accepted);
    }
  }

  private void takeAnswer(UnderWay mail, Answer answer) {
    MailDecision decision = decider.answered(mail, answer.content(), now(), jitter.getAsDouble());
    if (decision instanceof Queued) {
      observer.retrying();
    }
    carryOut(answer.orderId(), mail, decision, traces.later(answer.orderId()));
  }

  private void dispatch(Lane lane) {
    for (String id : mails.due(lane, now(), dispatched.size() + DISPATCH_BATCH)) {
      if (!dispatched.contains(id) && mails.get(id) instanceof UnderWay mail) {
        if (!canBeRecorded(id, mail)
            || !courier.tryDispatch(Letter.of(mail), mail.retried(), answerOf(id, mail))) {
          return;
        }
        dispatched.add(id);
        traces.attempt(id, "smtp send").ifPresent(attempt -> attempts.put(id, attempt));
      }
    }
  }

  /** A refusal is tried, since it writes all that there is to write. */
  private boolean canBeRecorded(String id, UnderWay mail) {
    if (!rehearsed
        && !now().isBefore(nextRehearsal)
        && decider.answered(mail, new Rejected(""), now(), 0) instanceof Closed refused) {
      rehearsed = outbox.rehearse(id, refused);
      nextRehearsal = rehearsed ? now() : now().plus(REHEARSE_EVERY);
    }
    return rehearsed;
  }

  private Consumer<DeliveryAnswer> answerOf(String id, UnderWay mail) {
    return content -> answers.add(new Answer(id, mail.messageId(), content));
  }

  private void forget() {
    for (String id : mails.due(Lane.FORGET, now(), FORGET_BATCH)) {
      MailState state = mails.get(id);
      if (state != null) {
        mails.remove(id, state);
      }
    }
  }

  private Duration until(Instant due) {
    return Duration.between(now(), due);
  }

  private static Duration atLeast(Duration least, Duration time) {
    return time.compareTo(least) < 0 ? least : time;
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
