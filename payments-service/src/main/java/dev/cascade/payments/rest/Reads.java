package dev.cascade.payments.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.payments.config.Applications;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.topology.PaymentViews;
import dev.cascade.payments.topology.ViewsTopology;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.problem.ProblemResponse;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.OwnerReads;
import dev.cascade.streams.query.OwnerReads.OwnedRead;
import dev.cascade.streams.query.ReadUri;
import dev.cascade.streams.query.StorePartitions;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;

/** Reads of one payment or one account, answered by whichever instance holds it. */
@ApplicationScoped
class Reads {

  /**
   * The parameter of a read that does not wait for what is absent, only for who could tell; or that
   * waits for the first payment under an id, whoever's that is.
   */
  static final String WAIT = "wait";

  /** Its value for the latter. */
  static final String FIRST = "first";

  /** The parameter of a read of an account right after a command. */
  static final String COMMAND = "command";

  private final PaymentViews views;
  private final StreamsRuntime runtime;
  private final OwnerReads owners;
  private final ObjectMapper json;

  Reads(PaymentViews views, StreamsRuntime runtime, OwnerReads owners, ObjectMapper json) {
    this.views = views;
    this.runtime = runtime;
    this.owners = owners;
    this.json = json;
  }

  /** What is asked, until when, and by whom: another's payment does not exist for him. */
  record Asked(UriInfo uri, HttpHeaders headers, Deadline deadline, Caller caller) {

    boolean waits() {
      return !"false".equals(uri.getQueryParameters().getFirst(WAIT));
    }

    boolean wantsTheFirst() {
      return FIRST.equals(uri.getQueryParameters().getFirst(WAIT));
    }

    /** The same caller, who now reads another path. */
    Asked at(ReadUri other) {
      return new Asked(other, headers, deadline, caller);
    }

    boolean sees(Payment payment) {
      return caller.owns(payment.instruction().debtor())
          || caller.owns(payment.instruction().creditor());
    }
  }

  /** The payment in its latest known state, once it is known. */
  CompletionStage<Response> payment(String id, Asked asked) {
    return owned(
        views.incoming(),
        id,
        asked,
        () -> {
          if (asked.wantsTheFirst()) {
            return first(id, asked);
          }
          Optional<Payment> known = latest(id);
          if (!asked.waits() && known.filter(asked::sees).isEmpty() && known.isPresent()) {
            return done(taken(id));
          }
          return known.filter(asked::sees).isPresent() || !asked.waits()
              ? done(paymentAnswer(id, known))
              : views
                  .incoming()
                  .await(application(), id, asked::sees, asked.deadline())
                  .thenApply(found -> {
                    Optional<Payment> now = latest(id);
                    return paymentAnswer(
                        id, (now.isPresent() ? now : found.map(it -> it)).filter(asked::sees));
                  });
        });
  }

  /** As it was submitted: what became of it later may have other parties, as a refund's. */
  private CompletionStage<Response> first(String id, Asked asked) {
    return views
        .incoming()
        .await(application(), id, _ -> true, asked.deadline())
        .thenApply(found ->
            found.isPresent() && found.filter(asked::sees).isEmpty()
                ? taken(id)
                : paymentAnswer(id, found));
  }

  /** The payment once it ended: 404 when it is unknown, 504 when it has not ended in time. */
  CompletionStage<Response> completed(String id, Asked asked) {
    return owned(
        views.incoming(),
        id,
        asked,
        () ->
            views
                .ended()
                .await(application(), id, asked::sees, asked.deadline())
                .thenApply(ended ->
                    ended.filter(asked::sees).isPresent()
                        ? paymentAnswer(id, latest(id))
                        : undecided(
                            id, views.incoming().find(application(), id).filter(asked::sees))));
  }

  /**
   * The account once it is there; with a command, once that is answered, and 504 when it is not in
   * time. Whether somebody else's is there does not matter, so nobody waits for it.
   */
  CompletionStage<Response> account(String id, @Nullable String command, Asked asked) {
    if (!asked.caller().owns(id)) {
      return done(noAccount(id));
    }
    Predicate<AccountSnapshot> wanted =
        it -> command == null || answers(it, command) || answer(id, command).isPresent();
    return owned(
        views.accounts(),
        id,
        asked,
        () ->
            (asked.waits()
                    ? views.accounts().await(application(), id, wanted, asked.deadline())
                    : done(views.accounts().find(application(), id)))
                .thenApply(found -> accountAnswer(id, answerOr(found, id, command), command)));
  }

  /** A read of the account's partition; 404 when there is no such account. */
  CompletionStage<Response> ofAccount(String id, Asked asked, Supplier<Response> here) {
    if (!asked.caller().owns(id)) {
      return done(noAccount(id));
    }
    return owned(
        views.accounts(),
        id,
        asked,
        () ->
            done(
                views.accounts().find(application(), id).isPresent() ? here.get() : noAccount(id)));
  }

  private static Response noAccount(String id) {
    return notFound("There is no account " + id + ".");
  }

  /** The entity, whether it comes from here or was relayed from another instance. */
  <T> T entity(Response answer, Class<T> type) {
    Object entity = answer.getEntity();
    if (!(entity instanceof byte[] bytes)) {
      return type.cast(entity);
    }
    try {
      return json.readValue(bytes, type);
    } catch (IOException e) {
      throw new UncheckedIOException("Another instance's answer is no " + type.getSimpleName(), e);
    }
  }

  /** The views' application. */
  ManagedStreams application() {
    return runtime.application(Applications.VIEWS);
  }

  static Response notFound(String detail) {
    return problem(Problem.notFound(detail));
  }

  static Response problem(Problem problem) {
    return ProblemResponse.of(problem).build();
  }

  private CompletionStage<Response> owned(
      CommittedView<?> view, String key, Asked asked, Supplier<CompletionStage<Response>> here) {
    return owners.read(
        new OwnedRead(
            application(),
            view.store(),
            key,
            asked.uri(),
            asked.headers(),
            asked.deadline(),
            here));
  }

  /** The payment topics share their partitions, so all states of a payment are found here. */
  private Optional<Payment> latest(String id) {
    ManagedStreams application = application();
    return views
        .confirmed()
        .find(application, id)
        .<Payment>map(it -> it)
        .or(() -> views.ended().find(application, id))
        .or(() -> views.incoming().find(application, id));
  }

  private static Response paymentAnswer(String id, Optional<? extends Payment> payment) {
    return payment
        .map(it -> Response.ok(PaymentView.of(it)).build())
        .orElseGet(() -> notFound("There is no payment " + id + "."));
  }

  /** To whoever wants the id for a payment of his own; nothing is told of the one that has it. */
  private static Response taken(String id) {
    return problem(Problem.conflict("Another payment has the id " + id + "."));
  }

  private static Response undecided(String id, Optional<Payment.Incoming> known) {
    return known.isEmpty()
        ? notFound("There is no payment " + id + ".")
        : problem(Problem.timeout("Payment " + id + " has not ended yet."));
  }

  /** The account right after the command, even if an entry overtook the answer. */
  private Optional<AccountSnapshot> answerOr(
      Optional<AccountSnapshot> found, String id, @Nullable String command) {
    if (command == null || found.isEmpty() || answers(found.get(), command)) {
      return found;
    }
    return answer(id, command).or(() -> found);
  }

  private Optional<AccountSnapshot> answer(String id, String command) {
    return Optional.ofNullable(
        StorePartitions.openFor(
                application(),
                ViewsTopology.ANSWERS,
                id,
                QueryableStoreTypes.<String, AccountSnapshot>keyValueStore())
            .get(ViewsTopology.answerKey(id, command)));
  }

  private static Response accountAnswer(
      String id, Optional<AccountSnapshot> found, @Nullable String command) {
    if (found.isEmpty()) {
      return noAccount(id);
    }
    AccountSnapshot account = found.get();
    if (command != null && !answers(account, command)) {
      return problem(
          Problem.timeout(
              "It is asked of account " + id + ", not answered yet; it is safe to ask again."));
    }
    if (command != null
        && account.cause() instanceof AccountEffect.Answer answer
        && !answer.accepted()) {
      throw new ProblemException(Problem.conflict(answer.refusal()));
    }
    return Response.ok(AccountView.of(account)).build();
  }

  private static boolean answers(AccountSnapshot account, String command) {
    return account.cause() instanceof AccountEffect.Answer answer
        && answer.commandId().equals(command);
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
