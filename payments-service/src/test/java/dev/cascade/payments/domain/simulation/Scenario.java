package dev.cascade.payments.domain.simulation;

import dev.cascade.payments.domain.Decider;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.payments.domain.account.AccountDecider;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountEvent;
import dev.cascade.payments.domain.account.AccountPolicy;
import dev.cascade.payments.domain.gate.GateDecider;
import dev.cascade.payments.domain.gate.GateEvent;
import dev.cascade.payments.domain.gate.Ledger;
import dev.cascade.testing.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A random load on a pipeline: payments, follow-ups, repeats and operators, drawn from one seed.
 */
final class Scenario {

  private static final String CURRENCY = "EUR";
  private static final int CUSTOMERS = 4;

  private final Seed seed;
  private final Pipeline pipeline;
  private final List<Instruction> asked = new ArrayList<>();
  private int commands;

  Scenario(
      Seed seed,
      Decider<Ledger, GateEvent, Payment.Gated> gate,
      Decider<Account, AccountEvent, AccountEffect> accounts) {
    this.seed = seed;
    this.pipeline = new Pipeline(seed.random(), gate, accounts);
  }

  /** The real deciders. */
  static void run(Seed seed) {
    AccountPolicy policy = new AccountPolicy(seed.chance(0.3), 500, Duration.ofMillis(200));
    new Scenario(seed, new GateDecider(), new AccountDecider(policy)).run();
  }

  void run() {
    open("world", Long.MAX_VALUE);
    open("merchant", 0);
    for (int i = 1; i <= CUSTOMERS; i++) {
      open("c-" + i, seed.chance(0.3) ? 1000 : 0);
    }
    for (int i = 1; i <= CUSTOMERS; i++) {
      submit(transfer("fund-" + i, "world", "c-" + i, seed.longBetween(1, 5000)));
    }
    int events = seed.intBetween(5, 25);
    for (int i = 0; i < events; i++) {
      happen(i);
      for (int steps = seed.intBetween(0, 6); steps > 0; steps--) {
        step();
      }
    }
    while (step()) {
      // Until nothing is left to do.
    }
    Invariants.atTheEnd(pipeline, asked);
  }

  private boolean step() {
    boolean worked = pipeline.step();
    Invariants.always(pipeline);
    return worked;
  }

  private void happen(int number) {
    switch (seed.intBetween(0, 9)) {
      case 0, 1, 2, 3 -> submit(randomPayment("p-" + number, PaymentKind.TRANSFER));
      case 4 -> submit(randomPayment("a-" + number, PaymentKind.AUTHORISATION));
      case 5, 6 -> submit(followUp(number));
      case 7 -> operate();
      case 8 -> repeat();
      default -> pipeline.ask(anyone(), new AccountEvent.TimePassed());
    }
  }

  private Instruction randomPayment(String id, PaymentKind kind) {
    return instruction(id, kind, null, anyone(), anyone(), seed.longBetween(0, 3000));
  }

  private Instruction followUp(int number) {
    List<String> originals =
        asked.stream().filter(it -> !it.kind().isFollowUp()).map(Instruction::id).toList();
    PaymentKind kind = seed.oneOf(PaymentKind.REFUND, PaymentKind.CAPTURE, PaymentKind.VOID);
    String original = seed.chance(0.05) ? "nobody-" + number : seed.oneOf(originals);
    return instruction(
        "f-" + number, kind, original, "x-debtor", "x-creditor", seed.longBetween(1, 3000));
  }

  private void repeat() {
    pipeline.submit(new Payment.Incoming(seed.oneOf(asked)));
  }

  private void operate() {
    String account = anyone();
    AccountCommand.Wish wish =
        seed.oneOf(
            new AccountCommand.Freeze(),
            new AccountCommand.Unfreeze(),
            new AccountCommand.Close(),
            new AccountCommand.SetOverdraft(seed.longBetween(0, 500)));
    if (!account.equals("world")) {
      command(account, wish);
    }
  }

  private void open(String account, long overdraftLimit) {
    command(account, new AccountCommand.Open(CURRENCY, overdraftLimit));
  }

  private void command(String account, AccountCommand.Wish wish) {
    pipeline.ask(
        account,
        new AccountEvent.Asked(
            new AccountCommand(account, "command-" + commands++, wish, pipeline.now())));
  }

  private Instruction transfer(String id, String debtor, String creditor, long minorUnits) {
    return instruction(id, PaymentKind.TRANSFER, null, debtor, creditor, minorUnits);
  }

  private Instruction instruction(
      String id,
      PaymentKind kind,
      @Nullable String original,
      String debtor,
      String creditor,
      long minorUnits) {
    return new Instruction(
        id,
        kind,
        original,
        seed.chance(0.1) ? id : null,
        debtor,
        creditor,
        new Money(minorUnits, CURRENCY),
        pipeline.now());
  }

  private void submit(Instruction instruction) {
    asked.add(instruction);
    int copies = seed.chance(0.3) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      pipeline.submit(new Payment.Incoming(instruction));
    }
  }

  private String anyone() {
    return seed.chance(0.3) ? "merchant" : seed.id("c", CUSTOMERS + 1);
  }
}
