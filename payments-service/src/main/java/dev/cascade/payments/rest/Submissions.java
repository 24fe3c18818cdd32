package dev.cascade.payments.rest;

import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.OrderFact;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.publishing.PaymentsWriter;
import dev.cascade.payments.rest.Reads.Asked;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.ReadUri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.Headers;

/** Hands payments to Kafka, each id once; what was there before answers a repetition. */
@ApplicationScoped
class Submissions {

  /** Other things are read under these names. */
  private static final Set<String> RESERVED_IDS = Set.of("stats", "throughput");

  private static final String NOT_SEEN_YET =
      "Kafka has the payment, and whether another has its id is not known yet; it is safe to send"
          + " it again.";

  private final Reads reads;
  private final PaymentsWriter writer;

  Submissions(Reads reads, PaymentsWriter writer) {
    this.reads = reads;
    this.writer = writer;
  }

  /** The id that the body gives, or a fresh one. */
  static String newId(Input input) {
    Optional<String> id = input.optionalId("id");
    if (id.filter(RESERVED_IDS::contains).isPresent()) {
      input.violated("id", "is reserved");
    }
    if (id.filter(OrderFact::isReserved).isPresent()) {
      input.violated(
          "id",
          "must not begin with %s or %s, as payments of orders do"
              .formatted(OrderFact.PAYMENT_PREFIX, OrderFact.REFUND_PREFIX));
    }
    return id.orElseGet(() -> UUID.randomUUID().toString());
  }

  /** A payment as it is known now; nobody waits. */
  static ReadUri withoutWait(UriInfo uri, String id) {
    return payment(uri, id).with(Reads.WAIT, false);
  }

  private static ReadUri payment(UriInfo uri, String id) {
    return ReadUri.of(uri, "v1", "payments", id);
  }

  /**
   * Submits the payment, unless its id is known.
   *
   * @param ofRequest what carries the request's trace on
   * @return 202 when Kafka has it, and it is the first under its id; 200 with the payment when it
   *     was submitted before, 409 when that was another one
   */
  CompletionStage<Response> submit(Instruction instruction, Asked asked, Headers ofRequest) {
    return reads
        .payment(instruction.id(), asked.at(withoutWait(asked.uri(), instruction.id())))
        .thenCompose(known ->
            known.getStatus() == 404
                ? written(instruction, asked, ofRequest)
                : CompletableFuture.completedFuture(repeated(known, instruction)));
  }

  /**
   * Another instance may have been asked for another payment under the same id at this moment, and
   * the first in the topic is the one that the gate lets in.
   */
  private CompletionStage<Response> written(
      Instruction instruction, Asked asked, Headers ofRequest) {
    ReadUri first = payment(asked.uri(), instruction.id()).with(Reads.WAIT, Reads.FIRST);
    return writer
        .submit(new Payment.Incoming(instruction), ofRequest, asked.deadline())
        .thenCompose(_ -> reads.payment(instruction.id(), asked.at(first)))
        .thenApply(found ->
            switch (found.getStatus()) {
              case 200 ->
                  asksTheSame(found, instruction)
                      ? accepted(instruction, asked.uri())
                      : conflict(instruction);
              case 404 -> throw new ProblemException(Problem.unavailable(NOT_SEEN_YET));
              default -> found;
            });
  }

  private static Response accepted(Instruction instruction, UriInfo uri) {
    return Response.accepted(PaymentView.of(new Payment.Incoming(instruction)))
        .location(payment(uri, instruction.id()).getAbsolutePath())
        .build();
  }

  private Response repeated(Response known, Instruction instruction) {
    return known.getStatus() != 200 || asksTheSame(known, instruction)
        ? known
        : conflict(instruction);
  }

  private boolean asksTheSame(Response known, Instruction instruction) {
    return reads.entity(known, PaymentView.class).asksTheSameAs(instruction);
  }

  private static Response conflict(Instruction instruction) {
    return Reads.problem(Problem.conflict("Another payment has the id " + instruction.id() + "."));
  }
}
